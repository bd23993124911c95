// A variable without an initialiser has its turn, too: those that mention it come later.
// expect: d a c b
package main

import "fmt"

var order []string

func note(name string, _ int) int {
	order = append(order, name)
	return len(order)
}

var a = note("a", zero)
var b = note("b", value)
var c = func() int {
	if false {
		_ = zero
	}
	return note("c", 0)
}()
var d = note("d", 0)

var zero int
var value int = 3

func main() {
	for i, name := range order {
		if i > 0 {
			fmt.Print(" ")
		}
		fmt.Print(name)
	}
	fmt.Println()
}
