// Finalizers run, once each, in order, when their objects cannot be reached; they may be
// taken back, may take an interface, and may bring their object back to life.
// expect: most of 100
// expect: outer before inner
// expect: revived 7
// expect: taken back
// expect: through an interface
// expect: cleaned up
package main

import (
	"fmt"
	"runtime"
	"sync/atomic"
	"time"
)

type node struct {
	n    int
	rest [6]int
	next *node
}

// until collects until done says so, or it has been tried often.
func until(done func() bool) bool {
	for i := 0; i < 200; i++ {
		if done() {
			return true
		}
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	return false
}

// deep calls f far up the stack, so that nothing is left of it in the frames below.
func deep(n int, f func()) {
	if n > 0 {
		deep(n-1, f)
		return
	}
	f()
}

func main() {
	var count atomic.Int32
	deep(20, func() {
		for i := 0; i < 100; i++ {
			runtime.SetFinalizer(&node{n: i}, func(*node) { count.Add(1) })
		}
	})
	if until(func() bool { return count.Load() >= 90 }) && count.Load() <= 100 {
		fmt.Println("most of 100")
	}

	order := make(chan string, 4)
	deep(20, func() {
		inner := &node{}
		outer := &node{next: inner}
		runtime.SetFinalizer(inner, func(*node) { order <- "inner" })
		runtime.SetFinalizer(outer, func(*node) { order <- "outer" })
	})
	until(func() bool { return len(order) == 2 })
	fmt.Println(<-order, "before", <-order)

	var revived atomic.Pointer[node]
	deep(20, func() {
		runtime.SetFinalizer(&node{n: 7}, func(n *node) { revived.Store(n) })
	})
	until(func() bool { return revived.Load() != nil })
	runtime.GC()
	fmt.Println("revived", revived.Load().n)

	var called atomic.Bool
	deep(20, func() {
		n := &node{}
		runtime.SetFinalizer(n, func(*node) { called.Store(true) })
		runtime.SetFinalizer(n, nil)
	})
	for i := 0; i < 5; i++ {
		runtime.GC()
	}
	if !called.Load() {
		fmt.Println("taken back")
	}

	var seen atomic.Value
	deep(20, func() {
		runtime.SetFinalizer(&node{n: 3}, func(x any) int { seen.Store(x); return 1 })
	})
	until(func() bool { return seen.Load() != nil })
	if n, ok := seen.Load().(*node); ok && n.n == 3 {
		fmt.Println("through an interface")
	}

	result := make(chan string, 1)
	deep(20, func() {
		n := &node{}
		runtime.AddCleanup(n, func(s string) { result <- s }, "cleaned up")
		stopped := runtime.AddCleanup(n, func(s string) { panic(s) }, "never")
		stopped.Stop()
	})
	until(func() bool { return len(result) == 1 })
	fmt.Println(<-result)
}
