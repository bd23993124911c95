// Wrong types and unknown names.
// exit: 1
// stderr-contains: types.go:10:14: cannot use "text" (untyped string constant) as int value in variable declaration
// stderr-contains: types.go:11:6: undefined: missing
// stderr-contains: types.go:16:1: missing return
// compile-error
package main

func main() {
	var n int = "text"
	_ = missing
	_ = n
}

func f() int { if true { return 1 }
}
