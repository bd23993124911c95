// Types of all kinds, their fields and methods.
// expect: int|int|"int"|""|8|8|0|true|8
// expect: 1 1 1 reflect.Value false false
// expect: 1 false
// expect: < true
// expect: int8|int8|"int8"|""|1|1|0|true|1
// expect: -3 -3 -3 reflect.Value false false
// expect: -3 true
// expect: < true
// expect: uint16|uint16|"uint16"|""|2|2|0|true|2
// expect: 9 9 0x9 reflect.Value false false
// expect: 9 false
// expect: < true
// expect: float64|float64|"float64"|""|8|8|0|true|8
// expect: 2.5 2.5 2.5 reflect.Value false false
// expect: 2.5 false
// expect: < true
// expect: float32|float32|"float32"|""|4|4|0|true|4
// expect: 1.5 1.5 1.5 reflect.Value false false
// expect: 1.5 true
// expect: < true
// expect: string|string|"string"|""|16|8|0|true|8
// expect: str str "str" reflect.Value false false
// expect: s true
// expect: bool|bool|"bool"|""|1|1|0|true|1
// expect: true true true reflect.Value false false
// expect: < true
// expect: complex128|complex128|"complex128"|""|16|8|0|true|8
// expect: (1+2i) (1+2i) (1+2i) reflect.Value false false
// expect: (1+2i)
// expect: < true
// expect: complex64|complex64|"complex64"|""|8|4|0|true|4
// expect: (3+0i) (3+0i) (3+0i) reflect.Value false false
// expect: (3+0i)
// expect: < true
// expect: []int|slice|""|""|24|8|0|false|8
// expect: [1 2] [1 2] []int{1, 2} reflect.Value false false
// expect: < false
// expect: [2]string|array|""|""|32|8|0|true|8
// expect: [a b] [a b] [2]string{"a", "b"} reflect.Value false false
// expect: < true
// expect: map[string]int|map|""|""|8|8|0|false|8
// expect: map[x:1] map[x:1] map[string]int{"x":1} reflect.Value false false
// expect: < false
// expect: main.Inner|struct|"Inner"|"main"|8|8|1|true|8
// expect: {3} {A:3} main.Inner{A:3} reflect.Value false false
// expect: < true
// expect: Hello func(main.Inner, string) string 0 true func(string) string func(main.Inner, string) string
// expect: *main.Inner|ptr|""|""|8|8|1|true|8
// expect: < true
// expect: Hello func(*main.Inner, string) string 0 true func(string) string func(*main.Inner, string) string
// expect: main.Celsius|float64|"Celsius"|"main"|8|8|1|true|8
// expect: 36.6C 36.6C 36.6 reflect.Value false false
// expect: 36.6 false
// expect: < true
// expect: String func(main.Celsius) string 0 true func() string func(main.Celsius) string
// expect: main.List|slice|"List"|"main"|24|8|0|false|8
// expect: [1] [1] main.List{1} reflect.Value false false
// expect: < false
// expect: main.Fn|func|"Fn"|"main"|8|8|0|false|8
// expect: < false
// expect: main.Pair[string,int]|struct|"Pair[string,int]"|"main"|24|8|0|true|8
// expect: {a 1} {Key:a Val:1} main.Pair[string,int]{Key:"a", Val:1} reflect.Value false false
// expect: < true
// expect: map[string]main.Inner|map|""|""|8|8|0|false|8
// expect: map[] map[] map[string]main.Inner(nil) reflect.Value true false
// expect: < false
// expect: *errors.errorString|ptr|""|""|8|8|1|true|8
// expect: < true
// expect: Error func(*errors.errorString) string 0 true func() string func(*errors.errorString) string
// expect: time.Duration|int64|"Duration"|"time"|8|8|10|true|8
// expect: 1s 1s 1000000000 reflect.Value false false
// expect: 1000000000 false
// expect: < true
// expect: Abs func(time.Duration) time.Duration 0 true func() time.Duration func(time.Duration) time.Duration
// expect: Hours func(time.Duration) float64 1 true func() float64 func(time.Duration) float64
// expect: Microseconds func(time.Duration) int64 2 true func() int64 func(time.Duration) int64
// expect: Milliseconds func(time.Duration) int64 3 true func() int64 func(time.Duration) int64
// expect: Minutes func(time.Duration) float64 4 true func() float64 func(time.Duration) float64
// expect: Nanoseconds func(time.Duration) int64 5 true func() int64 func(time.Duration) int64
// expect: Round func(time.Duration, time.Duration) time.Duration 6 true func(time.Duration) time.Duration func(time.Duration, time.Duration) time.Duration
// expect: Seconds func(time.Duration) float64 7 true func() float64 func(time.Duration) float64
// expect: String func(time.Duration) string 8 true func() string func(time.Duration) string
// expect: Truncate func(time.Duration, time.Duration) time.Duration 9 true func(time.Duration) time.Duration func(time.Duration, time.Duration) time.Duration
// expect: chan int|chan|""|""|8|8|0|true|8
// expect: < true
// expect: *main.Tree|ptr|""|""|8|8|0|true|8
// expect: < true
// expect: struct { A int "t:\"x\""; b string }|struct|""|""|24|8|0|true|8
// expect: {1 z} {A:1 b:z} struct { A int "t:\"x\""; b string }{A:1, b:"z"} reflect.Value false false
// expect: < true
// expect: uintptr|uintptr|"uintptr"|""|8|8|0|true|8
// expect: 7 7 0x7 reflect.Value false false
// expect: 7 false
// expect: < true
// expect: func(int, ...string) (int, error)|func|""|""|8|8|0|false|8
// expect: < false
// expect: <-chan int|chan|""|""|8|8|0|true|8
// expect: < true
// expect: chan (<-chan int)|chan|""|""|8|8|0|true|8
// expect: < true
// expect: struct {}|struct|""|""|0|1|0|true|1
// expect: {} {} struct {}{} reflect.Value true false
// expect: < true
// expect: [0]int|array|""|""|0|8|0|true|8
// expect: [] [] [0]int{} reflect.Value true false
// expect: < true
// expect: []interface {}|slice|""|""|24|8|0|false|8
// expect: [<nil> 1] [<nil> 1] []interface {}{interface {}(nil), 1} reflect.Value false false
// expect: < false
// expect: int32|int32|"int32"|""|4|4|0|true|4
// expect: 120 120 120 reflect.Value false false
// expect: 120 false
// expect: < true
// expect: uint8|uint8|"uint8"|""|1|1|0|true|1
// expect: 1 1 0x1 reflect.Value false false
// expect: 1 true
// expect: < true
// expect: {Name:Inner PkgPath: Type:main.Inner Tag: Offset:0 Index:[0] Anonymous:true} true
// expect: {Name:Other PkgPath: Type:*main.Other Tag: Offset:8 Index:[1] Anonymous:true} true
// expect: {Name:B PkgPath: Type:[]string Tag:k:"v" x:"y z" Offset:16 Index:[2] Anonymous:false} true
// expect: {Name:c PkgPath:main Type:float64 Tag: Offset:40 Index:[3] Anonymous:false} false
// expect: {Name:D PkgPath: Type:map[string]interface {} Tag: Offset:48 Index:[4] Anonymous:false} true
// expect: {Name:E PkgPath: Type:interface {} Tag: Offset:56 Index:[5] Anonymous:false} true
// expect: {Name:F PkgPath: Type:func(int, ...string) error Tag: Offset:72 Index:[6] Anonymous:false} true
// expect: {Name:G PkgPath: Type:[3]uint8 Tag: Offset:80 Index:[7] Anonymous:false} true
// expect: {Name:H PkgPath: Type:chan<- int Tag: Offset:88 Index:[8] Anonymous:false} true
// expect: {Name:i PkgPath:main Type:main.Inner Tag: Offset:96 Index:[9] Anonymous:false} false
// expect: visible Inner [0]
// expect: visible Other [1]
// expect: visible O [1 0]
// expect: visible B [2]
// expect: visible c [3]
// expect: visible D [4]
// expect: visible E [5]
// expect: visible F [6]
// expect: visible G [7]
// expect: visible H [8]
// expect: visible i [9]
// expect: A  [] false
// expect: O O [1 0] true
// expect: B B [2] true
// expect: c c [3] true
// expect: Inner Inner [0] true
// expect: zz  [] false
// expect: Other Other [1] true
// expect: Hello func(*main.Outer, string) string
// expect: M1 func(*main.Outer) string
// expect: M2 func(*main.Outer, int, int) int
// expect: {Name:Area PkgPath: Type:func() float64 Func:<invalid Value> Index:0}
// expect: {Name:name PkgPath:main Type:func() string Func:<invalid Value> Index:1}
package main

