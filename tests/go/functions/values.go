// Functions are values: in variables, maps, fields, parameters and results.
// expect: 5 6
// expect: 9
// expect: HI!
// expect: true
package main

import "fmt"

type op struct {
	name string
	do   func(int, int) int
}

func apply(f func(int, int) int, a, b int) int { return f(a, b) }

func twice(f func(int) int) func(int) int {
	return func(x int) int { return f(f(x)) }
}

func main() {
	ops := map[string]op{
		"+": {"add", func(a, b int) int { return a + b }},
		"*": {"mul", func(a, b int) int { return a * b }},
	}
	fmt.Println(apply(ops["+"].do, 2, 3), apply(ops["*"].do, 2, 3))
	fmt.Println(twice(func(x int) int { return x + 2 })(5))
	func(s string) { fmt.Println(s + "!") }("HI")
	var none func()
	fmt.Println(none == nil)
}
