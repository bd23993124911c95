// Comparing interfaces compares dynamic types and values; some cannot be.
// expect: true false false true
// expect: found
// expect: runtime error: comparing uncomparable type []int
// expect: runtime error: hash of unhashable type []int
package main

import "fmt"

type point struct{ x, y int }

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	var a, b interface{} = point{1, 2}, point{1, 2}
	var c interface{} = "x"
	p := &point{}
	var d, e interface{} = p, p
	fmt.Println(a == b, a == c, c == 1, d == e)
	m := map[interface{}]string{point{1, 2}: "found", 1: "one"}
	fmt.Println(m[a])
	var s, t interface{} = []int{1}, []int{1}
	try(func() { fmt.Println(s == t) })
	try(func() { m[s] = "no" })
}
