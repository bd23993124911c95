// Types declared in generic functions: generic themselves, arguments of others, found by inference.
// expect: main.pair[int,string] main.box[int,string;bool] main.cell[int,string] main.box[int,string;main.pair[int,string]·1]
// expect: {1 a} true
// expect: pair[int,string] box[int,string;int]
// expect: main.inner[int,string] {1}
// expect: {{1 a} 1} <{1 a}>
// expect: true false
// expect: *main.tree[int,string;int] 1
// expect: main.pair[string,float64] main.box[string,float64;bool] main.cell[string,float64] main.box[string,float64;main.pair[string,float64]·1]
// expect: {s 2.5} true
// expect: pair[string,float64] box[string,float64;int]
// expect: main.inner[string,float64] {s}
// expect: {{s 2.5} s} <{s 2.5}>
// expect: true false
// expect: *main.tree[string,float64;string] s
package main

import (
	"fmt"
	"iter"
	"reflect"
)

func G[K, V any](k K, v V) {
	type pair struct {
		k K
		v V
	}
	type box[T any] struct {
		v T
		o K
	}
	type cell struct{ n int }
	fmt.Printf("%T %T %T %v\n", pair{}, box[bool]{}, cell{}, reflect.TypeOf(box[pair]{}))
	next, stop := iter.Pull(func(yield func(pair) bool) {
		yield(pair{k, v})
	})
	defer stop()
	p, ok := next()
	fmt.Println(p, ok)
	fmt.Println(reflect.TypeOf(pair{}).Name(), reflect.TypeOf(box[int]{}).Name())
	f := func() any {
		type inner struct{ k K }
		return inner{k}
	}
	fmt.Printf("%T %v\n", f(), f())
	b := box[pair]{pair{k, v}, k}
	fmt.Printf("%v %+v\n", b, show(b.v))
	var e any = b
	_, isIt := e.(box[pair])
	_, isNot := e.(box[K])
	fmt.Println(isIt, isNot)
	type tree[T any] struct {
		left, right *tree[T]
		v           T
	}
	t := &tree[K]{v: k}
	t.left = &tree[K]{nil, nil, k}
	fmt.Printf("%T %v\n", t, t.left.v)
}

func show[T any](v T) string { return fmt.Sprintf("<%v>", v) }

func main() {
	G(1, "a")
	G("s", 2.5)
}
