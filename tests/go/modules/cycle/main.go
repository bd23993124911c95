// Packages that import one another are refused.
// compile-error
// stderr-contains: package example.com/m
// stderr-contains: 	imports example.com/m/a from main.go
// stderr-contains: 	imports example.com/m/b from a.go
// stderr-contains: 	imports example.com/m/a from b.go: import cycle not allowed
// exit: 1
package main

import "example.com/m/a"

func main() { a.F() }
