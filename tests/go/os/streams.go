// Standard output and standard error are two.
// expect: to stdout
// stderr-contains: to stderr
// stderr-contains: 1 2 built in
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stdout, "to stdout")
	fmt.Fprintln(os.Stderr, "to stderr")
	println(1, 2, "built in")
}
