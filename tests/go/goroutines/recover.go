// A goroutine that recovers from its panic harms nobody else.
// expect: recovered 0
// expect: recovered 1
// expect: recovered 2
// expect: still here
package main

import "fmt"

func main() {
	done := make(chan bool)
	for i := 0; i < 3; i++ {
		go func() {
			defer func() {
				fmt.Println("recovered", recover())
				done <- true
			}()
			panic(i)
		}()
		<-done
	}
	fmt.Println("still here")
}
