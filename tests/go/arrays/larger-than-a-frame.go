// Arrays too large for a frame are copied like small ones.
// expect: 1 2 9 3 1
// expect: 3 2
// expect: 1 2 0 literal
// expect: true false
// expect: nil pointer
package main

import "fmt"

type big [300000]int

type record struct {
	numbers big
	name    string
}

func main() {
	var a big
	a[5] = 1
	b := a
	b[5]++
	c := b
	_ = c
	p, q := &a, new(big)
	*q = *p
	*q = big{7: 9}
	l := big{1: 3}
	s := make([]big, 2)
	s[1] = a
	fmt.Println(a[5], b[5], q[7], l[1], s[1][5])

	r := record{name: "r"}
	r.numbers = b
	r.numbers[5]++
	t := r
	t.numbers[5]--
	fmt.Println(r.numbers[5], t.numbers[5])

	m := []record{{a, "literal"}, {numbers: b}}
	fmt.Println(m[0].numbers[5], m[1].numbers[5], m[0].numbers[6], m[0].name)

	var x, y any = a, b
	a[5]++
	fmt.Println(y == any(a), x == y)

	defer func() {
		if recover() != nil {
			fmt.Println("nil pointer")
		}
	}()
	p = nil
	_ = *p
}
