// Composed stages, goroutines taking turns by a condition, ping-pong.
// expect: [3 >2 >>1 >>>0]
// expect: 0 -1 -4 -9 -16
// expect: [0 1 2 3 0 1 2 3]
// expect: 1000 false
// expect: 01245
package main

import (
	"fmt"
	"strconv"
	"sync"
)

type Visitor interface{ Visit(n int) Visitor }
type printer struct {
	prefix string
	out    *[]string
}

func (p printer) Visit(n int) Visitor {
	*p.out = append(*p.out, p.prefix+strconv.Itoa(n))
	if n == 0 {
		return nil
	}
	return printer{p.prefix + ">", p.out}
}
func walk(v Visitor, n int) {
	if v = v.Visit(n); v == nil {
		return
	}
	walk(v, n-1)
}

type Stage func(<-chan int) <-chan int

func compose(stages ...Stage) Stage {
	return func(in <-chan int) <-chan int {
		for _, s := range stages {
			in = s(in)
		}
		return in
	}
}
func mapStage(f func(int) int) Stage {
	return func(in <-chan int) <-chan int {
		out := make(chan int)
		go func() {
			defer close(out)
			for v := range in {
				out <- f(v)
			}
		}()
		return out
	}
}
func main() {
	var out []string
	walk(printer{"", &out}, 3)
	fmt.Println(out)
	src := make(chan int)
	go func() {
		defer close(src)
		for i := range 5 {
			src <- i
		}
	}()
	for v := range compose(mapStage(func(i int) int { return i * i }), mapStage(func(i int) int { return -i }))(src) {
		fmt.Print(v, " ")
	}
	fmt.Println()
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	turn, order := 0, []int{}
	var wg sync.WaitGroup
	for id := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for round := range 2 {
				mu.Lock()
				for turn != round*4+id {
					cond.Wait()
				}
				order = append(order, id)
				turn++
				cond.Broadcast()
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	fmt.Println(order)
	ping, pong := make(chan int), make(chan int)
	go func() {
		for v := range ping {
			pong <- v + 1
		}
		close(pong)
	}()
	v := 0
	for range 1000 {
		ping <- v
		v = <-pong
	}
	close(ping)
	_, ok := <-pong
	fmt.Println(v, ok)
outer:
	for i := 0; ; i++ {
		switch {
		case i == 3:
			continue outer
		case i > 5:
			break outer
		}
		fmt.Print(i)
	}
	fmt.Println()
}
