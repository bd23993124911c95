// Generic aliases, instances as map keys and in type switches.
// expect: {a 1} {First:a Second:1} main.Pair[string,int] main.Pair[int,int] main.Pair[string,bool]
// expect: a map[1:[2]] [v]
// expect: [1 2] [x y]
// expect: 3
// expect: r!
// expect: int sb other float64 other main.Right[int,string] other []int
// expect: true true
// expect: x map[{1 2}:x]
// expect: map[{1 2}:x] main.Pair[string,int]{First:"a", Second:1}
package main

import (
	"fmt"
	"strconv"
)

type Vec[T any] = []T
type Pair[A, B any] struct {
	First  A
	Second B
}
type IntPair = Pair[int, int]
type PS[B any] = Pair[string, B]
type M[K comparable] = map[K]Vec[K]

func (p Pair[A, B]) Swap() Pair[B, A]      { return Pair[B, A]{p.Second, p.First} }
func mkPair[A, B any](a A, b B) Pair[A, B] { return Pair[A, B]{a, b} }
func first[A, B any](p Pair[A, B]) A       { return p.First }
func Unzip[A, B any](ps []Pair[A, B]) (as []A, bs []B) {
	for _, p := range ps {
		as = append(as, p.First)
		bs = append(bs, p.Second)
	}
	return
}

type Recursive[T any] struct {
	Kids []Recursive[T]
	V    T
}

func (r Recursive[T]) Depth() int {
	d := 0
	for _, k := range r.Kids {
		d = max(d, k.Depth())
	}
	return d + 1
}

type Either[L, R any] interface{ isEither(L, R) }
type Left[L, R any] struct{ v L }
type Right[L, R any] struct{ v R }

func (Left[L, R]) isEither(L, R)  {}
func (Right[L, R]) isEither(L, R) {}
func Fold[L, R, T any](e Either[L, R], f func(L) T, g func(R) T) T {
	switch e := e.(type) {
	case Left[L, R]:
		return f(e.v)
	case Right[L, R]:
		return g(e.v)
	}
	panic("no")
}
func typeName[T any](x T) string {
	switch any(x).(type) {
	case int:
		return "int"
	case []T:
		return "slice"
	case string, bool:
		return "sb"
	case interface{ Swap() Pair[T, T] }:
		return "swap"
	}
	return fmt.Sprintf("other %T", x)
}
func main() {
	p := mkPair(1, "a").Swap()
	fmt.Printf("%v %+v %T %T %T\n", p, p, p, IntPair{}, PS[bool]{})
	fmt.Println(first(p), M[int]{1: {2}}, Vec[string]{"v"})
	fmt.Println(Unzip([]Pair[int, string]{{1, "x"}, {2, "y"}}))
	fmt.Println(Recursive[int]{Kids: []Recursive[int]{{V: 1}, {Kids: []Recursive[int]{{}}}}}.Depth())
	var e Either[int, string] = Right[int, string]{"r"}
	fmt.Println(Fold(e, strconv.Itoa, func(s string) string { return s + "!" }))
	fmt.Println(typeName(1), typeName("s"), typeName(2.5), typeName(e), typeName([]int{}))
	fmt.Println(Pair[int, string]{1, "a"} == mkPair(1, "a"), any(p) == any(mkPair("a", 1)))
	m := map[Pair[int, int]]string{{1, 2}: "x"}
	fmt.Println(m[IntPair{1, 2}], m)
	fmt.Printf("%v %#v\n", m, p)
}
