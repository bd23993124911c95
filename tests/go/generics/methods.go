// Methods of generic types: embedded, promoted, as values and expressions.
// expect: 4 4 4 {{4} n}
// expect: 2 q s
// expect: 9 9
// expect: 9 9
// expect: b 1 [a]
// expect: 77 20
// expect: func(*main.Base[int], int) main.Wrapper[main.Named[int],int] main.Chain[[]string]
package main

import (
	"fmt"
)

type Base[T any] struct{ val T }

func (b *Base[T]) Set(v T) { b.val = v }
func (b Base[T]) Get() T   { return b.val }

type Named[T any] struct {
	Base[T]
	name string
}
type Both struct {
	Base[int]
	*Named[string]
}
type Getter[T any] interface{ Get() T }
type GS[T any] interface {
	Getter[T]
	Set(T)
}

func show[T any](g Getter[T]) string { return fmt.Sprint(g.Get()) }

type Wrapper[T Getter[U], U any] struct{ inner T }

func (w Wrapper[T, U]) Get() U { return w.inner.Get() }

type Stack[T any] []T

func (s *Stack[T]) Push(v T) *Stack[T] { *s = append(*s, v); return s }
func (s *Stack[T]) Pop() (v T)         { o := *s; v = o[len(o)-1]; *s = o[:len(o)-1]; return }

type Chain[T any] struct{ fs []func(T) T }

func (c Chain[T]) With(f func(T) T) Chain[T] { c.fs = append(c.fs[:len(c.fs):len(c.fs)], f); return c }
func (c Chain[T]) Run(x T) T {
	for _, f := range c.fs {
		x = f(x)
	}
	return x
}
func main() {
	n := Named[int]{name: "n"}
	n.Set(4)
	fmt.Println(n.Get(), n.val, show[int](n), n)
	b := Both{Named: &Named[string]{name: "s"}}
	b.Base.Set(2)
	b.Named.Set("q")
	fmt.Println(b.Base.Get(), b.Named.Get(), b.name)
	var g GS[int] = &n
	g.Set(9)
	fmt.Println(show[int](g), n.Get())
	w := Wrapper[Named[int], int]{n}
	fmt.Println(w.Get(), Wrapper[Wrapper[Named[int], int], int]{w}.Get())
	var s Stack[string]
	s.Push("a").Push("b")
	fmt.Println(s.Pop(), len(s), s)
	set := (*Base[int]).Set
	set(&n.Base, 77)
	get := Named[int].Get
	fmt.Println(get(n), Chain[int]{}.With(func(i int) int { return i + 1 }).With(func(i int) int { return i * 10 }).Run(1))
	fmt.Printf("%T %T %T\n", set, w, Chain[[]string]{})
}
