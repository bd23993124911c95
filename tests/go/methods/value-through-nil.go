// A method of a value that is called through a nil pointer in an interface, or by its name, says
// whose it is; elsewhere that is a nil pointer like others.
//
// SPDX-License-Identifier: MIT
//
// expect: runtime.plainError value method main.celsius.show called using nil *celsius pointer
// expect: runtime.plainError value method main.box[...].show called using nil *box[...] pointer
// expect: runtime.errorString runtime error: invalid memory address or nil pointer dereference
// expect: runtime.errorString runtime error: invalid memory address or nil pointer dereference
// expect: runtime.plainError value method main.celsius.show called using nil *celsius pointer
package main

import "fmt"

type celsius float64

func (celsius) show() {}

type box[T any] struct{ content T }

func (box[T]) show() {}

type room struct {
	celsius
}

type shower interface{ show() }

func try(f func()) {
	defer func() {
		e := recover()
		_, isError := e.(error)
		if !isError {
			fmt.Println("no error:", e)
		}
		fmt.Printf("%T %v\n", e, e)
	}()
	f()
}

func main() {
	var c *celsius
	for _, s := range []shower{c, (*box[int])(nil), (*room)(nil)} {
		try(func() { s.show() })
	}
	try(func() { c.show() })
	try(func() { (*celsius).show(c) })
}
