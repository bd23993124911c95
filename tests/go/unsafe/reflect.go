// Reflection with addresses, and the headers of slices and strings.
// expect: {1 seen} seen
// expect: [1 2] 3
// expect: hel
// expect: [1 2 3]
// expect: true
// expect: seen
// expect: true
// expect: 16
// expect: [1 2 3 4]
// expect: 5
package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

type T struct {
	A int
	b string
}

func main() {
	t := T{1, "hidden"}
	v := reflect.ValueOf(&t).Elem()
	f := v.Field(1)
	f = reflect.NewAt(f.Type(), unsafe.Pointer(f.UnsafeAddr())).Elem()
	f.SetString("seen")
	fmt.Println(t, f)
	s := []int{1, 2, 3}
	h := (*reflect.SliceHeader)(unsafe.Pointer(&s))
	h.Len = 2
	fmt.Println(s, h.Cap)
	str := "hello"
	sh := (*reflect.StringHeader)(unsafe.Pointer(&str))
	sh.Len = 3
	fmt.Println(str)
	a := [4]int{1, 2, 3, 4}
	fmt.Println(reflect.SliceAt(reflect.TypeOf(0), unsafe.Pointer(&a), 3))
	fmt.Println(reflect.ValueOf(&t).UnsafePointer() == unsafe.Pointer(&t))
	var p unsafe.Pointer
	reflect.ValueOf(&p).Elem().SetPointer(unsafe.Pointer(&t))
	fmt.Println((*T)(p).b)
	m := map[string]int{"a": 1}
	fmt.Println(*(*uintptr)(unsafe.Pointer(&m)) != 0)
	var e error
	fmt.Println(unsafe.Sizeof(e))
	type B struct{ x, y int32 }
	bs := []B{{1, 2}, {3, 4}}
	is := unsafe.Slice((*int32)(unsafe.Pointer(&bs[0])), 4)
	fmt.Println(is)
	fn := func() int { return 5 }
	q := *(*unsafe.Pointer)(unsafe.Pointer(&fn))
	fn2 := *(*func() int)(unsafe.Pointer(&q))
	fmt.Println(fn2())
}
