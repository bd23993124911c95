// A named type has its own methods; an alias is the same type.
// expect: 6
// expect: main.ints int
// expect: [3 1]
package main

import "fmt"

type ints []int

func (l ints) sum() (total int) {
	for _, v := range l {
		total += v
	}
	return
}

func (l *ints) push(v int) { *l = append(*l, v) }

type same = int

func main() {
	l := ints{1, 2}
	l.push(3)
	fmt.Println(l.sum())
	var x same = 1
	fmt.Printf("%T %T\n", l, x)
	type local struct{ a, b int }
	v := local{3, 1}
	fmt.Println([]int{v.a, v.b})
}
