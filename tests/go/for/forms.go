// The four forms of for; break and continue, with and without labels.
// expect: 0 1 2
// expect: 8
// expect: 3
// expect: (0,0) (0,1) (1,0) (1,1) (2,0)
package main

import "fmt"

func main() {
	for i := 0; i < 3; i++ {
		if i > 0 {
			fmt.Print(" ")
		}
		fmt.Print(i)
	}
	fmt.Println()
	n := 1
	for n < 8 {
		n *= 2
	}
	fmt.Println(n)
	k := 0
	for {
		k++
		if k == 3 {
			break
		}
	}
	fmt.Println(k)
outer:
	for i := 0; i < 3; i++ {
		for j := 0; j < 3; j++ {
			if j == 2 {
				continue outer
			}
			if i == 2 && j == 1 {
				break outer
			}
			if i+j > 0 {
				fmt.Print(" ")
			}
			fmt.Printf("(%d,%d)", i, j)
		}
	}
	fmt.Println()
}
