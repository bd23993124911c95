// Type arguments found from arguments, results, methods and constraints.
// expect: 3 3 3.5
// expect: 1 x <nil>
// expect: [a1]
// expect: [51]
// expect: 2 3
// expect: [1 2] 123
// expect: [b z] 5 0 0 2 1
// expect: 1 2 1 b
// expect: 3 3.5 3
// expect: [1] true
// expect: 1 true true 2 d
package main

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
)

type Num interface{ ~int | ~float64 }

func Add[T Num](a, b T) T { return a + b }
func Pick[T any](c bool, a, b T) T {
	if c {
		return a
	}
	return b
}
func MapKV[M ~map[K]V, K comparable, V any, R any](m M, f func(K, V) R) []R {
	var r []R
	for k, v := range m {
		r = append(r, f(k, v))
	}
	return r
}
func Chain[A, B, C any](a A, f func(A) B, g func(B) C) C { return g(f(a)) }
func Conv[To any, From any](f From, c func(From) To) To  { return c(f) }
func Slice[E any, S ~[]E](s S, n int) S                  { return s[:n] }
func Fold[T, A any](s iter.Seq[T], a A, f func(A, T) A) A {
	for v := range s {
		a = f(a, v)
	}
	return a
}
func Keys[M ~map[K]V, K cmp.Ordered, V any](m M) []K { return slices.Sorted(maps.Keys(m)) }
func Curry[A, B any](f func(A) B) func(A) func() B {
	return func(a A) func() B { return func() B { return f(a) } }
}
func First[T any, PT interface {
	*T
	~*T
}](p PT) T {
	return *p
}
func Vari[T any](xs ...T) int                  { return len(xs) }
func Recv[C ~<-chan T | ~chan T, T any](c C) T { return <-c }
func Opt[T any](def T, xs ...T) T {
	if len(xs) > 0 {
		return xs[0]
	}
	return def
}

type MyMap map[string]float64
type Celsius float64

func main() {
	fmt.Println(Add(1, 2.0), Add[float64](1, 2), Add(Celsius(1), 2.5))
	fmt.Println(Pick(true, 1, 2.5), Pick[any](false, 1, "x"), Pick[error](true, nil, nil))
	fmt.Println(MapKV(MyMap{"a": 1}, func(k string, v float64) string { return fmt.Sprint(k, v) }))
	fmt.Println(Chain(3, func(i int) string { return fmt.Sprint(i) }, func(s string) []byte { return []byte(s) }))
	fmt.Println(Conv[int]("12", func(s string) int { return len(s) }), Conv(3, strconv.Itoa))
	fmt.Println(Slice([]int{1, 2, 3}, 2), Fold(slices.Values([]int{1, 2, 3}), "", func(a string, i int) string { return a + fmt.Sprint(i) }))
	fmt.Println(Keys(MyMap{"z": 1, "b": 2}), Curry(strconv.Itoa)(5)(), First(new(int)), Vari[any](), Vari(1, 2.5), Vari([]string{"a"}...))
	c := make(chan int, 2)
	c <- 1
	c <- 2
	var ro <-chan int = c
	fmt.Println(Recv[chan int](c), Recv[<-chan int, int](ro), Opt(1), Opt("a", "b"))
	var f func(int, int) int = Add
	var g = []func(float64, float64) float64{Add[float64], Add[float64]}
	h := map[string]func(string, func(string) int) int{"c": Conv[int, string]}
	fmt.Println(f(1, 2), g[0](1, 2.5), h["c"]("abc", func(s string) int { return len(s) }))
	fmt.Println(slices.Collect(maps.Keys(map[Celsius]int{1: 1})), slices.ContainsFunc([]string{"A"}, func(s string) bool { return strings.EqualFold(s, "a") }))
	idx, ok := slices.BinarySearchFunc([]Celsius{1, 5, 9}, 5, func(a Celsius, b int) int { return cmp.Compare(int(a), b) })
	fmt.Println(idx, ok, slices.Equal([]int{1}, []int{1}), min(Celsius(3), 2), cmp.Or("", "d"))
}
