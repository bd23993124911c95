// Different types behind one interface, and one interface in another.
// expect: square 16
// expect: rect 6
// expect: total 22
package main

import "fmt"

type shape interface{ area() int }
type named interface {
	shape
	name() string
}

type square int
type rect struct{ w, h int }

func (s square) area() int    { return int(s) * int(s) }
func (s square) name() string { return "square" }
func (r *rect) area() int     { return r.w * r.h }
func (r *rect) name() string  { return "rect" }

func total(shapes ...shape) (sum int) {
	for _, s := range shapes {
		sum += s.area()
	}
	return sum
}

func main() {
	list := []named{square(4), &rect{2, 3}}
	for _, s := range list {
		fmt.Println(s.name(), s.area())
	}
	fmt.Println("total", total(list[0], list[1]))
}
