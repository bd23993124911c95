// Producer and consumer around a mutex and two conditions.
// expect: 1000 499500
package main

import (
	"fmt"
	"sync"
)

type buffer struct {
	mu       sync.Mutex
	notFull  *sync.Cond
	notEmpty *sync.Cond
	items    []int
}

func newBuffer() *buffer {
	b := &buffer{}
	b.notFull, b.notEmpty = sync.NewCond(&b.mu), sync.NewCond(&b.mu)
	return b
}

func (b *buffer) put(v int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.items) == 4 {
		b.notFull.Wait()
	}
	b.items = append(b.items, v)
	b.notEmpty.Signal()
}

func (b *buffer) get() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.items) == 0 {
		b.notEmpty.Wait()
	}
	v := b.items[0]
	b.items = b.items[1:]
	b.notFull.Signal()
	return v
}

func main() {
	b := newBuffer()
	go func() {
		for i := 0; i < 1000; i++ {
			b.put(i)
		}
	}()
	n, sum := 0, 0
	for ; n < 1000; n++ {
		sum += b.get()
	}
	fmt.Println(n, sum)
}
