// A key that is not equal to itself is a new one each time, is never found, and costs no more than
// others.
// expect: 60000 0 false
// expect: 60001 60000
// expect: true
// expect: 0 2
package main

import (
	"fmt"
	"math"
)

type key struct {
	name string
	at   float32
}

func main() {
	nan := math.NaN()
	m := map[float64]int{}
	for i := 0; i < 60000; i++ {
		m[nan]++
	}
	_, ok := m[nan]
	fmt.Println(len(m), m[nan], ok)
	m[1] = 2
	sum := 0
	for k, value := range m {
		if k != k {
			sum += value
		}
	}
	delete(m, nan)
	fmt.Println(len(m), sum)
	n := 0
	for range m {
		n++
		if n < 60 {
			m[nan] = 1
			m[float64(n)] = 3
		} else if n == 60 {
			for k := range m {
				delete(m, k)
			}
		}
	}
	fmt.Println(n >= 60000)
	clear(m)
	others := map[any]int{}
	for range 2 {
		others[key{"x", float32(nan)}] = 1
	}
	fmt.Println(len(m), len(others))
}
