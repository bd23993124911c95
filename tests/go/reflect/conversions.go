// Conversions, and types made at run time.
// expect: string string true
// expect: "A"
// expect: int int true
// expect: 3
// expect: uint8 uint8 true
// expect: 0xff
// expect: []int32 slice true
// expect: []int32{104, 233, 121}
// expect: []uint8 slice true
// expect: []byte{0x68, 0x65, 0x79}
// expect: string string true
// expect: "yo"
// expect: []int slice true
// expect: []int{1, 2}
// expect: [2]int array true
// expect: [2]int{4, 5}
// expect: *[2]int ptr true
// expect: main.Celsius float64 true
// expect: 1
// expect: fmt.Stringer interface true
// expect: 2
// expect: float64 float64 true
// expect: 1.25
// expect: complex128 complex128 true
// expect: (0+2i)
// expect: false true false
// expect: 1 true [5]string <-chan int func(int, ...string) (int, string) map[string]main.Outer
// expect: {4 bb} {A:4 B:bb} struct { A int "json:\"a\""; B string }{A:4, B:"bb"}
// expect: struct { A int "json:\"a\""; B string } 24 true
package main

import (
	"fmt"
	"reflect"
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
	ot := reflect.TypeOf(Outer{})
	for _, c := range []struct {
		v any
		t reflect.Type
	}{{65, reflect.TypeOf("")}, {3.9, reflect.TypeOf(1)}, {-1, reflect.TypeOf(uint8(0))}, {"héy", reflect.TypeOf([]rune{})}, {"hey", reflect.TypeOf([]byte{})},
		{[]byte("yo"), reflect.TypeOf("")}, {List{1, 2}, reflect.TypeOf([]int{})}, {[]int{4, 5, 6}, reflect.TypeOf([2]int{})}, {[]int{4, 5, 6}, reflect.TypeOf(&[2]int{})},
		{1, reflect.TypeOf(Celsius(0))}, {Celsius(2), reflect.TypeOf((*fmt.Stringer)(nil)).Elem()}, {float32(1.25), reflect.TypeOf(1.0)}, {complex64(2i), reflect.TypeOf(2i)}} {
		r := reflect.ValueOf(c.v).Convert(c.t)
		fmt.Println(r.Type(), r.Kind(), reflect.ValueOf(c.v).CanConvert(c.t))
		if r.Kind() != reflect.Pointer {
			fmt.Printf("%#v\n", r.Interface())
		}
	}
	fmt.Println(reflect.TypeOf(1).ConvertibleTo(reflect.TypeOf([]int{})), reflect.TypeOf(List{}).AssignableTo(reflect.TypeOf([]int{})), reflect.TypeOf(1).AssignableTo(reflect.TypeOf(int64(1))))
	fmt.Println(reflect.PointerTo(reflect.TypeOf(Celsius(0))).NumMethod(), reflect.SliceOf(reflect.TypeOf(1)) == reflect.TypeOf([]int{}), reflect.ArrayOf(5, reflect.TypeOf("")),
		reflect.ChanOf(reflect.RecvDir, reflect.TypeOf(1)), reflect.FuncOf([]reflect.Type{reflect.TypeOf(1), reflect.TypeOf([]string{})}, []reflect.Type{reflect.TypeOf(1), reflect.TypeOf("")}, true), reflect.MapOf(reflect.TypeOf(""), ot))
	so := reflect.StructOf([]reflect.StructField{{Name: "A", Type: reflect.TypeOf(1), Tag: `json:"a"`}, {Name: "B", Type: reflect.TypeOf("")}})
	sv := reflect.New(so).Elem()
	sv.Field(0).SetInt(4)
	sv.Field(1).SetString("bb")
	fmt.Printf("%v %+v %#v\n", sv, sv, sv)
	fmt.Println(so, so.Size(), reflect.StructOf([]reflect.StructField{{Name: "A", Type: reflect.TypeOf(1), Tag: `json:"a"`}, {Name: "B", Type: reflect.TypeOf("")}}) == so)
}
