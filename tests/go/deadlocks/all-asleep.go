// Nobody will ever send: the runtime says so and exits with 2.
// expect: waiting
// exit: 2
// stderr-contains: fatal error: all goroutines are asleep - deadlock!
// stderr-contains: goroutine 1 [chan receive]:
// stderr-contains: main.main()
package main

import "fmt"

func main() {
	ch := make(chan int)
	fmt.Println("waiting")
	fmt.Println(<-ch)
}
