// Where the language leaves it open, calls come before variables are read, as with gc.
//
// expect: 1 1 1
// expect: 2 2 2
// expect: [1 2] 1 nx {1 0} 3 [1 2] 1 nx {1 0} 2 {[1 2] 1 nx {1 0}}
// expect: {[1 2] 1 x {1 0}} 3 {[1 2] 1 x {1 0}}
// expect: 11 11 11
// expect: 24 26 1428
// expect: 15 15
// expect: 16 16
// expect: 2 2
// expect: [17 17 17]
// expect: [18 18 18]
// expect: map[a:18 b:19 c:19]
// expect: {20 20 20}
// expect: 2021
// expect: 18 1 1
// expect: 22 22 22
// expect: equal
// expect: 2 2 2
// expect: 7 8
// expect: 2 2 2 1
// expect: 7 8
// expect: 2 3 2 5
// expect: 2 1 1 2 0
// expect: 12 3 18 -12 true
// expect: 3 3 3
// expect: 48
// expect: [4 4 4]
// expect: not less
// expect: [a b] b [a b] 2
// expect: deferred 6 6 6
package main

import "fmt"

type S struct {
	items []int
	n     int
	name  string
	in    struct{ a, b int }
}

// Pop changes all that S has.
func (s *S) Pop() int {
	v := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	s.n++
	s.name += "x"
	s.in.a++
	return v
}

var g = 10

func incG() int { g++; return g }

func three(a, b, c int) string { return fmt.Sprint(a, b, c) }
func two() (int, int)          { return g, incG() }
func named() (a, b int) {
	a = 1
	f := func() int { a++; return a }
	return a, f()
}

func main() {
	c := 0
	inc := func() int { c++; return c }
	fmt.Println(c, inc(), c)
	fmt.Println(three(c, inc(), c))
	s := &S{items: []int{1, 2, 3}, name: "n"}
	fmt.Println(s.items, s.n, s.name, s.in, s.Pop(), s.items, s.n, s.name, s.in, len(s.items), *s)
	v := S{items: []int{1, 2, 3}}
	fmt.Println(v, v.Pop(), v)
	fmt.Println(g, incG(), g)
	x := g + incG()
	y := incG() + g
	z := g*100 + incG() + g
	fmt.Println(x, y, z)
	a, b := g, incG()
	fmt.Println(a, b)
	fmt.Println(two())
	fmt.Println(named())
	arr := []int{g, incG(), g}
	fmt.Println(arr)
	ar := [3]int{g, incG(), g}
	fmt.Println(ar)
	m := map[string]int{"a": g, "b": incG(), "c": g}
	fmt.Println(m)
	st := struct{ a, b, c int }{g, incG(), g}
	fmt.Println(st)
	str := fmt.Sprint(g) + fmt.Sprint(incG())
	fmt.Println(str)
	i := 0
	next := func() int { i++; return i }
	fmt.Println(ar[i], next(), i)
	p := &g
	fmt.Println(*p, incG(), *p)
	if g == incG() {
		fmt.Println("equal")
	}
	arr2 := []int{1, 2, 3}
	ch := func() int { arr2[0]++; return arr2[0] }
	fmt.Println(arr2[0], ch(), arr2[0])
	fmt.Println(arr2[0]+ch(), ch()+arr2[0])
	mm := map[string]int{"k": 1}
	mf := func() int { mm["k"]++; return mm["k"] }
	fmt.Println(mm["k"], mf(), mm["k"], len(mm))
	fmt.Println(mm["k"]+mf(), mf()+mm["k"])
	var e interface{} = 1
	ef := func() int { e = 2; return 3 }
	fmt.Println(e, ef(), e, e.(int)+ef())
	cc := make(chan int, 3)
	cc <- 1
	cc <- 2
	fmt.Println(len(cc), <-cc, len(cc), <-cc, len(cc))
	fl := 1.5
	ff := func() float64 { fl *= 2; return fl }
	fmt.Println(fl, ff(), fl+ff(), -fl, !(fl > ff()))

	fmt.Printf("%d %d %d\n", c, inc(), c)
	g += incG()
	fmt.Println(g)
	l := append([]int{c}, inc(), c)
	fmt.Println(l)
	if c < inc() {
		fmt.Println("less")
	} else {
		fmt.Println("not less")
	}
	defer fmt.Println("deferred", c, inc(), c)
	sl := []string{"a"}
	add := func(x string) string { sl = append(sl, x); return x }
	fmt.Println(sl, add("b"), sl, len(sl))
}
