// Pointers to variables, fields, elements; new; pointers to pointers.
// expect: 5 5
// expect: 10 20
// expect: 0 true
// expect: 8
// expect: [1 7]
// expect: 3 2 1
package main

import "fmt"

type node struct {
	value int
	next  *node
}

func leak() *int {
	n := 8
	return &n
}

func main() {
	n := 1
	p := &n
	*p = 5
	fmt.Println(n, *p)
	a, b := 20, 10
	swap(&a, &b)
	fmt.Println(a, b)
	q := new(int)
	fmt.Println(*q, q != new(int))
	fmt.Println(*leak())
	s := []int{1, 2}
	e := &s[1]
	*e = 7
	fmt.Println(s)
	var head *node
	for i := 1; i <= 3; i++ {
		head = &node{i, head}
	}
	pp := &head
	fmt.Println((*pp).value, head.next.value, head.next.next.value)
}

func swap(a, b *int) { *a, *b = *b, *a }
