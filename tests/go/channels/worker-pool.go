// Workers share one queue; every job is done exactly once.
// expect: 100 jobs, sum of squares 328350
package main

import (
	"fmt"
	"sync"
)

func main() {
	jobs, results := make(chan int), make(chan int, 10)
	var wg sync.WaitGroup
	for w := 0; w < 8; w++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range jobs {
				results <- j * j
			}
		}()
	}
	go func() {
		for i := 0; i < 100; i++ {
			jobs <- i
		}
		close(jobs)
		wg.Wait()
		close(results)
	}()
	n, sum := 0, 0
	for r := range results {
		n++
		sum += r
	}
	fmt.Printf("%d jobs, sum of squares %d\n", n, sum)
}
