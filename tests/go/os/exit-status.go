// os.Exit ends at once, without the deferred calls.
// expect: leaving
// exit: 7
package main

import (
	"fmt"
	"os"
)

func main() {
	defer fmt.Println("never printed")
	fmt.Println("leaving")
	os.Exit(7)
}
