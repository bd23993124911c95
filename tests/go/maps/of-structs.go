// Maps of structs, maps and slices; iteration meets every key once.
// expect: {1 2} {0 0}
// expect: 3 true
// expect: map[one:map[a:1] two:map[]]
// expect: 4 true
package main

import "fmt"

type point struct{ x, y int }

func main() {
	m := map[string]point{"p": {1, 2}}
	fmt.Println(m["p"], m["q"])
	q := map[string]*point{"p": {1, 2}}
	q["p"].x = 3
	_, ok := q["p"]
	fmt.Println(q["p"].x, ok)
	n := map[string]map[string]int{"one": {"a": 1}, "two": {}}
	fmt.Println(n)
	times := map[string]int{}
	for k := range map[string]bool{"d": true, "b": true, "a": true, "c": true} {
		times[k]++
	}
	once := true
	for _, n := range times {
		once = once && n == 1
	}
	fmt.Println(len(times), once)
}
