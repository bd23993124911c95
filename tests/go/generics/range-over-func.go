// Generic sequences: filtered, mapped, cut short; break, return, defer and panic inside.
// expect: 2;4;
// expect: [0 1]
// expect: [2 3]
// expect: gen done
// expect: [4]
// expect: 2 <nil>
// expect: -1 none
// expect: gen done
// expect: 2y [1 2 3 11 21 22 23]
// expect: end
// expect: deferred 2
// expect: deferred 1
// expect: 0 true
// expect: 1 true
// expect: gen done
// expect: 0 false
// expect: rec two
// expect: 10 100 20 200 30 300 runtime error: range function continued iteration after function for loop body returned false
// expect: 8
// expect: once
// expect: k 1
// expect: 1b0a[1 2][3]
// expect: 2
// expect: 1
// expect: 0
package main

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
)

type Seq[T any] func(yield func(T) bool)

func From[T any](xs ...T) Seq[T] {
	return func(y func(T) bool) {
		for _, x := range xs {
			if !y(x) {
				return
			}
		}
	}
}
func (s Seq[T]) Filter(f func(T) bool) Seq[T] {
	return func(y func(T) bool) {
		for x := range s {
			if f(x) && !y(x) {
				return
			}
		}
	}
}
func (s Seq[T]) Take(n int) Seq[T] {
	return func(y func(T) bool) {
		if n == 0 {
			return
		}
		i := 0
		s(func(x T) bool { i++; return y(x) && i < n })
	}
}
func Map[A, B any](s Seq[A], f func(A) B) Seq[B] {
	return func(y func(B) bool) {
		for x := range s {
			if !y(f(x)) {
				return
			}
		}
	}
}
func Flat[T any](ss ...Seq[T]) Seq[T] {
	return func(y func(T) bool) {
		for _, s := range ss {
			for x := range s {
				if !y(x) {
					return
				}
			}
		}
	}
}
func Gen() Seq[int] {
	return func(y func(int) bool) {
		defer fmt.Println("gen done")
		for i := 0; ; i++ {
			if !y(i) {
				return
			}
		}
	}
}
func find[T comparable](s Seq[T], v T) (i int, err error) {
	defer func() {
		if err != nil {
			i = -1
		}
	}()
	for x := range s {
		if x == v {
			return i, nil
		}
		i++
	}
	return 0, errors.New("none")
}
func Chunk[T any](s Seq[T], n int) Seq[[]T] {
	return func(y func([]T) bool) {
		var c []T
		for x := range s {
			c = append(c, x)
			if len(c) == n {
				if !y(c) {
					return
				}
				c = nil
			}
		}
		if len(c) > 0 {
			y(c)
		}
	}
}
func nested() string {
	for a := range From(1, 2, 3) {
		for b := range From("x", "y") {
			if a == 2 && b == "y" {
				return fmt.Sprint(a, b)
			}
			if a == 1 {
				break
			}
		}
	}
	return ""
}
func labels() (r []int) {
outer:
	for a := range Gen() {
		for b := range From(1, 2, 3) {
			switch {
			case b == 2 && a == 1:
				continue outer
			case a == 3:
				break outer
			}
			r = append(r, a*10+b)
		}
	}
	return
}
func defers() {
	for x := range From(1, 2) {
		defer fmt.Println("deferred", x)
	}
	fmt.Println("end")
}
func pull() {
	next, stop := iter.Pull(iter.Seq[int](Gen()))
	fmt.Println(next())
	fmt.Println(next())
	stop()
	fmt.Println(next())
}
func panics() {
	defer func() { fmt.Println("rec", recover()) }()
	for x := range From(1, 2) {
		if x == 2 {
			panic("two")
		}
	}
}
func bad(y func(int) bool) { y(1); y(2) }
func main() {
	for s := range Map(From(1, 2, 3, 4).Filter(func(i int) bool { return i%2 == 0 }), strconv.Itoa) {
		fmt.Print(s, ";")
	}
	fmt.Println()
	for c := range Chunk(Gen().Take(5), 2) {
		fmt.Println(c)
	}
	fmt.Println(find(Flat(From("a"), From("b", "c")), "c"))
	fmt.Println(find(From(1), 2))
	fmt.Println(nested(), labels())
	defers()
	pull()
	panics()
	for i := range 3 {
		defer func() { fmt.Println(i) }()
	}
	var fs []func() int
	for x := range From(1, 2, 3) {
		fs = append(fs, func() int { x *= 10; return x })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	func() {
		defer func() { fmt.Println(recover()) }()
		for range bad {
			break
		}
	}()
	var n int
	for n = range From(7, 8) {
	}
	fmt.Println(n)
	for range From(1) {
		fmt.Println("once")
	}
	for k, v := range maps.All(map[string]int{"k": 1}) {
		fmt.Println(k, v)
	}
	for i, x := range slices.Backward([]string{"a", "b"}) {
		fmt.Print(i, x)
	}
	for i := range slices.Chunk([]int{1, 2, 3}, 2) {
		fmt.Print(i)
	}
	fmt.Println()
}
