// Goroutines one after the other: start, end, join.
// ops: 500000
package main

import "fmt"

func main() {
	const n = 500000
	done := make(chan int)
	sum := 0
	for i := 0; i < n; i++ {
		go func() { done <- i }()
		sum += <-done
	}
	fmt.Println(sum)
}
