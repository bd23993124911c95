// An alias can have type parameters; it stands for its right side with them put in.
// expect: map[a:1] main.Pair[string,int]
// expect: [1 2] true
// expect: 3
package main

import "fmt"

type Pair[K comparable, V any] struct {
	Key K
	Val V
}

type (
	Set[T comparable]    = map[T]int
	List[T any]          = []T
	Named[V any]         = Pair[string, V]
	Twice[A, B any]      = func(A) List[B]
	Nested[T comparable] = Set[Pair[T, T]]
)

func (p Pair[K, V]) Value() V { return p.Val }

func sum[T int | float64](items List[T]) (total T) {
	for _, item := range items {
		total += item
	}
	return total
}

func main() {
	var s Set[string] = map[string]int{"a": 1}
	fmt.Printf("%v %T\n", s, Named[int]{Key: "k"})
	var double Twice[int, int] = func(n int) []int { return []int{n, 2 * n} }
	var n Nested[int] = map[Pair[int, int]]int{{1, 2}: 3}
	fmt.Println(double(1), n[Pair[int, int]{1, 2}] == 3)
	fmt.Println(sum(List[int]{1, 2}))
}
