// Worker pool
package main

import (
	"fmt"
	"sync"
	"time"
)

func square(n int) int {
	time.Sleep(2 * time.Millisecond)
	return n * n
}

func worker(jobs <-chan int, results chan<- int, wg *sync.WaitGroup) {
	defer wg.Done()
	for n := range jobs {
		results <- square(n)
	}
}

func main() {
	jobs, results := make(chan int, 4), make(chan int)
	var wg sync.WaitGroup
	for id := 1; id <= 3; id++ {
		wg.Add(1)
		go worker(jobs, results, &wg)
	}

	go func() {
		for n := 1; n <= 9; n++ {
			jobs <- n
		}
		close(jobs)
		wg.Wait()
		close(results)
	}()

	sum := 0
	for result := range results {
		sum += result
	}
	fmt.Println("sum of the squares:", sum)
}
