// Method values bind the receiver when made; method expressions take it later.
// expect: 1 hello
// expect: 2 hello
// expect: 5
package main

import "fmt"

type greeter struct{ n int }

func (g greeter) hello() string { return fmt.Sprint(g.n, " hello") }
func (g *greeter) add(k int)    { g.n += k }

func main() {
	g := greeter{1}
	bound := g.hello
	g.n = 2
	fmt.Println(bound())
	fmt.Println(greeter.hello(g))
	add := (*greeter).add
	add(&g, 3)
	fmt.Println(g.n)
}
