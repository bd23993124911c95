// Generic functions over slices and numbers; methods of elements stay usable.
// expect: 6 3.5 MyInt(3) 0
// expect: [1 2] [MyInt(1)]
// expect: 2 [MyInt(2) MyInt(4)]
// expect: 2
// expect: main.Ints func([]int, func(int) interface {}) []interface {}
package main

import (
	"fmt"
	"strconv"
)

type Number interface{ ~int | ~int64 | ~float64 }
type MyInt int

func (m MyInt) String() string { return fmt.Sprintf("MyInt(%d)", int(m)) }
func Sum[T Number](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return
}
func Map[T, U any](xs []T, f func(T) U) []U {
	r := make([]U, 0, len(xs))
	for _, x := range xs {
		r = append(r, f(x))
	}
	return r
}
func Filter[S ~[]E, E any](s S, keep func(E) bool) S {
	var r S
	for _, e := range s {
		if keep(e) {
			r = append(r, e)
		}
	}
	return r
}
func Reduce[T, A any](xs []T, a A, f func(A, T) A) A {
	for _, x := range xs {
		a = f(a, x)
	}
	return a
}

type Ints []MyInt

func (x Ints) Len() int { return len(x) }
func main() {
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2), Sum(MyInt(1), 2), Sum[float64]())
	fmt.Println(Map([]int{1, 2}, strconv.Itoa), Map([]MyInt{1}, MyInt.String))
	f := Filter(Ints{1, 2, 3, 4}, func(m MyInt) bool { return m%2 == 0 })
	fmt.Println(f.Len(), f)
	fmt.Println(Reduce([]string{"a", "b"}, 0, func(n int, s string) int { return n + len(s) }))
	fmt.Printf("%T %T\n", f, Map[int, any])
}
