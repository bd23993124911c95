// Semaphore
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	// A full buffer makes the next sender wait: no more than two cars at once.
	lots := make(chan bool, 2)
	var cars sync.WaitGroup

	park := func(car int) {
		defer cars.Done()
		lots <- true
		fmt.Println("car", car, "parks")
		time.Sleep(10 * time.Millisecond)
		<-lots
	}

	for car := 1; car <= 6; car++ {
		cars.Add(1)
		go park(car)
	}
	cars.Wait()
}
