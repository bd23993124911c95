// A goroutine nobody receives from any more does not keep the program alive.
// expect: first answer
package main

import "fmt"

func ask() string {
	ch := make(chan string)
	for i := 0; i < 3; i++ {
		go func() { ch <- "first answer" }()
	}
	return <-ch
}

func main() { fmt.Println(ask()) }
