// Insert, look up, change, delete; a missing key gives the zero value.
// expect: 1 0 false
// expect: 2 map[a:11 c:3]
// expect: 0
// expect: map[x:[1 2]]
// expect: true 0
// expect: at origin
package main

import "fmt"

type point struct{ x, y int }

func main() {
	m := map[string]int{"a": 1, "b": 2}
	v, ok := m["zzz"]
	fmt.Println(m["a"], v, ok)
	m["a"] += 10
	m["c"] = 3
	delete(m, "b")
	delete(m, "never there")
	fmt.Println(len(m), m)
	clear(m)
	fmt.Println(len(m))
	lists := make(map[string][]int)
	lists["x"] = append(lists["x"], 1)
	lists["x"] = append(lists["x"], 2)
	fmt.Println(lists)
	var none map[string]int
	fmt.Println(none == nil, none["a"])
	names := map[point]string{{0, 0}: "at origin"}
	fmt.Println(names[point{}])
}
