// range evaluates its operand once: appending inside does not prolong it, and
// an array is copied.
// expect: 1 2 3 len 6
// expect: 1 2 3
package main

import "fmt"

func main() {
	s := []int{1, 2, 3}
	for _, v := range s {
		fmt.Print(v, " ")
		s = append(s, v)
	}
	fmt.Println("len", len(s))
	a := [3]int{1, 2, 3}
	out := []int{}
	for i, v := range a {
		a[2] = 99
		_ = i
		out = append(out, v)
	}
	fmt.Println(out[0], out[1], out[2])
}
