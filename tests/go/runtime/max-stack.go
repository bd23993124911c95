// debug.SetMaxStack moves the border where a recursion ends.
// stderr-contains: runtime: goroutine stack exceeds 1000000-byte limit
// stderr-contains: fatal error: stack overflow
// stderr-contains: main.down(
// exit: 2
package main

import "runtime/debug"

func down(n int) int { return down(n+1) + n }

func main() {
	debug.SetMaxStack(1000000)
	println(down(0))
}
