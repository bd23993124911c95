// A small machine: a switch on numbers close together, far apart, on strings.
// ops: 15000000
package main

import "fmt"

func dense(op, x int) int {
	switch op {
	case 0:
		return x + 1
	case 1:
		return x * 3
	case 2:
		return x - 7
	case 3:
		return x ^ 5
	case 4:
		return x >> 1
	case 5:
		return -x
	case 6:
		return x | 1
	case 7:
		return x & 0xffff
	case 8, 9:
		return x + 9
	default:
		return x
	}
}

func sparse(x int) int {
	switch x {
	case 10:
		return 1
	case 200:
		return 2
	case 3000:
		return 3
	case 40000:
		return 4
	case 500000:
		return 5
	case 6000000:
		return 6
	case 70000000:
		return 7
	}
	return 0
}

func named(s string) int {
	switch s {
	case "add":
		return 1
	case "subtract":
		return 2
	case "multiply":
		return 3
	case "divide":
		return 4
	case "load":
		return 5
	case "store":
		return 6
	case "jump":
		return 7
	case "call":
		return 8
	}
	return 0
}

func main() {
	x, sum := 1, 0
	for i := 0; i < 5000000; i++ {
		x = dense(i%11, x) & 0xfffff
	}
	keys := []int{10, 200, 3000, 40000, 500000, 6000000, 70000000, 8}
	words := []string{"add", "subtract", "multiply", "divide", "load", "store", "jump", "call"}
	for i := 0; i < 5000000; i++ {
		sum += sparse(keys[i&7]) + named(words[i&7])
	}
	fmt.Println(x, sum)
}
