// Closures that are deferred or started see later changes of what they capture.
// expect: 3 2 1 0
// expect: last
// expect: 10
package main

import "fmt"

func countdown() {
	defer fmt.Println(0)
	for i := 1; i <= 3; i++ {
		defer func() { fmt.Print(i, " ") }()
	}
}

func late() {
	s := "first"
	defer func() { fmt.Println(s) }()
	s = "last"
}

func main() {
	countdown()
	late()
	n, done := 1, make(chan bool)
	go func() {
		n *= 10
		done <- true
	}()
	<-done
	fmt.Println(n)
}
