// Timers fire once and can be stopped; tickers fire again and again.
// expect: stopped true
// expect: fired
// expect: 3 ticks
// expect: func ran
package main

import (
	"fmt"
	"time"
)

func main() {
	t := time.NewTimer(time.Hour)
	fmt.Println("stopped", t.Stop())
	t = time.NewTimer(time.Millisecond)
	<-t.C
	fmt.Println("fired")
	ticker := time.NewTicker(time.Millisecond)
	n := 0
	for range ticker.C {
		n++
		if n == 3 {
			break
		}
	}
	ticker.Stop()
	fmt.Println(n, "ticks")
	done := make(chan bool)
	time.AfterFunc(time.Millisecond, func() { done <- true })
	<-done
	fmt.Println("func ran")
}
