package main

type Number interface {
	~int | ~float64
}

func Sum[T Number](xs ...T) T {
	var t T
	for _, x := range xs {
		t += x
	}
	return t
}

func Map[A, B any](xs []A, f func(A) B) []B { return nil }
func Key[K comparable, V any](m map[K]V) K  { var k K; return k }
func Zero[T any]() T                        { var t T; return t }
func Bad[T any](a, b T) bool                { return a == b }
func Bad2[T any](a, b T) bool               { return a < b }
func Bad3[T any](a T) T                     { return a + 1 }
func Bad4[T Number](a T) string             { return string(a) }
func Bad5[T any](a T)                       { a.foo() }
func Bad6[T int](a T) int                   { return a }
func Bad7[T undefined4](a T)                {}
func Bad8[T any, T any](a T)                {}
func Bad9[T any](a T)                       { switch a.(type) {} }
func Bad10[T any](a T)                      { _ = a.(int) }
func Bad11[T any](a T)                      { for range a {} }
func Bad12[T any](a T)                      { a() }
func Bad13[T any](a T)                      { _ = a[0]; _ = len(a); _ = a.x; a <- 1; <-a; *a = 1 }
func Bad14[T any]()                         { var t T = nil; _ = t }
func Bad15[T any]()                         { var t T = 5; _ = t }

type List[T any] struct {
	next *List[T]
	val  T
}

func (l *List[T]) Push(x T)    {}
func (l *List[int]) Bad()      {}
func (l List) Bad2()           {}
func (l *List[A, B]) Bad3()    {}

type Pair[A any, B comparable] struct {
	a A
	b B
}
type TP[T any] T
type NotGen int

func main() {
	_ = Sum(1, 2, 3)
	_ = Sum(1, 2.5)
	_ = Sum("a")
	_ = Sum[string]("a")
	_ = Sum()
	_ = Sum[int, int](1)
	_ = Map([]int{}, func(s string) string { return s })
	_ = Map([]int{}, func(i int) string { return "" })
	_ = Key(map[string]int{})
	_ = Key(5)
	_ = Zero()
	_ = Zero[int]()
	_ = Zero
	_ = Zero[func()]
	var l List
	var l2 List[int]
	var l3 List[int, string]
	l2.Push("a")
	l2.val = "a"
	var p Pair[int, []int]
	var p2 Pair[int]
	var n NotGen[int]
	_ = List[int]{val: "a"}
	var g func(...int) int = Sum
	var num Number
	_ = [](Number){}
	type Local[T any] struct{ t T }
	var loc Local[int]
	loc.t = "a"
	_ = Sum[int]
	x := Sum
	_ = main[int]
}
