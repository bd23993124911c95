// Nested and embedded structs, arrays of structs, copies in range.
// expect: {{1 2} [3 4]}
// expect: 5 1
// expect: 1 1
// expect: 11 12
// expect: true
package main

import "fmt"

type inner struct{ a, b int }
type outer struct {
	inner
	list [2]int
}

func main() {
	o := outer{inner{1, 2}, [2]int{3, 4}}
	fmt.Println(o)
	p := o
	p.a, p.list[0] = 5, 6
	fmt.Println(p.inner.a, o.a)
	many := []inner{{1, 1}, {1, 2}}
	for _, v := range many {
		v.a += 10
	}
	fmt.Println(many[0].a, many[1].a)
	for i := range many {
		many[i].a += 10
		if i == 1 {
			many[i].a++
		}
	}
	fmt.Println(many[0].a, many[1].a)
	var empty struct{}
	fmt.Println(empty == struct{}{})
}
