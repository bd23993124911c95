// Atomic counters do not lose an update.
// expect: 4000 4000
// expect: true false 2
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var n int64
	var m atomic.Int64
	var wg sync.WaitGroup
	for g := 0; g < 4; g++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 0; i < 1000; i++ {
				atomic.AddInt64(&n, 1)
				m.Add(1)
			}
		}()
	}
	wg.Wait()
	fmt.Println(atomic.LoadInt64(&n), m.Load())
	var x int32 = 1
	fmt.Println(atomic.CompareAndSwapInt32(&x, 1, 2), atomic.CompareAndSwapInt32(&x, 1, 3), x)
}
