// A syntax error.
// exit: 1
// stderr-contains: syntax.go:9:1: syntax error: non-declaration statement outside function body
// compile-error
package main

func main() {
}
x := 1
