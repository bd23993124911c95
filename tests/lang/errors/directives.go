package main

//go:nowritebarrier
func f() {}

//go:cgo_ldflag "x"
func g() {}

//go:noinline
//go:unknown
func main() {}
