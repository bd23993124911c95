// Addresses, slices and strings of what pointers point to; sizes of type parameters; pointers exchanged.
// expect: 2 1 1
// expect: 24 8 8
// expect: 8 2 2
// expect: 24
// expect: 3
// expect: 4
// expect: [20 3 4] 3 3 [1 20 3 4 5]
// expect: hell
// expect: bytes 98
// expect: [a x]
// expect: 7
// expect: 0x3ff8000000000000
// expect: runtime error: unsafe.Slice: ptr is nil and len is not zero
// expect: runtime error: unsafe.Slice: len out of range
// expect: runtime error: unsafe.String: ptr is nil and len is not zero
// expect: true
// expect: 0x6050403
// expect: 7 true <nil>
// expect: 8 true
// expect: 7 false true 7
// expect: 3f800000
package main

import (
	"fmt"
	"sync/atomic"
	"unsafe"
)

type pair[T any] struct {
	a byte
	b T
}

func sizes[T any]() (uintptr, uintptr, uintptr) {
	var p pair[T]
	return unsafe.Sizeof(p), unsafe.Alignof(p), unsafe.Offsetof(p.b)
}

func sizeSlice[T any]() uintptr {
	const n = unsafe.Sizeof([]T{})
	return n
}

type node struct {
	next *node
	v    int
}

func elem[T any](s []T, i int) *T {
	return (*T)(unsafe.Add(unsafe.Pointer(unsafe.SliceData(s)), i*int(unsafe.Sizeof(*new(T)))))
}

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	fmt.Println(sizes[int8]())
	fmt.Println(sizes[string]())
	fmt.Println(sizes[[3]int16]())
	fmt.Println(sizeSlice[string]())
	a := [5]int32{1, 2, 3, 4, 5}
	p := unsafe.Pointer(&a)
	fmt.Println(*(*int32)(unsafe.Pointer(uintptr(p) + 8)))
	fmt.Println(*(*int32)(unsafe.Add(p, 4*3)))
	s := unsafe.Slice(&a[1], 3)
	s[0] = 20
	fmt.Println(s, len(s), cap(s), a)
	fmt.Println(unsafe.String(unsafe.StringData("hello"), 4))
	b := []byte("bytes")
	fmt.Println(unsafe.String(&b[0], len(b)), *unsafe.SliceData(b))
	*elem([]string{"a", "b"}, 1) = "x"
	ss := []string{"a", "b"}
	*elem(ss, 1) = "x"
	fmt.Println(ss)
	n := &node{nil, 7}
	n2 := &node{n, 8}
	fmt.Println((**(**node)(unsafe.Pointer(n2))).v)
	x := 1.5
	u := *(*uint64)(unsafe.Pointer(&x))
	fmt.Printf("%#x\n", u)
	var ip *int
	try(func() { _ = unsafe.Slice(ip, 1) })
	k := -1
	try(func() { _ = unsafe.Slice(&x, k) })
	try(func() { _ = unsafe.String((*byte)(nil), 1) })
	fmt.Println(unsafe.Slice(ip, 0) == nil)
	bb := [8]byte{1, 2, 3, 4, 5, 6, 7, 8}
	fmt.Printf("%#x\n", *(*uint32)(unsafe.Pointer(&bb[2])))
	var up unsafe.Pointer
	atomic.StorePointer(&up, unsafe.Pointer(n))
	fmt.Println((*node)(atomic.LoadPointer(&up)).v, atomic.CompareAndSwapPointer(&up, unsafe.Pointer(n), nil), up)
	var ap atomic.Pointer[node]
	fmt.Println(unsafe.Sizeof(ap), ap.Load() == nil)
	ap.Store(n)
	fmt.Println(ap.Swap(n2).v, ap.CompareAndSwap(n, nil), ap.CompareAndSwap(n2, n), ap.Load().v)
	f32 := float32(1)
	fmt.Printf("%x\n", *(*int32)(unsafe.Pointer(&f32)))
}
