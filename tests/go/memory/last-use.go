// An object goes after its last use, even if a variable still names it: parameters, results,
// captured variables, what a loop received last, what a panic left behind.
//
// SPDX-License-Identifier: MIT
//
// expect: parameter: kept, gone
// expect: field: kept, gone
// expect: captured: kept, gone
// expect: received: kept, gone
// expect: after a panic: kept, gone
// expect: named result: kept, kept, gone
package main

import (
	"fmt"
	"runtime"
	"sync/atomic"
)

type node struct {
	content [8]int
	next    *node
}

var gone atomic.Bool

// watched makes an object; state says whether it is still there.
func watched() *node {
	n := new(node)
	gone.Store(false)
	runtime.SetFinalizer(n, func(*node) { gone.Store(true) })
	return n
}

func kept() string {
	runtime.GC()
	runtime.GC()
	if gone.Load() {
		return "gone"
	}
	return "kept"
}

// last waits until the finalizer was called.
func last() string {
	for !gone.Load() {
		runtime.GC()
	}
	return "gone"
}

func parameter(n *node) {
	fmt.Print("parameter: ", kept())
	runtime.KeepAlive(n)
	fmt.Println(",", last())
}

func field(outer *node) {
	fmt.Print("field: ", kept())
	runtime.KeepAlive(outer.next)
	fmt.Println(",", last())
}

func received() {
	c := make(chan *node, 1)
	c <- watched()
	close(c)
	for n := range c {
		fmt.Print("received: ", kept())
		runtime.KeepAlive(n)
		n = nil
		fmt.Println(",", last())
	}
}

func afterPanic(n *node) {
	fmt.Print("after a panic: ", kept())
	defer func() {
		fmt.Println(",", last())
		recover()
	}()
	n.content[len(n.next.content)-1] = 1
}

func result(outer *node) (n *node) {
	n = outer.next
	outer = nil
	defer func() {
		fmt.Print(kept())
		recover()
	}()
	panic("again")
}

func main() {
	parameter(watched())
	field(&node{next: watched()})

	n := watched()
	func() {
		runtime.KeepAlive(n)
		fmt.Print("captured: ", kept())
		runtime.KeepAlive(n)
	}()
	fmt.Println(",", last())

	received()
	afterPanic(watched())

	fmt.Print("named result: ")
	m := result(&node{next: watched()})
	fmt.Print(", ", kept())
	runtime.KeepAlive(m)
	fmt.Println(",", last())
}
