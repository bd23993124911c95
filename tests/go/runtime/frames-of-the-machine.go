// Between a panic and the deferred call that it makes stand frames of the machine, and one stands
// below all others; programs count them.
//
// SPDX-License-Identifier: MIT
//
// expect: main.panics.func1 runtime.gopanic main.panics main.main runtime.main runtime.goexit
// expect: main.dereferences.func1 runtime.gopanic runtime.panicmem runtime.sigpanic main.dereferences main.main runtime.main runtime.goexit
// expect: main.main.func1 runtime.Goexit main.exits runtime.goexit
// expect: true
// expect: runtime.gopanic
package main

import (
	"fmt"
	"runtime"
	"strings"
)

func names() string {
	var pcs [20]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	var all []string
	for {
		frame, more := frames.Next()
		all = append(all, frame.Function)
		if !more {
			return strings.Join(all, " ")
		}
	}
}

func panics() {
	defer func() {
		fmt.Println(names())
		recover()
	}()
	panic("now")
}

func dereferences() {
	defer func() {
		fmt.Println(names())
		recover()
	}()
	var p *[2]int
	p[1] = 2
}

func exits(f func()) {
	defer f()
	runtime.Goexit()
}

// caller is deferred, too: the panic is two frames further out than it.
func caller() {
	pc, _, _, _ := runtime.Caller(1)
	_, _, line, _ := runtime.Caller(2)
	fmt.Println(line == lineOfPanic)
	fmt.Println(runtime.FuncForPC(pc).Name())
	recover()
}

var lineOfPanic int

func main() {
	panics()
	dereferences()
	done := make(chan bool)
	go exits(func() {
		fmt.Println(names())
		close(done)
	})
	<-done
	func() {
		defer caller()
		_, _, lineOfPanic, _ = runtime.Caller(0)
		lineOfPanic += 2
		panic("here")
	}()
}
