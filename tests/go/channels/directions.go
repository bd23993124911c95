// Channel directions, channels of channels, channels of structs and funcs.
// expect: reply 14
// expect: {a 1}
// expect: ran
// expect: true
package main

import "fmt"

type request struct {
	n     int
	reply chan<- int
}

func serve(in <-chan request) {
	for r := range in {
		r.reply <- r.n * 2
	}
}

type pair struct {
	s string
	n int
}

func main() {
	in := make(chan request)
	go serve(in)
	answer := make(chan int)
	in <- request{7, answer}
	fmt.Println("reply", <-answer)
	pairs := make(chan pair, 1)
	pairs <- pair{"a", 1}
	fmt.Println(<-pairs)
	work := make(chan func())
	done := make(chan struct{})
	go func() {
		f := <-work
		f()
		close(done)
	}()
	work <- func() { fmt.Println("ran") }
	<-done
	var c1 chan int = make(chan int)
	c2 := c1
	fmt.Println(c1 == c2)
}
