// A method called through a wrapper may recover, as may what a made function stands for; nothing else between.
// expect: M 1
// expect: P 2
// expect: M 3
// expect: M 4
// expect: P 5
// expect: M 6
// expect: M 7
// expect: M 8
// expect: M <nil>
// expect: not recovered 9
// expect: made 11
// expect: not recovered 12
// expect: inner <nil>
// expect: not recovered 13
package main

import (
	"fmt"
	"reflect"
)

type T struct{ n int }

func (T) M()  { fmt.Println("M", recover()) }
func (*T) P() { fmt.Println("P", recover()) }

type E struct{ *T }
type I interface{ M() }

func try(f func()) {
	defer func() {
		if x := recover(); x != nil {
			fmt.Println("not recovered", x)
		}
	}()
	f()
}

func main() {
	try(func() { f := T{}.M; defer f(); panic(1) })
	try(func() { f := (&T{}).P; defer f(); panic(2) })
	try(func() { var i I = T{}; defer i.M(); panic(3) })
	try(func() { var i I = E{&T{}}; defer i.M(); panic(4) })
	try(func() { defer E{&T{}}.P(); panic(5) })
	try(func() { f := I.M; defer f(T{}); panic(6) })
	try(func() { f := reflect.ValueOf(T{}).Method(0).Interface().(func()); defer f(); panic(7) })
	try(func() { f := reflect.TypeOf(T{}).Method(0).Func.Interface().(func(T)); defer f(T{}); panic(8) })
	try(func() { defer reflect.ValueOf(T{}).Method(0).Call(nil); panic(9) })
	try(func() {
		f := reflect.MakeFunc(reflect.TypeFor[func()](), func([]reflect.Value) []reflect.Value { fmt.Println("made", recover()); return nil }).Interface().(func())
		defer f()
		panic(11)
	})
	try(func() { defer recover(); panic(12) })
	try(func() { defer func() { try(func() { fmt.Println("inner", recover()) }) }(); panic(13) })
}
