// Sorting by all of package sort's ways.
// expect: [1 2 3 5 8 9] 4 3
// expect: [pear fig apple]
// expect: [{D 10} {B 20} {A 30} {C 30}]
// expect: [{D 10} {C 30} {B 20} {A 30}]
// expect: true 96 0 true
package main

import (
	"fmt"
	"sort"
)

type person struct {
	name string
	age  int
}

type byAge []person

func (b byAge) Len() int           { return len(b) }
func (b byAge) Less(i, j int) bool { return b[i].age < b[j].age }
func (b byAge) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func main() {
	a := []int{5, 2, 8, 1, 9, 3}
	sort.Ints(a)
	fmt.Println(a, sort.SearchInts(a, 8), sort.SearchInts(a, 4))
	s := []string{"pear", "fig", "apple"}
	sort.Sort(sort.Reverse(sort.StringSlice(s)))
	fmt.Println(s)
	ps := []person{{"A", 30}, {"B", 20}, {"C", 30}, {"D", 10}}
	sort.Stable(byAge(ps))
	fmt.Println(ps)
	sort.Slice(ps, func(i, j int) bool { return ps[i].name > ps[j].name })
	fmt.Println(ps)

	// More than insertion sorts: sorted, and stable where it was promised.
	many := make([]person, 2000)
	for i := range many {
		many[i] = person{fmt.Sprintf("%04d", i), i * 7919 % 97}
	}
	sort.SliceStable(many, func(i, j int) bool { return many[i].age < many[j].age })
	ok := true
	for i := 1; i < len(many); i++ {
		before, after := many[i-1], many[i]
		if before.age > after.age || before.age == after.age && before.name > after.name {
			ok = false
		}
	}
	sort.Sort(sort.Reverse(byAge(many)))
	fmt.Println(ok, many[0].age, many[1999].age, sort.IsSorted(sort.Reverse(byAge(many))))
}
