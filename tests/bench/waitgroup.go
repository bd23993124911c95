// Ten thousand goroutines on a WaitGroup, fifty times.
// ops: 500000
package main

import (
	"fmt"
	"sync"
)

func main() {
	n := 0
	for round := 0; round < 50; round++ {
		var wg sync.WaitGroup
		for i := 0; i < 10000; i++ {
			wg.Add(1)
			go func() {
				wg.Done()
			}()
		}
		wg.Wait()
		n += 10000
	}
	fmt.Println(n)
}
