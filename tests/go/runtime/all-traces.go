// debug.SetTraceback has a panic show all goroutines.
// stderr-contains: panic: over
// stderr-contains: goroutine 1 [running]:
// stderr-contains: [chan receive]:
// stderr-contains: created by main.main in goroutine 1
// exit: 2
package main

import (
	"runtime"
	"runtime/debug"
	"strings"
)

func main() {
	debug.SetTraceback("all")
	go func() { <-make(chan int) }()
	buf := make([]byte, 1<<16)
	for !strings.Contains(string(buf[:runtime.Stack(buf, true)]), "[chan receive]") {
		runtime.Gosched()
	}
	panic("over")
}
