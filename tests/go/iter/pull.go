// iter.Pull turns a range function around: its values are asked for.
//
// expect: 0 true
// expect: 1 true
// expect: 2 true
// expect: end of count
// expect: 0 false
// expect: 0 false
// expect: 0 true
// expect: not wanted any more
// expect: end of count
// expect: 0 false
// expect: x 0
// expect: y 1
// expect: not wanted any more
// expect: end of count
// expect: one 1 true
// expect:  0 false
// expect: recovered inside
// expect: 0 false
// expect: [1 2] 2 2 [3 4] 2 2 [5] 1 1

package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Println("end of count")
		for i := range n {
			if !yield(i) {
				fmt.Println("not wanted any more")
				return
			}
		}
	}
}

func zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		next, stop := iter.Pull(b)
		defer stop()
		for x := range a {
			y, ok := next()
			if !ok || !yield(x, y) {
				return
			}
		}
	}
}

func main() {
	next, stop := iter.Pull(count(3))
	for range 5 {
		fmt.Println(next())
	}
	stop()
	next, stop = iter.Pull(count(10))
	fmt.Println(next())
	stop()
	stop()
	fmt.Println(next())
	_, stop = iter.Pull(count(1))
	stop()
	for a, b := range zip(slices.Values([]string{"x", "y"}), count(9)) {
		fmt.Println(a, b)
	}
	next2, stop2 := iter.Pull2(maps.All(map[string]int{"one": 1}))
	fmt.Println(next2())
	fmt.Println(next2())
	stop2()
	next, _ = iter.Pull(func(yield func(int) bool) { panic("inside") })
	defer func() {
		fmt.Println("recovered", recover())
		v, ok := next()
		fmt.Println(v, ok)
		for c := range slices.Chunk([]int{1, 2, 3, 4, 5}, 2) {
			fmt.Print(c, len(c), cap(c), " ")
		}
		fmt.Println()
	}()
	next()
}
