// Deadlock
package main

import (
	"fmt"
	"sync"
)

func main() {
	var forks [2]sync.Mutex
	var table sync.WaitGroup
	holding, reach := make(chan bool), make(chan bool)

	philosopher := func(left, right int) {
		defer table.Done()
		forks[left].Lock()
		holding <- true
		<-reach
		forks[right].Lock() // the other one has it, and wants ours
		fmt.Println("eats")
	}

	table.Add(2)
	go philosopher(0, 1)
	go philosopher(1, 0)
	<-holding
	<-holding
	fmt.Println("both hold one fork")
	close(reach)
	table.Wait()
}
