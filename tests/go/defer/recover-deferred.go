// A deferred recover counts as called by the function that deferred it.
// expect: squelched
// expect: too early: two
package main

import "fmt"

func squelch() {
	defer func() {
		defer recover()
	}()
	panic("one")
}

func early() {
	defer func() { fmt.Println("too early:", recover()) }()
	defer recover()
	panic("two")
}

func main() {
	squelch()
	fmt.Println("squelched")
	early()
}
