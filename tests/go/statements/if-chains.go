// if with an init statement, else if, and short circuits.
// expect: neg zero pos
// expect: false true 1
// expect: even 4
package main

import "fmt"

var calls int

func yes() bool {
	calls++
	return true
}

func sign(n int) string {
	if n < 0 {
		return "neg"
	} else if n == 0 {
		return "zero"
	} else {
		return "pos"
	}
}

func main() {
	fmt.Println(sign(-5), sign(0), sign(5))
	a := false && yes()
	b := true || yes()
	c := true && yes()
	_ = c
	fmt.Println(a, b, calls)
	if n := 4; n%2 != 0 {
		fmt.Println("odd", n)
	} else {
		fmt.Println("even", n)
	}
}
