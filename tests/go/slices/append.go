// append, length and capacity; sharing until it has to grow.
// expect: [] 0 true
// expect: [1 2 3] 3
// expect: [1 9 3] [1 9]
// expect: [1 9 7] [1 9 7]
// expect: [1 9 7 8] [100 9]
// expect: [1 9 7]
package main

import "fmt"

func main() {
	var s []int
	fmt.Println(s, len(s), s == nil)
	s = append(s, 1, 2)
	s = append(s, []int{3}...)
	fmt.Println(s, len(s))
	t := s[:2:3]
	t[1] = 9
	fmt.Println(s, t)
	t = append(t, 7)
	fmt.Println(s, t)
	t = append(t, 8)
	u := s[:2:2]
	u = append([]int{}, u...)
	u[0] = 100
	fmt.Println(t, u)
	fmt.Println(s)
}
