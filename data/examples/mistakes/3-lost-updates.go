// Lost updates
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	visitors := 0
	var wg sync.WaitGroup
	for door := 0; door < 4; door++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 0; i < 5; i++ {
				seen := visitors // read …
				time.Sleep(time.Millisecond)
				visitors = seen + 1 // … and write back: what others wrote is lost
			}
		}()
	}
	wg.Wait()
	fmt.Println("20 visitors came, counted:", visitors)
}
