// Several results, named results, and a bare return.
// expect: 3 1
// expect: 7 true
// expect: -1 false
package main

import "fmt"

func divmod(a, b int) (q, r int) {
	q = a / b
	r = a % b
	return
}

func find(list []int, want int) (int, bool) {
	for i, v := range list {
		if v == want {
			return i, true
		}
	}
	return -1, false
}

func main() {
	q, r := divmod(10, 3)
	fmt.Println(q, r)
	list := []int{9, 8, 7, 6, 5, 4, 3, 2}
	fmt.Println(find(list, 2))
	fmt.Println(find(list, 1))
}
