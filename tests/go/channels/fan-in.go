// Many producers into one channel, closed when the last one is done.
// expect: 300 44850
package main

import (
	"fmt"
	"sync"
)

func produce(from int, wg *sync.WaitGroup) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 0; i < 100; i++ {
			out <- from + i
		}
	}()
	return out
}

func merge(ins ...<-chan int) <-chan int {
	out := make(chan int)
	var wg sync.WaitGroup
	for _, in := range ins {
		wg.Add(1)
		go func(in <-chan int) {
			defer wg.Done()
			for v := range in {
				out <- v
			}
		}(in)
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

func main() {
	n, sum := 0, 0
	for v := range merge(produce(0, nil), produce(100, nil), produce(200, nil)) {
		n, sum = n+1, sum+v
	}
	fmt.Println(n, sum)
}
