// A panic is on the line of what panicked, not on that of the statement.
//
// SPDX-License-Identifier: MIT
//
// expect: element 3
// expect: stored 1
// expect: ofString 1
// expect: slice 1
// expect: field 1
// expect: ofCase 3
// expect: returning 3
package main

import (
	"fmt"
	"runtime"
)

type point struct{ x, y int }

// lines tells how many lines after the first one the function named was.
func lines(what string, first int) {
	recover()
	var pcs [20]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs[:])])
	for {
		frame, more := frames.Next()
		if frame.Function == "main."+what {
			fmt.Println(what, frame.Line-first)
			return
		}
		if !more {
			return
		}
	}
}

func here() int {
	_, _, line, _ := runtime.Caller(1)
	return line
}

var five = 5

func element(a []int) int {
	defer lines("element", here())
	return a[0] +
		a[1] +
		a[five]
}

func stored(a [3]int) {
	defer lines("stored", here())
	a[five] =
		a[0]
}

func ofString(s [1]byte) {
	x := "abc"
	defer lines("ofString", here())
	s[0] = x[five]
}

func slice(a []int) {
	defer lines("slice", here())
	a = a[five:]
}

func field(p *point) int {
	defer lines("field", here())
	return p.x +
		p.y
}

func ofCase(p *struct{ c chan int }) {
	defer lines("ofCase", here())
	select {
	case <-make(chan int):
	case <-p.c:
	}
}

func returning() {
	defer lines("returning", here())
	five++
	five--
}

func main() {
	element([]int{1, 2})
	stored([3]int{})
	ofString([1]byte{})
	slice(nil)
	field(nil)
	ofCase(nil)
	returning()
}
