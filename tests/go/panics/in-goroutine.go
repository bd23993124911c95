// A panic in any goroutine ends the whole program.
// exit: 2
// stderr-contains: panic: runtime error: index out of range [3] with length 2
// stderr-contains: [running]:
package main

func main() {
	list, i := make([]int, 2), 3
	go func() { list[i] = 1 }()
	select {}
}
