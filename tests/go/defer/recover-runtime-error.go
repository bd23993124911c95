// What the runtime itself panics with can be recovered, and is an error.
// expect: runtime error: index out of range [5] with length 3
// expect: runtime error: integer divide by zero
// expect: runtime error: invalid memory address or nil pointer dereference
// expect: assignment to entry in nil map
// expect: interface conversion: interface {} is string, not int
// expect: runtime error: slice bounds out of range [:9] with capacity 3
// expect: close of closed channel
// expect: send on closed channel
package main

import "fmt"

func try(f func()) {
	defer func() { fmt.Println(recover().(error).Error()) }()
	f()
}

type node struct{ next *node }

func main() {
	list, zero := []int{1, 2, 3}, 0
	five, nine := 5, 9
	try(func() { list[five]++ })
	try(func() { fmt.Println(1 / zero) })
	try(func() {
		var n *node
		fmt.Println(n.next)
	})
	try(func() {
		var m map[string]int
		m["a"] = 1
	})
	try(func() {
		var v interface{} = "s"
		fmt.Println(v.(int))
	})
	try(func() { fmt.Println(list[:nine]) })
	try(func() {
		c := make(chan int)
		close(c)
		close(c)
	})
	try(func() {
		c := make(chan int)
		close(c)
		c <- 1
	})
}
