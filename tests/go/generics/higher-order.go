// Functions made of functions; inference from where they go.
// expect: [52 50] 1z
// expect: 16 16 1 12 2
// expect: 3628800 p 3
// expect: 0 caught runtime error: index out of range [3] with length 0
// expect:  caught bad
// expect: [1 2] q
// expect: 1 2 1
// expect: 1 h
// expect: [1 2] 1 2
package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

func Compose[A, B, C any](f func(A) B, g func(B) C) func(A) C { return func(a A) C { return g(f(a)) } }
func Curry[A, B, C any](f func(A, B) C) func(A) func(B) C {
	return func(a A) func(B) C { return func(b B) C { return f(a, b) } }
}
func Memo[K comparable, V any](f func(K) V) func(K) V {
	m := map[K]V{}
	return func(k K) V {
		if v, ok := m[k]; ok {
			return v
		}
		v := f(k)
		m[k] = v
		return v
	}
}
func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
func Apply[T any](x T, fs ...func(T) T) T {
	for _, f := range fs {
		x = f(x)
	}
	return x
}
func Id[T any](x T) T   { return x }
func Ptr[T any](x T) *T { return &x }
func Fix[A, R any](f func(func(A) R) func(A) R) func(A) R {
	var g func(A) R
	g = func(a A) R { return f(g)(a) }
	return g
}
func Try[T any](f func() T) (v T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("caught %v", r)
		}
	}()
	return f(), nil
}

type Fn[A, R any] func(A) R

func (f Fn[A, R]) Map(xs []A) (r []R) {
	for _, x := range xs {
		r = append(r, f(x))
	}
	return
}
func counter[T any]() func(T) int         { n := 0; return func(T) int { n++; return n } }
func apply2[T, U any](f func(T) U, x T) U { return f(x) }
func main() {
	f := Compose(strconv.Itoa, func(s string) []byte { return []byte(s) })
	fmt.Println(f(42), Curry(func(a int, b string) string { return fmt.Sprint(a, b) })(1)("z"))
	n := 0
	sq := Memo(func(i int) int { n++; return i * i })
	fmt.Println(sq(4), sq(4), n, Must(strconv.Atoi("12")), Apply(1, Id, func(i int) int { return i + 1 }, Id[int]))
	fact := Fix(func(self func(int) int) func(int) int {
		return func(i int) int {
			if i == 0 {
				return 1
			}
			return i * self(i-1)
		}
	})
	fmt.Println(fact(10), *Ptr("p"), **Ptr(Ptr(3)))
	fmt.Println(Try(func() int { var a []int; return a[3] }))
	fmt.Println(Try(func() string { return Must("", errors.New("bad")) }))
	fmt.Println(Fn[int, string](strconv.Itoa).Map([]int{1, 2}), apply2(Id[string], "q"))
	c, d := counter[int](), counter[int]()
	fmt.Println(c(0), c(0), d(0))
	var g func(int) string = Compose(Id[int], strconv.Itoa)
	var h func(string) string = Id
	fmt.Println(g(1), h("h"))
	slices.SortFunc([]string{"b"}, strings.Compare)
	xs := []float64{2, 1}
	slices.SortFunc(xs, cmp.Compare)
	fmt.Println(xs, slices.IndexFunc(xs, func(f float64) bool { return f > 1 }), slices.MaxFunc(xs, cmp.Compare[float64]))
}
