// -lang=go1.12
package main

import (
	"unsafe"
)

type N interface{ ~int | ~string }

type S[T any] struct{ v T }

func f[T any](x T) {}

type A = int
type GA[T any] = []T

type I1 interface{ M() }
type I2 interface {
	I1
	I1
}
type I3 interface{ int }

func main() {
	f(1)
	var s S[int]
	_ = s
	x := 1_000 + 0b1 + 0o7
	_ = x
	_ = 1 << x
	b := []byte{1}
	_ = (*[1]byte)(b)
	_ = [1]byte(b)
	_ = unsafe.Slice(&b[0], 1)
	_ = unsafe.Add(nil, 1)
	_ = unsafe.String(&b[0], 1)
	for range 10 {
	}
	for i := range f2 {
		_ = i
	}
	clear(b)
	_ = min(1, 2)
	_ = max(x, 1)
	var a any
	println(f[int] != nil, a)
	g := f[int]
	g(1)
	_ = []any{comparable(nil)}
	_ = new(1)
}

func f2(yield func(int) bool) {}

func (s S[T]) m() {}
func ff[P interface{ comparable }](p P) { f[P](p) }
