// A deferred closure sees and changes the named result.
// expect: 42
// expect: 1
package main

import "fmt"

func named() (n int) {
	defer func() { n *= 2 }()
	return 21
}

func unnamed() int {
	n := 1
	defer func() { n = 100 }()
	return n
}

func main() {
	fmt.Println(named())
	fmt.Println(unnamed())
}
