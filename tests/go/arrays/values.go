// Arrays are values: assigned and passed as copies, compared by element.
// expect: [1 2 3] [9 2 3]
// expect: true false
// expect: [0 0 7 8]
// expect: 4 [a  c]
package main

import "fmt"

func change(a [3]int) { a[0] = 1000 }

func main() {
	a := [3]int{1, 2, 3}
	b := a
	b[0] = 9
	change(a)
	fmt.Println(a, b)
	fmt.Println(a == [3]int{1, 2, 3}, a == b)
	fmt.Println([...]int{2: 7, 8})
	s := [...]string{0: "a", 2: "c"}
	fmt.Println(len(a)+1, s)
}
