// iota, typed and untyped constants, exact arithmetic, shifts.
// expect: 0 1 2 4
// expect: 1 1024 1048576
// expect: Tue
// expect: 4
// expect: 3.5 2
// expect: 1000000000000
// expect: 255 -1
package main

import "fmt"

const (
	a = iota
	b
	c
	_
	e
)

const (
	one = 1 << (10 * iota)
	kib
	mib
)

type day int

const (
	mon day = iota
	tue
)

func (d day) String() string { return [...]string{"Mon", "Tue"}[d] }

const huge = 1 << 100

func main() {
	fmt.Println(a, b, c, e)
	fmt.Println(one, kib, mib)
	fmt.Println(tue)
	fmt.Println(huge >> 98)
	fmt.Println(7/2.0, 5/2)
	const billion = 1e9
	var n int64 = billion * 1000
	fmt.Println(n)
	fmt.Println(^uint8(0), ^0)
}
