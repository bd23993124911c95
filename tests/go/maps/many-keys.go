// A map grows, keeps every key, and may lose keys while it is walked.
// expect: 10000 49995000
// expect: 5000
// expect: 0
package main

import "fmt"

func main() {
	m := map[int]int{}
	for i := 0; i < 10000; i++ {
		m[i*7919] = i
	}
	sum := 0
	for k, v := range m {
		if k != v*7919 {
			fmt.Println("wrong", k, v)
		}
		sum += v
	}
	fmt.Println(len(m), sum)
	for k, v := range m {
		if v%2 == 0 {
			delete(m, k)
		}
	}
	fmt.Println(len(m))
	for k := range m {
		delete(m, k)
	}
	fmt.Println(len(m))
}
