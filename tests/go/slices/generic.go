// Packages slices, maps and cmp.
// expect: [1 2 3] true 2 3 1
// expect: [1 9 8 2 3] [1 4] [1 2 1]
// expect: [a b] [1 2] true
// expect: 2 false -1 7
// expect: [fig pear kiwi plum date apple]
// expect: 1 y
// expect: 0 x
package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
)

func main() {
	s := []int{3, 1, 2}
	slices.Sort(s)
	fmt.Println(s, slices.Contains(s, 2), slices.Index(s, 3), slices.Max(s), slices.Min(s))
	fmt.Println(slices.Insert(s, 1, 9, 8), slices.Delete([]int{1, 2, 3, 4}, 1, 3), slices.Compact([]int{1, 1, 2, 2, 1}))
	m := map[string]int{"b": 2, "a": 1}
	fmt.Println(slices.Sorted(maps.Keys(m)), slices.Sorted(maps.Values(m)), maps.Equal(m, maps.Clone(m)))
	i, found := slices.BinarySearch([]int{1, 3, 5}, 4)
	fmt.Println(i, found, cmp.Compare("a", "b"), cmp.Or(0, 7))
	words := []string{"pear", "fig", "apple", "kiwi", "plum", "date"}
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
	fmt.Println(words)
	for i, v := range slices.Backward([]string{"x", "y"}) {
		fmt.Println(i, v)
	}
}
