package main

type T struct{}
func (t T) m() {}
func (t T) m() {}
func (t *T) m2() {}
func (t int) m() {}
func (t **T) x() {}
func (t []T) x() {}
func (T) _() {}
type I interface{ m(); m() }
type J interface{ m2() }
var _ J = T{}
var _ J = &T{}
var _ I = &T{}
var x, y = 1
var z int = "s"
var c = d
var d = c
var e = f()
func f() int { return e }
const k = len([]int{1})
const l = k2
const k2 int = 1.5
const m = "a" + 1
const n uint8 = 300
type A B
type B A
type S struct{ S }
type P struct{ *P }
type Q struct{ a int; a string }
type R struct{ T; *T }
func f2(a, a int) {}
func f3(a int) (a int) { return }
func f6(a ...int, b int) {}
func (x T) f7(x int) {}
func init() int { return 1 }
func init(x int) {}
var init = 1
type main struct{}
func f() {}
var T = 1
func f8() { f8 = nil; T.m(); T{}.m2(); (&T{}).m2(); T.m2(T{}); (*T).m2(nil); var t T; t.nope(); t.m = nil; T.nope() }
func f9() { var unused int; var u2, u3 = 1, 2; u3 = 4; for i := range 3 { }; for k, v := range map[int]int{} { }; if x := 1; true { }; switch y := 2; { }; func() { z := 1 }(); var f func() = func() { w := 1; w = 2 }; type X int; const c = 1; L: for { } }
func g1() (err error) { if true { err := g1(); return }; return }
func g2() { var a [3]int; a[5] = 1; a[3] = 1; _ = a[1:5]; _ = "abc"[5]; _ = "abc"[1:9]; const i = 3; _ = a[i]; var p *[2]int; _ = p[2]; for i, x := range a { _ = x[i] } }
