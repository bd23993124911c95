// The arguments of a go statement are evaluated where it stands.
// expect: 1 2 a
// expect: method 5
package main

import "fmt"

type t struct{ n int }

func (v t) run(done chan bool) {
	fmt.Println("method", v.n)
	done <- true
}

func main() {
	done := make(chan bool)
	n := 1
	go func(a, b int, s string) {
		fmt.Println(a, b, s)
		done <- true
	}(n, n+1, "a")
	n = 100
	<-done
	v := t{5}
	go v.run(done)
	v.n = 6
	<-done
}
