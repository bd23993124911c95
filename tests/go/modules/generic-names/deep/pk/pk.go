package pk

type T struct{ x int }
type G[P any] struct{ v P }
type hidden int
type A = hidden

func Mk[P any](p P) G[P] { return G[P]{p} }
func Local() any {
	type loc struct{ q int }
	return G[loc]{}
}
func (g G[P]) Get() P { return g.v }
