// A nil channel's case is never ready, which turns a case off.
// expect: 10 values, sum 45
package main

import "fmt"

func feed(n, step int) chan int {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for i := n; i < 10; i += step {
			ch <- i
		}
	}()
	return ch
}

func main() {
	a, b := feed(0, 2), feed(1, 2)
	n, sum := 0, 0
	for a != nil || b != nil {
		select {
		case v, ok := <-a:
			if !ok {
				a = nil
				continue
			}
			n, sum = n+1, sum+v
		case v, ok := <-b:
			if !ok {
				b = nil
				continue
			}
			n, sum = n+1, sum+v
		}
	}
	fmt.Println(n, "values, sum", sum)
}
