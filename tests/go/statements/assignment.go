// Assignment: operands first, then all at once; op-assign; blank.
// expect: 1 [0 9 2]
// expect: [2 1 3]
// expect: 12 1 3 24
// expect: map[a:3 b:1]
// expect: once
package main

import "fmt"

func once() *int {
	fmt.Println("once")
	return new(int)
}

func main() {
	i, a := 0, []int{0, 1, 2}
	i, a[i+1] = 1, 9
	fmt.Println(i, a)
	s := []int{1, 2, 3}
	s[0], s[1] = s[1], s[0]
	fmt.Println(s)
	n, m := 10, 13
	n += 2
	m %= 4
	k := 7
	k &^= 4
	l := 3
	l <<= 3
	fmt.Println(n, m, k, l)
	counts := map[string]int{}
	for _, w := range []string{"a", "b", "a", "a"} {
		counts[w]++
	}
	fmt.Println(counts)
	*once() += 1
	_, _ = n, m
}
