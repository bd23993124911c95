// A queue of two conditions loses nothing: 3000 + 3 * 45.
// expect: 3135
// expect: *main.Queue[int] []
package main

import (
	"fmt"
	"sync"
)

type Queue[T any] struct {
	mu       sync.Mutex
	notEmpty *sync.Cond
	notFull  *sync.Cond
	items    []T
	max      int
}

func New[T any](max int) *Queue[T] {
	q := &Queue[T]{max: max}
	q.notEmpty = sync.NewCond(&q.mu)
	q.notFull = sync.NewCond(&q.mu)
	return q
}
func (q *Queue[T]) Put(v T) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == q.max {
		q.notFull.Wait()
	}
	q.items = append(q.items, v)
	q.notEmpty.Signal()
}
func (q *Queue[T]) Get() T {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.notEmpty.Wait()
	}
	v := q.items[0]
	q.items = q.items[1:]
	q.notFull.Signal()
	return v
}
func main() {
	q := New[int](2)
	var wg sync.WaitGroup
	for p := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 10 {
				q.Put(p*100 + i)
			}
		}()
	}
	sum := 0
	for range 30 {
		sum += q.Get()
	}
	wg.Wait()
	fmt.Println(sum)
	fmt.Printf("%T %v\n", q, q.items)
}
