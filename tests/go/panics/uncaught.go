// A panic nobody recovers ends the program with 2, after the deferred calls.
// expect: deferred
// exit: 2
// stderr-contains: panic: something broke
// stderr-contains: goroutine 1 [running]:
// stderr-contains: main.broken(
// stderr-contains: main.main()
package main

import "fmt"

func broken() { panic("something broke") }

func main() {
	defer fmt.Println("deferred")
	broken()
}
