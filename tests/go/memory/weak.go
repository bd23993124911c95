// Weak pointers lose what nothing else keeps.
//
// expect: true true
// expect: true true gone true gone
// expect: true true true
// expect: true a
// expect: true true
// expect: 1
package main

import (
	"fmt"
	"runtime"
	"weak"
)

type Blob struct {
	n    [100]int
	name string
}

var global Blob

type Cache struct{ m map[string]weak.Pointer[Blob] }

func (c *Cache) get(k string) *Blob {
	if w, ok := c.m[k]; ok {
		if b := w.Value(); b != nil {
			return b
		}
	}
	b := &Blob{name: k}
	c.m[k] = weak.Make(b)
	return b
}

//go:noinline
func fill() (weak.Pointer[Blob], weak.Pointer[string]) {
	b := &Blob{name: "gone"}
	w := weak.Make(b)
	i := weak.Make(&b.name)
	fmt.Println(w.Value() == b, w == weak.Make(b), *i.Value(), i == weak.Make(&b.name), w.Value().name)
	return w, i
}

//go:noinline
func clobber(n int) int {
	var a [200]int
	for i := range a {
		a[i] = n + i
	}
	if n > 0 {
		return clobber(n-1) + a[n]
	}
	return a[0]
}

func main() {
	var zero weak.Pointer[int]
	fmt.Println(zero.Value() == nil, zero == weak.Make[int](nil))
	w, i := fill()
	clobber(20)
	for range 5 {
		runtime.GC()
	}
	fmt.Println(w.Value() == nil, i.Value() == nil, w == w)
	c := Cache{map[string]weak.Pointer[Blob]{}}
	b := c.get("a")
	runtime.GC()
	fmt.Println(c.get("a") == b, b.name)
	g := weak.Make(&global)
	runtime.GC()
	fmt.Println(g.Value() == &global, g == weak.Make(&global))
	runtime.KeepAlive(b)
	m := map[weak.Pointer[Blob]]int{w: 1}
	fmt.Println(m[w])
}
