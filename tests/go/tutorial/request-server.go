// A server of requests, ended by a stop channel or by closing.
// expect: add 2 3 5 true
// expect: sub 2 3 -1 true
// expect: mul 2 3 0 false
// expect: Op(9) 0 0 0 false
// expect: stopped after 4
// expect: requests closed after 0
// expect: nil channels never
// expect: add 2 mul main.Op
// expect: true 0 0
package main

import (
	"fmt"
	"time"
)

type Op int

const (
	Add Op = iota + 1
	Sub
	Mul
)

var names = map[Op]string{Add: "add", Sub: "sub", Mul: "mul"}

func (o Op) String() string {
	if n, ok := names[o]; ok {
		return n
	}
	return fmt.Sprintf("Op(%d)", int(o))
}

type Req struct {
	Op   Op
	A, B int
	Out  chan<- int
}

func server(reqs <-chan Req, stop <-chan struct{}) (done chan struct{}) {
	done = make(chan struct{})
	ops := map[Op]func(int, int) int{
		Add: func(a, b int) int { return a + b },
		Sub: func(a, b int) int { return a - b },
	}
	go func() {
		defer close(done)
		n := 0
		for {
			select {
			case r, ok := <-reqs:
				if !ok {
					fmt.Println("requests closed after", n)
					return
				}
				n++
				if f := ops[r.Op]; f != nil {
					r.Out <- f(r.A, r.B)
				} else {
					close(r.Out)
				}
			case <-stop:
				fmt.Println("stopped after", n)
				return
			}
		}
	}()
	return done
}
func main() {
	reqs, stop := make(chan Req), make(chan struct{})
	done := server(reqs, stop)
	for _, r := range []Req{{Add, 2, 3, nil}, {Sub, 2, 3, nil}, {Mul, 2, 3, nil}, {9, 0, 0, nil}} {
		c := make(chan int, 1)
		r.Out = c
		reqs <- r
		v, ok := <-c
		fmt.Println(r.Op, r.A, r.B, v, ok)
	}
	close(stop)
	<-done
	reqs = make(chan Req)
	done = server(reqs, nil)
	close(reqs)
	<-done
	var nilchan chan int
	select {
	case <-nilchan:
	case nilchan <- 1:
	case <-time.After(time.Millisecond):
		fmt.Println("nil channels never")
	}
	fmt.Printf("%v %d %+v %T\n", Add, Sub, Mul, Op(7))
	go func() { select {} }()
	var ro <-chan int = nilchan
	fmt.Println(ro == nil, len(nilchan), cap(nilchan))
}
