// Slices, maps and channels, select, DeepEqual and ranging.
// expect: [0 1 4 9 16] 5 8 [1 4] 2 10
// expect: [a b c] 2 false
// expect: 6
// expect: 1 hi true
// expect: 1
// expect: 0 8
// expect: 0 0 false
// expect: send closed: runtime.plainError send on closed channel
// expect: 0 false
// expect: true false true false
// expect: [c b a]
// expect: 0 1 2 0 x 1 y
// expect: interface true error
// expect: boo boo *errors.errorString 1 boo
// expect: true
package main

import (
	"errors"
	"fmt"
	"reflect"
	"sort"
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
	sl := reflect.MakeSlice(reflect.TypeOf([]int{}), 0, 2)
	for i := 0; i < 5; i++ {
		sl = reflect.Append(sl, reflect.ValueOf(i*i))
	}
	fmt.Println(sl, sl.Len(), sl.Cap(), sl.Slice(1, 3), sl.Slice3(1, 2, 3).Cap(), reflect.AppendSlice(sl, sl).Len())
	mm := map[string]int{"a": 1, "b": 2, "c": 3}
	keys := reflect.ValueOf(mm).MapKeys()
	sort.Slice(keys, func(i, j int) bool { return keys[i].String() < keys[j].String() })
	fmt.Println(keys, reflect.ValueOf(mm).MapIndex(reflect.ValueOf("b")), reflect.ValueOf(mm).MapIndex(reflect.ValueOf("zz")).IsValid())
	sum := 0
	for it := reflect.ValueOf(mm).MapRange(); it.Next(); {
		sum += int(it.Value().Int()) * len(it.Key().String())
	}
	fmt.Println(sum)
	c1, c2 := make(chan int, 1), make(chan string)
	go func() { c2 <- "hi" }()
	ch, rv, ok := reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c1)}, {Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c2)}})
	fmt.Println(ch, rv, ok)
	ch, _, _ = reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c1)}, {Dir: reflect.SelectDefault}})
	fmt.Println(ch)
	ch, _, _ = reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectSend, Chan: reflect.ValueOf(c1), Send: reflect.ValueOf(8)}})
	fmt.Println(ch, <-c1)
	close(c1)
	ch, rv, ok = reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c1)}})
	fmt.Println(ch, rv, ok)
	try("send closed", func() { reflect.ValueOf(c1).Send(reflect.ValueOf(1)) })
	fmt.Println(reflect.ValueOf(c1).TryRecv())
	a, b := &Tree{V: 1}, &Tree{V: 1}
	a.L, b.L = a, b
	fmt.Println(reflect.DeepEqual(a, b), reflect.DeepEqual([]int{1}, []int{2}), reflect.DeepEqual(nil, nil), reflect.DeepEqual([]int(nil), []int{}))
	sw := []string{"a", "b", "c"}
	reflect.Swapper(sw)(0, 2)
	fmt.Println(sw)
	for i := range reflect.ValueOf(3).Seq() {
		fmt.Print(i, " ")
	}
	for i, x := range reflect.ValueOf([]string{"x", "y"}).Seq2() {
		fmt.Print(i, x, " ")
	}
	fmt.Println()
	var e error
	ev := reflect.ValueOf(&e).Elem()
	fmt.Println(ev.Kind(), ev.IsNil(), ev.Type())
	ev.Set(reflect.ValueOf(errors.New("boo")))
	fmt.Println(e, ev, ev.Elem().Type(), ev.NumMethod(), ev.Method(0).Call(nil)[0])
	ev.SetZero()
	fmt.Println(e == nil)
}
