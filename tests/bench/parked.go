// A million goroutines that wait: memory for each, against a program that
// does nothing.
// ops: 1000000
// memory-against: nothing
package main

import "fmt"

func main() {
	const n = 1000000
	ready, never := make(chan int, 100), make(chan int)
	for i := 0; i < n; i++ {
		go func() {
			ready <- 1
			<-never
		}()
	}
	sum := 0
	for i := 0; i < n; i++ {
		sum += <-ready
	}
	fmt.Println(sum)
}
