// Ticker
package main

import (
	"fmt"
	"time"
)

func main() {
	beat := time.NewTicker(10 * time.Millisecond)
	defer beat.Stop()

	for n := 1; n <= 5; n++ {
		<-beat.C
		fmt.Println("beat", n)
		if n == 2 {
			// Too slow for the beat: one waits in the channel's buffer, more are dropped.
			time.Sleep(25 * time.Millisecond)
		}
	}
}
