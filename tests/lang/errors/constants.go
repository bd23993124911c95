package main

const (
	a int8 = 128
	b uint = -1
	c = 1 << 1000
	d int = 1.5
	e float32 = 1e100
	f = "a" + 1
	g = 1 / 0
	h string = 1
	i = len([]int{1})
	j = iota
	k
	l [2]int = 1
	m = uint8(300)
	n = int8(-129)
	o = ^uint8(0) + 1
	p = 10 % 3.0
	q = 'a' * 2.5
	r = 5.0 % 3
	s = 1i * 1i
	t int = 2i
	u = ^0
	v uint = ^0
	w = -uint(1)
	x = 1 << 3.5
	y = "abc"[1]
	z = true + 1
)

var aa byte = 'Ā'
var bb int32 = 1 << 31
var cc = 1 << 63
var dd uint64 = 1 << 64
var ee [1 << 62]int
var ff [-1]int
var gg ["a"]int
var hh [1.5]int
var nn = 3
var ii [nn]int
var jj = int(1.5)
var kk = float32(1e50)
var ll int = 1e3
var mm int = 1e20
var oo rune = "a"
var pp = 1.0 << 3
var qq float64 = 1 << nn
var rr = complex(1, "a")
var ss = real("a")
var tt = imag(1.5)
var uu = string(-1) + 1
var vv int8 = 100 + 100
var ww = 100000 * 100000 * 100000 * 100000
var xx = uint(5) - 6
