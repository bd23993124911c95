// A buffered channel keeps order, len and cap; after close it drains.
// expect: 2 3
// expect: 1 true
// expect: 2 true
// expect: 0 false
// expect: [0 1 4 9 16]
package main

import "fmt"

func main() {
	ch := make(chan int, 3)
	ch <- 1
	ch <- 2
	fmt.Println(len(ch), cap(ch))
	close(ch)
	for i := 0; i < 3; i++ {
		v, ok := <-ch
		fmt.Println(v, ok)
	}
	results := make(chan int, 2)
	go func() {
		for i := 0; i < 5; i++ {
			results <- i * i
		}
		close(results)
	}()
	var list []int
	for v := range results {
		list = append(list, v)
	}
	fmt.Println(list)
}
