// Two transfers that lock in opposite order never end.
// expect: waiting
// stderr-contains: fatal error: all goroutines are asleep - deadlock!
// stderr-contains: goroutine 1 [sync.WaitGroup.Wait]:
// exit: 2
package main

import (
	"fmt"
	"sync"
)

type Account struct {
	mu      sync.Mutex
	balance int
}

func transfer(from, to *Account, n int, both, wg *sync.WaitGroup) {
	defer wg.Done()
	from.mu.Lock()
	both.Done()
	both.Wait() // each holds its first lock
	to.mu.Lock()
	from.balance -= n
	to.balance += n
	to.mu.Unlock()
	from.mu.Unlock()
}
func main() {
	a, b := &Account{balance: 100}, &Account{balance: 100}
	var both, wg sync.WaitGroup
	both.Add(2)
	wg.Add(2)
	go transfer(a, b, 10, &both, &wg)
	go transfer(b, a, 20, &both, &wg)
	fmt.Println("waiting")
	wg.Wait()
}
