// A mutex guards a counter that many goroutines change.
// expect: 8000
// expect: true false
package main

import (
	"fmt"
	"sync"
)

type counter struct {
	sync.Mutex
	n int
}

func main() {
	var c counter
	var wg sync.WaitGroup
	for g := 0; g < 8; g++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 0; i < 1000; i++ {
				c.Lock()
				c.n++
				c.Unlock()
			}
		}()
	}
	wg.Wait()
	fmt.Println(c.n)
	first := c.TryLock()
	fmt.Println(first, c.TryLock())
}
