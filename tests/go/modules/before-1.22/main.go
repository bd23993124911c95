// Before Go 1.22 a loop had its variables once, not anew in each iteration.
//
// SPDX-License-Identifier: MIT
//
// expect: 3 3 3
// expect: 2 2 2
// expect: c c c
// expect: w w w
// expect: 7 7
// expect: true
package main

import "fmt"

func main() {
	var get []func() any

	show := func() {
		for i, f := range get {
			if i > 0 {
				fmt.Print(" ")
			}
			fmt.Print(f())
		}
		fmt.Println()
		get = nil
	}

	for i := 0; i < 3; i++ {
		get = append(get, func() any { return i })
	}
	show()
	for i := range [3]int{} {
		get = append(get, func() any { return i })
	}
	show()
	for _, s := range []string{"a", "b", "c"} {
		get = append(get, func() any { return s })
	}
	show()
	for _, r := range "uvw" {
		get = append(get, func() any { return string(r) })
	}
	show()
	c := make(chan int, 2)
	c <- 6
	c <- 7
	close(c)
	for n := range c {
		get = append(get, func() any { return n })
	}
	show()
	var addresses []*int
	for k := range map[int]bool{1: true, 2: true} {
		addresses = append(addresses, &k)
	}
	fmt.Println(addresses[0] == addresses[1])
}