import (
	"errors"
	"fmt"
	"reflect"
	"time"
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
	vals := []any{1, int8(-3), uint16(9), 2.5, float32(1.5), "str", true, complex(1, 2), complex64(3),
		[]int{1, 2}, [2]string{"a", "b"}, map[string]int{"x": 1}, Inner{3}, &Inner{4}, Celsius(36.6),
		List{1}, Fn(nil), Pair[string, int]{"a", 1}, Pair[int, map[string]Inner]{}.Val, errors.New("e"), time.Second,
		make(chan int), (*Tree)(nil), struct {
			A int `t:"x"`
			b string
		}{1, "z"}, uintptr(7), func(int, ...string) (int, error) { return 0, nil }, (<-chan int)(nil), make(chan (<-chan int)), struct{}{}, [0]int{}, []any{nil, 1}, 'x', byte(1)}
	for _, x := range vals {
		t := reflect.TypeOf(x)
		v := reflect.ValueOf(x)
		fmt.Printf("%v|%s|%q|%q|%d|%d|%d|%v|%d\n", t, t.Kind(), t.Name(), t.PkgPath(), t.Size(), t.Align(), t.NumMethod(), t.Comparable(), t.FieldAlign())
		switch t.Kind() {
		case reflect.Chan, reflect.Func, reflect.Pointer:
		default:
			fmt.Printf("%v %+v %#v %T %v %v\n", v, v, v, v, v.IsZero(), v.CanAddr())
		}
		if v.CanInt() {
			fmt.Println(v.Int(), v.OverflowInt(300))
		}
		if v.CanUint() {
			fmt.Println(v.Uint(), v.OverflowUint(300))
		}
		if v.CanFloat() {
			fmt.Println(v.Float(), v.OverflowFloat(1e300))
		}
		if v.CanComplex() {
			fmt.Println(v.Complex())
		}
		fmt.Println(v.String()[:1], v.Comparable())
		for i := 0; i < t.NumMethod(); i++ {
			m := t.Method(i)
			fmt.Println(m.Name, m.Type, m.Index, m.IsExported(), v.Method(i).Type(), m.Func.Type())
		}
	}
	ot := reflect.TypeOf(Outer{})
	for i := 0; i < ot.NumField(); i++ {
		f := ot.Field(i)
		fmt.Printf("%+v %v\n", f, f.IsExported())
	}
	for _, f := range reflect.VisibleFields(ot) {
		fmt.Println("visible", f.Name, f.Index)
	}
	for _, n := range []string{"A", "O", "B", "c", "Inner", "zz", "Other"} {
		f, ok := ot.FieldByName(n)
		fmt.Println(n, f.Name, f.Index, ok)
	}
	pt := reflect.TypeOf(&Outer{})
	for i := 0; i < pt.NumMethod(); i++ {
		fmt.Println(pt.Method(i).Name, pt.Method(i).Type)
	}
	st := reflect.TypeOf((*Shape)(nil)).Elem()
	for i := 0; i < st.NumMethod(); i++ {
		fmt.Printf("%+v\n", st.Method(i))
	}
}
