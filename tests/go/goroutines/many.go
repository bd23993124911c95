// Ten thousand goroutines, all of which are waited for.
// expect: 10000 49995000
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	n, sum := 0, 0
	for i := 0; i < 10000; i++ {
		wg.Add(1)
		go func(i int) {
			defer wg.Done()
			mu.Lock()
			n++
			sum += i
			mu.Unlock()
		}(i)
	}
	wg.Wait()
	fmt.Println(n, sum)
}
