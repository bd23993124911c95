// A tree with ordered keys; a set on a map.
// expect: a[] b[2] c[3] [3] true
// expect: [] false
// expect: 3 true false true
// expect: main.Set[int] b
package main

import (
	"fmt"
)

type Ordered interface {
	~int | ~uint | ~string | ~float64
}
type Tree[K Ordered, V any] struct{ root *tn[K, V] }
type tn[K Ordered, V any] struct {
	k    K
	v    V
	l, r *tn[K, V]
}

func (t *Tree[K, V]) find(k K) **tn[K, V] {
	p := &t.root
	for *p != nil {
		switch {
		case k < (*p).k:
			p = &(*p).l
		case k > (*p).k:
			p = &(*p).r
		default:
			return p
		}
	}
	return p
}
func (t *Tree[K, V]) Put(k K, v V) {
	if p := t.find(k); *p == nil {
		*p = &tn[K, V]{k: k, v: v}
	} else {
		(*p).v = v
	}
}
func (t *Tree[K, V]) Get(k K) (v V, ok bool) {
	if p := *t.find(k); p != nil {
		return p.v, true
	}
	return
}
func (t *Tree[K, V]) Each(f func(K, V)) {
	var walk func(*tn[K, V])
	walk = func(n *tn[K, V]) {
		if n == nil {
			return
		}
		walk(n.l)
		f(n.k, n.v)
		walk(n.r)
	}
	walk(t.root)
}

type Set[T comparable] map[T]struct{}

func Of[T comparable](xs ...T) Set[T] {
	s := make(Set[T])
	for _, x := range xs {
		s[x] = struct{}{}
	}
	return s
}
func (s Set[T]) Has(x T) bool { _, ok := s[x]; return ok }
func Union[T comparable](a, b Set[T]) Set[T] {
	r := Of[T]()
	for _, s := range []Set[T]{a, b} {
		for k := range s {
			r[k] = struct{}{}
		}
	}
	return r
}
func main() {
	var t Tree[string, []int]
	t.Put("b", []int{1})
	t.Put("a", nil)
	t.Put("c", []int{3})
	t.Put("b", []int{2})
	t.Each(func(k string, v []int) { fmt.Print(k, v, " ") })
	fmt.Println(t.Get("c"))
	fmt.Println(t.Get("q"))
	u := Union(Of(1, 2), Of(2, 3))
	fmt.Println(len(u), u.Has(3), u.Has(9), Of[any](1, "a").Has("a"))
	fmt.Printf("%T %v\n", u, t.root.k)
}
