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

// The machine makes values of these types itself (vm/fault.c): each holds one
// string, or points to a struct that does.
type errorString string

func (e errorString) Error() string { return "runtime error: " + string(e) }
func (e errorString) RuntimeError() {}

type plainError string

func (e plainError) Error() string { return string(e) }
func (e plainError) RuntimeError() {}

type boundsError struct {
	text string
}

func (e boundsError) Error() string { return "runtime error: " + e.text }
func (e boundsError) RuntimeError() {}

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

// Types that nothing refers to are not part of a program.
var _ = [...]Error{errorString(""), plainError(""), boundsError{}, (*TypeAssertionError)(nil), (*PanicNilError)(nil)}

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
