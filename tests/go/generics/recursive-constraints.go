// Constraints that mention each other; expressions, visitors, lenses and states as generic types.
// expect: a b c 3
// expect: 6 (1+(2+3))
// expect: {{5}} 7
// expect: 6 ab
// expect: 3 4 8
package main

import (
	"cmp"
	"fmt"
	"strconv"
)

type Node[K cmp.Ordered, N any] interface {
	*N
	Key() K
	Next() []*N
}
type G struct {
	k string
	n []*G
}

func (g *G) Key() string { return g.k }
func (g *G) Next() []*G  { return g.n }
func Walk[K cmp.Ordered, N any, P Node[K, N]](root P, f func(K)) {
	seen := map[K]bool{}
	var rec func(P)
	rec = func(p P) {
		if p == nil || seen[p.Key()] {
			return
		}
		seen[p.Key()] = true
		f(p.Key())
		for _, c := range p.Next() {
			rec(P(c))
		}
	}
	rec(root)
}

type Expr[T any] interface{ Eval() T }
type Lit[T any] struct{ v T }

func (l Lit[T]) Eval() T { return l.v }

type Bin[T any] struct {
	op   func(T, T) T
	l, r Expr[T]
}

func (b Bin[T]) Eval() T { return b.op(b.l.Eval(), b.r.Eval()) }

type If[T any] struct {
	c    Expr[bool]
	a, b Expr[T]
}

func (i If[T]) Eval() T {
	if i.c.Eval() {
		return i.a.Eval()
	}
	return i.b.Eval()
}

type Visitor[R any] interface {
	VisitNum(int) R
	VisitAdd(a, b Ast) R
}
type Ast interface{ accept(v any) any }
type Num int
type AddE struct{ a, b Ast }

func (n Num) accept(v any) any {
	switch v := v.(type) {
	case Visitor[int]:
		return v.VisitNum(int(n))
	case Visitor[string]:
		return v.VisitNum(int(n))
	}
	return nil
}
func (e AddE) accept(v any) any {
	switch v := v.(type) {
	case Visitor[int]:
		return v.VisitAdd(e.a, e.b)
	case Visitor[string]:
		return v.VisitAdd(e.a, e.b)
	}
	return nil
}

type evalV struct{}

func (evalV) VisitNum(i int) int      { return i }
func (v evalV) VisitAdd(a, b Ast) int { return a.accept(v).(int) + b.accept(v).(int) }

type showV struct{}

func (showV) VisitNum(i int) string { return strconv.Itoa(i) }
func (v showV) VisitAdd(a, b Ast) string {
	return "(" + a.accept(v).(string) + "+" + b.accept(v).(string) + ")"
}

type Lens[S, A any] struct {
	Get func(S) A
	Set func(S, A) S
}

func Compose[S, A, B any](o Lens[S, A], i Lens[A, B]) Lens[S, B] {
	return Lens[S, B]{func(s S) B { return i.Get(o.Get(s)) }, func(s S, b B) S { return o.Set(s, i.Set(o.Get(s), b)) }}
}

type P struct{ in Q }
type Q struct{ n int }
type Monoid[T any] interface {
	Zero() T
	Plus(T, T) T
}
type sumM struct{}

func (sumM) Zero() int         { return 0 }
func (sumM) Plus(a, b int) int { return a + b }

type catM struct{}

func (catM) Zero() string            { return "" }
func (catM) Plus(a, b string) string { return a + b }
func Concat[M Monoid[T], T any](xs ...T) T {
	var m M
	r := m.Zero()
	for _, x := range xs {
		r = m.Plus(r, x)
	}
	return r
}

type State[S, A any] func(S) (A, S)

func Bind[S, A, B any](m State[S, A], f func(A) State[S, B]) State[S, B] {
	return func(s S) (B, S) { a, s := m(s); return f(a)(s) }
}
func main() {
	g := &G{"a", []*G{{"b", nil}}}
	g.n[0].n = []*G{g, {"c", nil}}
	Walk(g, func(k string) { fmt.Print(k, " ") })
	add := func(a, b int) int { return a + b }
	fmt.Println(If[int]{Lit[bool]{true}, Bin[int]{add, Lit[int]{1}, Lit[int]{2}}, Lit[int]{0}}.Eval())
	e := AddE{Num(1), AddE{Num(2), Num(3)}}
	fmt.Println(e.accept(evalV{}), e.accept(showV{}))
	l := Compose(Lens[P, Q]{func(p P) Q { return p.in }, func(p P, q Q) P { p.in = q; return p }}, Lens[Q, int]{func(q Q) int { return q.n }, func(q Q, n int) Q { q.n = n; return q }})
	fmt.Println(l.Set(P{}, 5), l.Get(P{Q{7}}))
	fmt.Println(Concat[sumM](1, 2, 3), Concat[catM]("a", "b"))
	tick := State[int, int](func(s int) (int, int) { return s, s + 1 })
	fmt.Println(Bind(tick, func(a int) State[int, string] { return func(s int) (string, int) { return fmt.Sprint(a, s), s * 2 } })(3))
}
