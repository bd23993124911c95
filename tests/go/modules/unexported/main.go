// What a package does not export is not there for others; errors name the file they are in.
// compile-error
// stderr-contains: main.go:11:8: 
// stderr-contains: main.go:12:14: a.Box{}.inside undefined (cannot refer to unexported field inside)
// exit: 1
package main

import "example.com/m/a"

func main() {
	_ = a.hidden
	_ = a.Box{}.inside
}
