// The lines of a panic's text after the first are moved in.
// exit: 2
// stderr-contains: panic: one
// stderr-contains: 	two
package main

func main() {
	panic("one\ntwo")
}
