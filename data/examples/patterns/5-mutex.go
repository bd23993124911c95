// Mutex
package main

import (
	"fmt"
	"sync"
	"time"
)

type account struct {
	mu      sync.Mutex
	balance int
}

func (a *account) deposit(amount int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	old := a.balance
	time.Sleep(time.Millisecond) // without the lock, deposits would get lost here
	a.balance = old + amount
}

func main() {
	var shared account
	var wg sync.WaitGroup
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			shared.deposit(10)
		}()
	}
	wg.Wait()
	fmt.Println("balance:", shared.balance)
}
