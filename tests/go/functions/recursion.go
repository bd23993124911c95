// Plain, mutual and deep recursion.
// expect: 832040
// expect: true false
// expect: 100000
package main

import "fmt"

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func even(n int) bool { return n == 0 || odd(n-1) }
func odd(n int) bool  { return n != 0 && even(n-1) }

func depth(n int) int {
	if n == 0 {
		return 0
	}
	return 1 + depth(n-1)
}

func main() {
	fmt.Println(fib(30))
	fmt.Println(even(10), even(7))
	fmt.Println(depth(100000))
}
