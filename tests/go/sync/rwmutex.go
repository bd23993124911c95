// Many may read at once; a writer is alone.
// expect: readers together
// expect: 400
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.RWMutex
	meet := make(chan bool)
	go func() {
		mu.RLock()
		defer mu.RUnlock()
		meet <- true
		<-meet
	}()
	mu.RLock()
	<-meet
	fmt.Println("readers together")
	meet <- true
	mu.RUnlock()
	n := 0
	var wg sync.WaitGroup
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for k := 0; k < 100; k++ {
				mu.Lock()
				n++
				mu.Unlock()
				mu.RLock()
				_ = n
				mu.RUnlock()
			}
		}()
	}
	wg.Wait()
	fmt.Println(n)
}
