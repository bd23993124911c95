// Package runtime is the machine that runs the program.
//
// SPDX-License-Identifier: MIT
package runtime

const (
	GOOS     = "linux"
	GOARCH   = "amd64"
	Compiler = "interleave"
)

// An Error is what the machine panics with.
type Error interface {
	error
	RuntimeError()
}

// The machine makes values of these, and of types that have no name here
// (lang/gen_error.c). Each must point to a struct of one string.
type TypeAssertionError struct {
	text string
}

func (e *TypeAssertionError) Error() string { return e.text }
func (e *TypeAssertionError) RuntimeError() {}

type PanicNilError struct {
	text string
}

func (e *PanicNilError) Error() string { return e.text }
func (e *PanicNilError) RuntimeError() {}

func Gosched()
func Goexit()
func GC()
func NumGoroutine() int
func NumCPU() int

// GOMAXPROCS sets how many goroutines run at once (n < 1 leaves it), and gives
// what it was.
func GOMAXPROCS(n int) int

func Version() string { return "go1.22" }

// LockOSThread and its opposite change nothing: no code here can tell threads apart.
func LockOSThread()   {}
func UnlockOSThread() {}

func KeepAlive(x any) {}

// MemStats tells of memory what is known here.
type MemStats struct {
	Alloc        uint64
	TotalAlloc   uint64
	Sys          uint64
	Mallocs      uint64
	Frees        uint64
	HeapAlloc    uint64
	HeapSys      uint64
	HeapInuse    uint64
	HeapObjects  uint64
	PauseTotalNs uint64
	NumGC        uint32
}

func memory() (live, allocated, held, allocations, pause, collections uint64)

func ReadMemStats(m *MemStats) {
	live, allocated, held, allocations, pause, collections := memory()
	*m = MemStats{
		Alloc:        live,
		TotalAlloc:   allocated,
		Sys:          held,
		Mallocs:      allocations,
		HeapAlloc:    live,
		HeapSys:      held,
		HeapInuse:    held,
		PauseTotalNs: pause,
		NumGC:        uint32(collections),
	}
}
