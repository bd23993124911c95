// Timers fire once, tickers again and again, and what is stopped does neither.
// expect: ticks 3
// expect: true false
// expect: true true
// expect: called
package main

import (
	"fmt"
	"time"
)

func main() {
	ticker := time.NewTicker(time.Millisecond)
	for i := 0; i < 3; i++ {
		<-ticker.C
	}
	ticker.Stop()
	fmt.Println("ticks 3")

	never := time.NewTimer(time.Hour)
	fmt.Println(never.Stop(), never.Stop())
	fmt.Println(!never.Reset(time.Hour), never.Reset(time.Millisecond))
	<-never.C

	called := make(chan string)
	time.AfterFunc(time.Millisecond, func() { called <- "called" })
	select {
	case word := <-called:
		fmt.Println(word)
	case <-time.After(time.Hour):
		fmt.Println("late")
	}
}
