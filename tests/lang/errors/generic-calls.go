package main

type Number interface{ ~int | ~float64 }
func Sum[T Number](xs ...T) (s T) { return }
func Two[A, B any](a A, b B) {}
func Ret[T any]() T { panic(0) }
func Same[T any](a, b T) {}
func Fn[T any](f func(T) T, x T) {}
func Sl[S ~[]E, E any](s S) E { return s[0] }
func Ch[T any](c chan T) {}
func Mp[K comparable, V any](m map[K]V) {}
type St[T any] struct{ x T }
type C2[K comparable, V any] struct{ k K; v V }
func (s St[T]) M() {}
type Im interface{ M(); N() }
func NeedIm[T Im](t T) {}
func PtrM[T any, P interface{ *T; M() }](t T) {}
func uses() {
	Sum("a")
	Sum(1, 2.5)
	Sum(1, "a")
	Sum[string]()
	Sum[int](1.5)
	Two[int]()
	Two[int, string, bool](1, "")
	Ret()
	_ = Ret
	var x int = Ret[string]()
	Same(1, "a")
	Same(1, 2.5)
	Same([]int{}, []string{})
	Fn(func(i int) string { return "" }, 1)
	Fn(func(i int) int { return 1 }, "a")
	Sl(5)
	Sl(map[int]int{})
	Ch([]int{})
	Ch(make(<-chan int))
	Mp(map[string]int{}, 1)
	var s St
	var t St[int, string]
	var u C2[[]int, int]
	var v C2[int]
	_ = St{1}
	_ = St[int]{"a"}
	NeedIm(St[int]{})
	NeedIm[Im](nil)
	PtrM[St[int]](St[int]{})
	PtrM(5)
	s.M()
	_, _, _, _ = t, u, v, x
	var f func(string) = Same[string]
	_ = f; 
	Sum[int]
	Sum
	St[int]
	var w Number
	_ = []Number{}
	_ = any(1).(Number)
	var y comparable
	_, _ = w, y
}
func main() {}
