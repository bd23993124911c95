// A runtime.Func is the same for each instruction of a function, and reflect knows where it begins.
//
// SPDX-License-Identifier: MIT
//
// expect: main.square main.square true
// expect: true false
// expect: true
// expect: true
package main

import (
	"fmt"
	"reflect"
	"runtime"
)

func square(x int) int {
	y := x * x
	return y
}

func main() {
	f := runtime.FuncForPC(reflect.ValueOf(square).Pointer())
	entry := f.Entry()
	fmt.Println(f.Name(), runtime.FuncForPC(entry).Name(), reflect.ValueOf(square).Pointer() == entry)
	pc, _, _, _ := runtime.Caller(0)
	fmt.Println(runtime.FuncForPC(entry+1) == f, runtime.FuncForPC(pc) == f)
	_, line := f.FileLine(entry)
	fmt.Println(line > 0)
	fmt.Println(runtime.FuncForPC(1) == nil)
}
