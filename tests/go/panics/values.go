// How values of a few types are shown, and a panic while panicking.
// exit: 2
// stderr-contains: panic: first
// stderr-contains: 	panic: 7
// stderr-contains: 	panic: main.code(8)
package main

type code int

func main() {
	defer func() { panic(code(8)) }()
	defer func() { panic(7) }()
	panic("first")
}
