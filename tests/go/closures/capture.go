// A closure shares the variables it captures.
// expect: 1 2 1
// expect: 12
// expect: 120
// expect: 3
package main

import "fmt"

func counter() func() int {
	n := 0
	return func() int {
		n++
		return n
	}
}

func main() {
	a, b := counter(), counter()
	x, y, z := a(), a(), b()
	fmt.Println(x, y, z)
	total := 0
	add := func(n int) { total += n }
	add(5)
	add(7)
	fmt.Println(total)
	var fact func(int) int
	fact = func(n int) int {
		if n == 0 {
			return 1
		}
		return n * fact(n-1)
	}
	fmt.Println(fact(5))
	outer := 1
	func() {
		inner := 1
		func() { outer += inner + 1 }()
	}()
	fmt.Println(outer)
}
