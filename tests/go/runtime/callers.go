// Callers are named with function and line, methods, closures and deferred functions too.
// expect: main.main callers.go:30 true
// expect: main.(*counter).count callers.go:26 true
// expect: main.main.func1 callers.go:33 true
// expect: main.pair[...] callers.go:27 true
// expect: runtime.Callers main.stack main.main.func2.1 main.main.func2 main.main
// expect: main.worker
// expect: main.main true
// expect: false
package main

import (
	"fmt"
	"runtime"
	"strings"
)

type counter struct{}

func where() string {
	pc, file, line, ok := runtime.Caller(1)
	file = file[strings.LastIndex(file, "/")+1:]
	return fmt.Sprint(runtime.FuncForPC(pc).Name(), " ", file, ":", line, " ", ok)
}

func (*counter) count() string { return where() }
func pair[T any](T) string     { return where() }

func main() {
	fmt.Println(where())
	fmt.Println(new(counter).count())
	func() {
		fmt.Println(where())
	}()
	fmt.Println(pair(1))
	func() {
		defer func() {
			fmt.Println(strings.Join(stack(), " "))
		}()
	}()
	c := make(chan string)
	go worker(c)
	fmt.Println(<-c)
	f := runtime.FuncForPC(entry())
	file, line := f.FileLine(f.Entry())
	fmt.Println(f.Name(), line > 0 && strings.HasSuffix(file, "callers.go"))
	_, _, _, ok := runtime.Caller(100)
	fmt.Println(ok)
}

func worker(c chan<- string) {
	var pcs [1]uintptr
	runtime.Callers(1, pcs[:])
	frame, _ := runtime.CallersFrames(pcs[:]).Next()
	c <- frame.Function
}

func entry() uintptr {
	pc, _, _, _ := runtime.Caller(1)
	return runtime.FuncForPC(pc).Entry()
}

// stack gives the functions of this file and the one that asks.
func stack() []string {
	pcs := make([]uintptr, 10)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs)])
	var names []string
	for {
		frame, more := frames.Next()
		if frame.Function == "runtime.Callers" || strings.HasPrefix(frame.Function, "main.") {
			names = append(names, frame.Function)
		}
		if !more {
			return names
		}
	}
}
