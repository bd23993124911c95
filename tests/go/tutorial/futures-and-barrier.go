// A future carries value, error or panic; a barrier lets all go at once.
// expect: <21> <nil>
// expect: false nope
// expect: panicked: runtime error: invalid memory address or nil pointer dereference
// expect: 10
package main

import (
	"errors"
	"fmt"
	"time"
)

type Future[T any] struct {
	done chan struct{}
	val  T
	err  error
}

func Async[T any](f func() (T, error)) *Future[T] {
	fu := &Future[T]{done: make(chan struct{})}
	go func() {
		defer close(fu.done)
		defer func() {
			if r := recover(); r != nil {
				fu.err = fmt.Errorf("panicked: %v", r)
			}
		}()
		fu.val, fu.err = f()
	}()
	return fu
}
func (f *Future[T]) Await() (T, error) { <-f.done; return f.val, f.err }
func Then[A, B any](f *Future[A], g func(A) (B, error)) *Future[B] {
	return Async(func() (B, error) {
		a, err := f.Await()
		if err != nil {
			var zero B
			return zero, err
		}
		return g(a)
	})
}

type Barrier struct {
	n, count int
	ch       chan struct{}
	lock     chan struct{}
}

func NewBarrier(n int) *Barrier {
	return &Barrier{n: n, ch: make(chan struct{}), lock: make(chan struct{}, 1)}
}
func (b *Barrier) Wait() {
	b.lock <- struct{}{}
	b.count++
	if b.count == b.n {
		close(b.ch)
	}
	<-b.lock
	<-b.ch
}
func main() {
	f := Async(func() (int, error) { time.Sleep(time.Millisecond); return 20, nil })
	g := Then(f, func(i int) (string, error) { return fmt.Sprintf("<%d>", i+1), nil })
	fmt.Println(g.Await())
	h := Then(Async(func() (int, error) { return 0, errors.New("nope") }), func(int) (bool, error) { return true, nil })
	fmt.Println(h.Await())
	_, err := Async(func() (int, error) { var p *Barrier; return p.n, nil }).Await()
	fmt.Println(err)
	b := NewBarrier(5)
	c := make(chan int, 5)
	for i := range 5 {
		go func() { b.Wait(); c <- i }()
	}
	s := 0
	for range 5 {
		s += <-c
	}
	fmt.Println(s)
}
