// Once runs its function once; Cond wakes one or all.
// expect: only once
// expect: 5 woken
package main

import (
	"fmt"
	"sync"
)

func main() {
	var once sync.Once
	for i := 0; i < 3; i++ {
		once.Do(func() { fmt.Println("only once") })
	}
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	ready, woken := false, 0
	var wg sync.WaitGroup
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			for !ready {
				cond.Wait()
			}
			woken++
		}()
	}
	mu.Lock()
	ready = true
	mu.Unlock()
	cond.Broadcast()
	wg.Wait()
	fmt.Println(woken, "woken")
}
