// Two goroutines wait for each other.
// exit: 2
// stderr-contains: fatal error: all goroutines are asleep - deadlock!
// stderr-contains: goroutine 1 [chan send]:
// stderr-contains: [chan send]:
package main

func main() {
	a, b := make(chan int), make(chan int)
	go func() {
		b <- 1
		<-a
	}()
	a <- 1
	<-b
}
