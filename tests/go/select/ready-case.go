// select takes the case that can go on; default if none can.
// expect: default
// expect: got 7
// expect: sent
// expect: closed 0 false
package main

import "fmt"

func main() {
	a, b := make(chan int, 1), make(chan int, 1)
	poll := func() {
		select {
		case v, ok := <-a:
			if ok {
				fmt.Println("got", v)
			} else {
				fmt.Println("closed", v, ok)
			}
		default:
			fmt.Println("default")
		}
	}
	poll()
	a <- 7
	poll()
	select {
	case b <- 1:
		fmt.Println("sent")
	case v := <-a:
		fmt.Println("not possible", v)
	}
	close(a)
	poll()
}
