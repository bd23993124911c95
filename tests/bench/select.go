// One goroutine receives from whichever of two others is ready.
// ops: 1000000
package main

import "fmt"

func produce(c chan int, n int) {
	for i := 0; i < n; i++ {
		c <- i
	}
	close(c)
}

func main() {
	const n = 1000000
	a, b := make(chan int), make(chan int)
	go produce(a, n/2)
	go produce(b, n/2)
	sum := 0
	for a != nil || b != nil {
		select {
		case v, ok := <-a:
			if !ok {
				a = nil
			}
			sum += v
		case v, ok := <-b:
			if !ok {
				b = nil
			}
			sum += v
		}
	}
	fmt.Println(sum)
}
