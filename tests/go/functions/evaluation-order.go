// Calls in an expression are made from left to right.
// expect: a b c 6
// expect: x y [1 2]
// expect: 2 1
package main

import "fmt"

func say(name string, v int) int {
	fmt.Print(name, " ")
	return v
}

func main() {
	v := say("a", 1) + say("b", 2) + say("c", 3)
	fmt.Println(v)
	list := []int{say("x", 1), say("y", 2)}
	fmt.Println(list)
	i, j := 1, 2
	i, j = j, i
	fmt.Println(i, j)
}
