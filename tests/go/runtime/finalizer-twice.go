// An object has one finalizer.
// stderr-contains: fatal error: runtime.SetFinalizer: finalizer already set
// exit: 2
package main

import "runtime"

type node struct {
	next *node
	n    [8]int
}

func main() {
	n := &node{}
	runtime.SetFinalizer(n, func(*node) {})
	runtime.SetFinalizer(n, func(*node) {})
	runtime.KeepAlive(n)
}
