// Atomic operations wrap around in their own width, and a nil pointer panics.
// expect: -2147483648 0 4294967295 18446744073709551615
// expect: 7 -1 true -1
// expect: false 5
// expect: -3 -3
// expect: 4294967293 4294967293
// expect: runtime error: invalid memory address or nil pointer dereference
// expect: runtime error: invalid memory address or nil pointer dereference
// expect: true
package main

import (
	"fmt"
	"math"
	"sync"
	"sync/atomic"
)

func fails(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	a, b, c, d := int32(math.MaxInt32), uint32(math.MaxUint32), uint32(0), uint64(0)
	fmt.Println(atomic.AddInt32(&a, 1), atomic.AddUint32(&b, 1),
		atomic.AddUint32(&c, ^uint32(0)), atomic.AddUint64(&d, ^uint64(0)))

	var x atomic.Int32
	x.Store(7)
	fmt.Println(x.Swap(-1), x.Load(), x.CompareAndSwap(-1, -1), x.Load())
	var y atomic.Int64
	y.Store(5)
	fmt.Println(y.CompareAndSwap(-1, 3), y.Load())
	z := []int32{0, 0}
	fmt.Println(atomic.AddInt32(&z[1], -3), z[1])
	w := []uint32{0, 0}
	fmt.Println(atomic.AddUint32(&w[1], math.MaxUint32-2), w[1])

	var none *atomic.Int64
	fails(func() { none.Add(1) })
	var mutex *sync.Mutex
	fails(func() { mutex.Lock() })
	var here sync.Mutex
	here.Lock()
	fmt.Println(!here.TryLock())
	defer here.Unlock()
}
