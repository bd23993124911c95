// A method deferred by way of an interface, a method value or embedding recovers like a function.
// expect: interface: 1
// expect: value: 2
// expect: embedded: 3
// expect: pointer: 4
package main

import "fmt"

type named string

func (n named) recovers() { fmt.Printf("%s: %v\n", n, recover()) }

type outer struct {
	padding [3]int
	named
}

type recoverer interface{ recovers() }

func byInterface() {
	var r recoverer = named("interface")
	defer r.recovers()
	panic(1)
}

func byValue() {
	f := named("value").recovers
	defer f()
	panic(2)
}

func byEmbedding() {
	var r recoverer = outer{named: "embedded"}
	defer r.recovers()
	panic(3)
}

func byPointer() {
	n := named("pointer")
	var r recoverer = &n
	defer r.recovers()
	panic(4)
}

func main() {
	byInterface()
	byValue()
	byEmbedding()
	byPointer()
}
