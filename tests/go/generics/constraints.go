// Constraints that mention their own parameter, pointer methods, and inference through them.
// expect: x y 3 3
// expect: {3}
// expect: 7
// expect: {9}
package main

import (
	"fmt"
)

type Shape interface{ Area() float64 }
type Sq struct{ s float64 }

func (s Sq) Area() float64 { return s.s * s.s }

type Ptr[T any] interface {
	*T
	Set(string)
}
type A struct{ v string }

func (a *A) Set(s string)               { a.v = s }
func Make[T any, P Ptr[T]](s string) T  { var t T; P(&t).Set(s); return t }
func Make2[P Ptr[T], T any](s string) P { p := P(new(T)); p.Set(s); return p }

type Clone[T any] interface{ Clone() T }
type D struct{ n int }

func (d D) Clone() D          { return D{d.n + 1} }
func Twice[T Clone[T]](x T) T { return x.Clone().Clone() }

type Cmp[T any] interface{ Compare(T) int }

func Max[T Cmp[T]](a, b T) T {
	if a.Compare(b) >= 0 {
		return a
	}
	return b
}
func (d D) Compare(e D) int { return d.n - e.n }
func largest[S Shape](xs []S) (best S) {
	for _, x := range xs {
		if x.Area() > best.Area() {
			best = x
		}
	}
	return
}

type Opt[T any] func(*T)

func New[T any](o ...Opt[T]) *T {
	t := new(T)
	for _, f := range o {
		f(t)
	}
	return t
}
func main() {
	fmt.Println(Make[A]("x").v, Make2[*A]("y").v, Twice(D{1}).n, Max(D{3}, D{2}).n)
	fmt.Println(largest([]Sq{{1}, {3}, {2}}))
	fmt.Println(New(func(d *D) { d.n = 7 }).n)
	f := Max[D]
	fmt.Println(f(D{1}, D{9}))
}
