package main

func f() {
	if x := 1 {
	}
	if x = 1 {
	}
	for var i = 0; i < 1; i++ {
	}
	switch x {
		y = 1
	}
	else {
	}
	defer f
	go (f())
	a, b += 1
	x.(type)
	y := [...]int{1, 2
	}
	func g() {}
	map[string]int{"a": 1 "b": 2}
	var c chan
	f(1, 2
	)
}

func h()
{
}

type I interface {
	m[T any]()
	int | 
}

func j[](x int) {}
func (r T) k[P any]() {}
