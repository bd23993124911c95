// or, tee, bridge and fan-in; 45 + 190 + 435.
// expect: true
// expect: 0 0
// expect: 1 1
// expect: 2 2
// expect: 3 3
// expect: 0 1 2
// expect: 670
package main

import (
	"fmt"
	"sync"
	"time"
)

func or(channels ...<-chan any) <-chan any {
	switch len(channels) {
	case 0:
		return nil
	case 1:
		return channels[0]
	}
	done := make(chan any)
	go func() {
		defer close(done)
		switch len(channels) {
		case 2:
			select {
			case <-channels[0]:
			case <-channels[1]:
			}
		default:
			select {
			case <-channels[0]:
			case <-channels[1]:
			case <-channels[2]:
			case <-or(append(channels[3:], done)...):
			}
		}
	}()
	return done
}
func sig(after time.Duration) <-chan any {
	c := make(chan any)
	go func() { defer close(c); time.Sleep(after) }()
	return c
}
func tee(done <-chan struct{}, in <-chan int) (<-chan int, <-chan int) {
	o1, o2 := make(chan int), make(chan int)
	go func() {
		defer close(o1)
		defer close(o2)
		for v := range in {
			var o1, o2 = o1, o2
			for i := 0; i < 2; i++ {
				select {
				case <-done:
				case o1 <- v:
					o1 = nil
				case o2 <- v:
					o2 = nil
				}
			}
		}
	}()
	return o1, o2
}
func bridge(chs <-chan <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for c := range chs {
			for v := range c {
				out <- v
			}
		}
	}()
	return out
}
func fanIn[T any](cs ...<-chan T) <-chan T {
	var wg sync.WaitGroup
	out := make(chan T)
	wg.Add(len(cs))
	for _, c := range cs {
		go func() {
			defer wg.Done()
			for v := range c {
				out <- v
			}
		}()
	}
	go func() { wg.Wait(); close(out) }()
	return out
}
func main() {
	start := time.Now()
	<-or(sig(2*time.Hour), sig(5*time.Minute), sig(5*time.Millisecond), sig(time.Hour), sig(time.Minute))
	fmt.Println(time.Since(start) < time.Second)
	in := make(chan int)
	go func() {
		defer close(in)
		for i := range 4 {
			in <- i
		}
	}()
	a, b := tee(nil, in)
	for v := range a {
		fmt.Println(v, <-b)
	}
	chs := make(chan (<-chan int))
	go func() {
		defer close(chs)
		for i := 0; i < 3; i++ {
			s := make(chan int, 1)
			s <- i
			close(s)
			chs <- s
		}
	}()
	for v := range bridge(chs) {
		fmt.Print(v, " ")
	}
	fmt.Println()
	mk := func(n int) <-chan int {
		c := make(chan int)
		go func() {
			for i := range n {
				c <- i
			}
			close(c)
		}()
		return c
	}
	s := 0
	for v := range fanIn(mk(10), mk(20), mk(30)) {
		s += v
	}
	fmt.Println(s)
}
