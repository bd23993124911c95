// Methods and functions called by reflection, some made by it.
// expect: {{5} <nil> [q] 1.5 map[a:[1] z:1] 3.0C <nil> [0 0 0] <nil> {7}}
// expect: {Inner:{A:5} Other:<nil> B:[q] c:1.5 D:map[a:[1] z:1] E:3.0C F:<nil> G:[0 0 0] H:<nil> i:{A:7}}
// expect: 3.0C interface float64 1.5 {7}
// expect: 5
// expect: hello bob false
// expect: 7-k
// expect: 1a2
// expect: 6
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
	o := Outer{Inner: Inner{5}, B: []string{"q"}, c: 1.5, D: map[string]any{"z": 1, "a": []int{1}}, E: Celsius(3), i: Inner{7}}
	fmt.Printf("%v\n%+v\n", reflect.ValueOf(o), reflect.ValueOf(o))
	v := reflect.ValueOf(&o).Elem()
	fmt.Println(v.FieldByName("E"), v.FieldByName("E").Kind(), v.FieldByName("E").Elem().Kind(), v.FieldByName("c"), v.FieldByName("i"))
	fmt.Println(v.Addr().MethodByName("M2").Call([]reflect.Value{reflect.ValueOf(2), reflect.ValueOf(3)})[0])
	fmt.Println(v.MethodByName("Hello").Call([]reflect.Value{reflect.ValueOf("bob")})[0], v.MethodByName("nope").IsValid())
	fmt.Println(reflect.ValueOf(fmt.Sprintf).Call([]reflect.Value{reflect.ValueOf("%d-%s"), reflect.ValueOf(7), reflect.ValueOf("k")})[0])
	fmt.Println(reflect.ValueOf(fmt.Sprint).CallSlice([]reflect.Value{reflect.ValueOf([]any{1, "a", 2})})[0])

	f2 := reflect.MakeFunc(reflect.TypeOf(func(string, ...int) int { return 0 }), func(in []reflect.Value) []reflect.Value {
		return []reflect.Value{reflect.ValueOf(in[1].Len() + len(in[0].String()))}
	}).Interface().(func(string, ...int) int)
	fmt.Println(f2("abc", 1, 2, 3))
}
