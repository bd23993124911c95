// An unbuffered channel hands over: the sender waits for the receiver.
// expect: sum 5050
// expect: ping 1 pong 2 ping 3 pong 4
// expect: 0 0
package main

import "fmt"

func main() {
	ch := make(chan int)
	go func() {
		for i := 1; i <= 100; i++ {
			ch <- i
		}
		close(ch)
	}()
	sum := 0
	for v := range ch {
		sum += v
	}
	fmt.Println("sum", sum)
	ping, pong := make(chan int), make(chan int)
	go func() {
		for n := range ping {
			pong <- n + 1
		}
	}()
	n := 1
	for i := 0; i < 2; i++ {
		ping <- n
		m := <-pong
		if i > 0 {
			fmt.Print(" ")
		}
		fmt.Print("ping ", n, " pong ", m)
		n = m + 1
	}
	fmt.Println()
	fmt.Println(len(ch), cap(ping))
}
