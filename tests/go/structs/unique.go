// Equal values made one.
//
// expect: true false hello world
// expect: true 2
// expect: 2
// expect: true x 1
package main

import (
	"fmt"
	"structs"
	"unique"
)

type P struct {
	_    structs.HostLayout
	X, Y int
}

func main() {
	a := unique.Make("hello")
	b := unique.Make("hel" + string([]byte("lo")))
	c := unique.Make("world")
	fmt.Println(a == b, a == c, a.Value(), c.Value())
	p, q := unique.Make(P{X: 1, Y: 2}), unique.Make(P{X: 1, Y: 2})
	fmt.Println(p == q, p.Value().Y)
	m := map[unique.Handle[string]]int{a: 1}
	m[b]++
	fmt.Println(m[a])
	var i, j any = 1, 1
	fmt.Println(unique.Make(i) == unique.Make(j), unique.Make[any]("x").Value(), unique.Make(1).Value())
}
