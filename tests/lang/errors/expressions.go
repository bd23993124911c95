package main

type S struct {
	a int
	B string
}

func (s *S) P() {}
func (s S) V()  {}

type I interface{ P() }

func two() (int, string) { return 1, "" }
func none()              {}

func main() {
	var i int
	var f float64
	var s string
	var b bool
	var p *int
	var sl []int
	var m map[string]int
	var c chan int
	var ro <-chan int
	var so chan<- int
	var st S
	var fn func()
	var e interface{}
	_ = i + f
	_ = i + "a"
	_ = s - s
	_ = !i
	_ = -s
	_ = ^f
	_ = b + b
	_ = i && b
	_ = sl == sl
	_ = m == nil
	_ = fn == fn
	_ = st == nil
	_ = i == nil
	_ = &i == &f
	_ = *i
	_ = &1
	_ = &two()
	_ = i[0]
	_ = sl["a"]
	_ = sl[-1]
	_ = sl[1.5]
	_ = sl[2:1]
	_ = s[1:2:3]
	_ = m[1]
	_ = [3]int{}[5]
	_ = [3]int{}[:]
	_ = st.c
	_ = st.b
	_ = st.A
	_ = p.x
	_ = S.P
	_ = S{}.P
	S{}.P()
	_ = e.(int).x
	_ = i.(int)
	_ = e.(undefinedType)
	_ = I(st)
	_ = I(&st)
	_ = int("a")
	_ = string(f)
	_ = []byte(i)
	_ = two()
	_ = none()
	_ = two
	_ = int
	_ = len
	_ = nil
	_ = <-so
	ro <- 1
	c <- "a"
	_ = <-i
	i <- 1
	_ = i << 1.5
	_ = i << -1
	_ = f << 1
	_ = 1.5 << 1
	_ = "a" << 1
	_ = i / 0
	_ = i % 0
	_ = 1 / 0
	_ = f / 0
	_ = undefined1
	_ = undefined1.x
	_ = main.x
	_ = i.x
	_ = (&st).Z
	_ = func() int { }
	_ = func(x int) int { return x }("a")
	_ = st.P == st.V
	_ = e + e
	_ = e == sl
	_ = [2]int{1, 2, 3}
	_ = [2]int{5: 1}
	_ = []int{1: 1, 1: 2}
	_ = map[string]int{"a": 1, "a": 2}
	_ = map[string]int{1: 1}
	_ = map[string]int{"a"}
	_ = S{1}
	_ = S{1, "a", 3}
	_ = S{a: 1, "b"}
	_ = S{x: 1}
	_ = S{a: 1, a: 2}
	_ = S{"a", 1}
	_ = S{1: 1}
	_ = int{1}
	_ = []S{{1, "a"}, {x: 1}}
	_ = []*S{{1, "a"}, {2}}
	_ = _
	i = _
}
