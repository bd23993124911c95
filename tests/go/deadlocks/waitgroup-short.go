// One Done is missing.
// expect: one
// exit: 2
// stderr-contains: fatal error: all goroutines are asleep - deadlock!
// stderr-contains: goroutine 1 [sync.WaitGroup.Wait]:
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		fmt.Println("one")
		wg.Done()
	}()
	wg.Wait()
}
