module example.com/m

go 1.22

require (
	example.com/far v1.0.0
	example.com/near v0.0.0
)

replace example.com/near => ./elsewhere/near
