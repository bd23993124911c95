// A variadic parameter is a slice; an existing slice can be passed as it.
// expect: 0 true
// expect: 6 false
// expect: 30 false
// expect: [100 20]
package main

import "fmt"

func sum(xs ...int) (int, bool) {
	total := 0
	for _, x := range xs {
		total += x
	}
	return total, xs == nil
}

func first(xs ...int) { xs[0] = 100 }

func main() {
	fmt.Println(sum())
	fmt.Println(sum(1, 2, 3))
	list := []int{10, 20}
	fmt.Println(sum(list...))
	first(list...)
	fmt.Println(list)
}
