// Type parameters in type assertions, reflection and panics.
// expect: S<1> S<p> [S<true>] map[k:S<2>]
// expect: E 7 true
// expect: false wrap: E 7
// expect: assignment to entry in nil map runtime.plainError
// expect: interface conversion: int is not fmt.Stringer: missing method String *runtime.TypeAssertionError
// expect: interface conversion: interface is nil, not fmt.Stringer *runtime.TypeAssertionError
// expect: ok interface conversion: interface {} is int, not string interface conversion: interface {} is main.S[string], not main.S[int] interface conversion: int is not fmt.Stringer: missing method String interface conversion: main.J[string] is not main.I[int]: missing method Do interface conversion: interface is nil, not error
// expect: true false map[string]int
// expect: int 3
// expect: main.S[int] S[int] main.J[map[string][]int] main.I[int]
// expect: func(int) main.J[struct { main.a int }] main.J[func(int, ...string) error]
// expect: main.J[interface { M() }] main.J[chan<- *int]
package main

import (
	"errors"
	"fmt"
	"reflect"
)

type S[T any] struct{ v T }

func (s S[T]) String() string { return fmt.Sprintf("S<%v>", s.v) }

type E[T any] struct{ v T }

func (e *E[T]) Error() string         { return fmt.Sprint("E ", e.v) }
func fail[T any](v T) error           { return &E[T]{v} }
func as[T error](err error) (T, bool) { var t T; ok := errors.As(err, &t); return t, ok }
func f[T any](x T) {
	defer func() { r := recover(); fmt.Printf("%v %T\n", r, r) }()
	_ = any(x).(fmt.Stringer).String()
	var m map[string]T
	m["a"] = x
}
func g[T any](x any) (s string) {
	defer func() {
		if r := recover(); r != nil {
			s = fmt.Sprint(r)
		}
	}()
	_ = x.(T)
	return "ok"
}

type I[T any] interface{ Do(T) T }
type J[T any] struct{}

func (J[T]) Do(t T) T        { return t }
func impl[T any](x any) bool { _, ok := x.(I[T]); return ok }
func nested[T any](n int) string {
	if n == 0 {
		return fmt.Sprintf("%T", *new(T))
	}
	type w struct{ T T }
	return nestedArr[T](n)
}
func nestedArr[T any](n int) string { return nested[T](n - 1) }
func main() {
	fmt.Println(S[int]{1}, &S[string]{"p"}, []S[bool]{{true}}, map[string]S[int]{"k": {2}})
	err := fmt.Errorf("wrap: %w", fail(7))
	e, ok := as[*E[int]](err)
	fmt.Println(e, ok)
	_, ok = as[*E[string]](err)
	fmt.Println(ok, err)
	f(S[int]{1})
	f(1)
	f[any](nil)
	fmt.Println(g[int](1), g[string](1), g[S[int]](S[string]{}), g[fmt.Stringer](2), g[I[int]](J[string]{}), g[error](nil))
	fmt.Println(impl[int](J[int]{}), impl[int](J[string]{}), nested[map[string]int](3))
	var x any = S[int]{3}
	switch v := x.(type) {
	case S[string]:
		fmt.Println("no")
	case S[int]:
		fmt.Println("int", v.v)
	}
	fmt.Println(reflect.TypeOf(x), reflect.TypeOf(x).Name(), reflect.TypeOf(J[map[string][]int]{}), reflect.TypeOf((*I[int])(nil)).Elem())
	fmt.Printf("%T %T %T\n", f[int], J[struct{ a int }]{}, J[func(int, ...string) error]{})
	fmt.Printf("%T %T\n", J[interface{ M() }]{}, J[chan<- *int]{})
}
