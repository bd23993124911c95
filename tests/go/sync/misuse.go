// What sync says about misuse that can be recovered.
// expect: sync: negative WaitGroup counter
// expect: sync.Cond is copied
// expect: first
// expect: again first
// expect: 3 3 1
// expect: 1 a 1 a
// expect: go 10
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func fails(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	fails(func() {
		var wg sync.WaitGroup
		wg.Add(1)
		wg.Add(-2)
	})
	fails(func() {
		a := sync.NewCond(&sync.Mutex{})
		a.Signal()
		b := *a
		b.Signal()
	})

	f := sync.OnceFunc(func() { panic("first") })
	fails(f)
	func() {
		defer func() { fmt.Println("again", recover()) }()
		f()
	}()
	calls := 0
	value := sync.OnceValue(func() int { calls++; return 3 })
	fmt.Println(value(), value(), calls)
	values := sync.OnceValues(func() (int, string) { return 1, "a" })
	n, s := values()
	m, t := values()
	fmt.Println(n, s, m, t)

	var count atomic.Int32
	var wg sync.WaitGroup
	for range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			count.Add(1)
		}()
	}
	wg.Wait()
	fmt.Println("go", count.Load())
}
