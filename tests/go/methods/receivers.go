// A pointer receiver changes the value, a value receiver a copy.
// expect: 2 0
// expect: 3
// expect: 4
package main

import "fmt"

type counter struct{ n int }

func (c *counter) inc()    { c.n++ }
func (c counter) lost()    { c.n = 1000 }
func (c counter) get() int { return c.n }

type number int

func (x number) plus(y int) number { return x + number(y) }

func main() {
	var c counter
	c.inc()
	c.inc()
	c.lost()
	d := counter{}
	fmt.Println(c.get(), d.get())
	p := &c
	p.inc()
	fmt.Println(p.get())
	fmt.Println(number(1).plus(3))
}
