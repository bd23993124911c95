// Maps that grow and shrink: words made at run time, points, numbers far apart; and walks over them.
// ops: 3200000
package main

import "fmt"

type point struct{ x, y int }

func main() {
	words := make([]string, 20000)
	for i := range words {
		words[i] = fmt.Sprint("word ", i*i)
	}
	lengths := map[string]int{}
	for round := 0; round < 40; round++ {
		for i, word := range words {
			if i%10 == round%10 {
				delete(lengths, word)
			} else {
				lengths[word] += len(word)
			}
		}
	}
	grid := map[point]int{}
	for i := 0; i < 800000; i++ {
		grid[point{i % 300, i % 70}]++
	}
	far := map[int]int{}
	for i := 0; i < 800000; i++ {
		far[i%5000*1048576]++
	}
	sum := 0
	for round := 0; round < 40; round++ {
		for _, n := range lengths {
			sum += n
		}
	}
	fmt.Println(len(lengths), len(grid), len(far), sum)
}
