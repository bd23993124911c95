// Traces as text: of the goroutine that asks, and of all.
// expect: true true
// expect: true
// expect: 1 true
// expect: true
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
)

func inner(buf []byte, all bool) string { return string(buf[:runtime.Stack(buf, all)]) }

func main() {
	one := inner(make([]byte, 4096), false)
	fmt.Println(strings.HasPrefix(one, "goroutine 1 [running]:\nmain.inner("),
		strings.Contains(one, "\nmain.main()\n\t"))
	fmt.Println(len(inner(make([]byte, 10), false)) == 10)

	block := make(chan int)
	ready := make(chan bool)
	go func() {
		ready <- true
		<-block
	}()
	<-ready
	all := inner(make([]byte, 1<<16), true)
	for strings.Contains(all, "[running]:\nmain.main.func1") || strings.Contains(all, "[runnable]:") {
		runtime.Gosched()
		all = inner(make([]byte, 1<<16), true)
	}
	fmt.Println(strings.Count(all, "[chan receive]:\nmain.main.func1()"),
		strings.Contains(all, "created by main.main in goroutine 1"))
	close(block)
	fmt.Println(strings.Contains(string(debug.Stack()), "main.main()"))
}
