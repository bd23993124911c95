// Sorting.
// expect: [1 2 3]
// expect: [a b c]
// expect: [{c 1} {a 2} {b 3}]
package main

import (
	"fmt"
	"sort"
)

type item struct {
	s string
	n int
}

func main() {
	ints := []int{3, 1, 2}
	sort.Ints(ints)
	fmt.Println(ints)
	words := []string{"c", "a", "b"}
	sort.Strings(words)
	fmt.Println(words)
	items := []item{{"a", 2}, {"b", 3}, {"c", 1}}
	sort.Slice(items, func(i, j int) bool { return items[i].n < items[j].n })
	fmt.Println(items)
}
