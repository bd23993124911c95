// select {} with nobody else, and a nil channel.
// exit: 2
// stderr-contains: fatal error: all goroutines are asleep - deadlock!
// stderr-contains: goroutine 1 [select (no cases)]:
// stderr-contains: [chan receive (nil chan)]:
package main

func main() {
	go func() {
		var none chan int
		<-none
	}()
	select {}
}
