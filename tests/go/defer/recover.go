// recover stops a panic in the function that deferred it; not elsewhere.
// expect: recovered: boom
// expect: result -1
// expect: nothing: <nil>
// expect: inner first
// expect: outer second
package main

import "fmt"

func safe() (n int) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("recovered:", r)
			n = -1
		}
	}()
	panic("boom")
}

func replaced() {
	defer func() { fmt.Println("outer", recover()) }()
	defer func() {
		fmt.Println("inner", recover())
		panic("second")
	}()
	panic("first")
}

func main() {
	fmt.Println("result", safe())
	fmt.Println("nothing:", recover())
	replaced()
}
