// Unused variables and imports are errors.
// exit: 1
// stderr-contains: unused.go:8:8: "os" imported and not used
// stderr-contains: unused.go:11:2: declared and not used: x
// compile-error
package main

import "os"

func main() {
	x := 1
}
