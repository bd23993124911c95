// Pipeline
package main

import (
	"fmt"
	"time"
)

func count(n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 1; i <= n; i++ {
			out <- i
		}
	}()
	return out
}

func double(in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := range in {
			time.Sleep(3 * time.Millisecond) // the slow stage
			out <- 2 * n
		}
	}()
	return out
}

func main() {
	for n := range double(count(5)) {
		fmt.Println(n)
	}
}
