// The sieve of Eratosthenes over an array of five million, five times.
// ops: 60000000
package main

import "fmt"

const limit = 5000000

func count() int {
	composite := make([]bool, limit+1)
	n := 0
	for i := 2; i <= limit; i++ {
		if !composite[i] {
			n++
			for j := i * 2; j <= limit; j += i {
				composite[j] = true
			}
		}
	}
	return n
}

func main() {
	total := 0
	for round := 0; round < 5; round++ {
		total += count()
	}
	fmt.Println(total)
}
