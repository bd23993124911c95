// select with time.After: whoever comes first.
// expect: timeout
// expect: value 1
package main

import (
	"fmt"
	"time"
)

func wait(ch chan int, limit time.Duration) {
	select {
	case v := <-ch:
		fmt.Println("value", v)
	case <-time.After(limit):
		fmt.Println("timeout")
	}
}

func main() {
	never := make(chan int)
	wait(never, 10*time.Millisecond)
	soon := make(chan int)
	go func() { soon <- 1 }()
	wait(soon, time.Minute)
}
