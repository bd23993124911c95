// Waiting for a condition: Cond
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var mu sync.Mutex
	opened := sync.NewCond(&mu)
	isOpen := false
	var guests sync.WaitGroup

	guest := func(name string) {
		defer guests.Done()
		mu.Lock()
		for !isOpen {
			opened.Wait() // lets mu go while it waits, and has it again after
		}
		fmt.Println(name, "comes in")
		mu.Unlock()
	}

	for _, name := range []string{"Ada", "Ben", "Cleo"} {
		guests.Add(1)
		go guest(name)
	}

	time.Sleep(20 * time.Millisecond)
	mu.Lock()
	isOpen = true
	mu.Unlock()
	opened.Broadcast() // Signal would wake only one of them
	guests.Wait()
}
