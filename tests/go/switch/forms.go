// Expression switches: lists, no tag, fallthrough, default anywhere, init.
// expect: small
// expect: prime
// expect: big
// expect: neg
// expect: one two
// expect: even 4
package main

import "fmt"

func class(n int) string {
	switch {
	case n < 0:
		return "neg"
	case n > 100:
		return "big"
	}
	switch n {
	default:
		return "small"
	case 2, 3, 5, 7:
		return "prime"
	}
}

func main() {
	for _, n := range []int{1, 5, 101, -1} {
		fmt.Println(class(n))
	}
	switch 1 {
	case 1:
		fmt.Print("one ")
		fallthrough
	case 2:
		fmt.Println("two")
	case 3:
		fmt.Println("three")
	}
	switch n := 4; n % 2 {
	case 0:
		fmt.Println("even", n)
		break
		fmt.Println("not reached")
	}
}
