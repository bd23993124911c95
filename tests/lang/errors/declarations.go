package main

var a, b = 1
var c, d int = 1, 2, 3
const e, f = 1
const g
var h = nil
var i int = "x"
var a = 2
type T struct{ x, x int }
type U struct{ U }
type V [2]V
type W W
type X Y
type Y X
func main() {
	var unused int
	x := 1
	x := 2
	_ = x
	y, x := 1, "a"
	_ = y
	const c0 = unused2
	type L int
	var L2 L
	1 := 2
	z, z := 1, 2
	var f func(a, a int)
}
func main() {}
func init() int { return 1 }
var init = 1
type main int
func (T) m() {}
func (T) m() {}
func (T) x() {}
func (int) q() {}
func (*I) r() {}
func (undefinedT) s() {}
type I interface{ m(); m() }
func missing() int {}
func nobody()
var p, q = q, p
var r = s()
func s() int { return r }
