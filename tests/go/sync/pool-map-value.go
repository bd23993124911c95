// Pool, Map, OnceValue, atomic.Value and atomic.Pointer.
// expect: 1 true
// expect: 3 false
// expect: true false true
// expect: 10 true
// expect: a 12
// expect: 12 true
// expect: <nil> false
// expect: computing
// expect: 42 42
// expect: <nil>
// expect: [1]
// expect: sync/atomic: store of inconsistently typed value into Value
// expect: true true pointed to true true
// expect: 800
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var m sync.Map
	m.Store("a", 1)
	fmt.Println(m.LoadOrStore("a", 2))
	fmt.Println(m.LoadOrStore("b", 3))
	fmt.Println(m.CompareAndSwap("a", 1, 10), m.CompareAndSwap("a", 1, 11), m.CompareAndDelete("b", 3))
	fmt.Println(m.Swap("a", 12))
	m.Range(func(k, v any) bool {
		fmt.Println(k, v)
		return true
	})
	fmt.Println(m.LoadAndDelete("a"))
	fmt.Println(m.Load("a"))

	answer := sync.OnceValue(func() int {
		fmt.Println("computing")
		return 42
	})
	fmt.Println(answer(), answer())

	var v atomic.Value
	fmt.Println(v.Load())
	v.Store([]int{1})
	fmt.Println(v.Load())
	func() {
		defer func() { fmt.Println(recover()) }()
		v.Store("another type")
	}()

	var p atomic.Pointer[string]
	s := "pointed to"
	fmt.Println(p.Load() == nil, p.CompareAndSwap(nil, &s), *p.Load(), p.Swap(nil) == &s, p.Load() == nil)

	var total sync.Map
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range 100 {
				total.Store(i*100+j, true)
			}
		}()
	}
	wg.Wait()
	n := 0
	total.Range(func(k, v any) bool { n++; return true })
	fmt.Println(n)
}
