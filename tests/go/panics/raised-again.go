// A panic raised again with the value that was recovered is said once.
// exit: 2
// stderr-contains: panic: first [recovered, repanicked]
// stderr-contains: main.again.func1()
package main

func again() {
	defer func() {
		panic(recover())
	}()
	panic("first")
}

func main() {
	again()
}
