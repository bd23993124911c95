// Names of instances: reflection says the whole path of what is in brackets.
// expect: main.B[example.com/m/deep/pk.T] pk.G[main.own]
// expect: pk.G[int] pk.G[example.com/m/deep/pk.T] pk.G[main.B[example.com/m/deep/pk.G[main.own]]]
// expect: pk.G[example.com/m/deep/pk.loc·1] main.B[struct { main.a int; B int; main.own; main.c string "x:\"y\"" }]
// expect: main.B[interface { N() example.com/m/deep/pk.hidden; main.m(int) }] main.B[map[example.com/m/deep/pk.hidden][3]chan<- func(main.own, ...example.com/m/deep/pk.T) (int, error)]
// expect: B[example.com/m/deep/pk.T] main example.com/m/deep/pk
// expect: main.L main.B[main.L·1] {<nil>}
// expect: {{0}} {x:{x:0}} main.B[example.com/m/deep/pk.T]{x:pk.T{x:0}}
// expect: main.B[interface {}] main.B[error]
// expect: main.B[uint8] main.B[[]int32]
package main

import (
	"fmt"
	"reflect"

	"example.com/m/deep/pk"
)

type B[X any] struct{ x X }
type own struct{}

func main() {
	fmt.Printf("%T %T\n", B[pk.T]{}, pk.G[own]{})
	fmt.Printf("%T %T %T\n", pk.Mk(1), pk.Mk(pk.T{}), pk.Mk(B[pk.G[own]]{}))
	fmt.Printf("%T %T\n", pk.Local(), B[struct {
		a, B int
		own
		c string `x:"y"`
	}]{})
	fmt.Printf("%T %T\n", B[interface {
		m(int)
		N() pk.A
	}]{}, B[map[pk.A][3]chan<- func(own, ...pk.T) (a int, b error)]{})
	fmt.Println(reflect.TypeOf(B[pk.T]{}).Name(), reflect.TypeOf(B[pk.T]{}).PkgPath(), reflect.TypeOf(pk.T{}).PkgPath())
	type L struct{}
	fmt.Printf("%T %T %v\n", L{}, B[L]{}, B[*L]{})
	fmt.Printf("%v %+v %#v\n", B[pk.T]{}, B[pk.T]{}, B[pk.T]{})
	fmt.Printf("%T %T\n", B[any]{}, B[error]{})
	fmt.Printf("%T %T\n", B[byte]{}, B[[]rune]{})
}
