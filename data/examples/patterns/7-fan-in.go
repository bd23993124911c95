// Fan-in
package main

import (
	"fmt"
	"sync"
	"time"
)

// sensor sends a few readings and closes its channel.
func sensor(name string, every time.Duration) <-chan string {
	readings := make(chan string)
	go func() {
		defer close(readings)
		for i := 1; i <= 3; i++ {
			time.Sleep(every)
			readings <- fmt.Sprint(name, " ", i)
		}
	}()
	return readings
}

// merge brings several channels together in one, which ends when all have.
func merge(inputs ...<-chan string) <-chan string {
	merged := make(chan string)
	var open sync.WaitGroup
	for _, input := range inputs {
		open.Add(1)
		go func(input <-chan string) {
			defer open.Done()
			for text := range input {
				merged <- text
			}
		}(input)
	}
	go func() {
		open.Wait()
		close(merged)
	}()
	return merged
}

func main() {
	all := merge(sensor("wind", 7*time.Millisecond), sensor("rain", 10*time.Millisecond))
	for text := range all {
		fmt.Println(text)
	}
}
