package main

type A interface {
	M(int) string
	N()
}
type T1 struct{}

func (T1) M(int) string { return "" }

type T2 struct{}

func (*T2) M(int) string { return "" }
func (*T2) N()           {}

type T3 struct{}

func (T3) M(string) string { return "" }
func (T3) N()              {}

type T4 struct{}

func (T4) m(int) string { return "" }
func (T4) N()           {}

type T5 struct {
	M int
}

func (T5) N() {}

type E1 struct{ X int }
type E2 struct{ X int }
type T6 struct {
	E1
	E2
}
type T7 struct {
	*T2
	A
}
type B interface {
	A
	int
}
type C interface {
	comparable
	M()
}
type D interface {
	~int | ~string
}
type F struct {
	*A
}

func use(a A) {}

func main() {
	var a A
	a = T1{}
	a = T2{}
	a = &T2{}
	a = T3{}
	a = T4{}
	a = T5{}
	a = nil
	a = 5
	var pa *A = &a
	pa.M(1)
	a.Q()
	_ = T6{}.X
	_ = a.(T1)
	_ = a.(T2)
	_ = a.(*T2)
	_ = a.(interface{ M() })
	var b B
	var c C
	var d D
	use(T1{})
	use(pa)
	var e interface{ N() } = a
	a = e
	switch a.(type) {
	case T1:
	case T2:
	case error:
	}
	_ = a == T1{}
	_ = a == 5
	_ = a == e
	var t7 T7
	t7.M(1)
	var err error = "x"
	err = a
	_ = map[[]int]string{}
	_ = map[func()]int{}
	_ = struct{ f func() }{} == struct{ f func() }{}
	_ = [1][]int{} == [1][]int{}
	var ch chan<- int = make(<-chan int)
}
