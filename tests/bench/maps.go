// Maps with integers and strings as keys.
// ops: 8000000
package main

import "fmt"

func main() {
	numbers := make(map[int]int)
	for i := 0; i < 1000000; i++ {
		numbers[(i*7919)%200003] += i
	}
	found := 0
	for i := 0; i < 4000000; i++ {
		if _, ok := numbers[i%400000]; ok {
			found++
		}
	}
	words := []string{"goroutine", "thread", "processor", "channel", "mutex", "select", "timer", "stack"}
	count := make(map[string]int)
	for i := 0; i < 3000000; i++ {
		count[words[i&7]]++
	}
	fmt.Println(len(numbers), found, count["channel"])
}
