// Sleepers wake in the order of their time, and not before it.
// expect: 1 2 3
// expect: true
package main

import (
	"fmt"
	"time"
)

func main() {
	start := time.Now()
	ch := make(chan int)
	for _, n := range []int{3, 1, 2} {
		go func(n int) {
			time.Sleep(time.Duration(n) * 100 * time.Millisecond)
			ch <- n
		}(n)
	}
	fmt.Println(<-ch, <-ch, <-ch)
	fmt.Println(time.Since(start) >= 300*time.Millisecond)
}
