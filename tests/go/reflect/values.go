// Types and values seen from outside, and changed.
// expect: main.P struct P main 3 2 32
// expect: X int  0 [0]
// expect: Y int  8 [1]
// expect: name string n 16 [2] main
// expect: *main.P 3 1 a
// expect: 17
// expect: <30,6> <30,6> <30,6>
// expect: x 1
// expect: map[a:1] 1 map[string]int
// expect: 136
// expect: main.S true
// expect: 42 true
// expect: true
// expect: reflect: reflect.Value.SetInt using unaddressable value
package main

import (
	"fmt"
	"reflect"
)

type P struct {
	X, Y int
	name string `json:"n"`
}

func (p P) Sum(k int) int  { return p.X + p.Y + k }
func (p *P) Scale(k int)   { p.X *= k; p.Y *= k }
func (p P) String() string { return fmt.Sprintf("<%d,%d>", p.X, p.Y) }

type S interface{ Sum(int) int }

func main() {
	t := reflect.TypeOf(P{})
	fmt.Println(t, t.Kind(), t.Name(), t.PkgPath(), t.NumField(), t.NumMethod(), t.Size())
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		fmt.Println(f.Name, f.Type, f.Tag.Get("json"), f.Offset, f.Index, f.PkgPath)
	}
	p := &P{1, 2, "a"}
	v := reflect.ValueOf(p)
	fmt.Println(v.Type(), v.NumMethod(), v.Elem().Field(0).Int(), v.Elem().Field(2))
	v.Elem().Field(0).SetInt(10)
	fmt.Println(v.MethodByName("Sum").Call([]reflect.Value{reflect.ValueOf(5)})[0].Int())
	v.MethodByName("Scale").Call([]reflect.Value{reflect.ValueOf(3)})
	fmt.Println(*p, v, v.Elem())
	swap := func(in []reflect.Value) []reflect.Value { return []reflect.Value{in[1], in[0]} }
	var f func(int, string) (string, int)
	reflect.ValueOf(&f).Elem().Set(reflect.MakeFunc(reflect.TypeOf(f), swap))
	fmt.Println(f(1, "x"))
	m := reflect.MakeMap(reflect.MapOf(reflect.TypeOf(""), reflect.TypeOf(0)))
	m.SetMapIndex(reflect.ValueOf("a"), reflect.ValueOf(1))
	fmt.Println(m, m.Interface().(map[string]int)["a"], m.Type())
	g := v.MethodByName("Sum").Interface().(func(int) int)
	fmt.Println(g(100))
	fmt.Println(reflect.TypeOf((*S)(nil)).Elem(), v.Type().Implements(reflect.TypeFor[S]()))
	c := reflect.MakeChan(reflect.TypeOf(make(chan int)), 0)
	go func() { c.Send(reflect.ValueOf(42)) }()
	x, ok := c.Recv()
	fmt.Println(x, ok)
	fmt.Println(reflect.DeepEqual(map[string][]int{"a": {1}}, map[string][]int{"a": {1}}))
	defer func() { fmt.Println(recover()) }()
	reflect.ValueOf(1).SetInt(3)
}
