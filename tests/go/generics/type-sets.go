// What all types of a type set allow.
// expect: 44 -1 195 3 el [97 98]
// expect: 8 0 b true 6
// expect: 5 false m
// expect: 0 <nil> [ ] true false true
// expect: 2 4 map[] xyz
// expect: map[] [0 0]
// expect: 127 255 127 127 -6 -5 (-2-4i)
// expect: ab xy 0 {4}
// expect: 1 c 1 2
package main

import (
	"fmt"
	"strconv"
)

type Int interface {
	~int8 | ~int16 | ~int32 | ~int64 | ~int
}

func conv[To, From Int](f From) To { return To(f) }
func bytesOf[T ~string | ~[]byte](x T) (n int) {
	for i := 0; i < len(x); i++ {
		n += int(x[i])
	}
	return
}
func sub[T ~string | ~[]byte](x T, i, j int) T { return x[i:j] }
func rng[T ~[]int](t T) (s int) {
	for k, v := range t {
		s += k * v
	}
	return
}
func idx[T ~[]E, E any](t T) E                   { return t[1] }
func arr[T [3]int | [3]string](t T) int          { return len(t) + cap(t) }
func call[F ~func(int) R, R any](f F, x int) R   { return f(x) }
func send[C ~chan E, E any](c C, e E) E          { c <- e; return <-c }
func zero[T any]() T                             { return *new(T) }
func isZero[T comparable](x T) bool              { var z T; return x == z }
func mk[S ~[]E, E any](n int) S                  { return make(S, n, n*2) }
func mkm[M ~map[K]V, K comparable, V any]() M    { return make(M) }
func clr[T ~[]int | ~map[string]int](t T)        { clear(t) }
func app[S ~[]byte](s S, t string) S             { return append(s, t...) }
func shift[T ~uint8 | ~uint64](x T, n uint) T    { return x << n >> 1 }
func cst[T ~int8 | ~float32]() T                 { return 100 + 27 }
func neg[T ~int | ~float64 | ~complex128](x T) T { return -x * 2 }
func str[T ~rune | ~byte](x T) string            { return string(rune(x)) + string([]T{x, x + 1}[1]) }

type F func(int) string
type C chan string

func ptr[T any, P interface{ *T }](p P) T       { return *p }
func fld[T interface{ struct{ x int } }](t T) T { return t }
func main() {
	fmt.Println(conv[int8](300), conv[int64](int16(-1)), bytesOf("ab"), bytesOf([]byte{1, 2}), sub("hello", 1, 3), sub([]byte("abc"), 0, 2))
	fmt.Println(rng([]int{1, 2, 3}), rng([]int{5}), idx([]string{"a", "b"}), idx([]bool{false, true}), arr([3]string{}))
	fmt.Println(call(F(strconv.Itoa), 5), call(func(i int) bool { return i > 2 }, 1), send(make(C, 1), "m"))
	fmt.Println(zero[int](), zero[*int](), zero[[2]string](), isZero(""), isZero(struct{ a int }{1}), isZero[any](nil))
	fmt.Println(len(mk[[]int](2)), cap(mk[[]int](2)), mkm[map[string]int](), string(app([]byte("x"), "yz")))
	m := map[string]int{"a": 1}
	clr(m)
	s := []int{1, 2}
	clr(s)
	fmt.Println(m, s)
	fmt.Println(shift(uint8(255), 1), shift(uint64(255), 1), cst[int8](), cst[float32](), neg(3), neg(2.5), neg(1+2i))
	fmt.Println(str('a'), str(byte('x')), ptr(new(int)), fld(struct{ x int }{4}))
	fmt.Println(min(3, 1, 2), max("a", "c", "b"), min(2.5, 1), max(1, 2.0))
}
