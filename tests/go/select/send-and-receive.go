// One goroutine both sends and receives in a select, until told to stop.
// expect: 1 1 2 3 5 8 13 21 34 55
// expect: quit
package main

import "fmt"

func fibonacci(c chan<- int, quit <-chan struct{}, done chan<- string) {
	x, y := 1, 1
	for {
		select {
		case c <- x:
			x, y = y, x+y
		case <-quit:
			done <- "quit"
			return
		}
	}
}

func main() {
	c, quit, done := make(chan int), make(chan struct{}), make(chan string)
	go fibonacci(c, quit, done)
	for i := 0; i < 10; i++ {
		if i > 0 {
			fmt.Print(" ")
		}
		fmt.Print(<-c)
	}
	fmt.Println()
	close(quit)
	fmt.Println(<-done)
}
