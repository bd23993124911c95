// What may not be done to a value, and what the panic says.
// expect: {{5} <nil> [q] 1.5 map[a:[1] z:1] 3.0C <nil> [0 0 0] <nil> {7}}
// expect: {Inner:{A:5} Other:<nil> B:[q] c:1.5 D:map[a:[1] z:1] E:3.0C F:<nil> G:[0 0 0] H:<nil> i:{A:7}}
// expect: 3.0C interface float64 1.5 {7}
// expect: unexp set: reflect: reflect.Value.SetFloat using value obtained using unexported field
// expect: unexp if: reflect.Value.Interface: cannot return value obtained from unexported field or method
// expect: nil ptr emb: reflect: indirection through nil pointer to embedded struct
// expect: kind: *reflect.ValueError reflect: call of reflect.Value.Int on struct Value
// expect: zero: *reflect.ValueError reflect: call of reflect.Value.Int on zero Value
// expect: zero type: *reflect.ValueError reflect: call of reflect.Value.Type on zero Value
// expect: settype: reflect.Set: value of type int is not assignable to type main.Inner
// expect: idx: reflect: slice index out of range
// expect: fieldidx: reflect: Field index out of range
// expect: elem: *reflect.ValueError reflect: call of reflect.Value.Elem on int Value
// expect: isnil: *reflect.ValueError reflect: call of reflect.Value.IsNil on int Value
// expect: callfew: reflect: Call with too few input arguments
// expect: callmany: reflect: Call with too many input arguments
// expect: calltype: reflect: Call using int as type string
// expect: convert: reflect.Value.Convert: value of type string cannot be converted to type int
// expect: numfield: reflect: NumField of non-struct type int
// expect: telem: reflect: Elem of invalid type int
// expect: tkey: reflect: Key of non-map type int
// expect: tlen: reflect: Len of non-array type []int
// expect: tin: reflect: In of non-func type int
// expect: tbits: reflect: Bits of non-arithmetic Type string
// expect: nilmap: runtime.plainError assignment to entry in nil map
// expect: mapkey: reflect.MapOf: invalid key type []int
// expect: addr: reflect.Value.Addr of unaddressable value
// expect: makeslice: reflect.MakeSlice of non-slice type
// expect: setlen: reflect: slice length out of range in SetLen
package main

import (
	"fmt"
	"reflect"
	"strings"
)

type Inner struct{ A int }
type Outer struct {
	Inner
	*Other
	B []string `k:"v" x:"y z"`
	c float64
	D map[string]any
	E any
	F func(int, ...string) error
	G [3]byte
	H chan<- int
	i Inner
}
type Other struct{ O, A int }

func (o Outer) M1() string            { return "m1" }
func (o *Outer) M2(a, b int) int      { return a + b }
func (o Inner) Hello(n string) string { return "hello " + n }
func (o Inner) private()              {}

type Celsius float64

func (c Celsius) String() string { return fmt.Sprintf("%.1fC", float64(c)) }

type Pair[K comparable, V any] struct {
	Key K
	Val V
}
type List []int
type Fn func(int) string
type Shape interface {
	Area() float64
	name() string
}
type Tree struct {
	L, R *Tree
	V    int
}

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			if e, ok := r.(error); ok {
				fmt.Printf("%s: %T %v\n", name, r, e)
			} else {
				fmt.Printf("%s: %v\n", name, r)
			}
		}
	}()
	f()
}

func main() {
	o := Outer{Inner: Inner{5}, B: []string{"q"}, c: 1.5, D: map[string]any{"z": 1, "a": []int{1}}, E: Celsius(3), i: Inner{7}}
	fmt.Printf("%v\n%+v\n", reflect.ValueOf(o), reflect.ValueOf(o))
	v := reflect.ValueOf(&o).Elem()
	fmt.Println(v.FieldByName("E"), v.FieldByName("E").Kind(), v.FieldByName("E").Elem().Kind(), v.FieldByName("c"), v.FieldByName("i"))
	try("unexp set", func() { v.FieldByName("c").SetFloat(3) })
	try("unexp if", func() { v.FieldByName("c").Interface() })
	try("nil ptr emb", func() { v.FieldByName("O").Int() })
	try("kind", func() { v.Int() })
	try("zero", func() { reflect.Value{}.Int() })
	try("zero type", func() { reflect.Value{}.Type() })
	try("settype", func() { v.Field(0).Set(reflect.ValueOf(1)) })
	try("idx", func() { reflect.ValueOf([]int{1}).Index(5) })
	try("fieldidx", func() { v.Field(50) })
	try("elem", func() { reflect.ValueOf(1).Elem() })
	try("isnil", func() { reflect.ValueOf(1).IsNil() })
	try("callfew", func() { reflect.ValueOf(strings.ToUpper).Call(nil) })
	try("callmany", func() { reflect.ValueOf(strings.ToUpper).Call([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf(1)}) })
	try("calltype", func() { reflect.ValueOf(strings.ToUpper).Call([]reflect.Value{reflect.ValueOf(1)}) })
	try("convert", func() { reflect.ValueOf("a").Convert(reflect.TypeOf(1)) })
	try("numfield", func() { reflect.TypeOf(1).NumField() })
	try("telem", func() { reflect.TypeOf(1).Elem() })
	try("tkey", func() { reflect.TypeOf(1).Key() })
	try("tlen", func() { reflect.TypeOf([]int{}).Len() })
	try("tin", func() { reflect.TypeOf(1).In(0) })
	try("tbits", func() { reflect.TypeOf("").Bits() })
	try("nilmap", func() {
		var m map[string]int
		reflect.ValueOf(m).SetMapIndex(reflect.ValueOf("a"), reflect.ValueOf(1))
	})
	try("mapkey", func() { reflect.MapOf(reflect.TypeOf([]int{}), reflect.TypeOf(1)) })
	try("addr", func() { reflect.ValueOf(1).Addr() })
	try("makeslice", func() { reflect.MakeSlice(reflect.TypeOf(1), 1, 1) })
	try("setlen", func() { s := []int{1}; reflect.ValueOf(&s).Elem().SetLen(9) })
}
