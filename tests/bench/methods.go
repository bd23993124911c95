// Calls of methods: of a known type, through an interface, of closures.
// ops: 30000000
package main

import "fmt"

type shape interface {
	area() int
}

type square struct{ side int }
type oblong struct{ a, b int }

func (s *square) area() int { return s.side * s.side }
func (o oblong) area() int  { return o.a * o.b }

type counter struct{ n int }

func (c *counter) add(by int) { c.n += by }

func adder() func(int) int {
	sum := 0
	return func(x int) int {
		sum += x
		return sum
	}
}

func main() {
	shapes := []shape{&square{3}, oblong{2, 5}, &square{1}, oblong{4, 4}}
	var c counter
	total := 0
	for i := 0; i < 10000000; i++ {
		c.add(i & 3)
		total += shapes[i&3].area()
	}
	add := adder()
	for i := 0; i < 10000000; i++ {
		add(i & 7)
	}
	fmt.Println(c.n, total, add(0))
}
