// Generic channels, pipelines, futures and guarded maps.
// expect: ["1"/<nil> ""/two "3"/<nil>]
// expect: 6 done
// expect: map[0:25 1:25]
// expect: {3 <nil>} 3
// expect: *main.Future[int]
package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
)

type Result[T any] struct {
	Val T
	Err error
}

func gen[T any](ctx context.Context, xs ...T) <-chan T {
	c := make(chan T)
	go func() {
		defer close(c)
		for _, x := range xs {
			select {
			case c <- x:
			case <-ctx.Done():
				return
			}
		}
	}()
	return c
}
func stage[A, B any](in <-chan A, f func(A) (B, error)) <-chan Result[B] {
	out := make(chan Result[B])
	go func() {
		defer close(out)
		for a := range in {
			b, err := f(a)
			out <- Result[B]{b, err}
		}
	}()
	return out
}
func merge[T any](cs ...<-chan T) <-chan T {
	var wg sync.WaitGroup
	out := make(chan T, 8)
	for _, c := range cs {
		wg.Add(1)
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

type Future[T any] struct {
	done chan struct{}
	v    T
}

func Go[T any](f func() T) *Future[T] {
	fu := &Future[T]{done: make(chan struct{})}
	go func() { defer close(fu.done); fu.v = f() }()
	return fu
}
func (f *Future[T]) Wait() T { <-f.done; return f.v }

type SafeMap[K comparable, V any] struct {
	mu sync.RWMutex
	m  map[K]V
}

func (s *SafeMap[K, V]) Update(k K, f func(V, bool) V) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.m == nil {
		s.m = map[K]V{}
	}
	v, ok := s.m[k]
	s.m[k] = f(v, ok)
}

type Pub[T any] struct{ subs []chan<- T }

func (p *Pub[T]) Sub() <-chan T { c := make(chan T, 1); p.subs = append(p.subs, c); return c }
func (p *Pub[T]) Pub(v T) {
	for _, s := range p.subs {
		s <- v
	}
}
func main() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var got []string
	for r := range stage(gen(ctx, 1, 2, 3), func(i int) (string, error) {
		if i == 2 {
			return "", errors.New("two")
		}
		return strconv.Itoa(i), nil
	}) {
		got = append(got, fmt.Sprintf("%q/%v", r.Val, r.Err))
	}
	fmt.Println(got)
	var sum int
	for v := range merge(gen(ctx, 1, 2), gen(ctx, 3), gen[int](ctx)) {
		sum += v
	}
	fmt.Println(sum, Go(func() string { return "done" }).Wait())
	var m SafeMap[string, int]
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Add(1)
		go func() { defer wg.Done(); m.Update(fmt.Sprint(i%2), func(v int, _ bool) int { return v + 1 }) }()
	}
	wg.Wait()
	fmt.Println(m.m)
	var p Pub[Result[int]]
	a, b := p.Sub(), p.Sub()
	p.Pub(Result[int]{Val: 3})
	fmt.Println(<-a, (<-b).Val)
	var pool = sync.Pool{New: func() any { return new(Future[int]) }}
	fmt.Printf("%T\n", pool.Get())
}
