// A finalizer must be able to take the object.
// stderr-contains: fatal error: runtime.SetFinalizer: cannot pass *main.node to finalizer func(int)
// exit: 2
package main

import "runtime"

type node struct {
	next *node
	n    [8]int
}

func main() {
	runtime.SetFinalizer(&node{}, func(int) {})
}
