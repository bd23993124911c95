// Endless recursion is stopped, not the machine.
// exit: 2
// stderr-contains: runtime: goroutine stack exceeds 1000000000-byte limit
// stderr-contains: fatal error: stack overflow
package main

func down(n int) int { return down(n+1) + 1 }

func main() { println(down(0)) }
