// A buffered channel as a semaphore: never more than three at once.
// expect: 20 true
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	slots := make(chan struct{}, 3)
	var mu sync.Mutex
	var wg sync.WaitGroup
	inside, most, done := 0, 0, 0
	for i := 0; i < 20; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			slots <- struct{}{}
			mu.Lock()
			inside++
			if inside > most {
				most = inside
			}
			mu.Unlock()
			time.Sleep(time.Millisecond)
			mu.Lock()
			inside--
			done++
			mu.Unlock()
			<-slots
		}()
	}
	wg.Wait()
	fmt.Println(done, most <= 3)
}
