package main

const (
	a = 0b12
	b = 0o8
	c = 09
	d = 1_
	e = 0x
	f = 1e
	g = 0x1.0
	h = 0b1.0
	i = 1p2
	j = 0b1e3
)

var k = 'ab'
var l = ''
var m = '\q'
var n = "\xg1"
var o = "\400"
var p = '\uD800'
var q = 1 # 2
var r = "caf\u00e9 \U00110000"
var s = 0_1__2
var t = 'x
var u = "abc
