// What is below internal is for its own part of the tree.
// compile-error
// stderr-contains: main.go:7:8: use of internal package example.com/m/part/internal/secret not allowed
// exit: 1
package main

import "example.com/m/part/internal/secret"

func main() { secret.F() }
