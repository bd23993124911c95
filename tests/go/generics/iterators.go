// Iterators over generic containers, and adapters of them.
// expect: 0 x
// expect: 1 y
// expect: [x y]
// expect: 0x 1y 2z end
// expect: [3] [1 2]
// expect: map[x:0 y:1 z:2]
package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
)

type List[T any] struct {
	head, tail *node[T]
	n          int
}
type node[T any] struct {
	v    T
	next *node[T]
}

func (l *List[T]) Push(v T) {
	n := &node[T]{v: v}
	if l.tail == nil {
		l.head = n
	} else {
		l.tail.next = n
	}
	l.tail = n
	l.n++
}
func (l *List[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		i := 0
		for n := l.head; n != nil; n = n.next {
			if !yield(i, n.v) {
				return
			}
			i++
		}
	}
}
func Collect[T any](s iter.Seq[T]) (r []T) {
	for v := range s {
		r = append(r, v)
	}
	return
}
func Values[K, V any](s iter.Seq2[K, V]) iter.Seq[V] {
	return func(yield func(V) bool) {
		for _, v := range s {
			if !yield(v) {
				return
			}
		}
	}
}
func Take[T any](s iter.Seq[T], n int) iter.Seq[T] {
	return func(yield func(T) bool) {
		if n <= 0 {
			return
		}
		i := 0
		for v := range s {
			if !yield(v) {
				return
			}
			i++
			if i == n {
				return
			}
		}
	}
}
func Zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		next, stop := iter.Pull(b)
		defer stop()
		for x := range a {
			y, ok := next()
			if !ok || !yield(x, y) {
				return
			}
		}
	}
}
func Count() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; yield(i); i++ {
		}
	}
}
func main() {
	var l List[string]
	for _, s := range []string{"x", "y", "z"} {
		l.Push(s)
	}
	for i, v := range l.All() {
		if i == 2 {
			break
		}
		fmt.Println(i, v)
	}
	fmt.Println(Collect(Take(Values(l.All()), 2)))
	for a, b := range Zip(Count(), Values(l.All())) {
		fmt.Print(a, b, " ")
	}
	fmt.Println("end")
	fmt.Println(slices.Collect(maps.Keys(map[int]bool{3: true})), slices.Sorted(maps.Values(map[string]int{"a": 2, "b": 1})))
	m := maps.Collect(Zip(Values(l.All()), Count()))
	fmt.Println(m)
}
