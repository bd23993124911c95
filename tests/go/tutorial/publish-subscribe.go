// Every subscriber gets every message until the broker closes.
// expect: 2 0;2 0;2 0;2 0;2 0;[15 15] 0
// expect: {q 1} {Name:q N:1} main.Event{Name:"q", N:1} *main.Broker[main.Event]
package main

import (
	"fmt"
	"sync"
)

type Broker[T any] struct {
	mu     sync.RWMutex
	subs   map[string][]chan T
	closed bool
}

func NewBroker[T any]() *Broker[T] { return &Broker[T]{subs: make(map[string][]chan T)} }
func (b *Broker[T]) Subscribe(topic string) <-chan T {
	b.mu.Lock()
	defer b.mu.Unlock()
	ch := make(chan T, 8)
	b.subs[topic] = append(b.subs[topic], ch)
	return ch
}
func (b *Broker[T]) Publish(topic string, m T) int {
	b.mu.RLock()
	defer b.mu.RUnlock()
	if b.closed {
		return 0
	}
	for _, c := range b.subs[topic] {
		select {
		case c <- m:
		default:
		}
	}
	return len(b.subs[topic])
}
func (b *Broker[T]) Close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.closed {
		b.closed = true
		for _, s := range b.subs {
			for _, c := range s {
				close(c)
			}
		}
	}
}

type Event struct {
	Name string
	N    int
}

func main() {
	b := NewBroker[Event]()
	a, c := b.Subscribe("x"), b.Subscribe("x")
	var wg sync.WaitGroup
	totals := make([]int, 2)
	for i, ch := range []<-chan Event{a, c} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for e := range ch {
				totals[i] += e.N
			}
		}()
	}
	for i := 1; i <= 5; i++ {
		fmt.Print(b.Publish("x", Event{"e", i}), b.Publish("nobody", Event{}), ";")
	}
	b.Close()
	wg.Wait()
	fmt.Println(totals, b.Publish("x", Event{}))
	fmt.Printf("%v %+v %#v %T\n", Event{"q", 1}, Event{"q", 1}, Event{"q", 1}, b)
}
