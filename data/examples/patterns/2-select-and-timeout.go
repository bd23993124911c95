// select and time-out
package main

import (
	"fmt"
	"time"
)

func answer(after time.Duration, text string) <-chan string {
	reply := make(chan string, 1)
	go func() {
		time.Sleep(after)
		reply <- text
	}()
	return reply
}

func main() {
	quick := answer(10*time.Millisecond, "quick answer")
	slow := answer(80*time.Millisecond, "slow answer")

	for i := 0; i < 2; i++ {
		select {
		case text := <-quick:
			fmt.Println(text)
		case text := <-slow:
			fmt.Println(text)
		case <-time.After(40 * time.Millisecond):
			fmt.Println("waited long enough")
		}
	}
}
