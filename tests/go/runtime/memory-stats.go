// The numbers of the heap fit together, and count what was allocated.
// expect: 1000 objects true
// expect: 8 MB true
// expect: objects true
// expect: no garbage from counting true
// expect: collections 2
// expect: the same
// expect: percent 100 50
// expect: released true
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

var large []byte

type item struct {
	next *item
	n    [10]int
}

func main() {
	var before, after runtime.MemStats
	var list *item

	runtime.ReadMemStats(&before)
	for i := 0; i < 1000; i++ {
		list = &item{next: list}
	}
	runtime.ReadMemStats(&after)
	n := after.Mallocs - before.Mallocs
	fmt.Println("1000 objects", n >= 1000 && n < 1010)

	runtime.GC() // so that none in between frees anything
	runtime.ReadMemStats(&before)
	large = make([]byte, 8<<20)
	runtime.ReadMemStats(&after)
	grown := after.TotalAlloc - before.TotalAlloc
	fmt.Println("8 MB", grown >= 8<<20 && grown < 9<<20)
	fmt.Println("objects", after.Mallocs-after.Frees == after.HeapObjects &&
		after.HeapInuse >= after.HeapAlloc && after.Sys >= after.HeapSys)
	runtime.ReadMemStats(&before)
	runtime.ReadMemStats(&after)
	fmt.Println("no garbage from counting", after.Mallocs == before.Mallocs)

	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&after)
	fmt.Println("collections", after.NumForcedGC-before.NumForcedGC)
	var stats debug.GCStats
	debug.ReadGCStats(&stats)
	if stats.NumGC == int64(after.NumGC) && uint64(stats.PauseTotal) == after.PauseTotalNs {
		fmt.Println("the same")
	}
	old := debug.SetGCPercent(50)
	fmt.Println("percent", old, debug.SetGCPercent(old))
	large = nil
	debug.FreeOSMemory()
	runtime.ReadMemStats(&before)
	fmt.Println("released", before.HeapAlloc+(7<<20) <= after.HeapAlloc)
	runtime.KeepAlive(list)
}
