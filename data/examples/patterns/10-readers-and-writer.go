// Readers and a writer
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var lock sync.RWMutex // many may read together; who writes is alone
	var done sync.WaitGroup
	price := 100

	reader := func() {
		defer done.Done()
		for i := 0; i < 4; i++ {
			lock.RLock()
			_ = price
			time.Sleep(6 * time.Millisecond)
			lock.RUnlock()
			time.Sleep(3 * time.Millisecond)
		}
	}
	writer := func() {
		defer done.Done()
		for i := 0; i < 3; i++ {
			time.Sleep(8 * time.Millisecond)
			lock.Lock()
			price += 5
			time.Sleep(4 * time.Millisecond)
			lock.Unlock()
		}
	}

	done.Add(4)
	go writer()
	go reader()
	go reader()
	go reader()
	done.Wait()
	fmt.Println("price:", price)
}
