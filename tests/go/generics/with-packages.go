// Generic types on top of container/heap, container/list, sync and sync/atomic.
// expect: ev:a
// expect: 1 0
// expect: a bb ccc end
// expect: 1 true
// expect: 0 false
// expect: 4 [[2 1] [4 3]]
// expect: true false
// expect: once
// expect: 5 5
package main

import (
	"container/heap"
	"container/list"
	"fmt"
	"sync"
	"sync/atomic"
)

type Event interface {
	comparable
	Name() string
}
type Bus[E Event] struct{ h map[E][]func(E) }

func (b *Bus[E]) On(e E, f func(E)) {
	if b.h == nil {
		b.h = make(map[E][]func(E))
	}
	b.h[e] = append(b.h[e], f)
}
func (b *Bus[E]) Emit(e E) int {
	for _, f := range b.h[e] {
		f(e)
	}
	return len(b.h[e])
}

type Ev string

func (e Ev) Name() string { return "ev:" + string(e) }

type Heap[T any] struct {
	xs   []T
	less func(a, b T) bool
}

func (h *Heap[T]) Len() int           { return len(h.xs) }
func (h *Heap[T]) Less(i, j int) bool { return h.less(h.xs[i], h.xs[j]) }
func (h *Heap[T]) Swap(i, j int)      { h.xs[i], h.xs[j] = h.xs[j], h.xs[i] }
func (h *Heap[T]) Push(x any)         { h.xs = append(h.xs, x.(T)) }
func (h *Heap[T]) Pop() any           { n := len(h.xs) - 1; x := h.xs[n]; h.xs = h.xs[:n]; return x }

type LRU[K comparable, V any] struct {
	cap int
	l   *list.List
	m   map[K]*list.Element
}
type entry[K comparable, V any] struct {
	k K
	v V
}

func NewLRU[K comparable, V any](n int) *LRU[K, V] {
	return &LRU[K, V]{n, list.New(), map[K]*list.Element{}}
}
func (c *LRU[K, V]) Put(k K, v V) {
	if e, ok := c.m[k]; ok {
		e.Value = entry[K, V]{k, v}
		c.l.MoveToFront(e)
		return
	}
	c.m[k] = c.l.PushFront(entry[K, V]{k, v})
	if c.l.Len() > c.cap {
		b := c.l.Back()
		delete(c.m, b.Value.(entry[K, V]).k)
		c.l.Remove(b)
	}
}
func (c *LRU[K, V]) Get(k K) (V, bool) {
	if e, ok := c.m[k]; ok {
		c.l.MoveToFront(e)
		return e.Value.(entry[K, V]).v, true
	}
	return *new(V), false
}
func Ring[T any, N interface{ [2]T | [4]T }](n N) int { return len(n) }

type Matrix[T ~int | ~float64] [][]T

func (m Matrix[T]) Mul(o Matrix[T]) Matrix[T] {
	r := make(Matrix[T], len(m))
	for i := range m {
		r[i] = make([]T, len(o[0]))
		for j := range r[i] {
			for k := range o {
				r[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return r
}
func main() {
	var b Bus[Ev]
	b.On("a", func(e Ev) { fmt.Println(e.Name()) })
	fmt.Println(b.Emit("a"), b.Emit("z"))
	h := &Heap[string]{less: func(a, b string) bool { return len(a) < len(b) }}
	for _, s := range []string{"ccc", "a", "bb"} {
		heap.Push(h, s)
	}
	for h.Len() > 0 {
		fmt.Print(heap.Pop(h), " ")
	}
	fmt.Println("end")
	c := NewLRU[string, int](2)
	c.Put("a", 1)
	c.Put("b", 2)
	c.Get("a")
	c.Put("c", 3)
	fmt.Println(c.Get("a"))
	fmt.Println(c.Get("b"))
	fmt.Println(Ring[int]([4]int{}), Matrix[int]{{1, 2}, {3, 4}}.Mul(Matrix[int]{{0, 1}, {1, 0}}))
	var at atomic.Pointer[LRU[string, int]]
	at.Store(c)
	fmt.Println(at.Load() == c, at.CompareAndSwap(nil, c))
	var once = sync.OnceValue(func() int { fmt.Println("once"); return 5 })
	fmt.Println(once(), once())
}
