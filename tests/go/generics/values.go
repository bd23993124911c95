// Type arguments of all shapes: empty, arrays, interfaces, strings; comparing and converting them.
// expect: {[{} {} {}] [] map[]} {a:[{} {} {}] u:[] m:map[]} main.Arr[main.Unit,[0]int]
// expect: [1 2] <nil>
// expect: [1 2] <nil>
// expect:  key [-1 0]: neg
// expect: 1 2
// expect: St:x St:
// expect: 4 5 6 7 8 9 true [1]
// expect: true <nil>
// expect: false runtime error: comparing uncomparable type []int
// expect: false <nil>
// expect: a z
// expect: 0 closed
// expect: 4 9
// expect: hé [104 195 169] [104 233]
// expect: x [120] [120]
// expect: nil err e St:s int sl m arr
// expect: [ * ** ***]
package main

import (
	"errors"
	"fmt"
	"strings"
	"sync"
)

type Unit struct{}
type Arr[T any, U any] struct {
	a [3]T
	u U
	m map[string]T
}
type Cache[K comparable, V any] struct {
	sync.Mutex
	data       map[K]V
	hits, miss int
}

func (c *Cache[K, V]) Get(k K, mk func(K) (V, error)) (V, error) {
	c.Lock()
	defer c.Unlock()
	if v, ok := c.data[k]; ok {
		c.hits++
		return v, nil
	}
	c.miss++
	v, err := mk(k)
	if err != nil {
		var z V
		return z, fmt.Errorf("key %v: %w", k, err)
	}
	if c.data == nil {
		c.data = make(map[K]V)
	}
	c.data[k] = v
	return v, nil
}

type Emb[T fmt.Stringer] struct {
	fmt.Stringer
	t T
}
type St string

func (s St) String() string { return "St:" + string(s) }

type Queue[T any] struct {
	buf     []T
	head, n int
}

func (q *Queue[T]) Push(x T) {
	if q.n == len(q.buf) {
		nb := make([]T, max(4, 2*len(q.buf)))
		for i := range q.n {
			nb[i] = q.buf[(q.head+i)%len(q.buf)]
		}
		q.buf, q.head = nb, 0
	}
	q.buf[(q.head+q.n)%len(q.buf)] = x
	q.n++
}
func (q *Queue[T]) Pop() (x T, ok bool) {
	if q.n == 0 {
		return
	}
	x = q.buf[q.head]
	clear(q.buf[q.head : q.head+1])
	q.head = (q.head + 1) % len(q.buf)
	q.n--
	return x, true
}
func swap[T any](a, b *T) { *a, *b = *b, *a }
func eq[T comparable](a, b T) (r bool, err any) {
	defer func() { err = recover() }()
	return a == b, nil
}
func ptrs[T any](xs []T) []*T {
	r := make([]*T, len(xs))
	for i := range xs {
		r[i] = &xs[i]
	}
	return r
}
func sel[T any](a, b <-chan T) (x T, which string) {
	select {
	case x = <-a:
		return x, "a"
	case x, ok := <-b:
		if !ok {
			return x, "closed"
		}
		return x, "b"
	}
}
func sizes[T any]() (int, int) { var a [4]T; s := make([]T, 3, 10); return len(a), cap(s[1:]) }
func conv[T ~[]byte | ~string](x T) (string, []byte, []rune) {
	return string(x), []byte(x), []rune(string(x))
}
func sw[T any](x T) string {
	switch y := any(x).(type) {
	case nil:
		return "nil"
	case error:
		return "err " + y.Error()
	case fmt.Stringer:
		return y.String()
	case func() T:
		return "fn"
	case []T:
		return "sl"
	case map[string]T:
		return "m"
	case chan T:
		return "ch"
	case *T:
		return "ptr"
	case [2]T:
		return "arr"
	}
	return fmt.Sprintf("%T", x)
}
func goN[T any](n int, f func(int) T) []T {
	r := make([]T, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		go func() { defer wg.Done(); r[i] = f(i) }()
	}
	wg.Wait()
	return r
}
func main() {
	var a Arr[Unit, [0]int]
	a.a[1] = Unit{}
	fmt.Printf("%v %+v %T\n", a, a, a)
	var c Cache[[2]int, string]
	mk := func(k [2]int) (string, error) {
		if k[0] < 0 {
			return "", errors.New("neg")
		}
		return fmt.Sprint(k), nil
	}
	fmt.Println(c.Get([2]int{1, 2}, mk))
	fmt.Println(c.Get([2]int{1, 2}, mk))
	fmt.Println(c.Get([2]int{-1}, mk))
	fmt.Println(c.hits, c.miss)
	fmt.Println(Emb[St]{St("x"), "y"}, Emb[St]{}.t)
	var q Queue[any]
	for i := range 10 {
		q.Push(i)
		if i%3 == 0 {
			q.Pop()
		}
	}
	for {
		x, ok := q.Pop()
		if !ok {
			break
		}
		fmt.Print(x, " ")
	}
	x, y := []int{1}, []int(nil)
	swap(&x, &y)
	fmt.Println(x == nil, y)
	fmt.Println(eq[any](1, 1))
	fmt.Println(eq[any]([]int{}, []int{}))
	fmt.Println(eq(struct{ a any }{1}, struct{ a any }{"1"}))
	ps := ptrs([]string{"a", "b"})
	*ps[1] = "z"
	fmt.Println(*ps[0], *ps[1])
	ch := make(chan float64)
	close(ch)
	fmt.Println(sel(nil, ch))
	fmt.Println(sizes[Unit]())
	fmt.Println(conv("hé"))
	fmt.Println(conv([]byte("x")))
	fmt.Println(sw[any](nil), sw(errors.New("e")), sw(St("s")), sw(1), sw[any]([]any{}), sw[any](map[string]any{}), sw[any]([2]any{}))
	fmt.Println(goN(4, func(i int) string { return strings.Repeat("*", i) }))
}
