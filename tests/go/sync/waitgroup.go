// A WaitGroup can be used again; Wait with nothing to wait for returns.
// expect: round 0: 10
// expect: round 1: 20
// expect: sync: negative WaitGroup counter
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Wait()
	list := make([]int, 10)
	for round := 0; round < 2; round++ {
		wg.Add(len(list))
		for i := range list {
			go func(p *int) {
				*p++
				wg.Done()
			}(&list[i])
		}
		wg.Wait()
		sum := 0
		for _, v := range list {
			sum += v
		}
		fmt.Printf("round %d: %d\n", round, sum)
	}
	defer func() { fmt.Println(recover()) }()
	wg.Done()
}
