// An interface that holds a nil pointer is not nil itself.
// expect: true
// expect: false
// expect: true true false
package main

import "fmt"

type failure struct{}

func (*failure) Error() string { return "failed" }

func good() error { return nil }

func surprising() error {
	var f *failure
	return f
}

func main() {
	fmt.Println(good() == nil)
	fmt.Println(surprising() == nil)
	var a, b interface{} = 1, 1
	var c interface{} = int64(1)
	fmt.Println(a == b, a != c, a == c)
}
