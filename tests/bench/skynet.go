// A tree of goroutines, ten children each, with a million leaves.
// ops: 1111111
package main

import "fmt"

func skynet(c chan int, num, size int) {
	if size == 1 {
		c <- num
		return
	}
	children := make(chan int)
	for i := 0; i < 10; i++ {
		go skynet(children, num+i*(size/10), size/10)
	}
	sum := 0
	for i := 0; i < 10; i++ {
		sum += <-children
	}
	c <- sum
}

func main() {
	c := make(chan int)
	go skynet(c, 0, 1000000)
	fmt.Println(<-c)
}
