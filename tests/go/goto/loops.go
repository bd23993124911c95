// goto and labels.
// expect: 0 1 2
// expect: found 3
package main

import "fmt"

func main() {
	i := 0
loop:
	if i < 3 {
		if i > 0 {
			fmt.Print(" ")
		}
		fmt.Print(i)
		i++
		goto loop
	}
	fmt.Println()
	for n := range []int{0, 1, 2, 3, 4} {
		switch {
		case n < 3:
			continue
		default:
			i = n
		}
		goto found
	}
	return
found:
	fmt.Println("found", i)
}
