// Sizes, alignments and offsets are constants, those of gc on a 64-bit machine.
// expect: 8 16 24 16 1 8 40
// expect: 8 1 4
// expect: 0 8 16 24 28
// expect: 24 32
// expect: uintptr 12
// expect: 4609434218613702656 3.25
// expect: zero copy
// expect: [1 2 3] true
// expect: 7 unsafe.Pointer
package main

import (
	"fmt"
	. "unsafe"
)

type inner struct {
	a byte
	b int64
}

type outer struct {
	flag bool
	n    int
	in   inner
	*more
}

type more struct{ x, y int32 }

type wide struct {
	outer
	p more
}

type head struct{ n int }

const half = Sizeof(outer{}) / 2

var fixed [Sizeof(int32(0)) * 3]byte

func bits(f float64) uint64 { return *(*uint64)(Pointer(&f)) }

func text(b []byte) string { return *(*string)(Pointer(&b)) }

func main() {
	var s string
	var any any
	fmt.Println(Sizeof(0), Sizeof(s), Sizeof([]int{}), Sizeof(any), Sizeof(true), Sizeof(&s), Sizeof(outer{}))
	fmt.Println(Alignof(s), Alignof(true), Alignof(float32(0)))
	var o outer
	var w wide
	fmt.Println(Offsetof(o.flag), Offsetof(o.n), Offsetof(o.in), Offsetof(o.in)+Offsetof(o.in.b), Offsetof(o.in)+Sizeof(more{})+Alignof(int32(0)))
	fmt.Println(Offsetof(w.in)+Offsetof(w.in.b), Offsetof(w.more))
	fmt.Printf("%T %d\n", half, len(fixed))

	x := 1.5
	*(*uint64)(Pointer(&x)) += 1 << 51
	fmt.Println(bits(1.5), x+1.25)
	fmt.Println(text([]byte("zero copy")))
	type numbers []int
	list := numbers{1, 2, 3}
	fmt.Println(*(*[]int)(Pointer(&list)), uintptr(Pointer(&list)) != 0)
	p := Pointer(&struct {
		head
		rest string
	}{head{7}, "rest"})
	_ = p
	h := (*head)(Pointer(&struct {
		head
		rest string
	}{head{7}, "rest"}))
	fmt.Printf("%d %T\n", h.n, p)
}
