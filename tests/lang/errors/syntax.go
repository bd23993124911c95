package main

func f() {
	x := 
	if x == 1
	{
	}
}

func g() {
	a b
	for i := 0; i < 10 {
	}
	var 5 = 3
}

type T struct {
	a int,
	b int
}

func h(a, b) int {
	return a +
}

func i(a int, b) {
}

func (x T, y T) m() {
}

x := 1

import "fmt"
