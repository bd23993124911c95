// Errors are told of the package that has them, not of those that import it.
// compile-error
// stderr-contains: a/a.go:4:17: cannot range over 3 (untyped int constant): requires go1.22 or later
// stderr-contains: a/b.go:3:13: cannot use "text"
// exit: 1
package main

import "example.com/m/a"

func main() {
	a.Count()
	a.Nothing()
}
