// The builtin functions that are younger.
// expect: 1 3 2.5 a
// expect: [0 0] 0
// expect: 3 5 true
package main

import "fmt"

func main() {
	a, b := 3, 1
	fmt.Println(min(a, b), max(a, b, 2), min(2.5, 4), min("b", "a"))
	s, m := []int{1, 2}, map[int]int{1: 1}
	clear(s)
	clear(m)
	fmt.Println(s, len(m))
	t := make([]int, 3, 5)
	fmt.Println(len(t), cap(t), new(int) != nil)
}
