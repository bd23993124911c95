// Structs are values; comparison is field by field; literals by name.
// expect: {1 2} {1 9}
// expect: true false
// expect: {p:{x:3 y:0} name:q}
// expect: 7 8
// expect: {a 1} 2
package main

import "fmt"

type point struct{ x, y int }
type named struct {
	p    point
	name string
}

func main() {
	a := point{1, 2}
	b := a
	b.y = 9
	fmt.Println(a, b)
	fmt.Println(a == point{1, 2}, a == b)
	fmt.Printf("%+v\n", named{point{x: 3}, "q"})
	p := &named{}
	p.p.x, p.p.y = 7, 8
	fmt.Println(p.p.x, p.p.y)
	anon := struct {
		s string
		n int
	}{"a", 1}
	list := []point{{1, 1}, {2, 2}}
	fmt.Println(anon, list[1].x)
}
