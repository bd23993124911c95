// A goroutine that never gives way does not stop the others.
// expect: 3 2 1 go
package main

import (
	"fmt"
	"runtime"
	"time"
)

func main() {
	runtime.GOMAXPROCS(1)
	go func() {
		n := 0
		for {
			n++
		}
	}()
	for i := 3; i > 0; i-- {
		time.Sleep(time.Millisecond)
		fmt.Print(i, " ")
	}
	fmt.Println("go")
}
