package main

type T[P any] struct{ f P }
func (t T[P]) m(x P) P { return x }
func (t T[int]) h() int { return t.f }
func (t *T[_]) ok() {}
func (t T) bad() {}
func (t T[P, Q]) bad2() {}
func (t T[[]int]) bad3() {}
type U[P any] P
type V[P any] struct{ P }
type W[P any] struct{ *P }

type Y[P *int] struct{}
type Z[P any, P any] struct{}
type A1[P Q, Q P] struct{}
type A2[P interface{ m() P }] struct{}
type A3 interface{ A3 }
type A4 interface{ int | A4 }
type A6[P any] struct{ a *A6[[]P] }
type A7 [2]A7
type A8 struct{ a, b A9 }
type A9 struct{ c A8 }
type B1 interface{ ~T[int] }
type B2 interface{ int | int }
type B3 interface{ ~int | int }
type B4 interface{ error | int }
type B5 interface{ comparable | int }
type B6 interface{ ~error }
type MyI int
type B7 interface{ ~MyI }
func f1[P any](p P) { var _ = p + p; var _ = p == p; p.x = 1; p(); _ = p[0]; _ = *p; for range p {}; _ = len(p); p <- 1; _ = <-p; close(p); _ = -p; p++ ; _ = !p }
func f2[P any](p P) { switch p.(type) {}; _ = p.(int); var i interface{ m() } = p; _ = i; _ = int(p); _ = P(1); _ = P("a"); _ = []byte(p); const c P = 1; var a [P]int; _ = a }
func f3[P ~int | ~string](p P) { _ = p + 1; _ = p + "a"; _ = p * 2; _ = p < p; var x P = 1; _ = x; p = nil; _ = string(p); _ = P(65) }
func f4[P int | string]() P { return 0 }
func f5[P interface{ int; string }]() { var _ P }
func f6[P interface{ ~[]int | ~[]string }](p P) { _ = p[0]; p[0] = 1; for _, x := range p { _ = x }; _ = append(p, 1); _ = make(P, 1); _ = P{1} }
func f7[P comparable](a, b P) bool { return a < b }
func f8[K any](m map[K]int) {}
func f9[P *Q, Q any](p P) { p.foo(); _ = *p }
func g1[P any, Q P](p P, q Q) {}
func g2[P any]() { type L struct{ p P }; var x L = 1; _ = x; g2 = nil }
func g3[P any](P) (P, error) { return nil, nil }
func g4[P []int](p P) { var q []int = p; var r []string = p; _, _ = q, r }
func g5[P any](x P) { var f func(P) = g5; f(1); g5[P](x); g5[int](x) }
func main() {}
