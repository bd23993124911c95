// Durations: arithmetic and how they print.
// expect: 1s 1.5s 100ms 250µs 1h30m0s 0s
// expect: 1500 1.5
// expect: 2s true
package main

import (
	"fmt"
	"time"
)

func main() {
	d := 1500 * time.Millisecond
	fmt.Println(time.Second, d, 100*time.Millisecond, 250*time.Microsecond, 90*time.Minute, time.Duration(0))
	fmt.Println(d.Milliseconds(), d.Seconds())
	n := 2
	fmt.Println(time.Duration(n)*time.Second, d > time.Second)
}
