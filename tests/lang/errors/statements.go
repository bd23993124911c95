package main

func r0() { return 1 }
func r1() int { return }
func r2() (int, string) { return 1 }
func r3() (a int, b string) {
	{
		a := 1
		_ = a
		return
	}
}
func r4() int {
	if true {
		return 1
	}
}
func r5(x int) int {
	switch x {
	case 1:
		return 1
	}
}
func r6() int {
	for true {
	}
}
func r7() int {
L:
	for {
		break L
	}
}
func r8(c chan int) int {
	select {
	case <-c:
		return 1
	case c <- 1:
	}
}
func main() {
	var x int
	var e interface{}
	if x {
	}
	if x = 1; x {
	}
	for x {
	}
	for "a"; ; {
	}
	x
	x + 1
	main
	len("a")
	int(1)
	-x
	func() {}
	go x
	go int(1)
	defer len("a")
	defer recover
	defer append([]int{}, 1)
	break
	continue
	goto M
	for {
		break N
		continue N
	}
	fallthrough
	switch x {
	case 1:
		fallthrough
	case 1:
	case "a":
	case 2.5:
	default:
	default:
		fallthrough
	}
	switch {
	case x:
	case 1 > 2:
	}
	switch e.(type) {
	case int:
		fallthrough
	case int:
	case string, undefined2:
	case nil, nil:
	}
	switch y := e.(type) {
	case int:
	}
	switch x.(type) {
	}
	switch z := e.(type) {
	case int:
		z = "a"
	case string, bool:
		z.foo()
	}
	select {
	case x:
	case x = 1:
	case x := <-e:
	default:
	default:
	}
	for i, j, k := range []int{} {
	}
	for i := range 5.5 {
	}
	for i, j := range 5 {
	}
	for i, j := range make(chan int) {
	}
	for range main {
	}
	for i := range e {
	}
	for i := range func(yield func(int)) {} {
	}
	for x.y = range []int{} {
	}
	x = "a"
	x, x = 1
	x, y = r2()
	x += "a"
	x++
	e++
	"a" = 1
	r1() = 2
	nil = 1
	x.y = 1
	map[string]struct{ a int }{}["a"].a = 1
	"abc"[0] = 1
	unusedLabel:
	x = 1
unused2:
	x = 2
	unused2:
	for {
		goto inside
	}
	{
	inside:
	}
	goto over
	v := 1
over:
	_ = v
}
