// Prime sieve
package main

import "fmt"

// Sends 2, 3, 4, … to the first filter.
func numbers(out chan<- int) {
	for i := 2; ; i++ {
		out <- i
	}
}

// Passes on what prime does not divide.
func filter(in <-chan int, out chan<- int, prime int) {
	for {
		if i := <-in; i%prime != 0 {
			out <- i
		}
	}
}

func main() {
	in := make(chan int)
	go numbers(in)
	for i := 0; i < 10; i++ {
		prime := <-in
		fmt.Println(prime)
		out := make(chan int)
		go filter(in, out, prime)
		in = out
	}
}
