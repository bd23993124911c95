// Slices of numbers and structs: append, range, copies, a sort by hand.
// ops: 30000000
package main

import "fmt"

type point struct{ x, y int }

func main() {
	sum := 0
	for round := 0; round < 5; round++ {
		var numbers []int
		var points []point
		for i := 0; i < 1000000; i++ {
			numbers = append(numbers, i)
			if i&3 == 0 {
				points = append(points, point{i, -i})
			}
		}
		for i, n := range numbers {
			sum += i ^ n
		}
		for _, p := range points {
			sum += p.x + 2*p.y
		}
		for i := range points {
			points[i].x++
			p := points[i]
			p.y += p.x
			points[i] = p
		}
		sum += points[len(points)-1].y
	}
	heap := make([]int, 0, 3000)
	seed := 42
	for i := 0; i < 3000; i++ {
		seed = (seed*1103515245 + 12345) & 0x7fffffff
		heap = append(heap, seed)
	}
	for i := 1; i < len(heap); i++ {
		x, j := heap[i], i
		for ; j > 0 && heap[j-1] > x; j-- {
			heap[j] = heap[j-1]
		}
		heap[j] = x
	}
	fmt.Println(sum, heap[0], heap[len(heap)/2])
}
