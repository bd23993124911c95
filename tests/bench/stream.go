// One goroutine sends to another through a buffer of 128.
// ops: 4000000
package main

import "fmt"

func main() {
	const n = 4000000
	c := make(chan int, 128)
	go func() {
		for i := 0; i < n; i++ {
			c <- i
		}
		close(c)
	}()
	sum := 0
	for v := range c {
		sum += v
	}
	fmt.Println(sum)
}
