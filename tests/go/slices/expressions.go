// Slicing of slices, arrays and strings; copy; capacities.
// expect: [20 30] 2 4
// expect: [20 30 40] 3 3
// expect: [10] [50]
// expect: ell
// expect: 2 [1 2 3]
// expect: 3 [97 98 99 0]
// expect: [[0 0] [0 5]]
package main

import "fmt"

func main() {
	a := [5]int{10, 20, 30, 40, 50}
	s := a[1:3]
	fmt.Println(s, len(s), cap(s))
	s = a[1:4:4]
	fmt.Println(s, len(s), cap(s))
	fmt.Println(a[:1], a[4:])
	fmt.Println("hello"[1:4])
	d := []int{0, 0, 3}
	fmt.Println(copy(d, []int{1, 2}), d)
	b := make([]byte, 4)
	fmt.Println(copy(b, "abc"), b)
	grid := make([][]int, 2)
	for i := range grid {
		grid[i] = make([]int, 2)
	}
	grid[1][1] = 5
	fmt.Println(grid)
}
