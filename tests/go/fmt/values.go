// How Println and %v, %+v, %#v show values of each kind.
// expect: {1 a} &{1 a}
// expect: {N:1 S:a}
// expect: main.pair{N:1, S:"a"}
// expect: []int{1, 2} map[string]int{"a":1} "q"
// expect: map[a:1 b:2 c:3]
// expect: [1 <nil> x] <nil>
// expect: [[1 2] [3]] [104 105]
// expect: custom 1/a
// expect: problem
package main

import (
	"errors"
	"fmt"
)

type pair struct {
	N int
	S string
}

type custom pair

func (c custom) String() string { return fmt.Sprintf("custom %d/%s", c.N, c.S) }

func main() {
	p := pair{1, "a"}
	fmt.Println(p, &p)
	fmt.Printf("%+v\n", p)
	fmt.Printf("%#v\n", p)
	fmt.Printf("%#v %#v %#v\n", []int{1, 2}, map[string]int{"a": 1}, "q")
	fmt.Println(map[string]int{"c": 3, "a": 1, "b": 2})
	var none error
	fmt.Println([]interface{}{1, nil, "x"}, none)
	fmt.Println([][]int{{1, 2}, {3}}, []byte("hi"))
	fmt.Println(custom{1, "a"})
	fmt.Println(errors.New("problem"))
}
