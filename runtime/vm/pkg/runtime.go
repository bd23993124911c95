// Package runtime is the machine that runs the program.
//
// SPDX-License-Identifier: MIT
package runtime

import "unsafe"

const (
	GOOS     = "linux"
	GOARCH   = "amd64"
	Compiler = "interleave"
)

// MemProfileRate changes nothing: there are no profiles here.
var MemProfileRate int = 512 * 1024

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
func collect()
func NumGoroutine() int
func NumCPU() int

// GC collects, and lets finalizers be called that are due then, unless one takes its time.
func GC() {
	collect()
	for i := 0; i < 100; i++ {
		calls, isBusy := finalizing()
		if !isBusy || calls == longCall {
			return
		}
		if i < 10 {
			Gosched()
		} else {
			sleep(250_000)
		}
	}
	longCall, _ = finalizing()
}

// longCall is the number of the finalizer for which nobody waits any more.
var longCall = ^uint64(0)

func sleep(nsec int64)

// GOMAXPROCS sets how many goroutines run at once (n < 1 leaves it), and gives
// what it was.
func GOMAXPROCS(n int) int

func Version() string   { return "go1.22" }
func NumCgoCall() int64 { return 0 }

// goRoot is the variable of the environment: there is no tree of Go's here.
func goRoot() string
func GOROOT() string { return goRoot() }

// LockOSThread and its opposite change nothing: no code here can tell threads apart.
func LockOSThread()   {}
func UnlockOSThread() {}

func KeepAlive(x any) {}

// Breakpoint ends the program: there is no debugger that could take over.
func Breakpoint()

// --- Where goroutines stand ---

// Stack writes the trace of this goroutine, or of all, and gives its length.
func Stack(buf []byte, all bool) int

// callers fills pcs with where calls return to: 0 is the caller of this.
func callers(skip int, pcs []uintptr) int

// position tells of the instruction at pc (or the one before, for a call that
// returns to pc): function, file, line, first instruction of the function.
func position(pc uintptr, before bool) (name, file string, line int, entry uintptr)

func Callers(skip int, pc []uintptr) int {
	return callers(skip, pc)
}

func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	var one [1]uintptr
	if callers(skip+1, one[:]) == 0 {
		return
	}
	_, file, line, _ = position(one[0], true)
	return one[0], file, line, true
}

// A Func is a function of the program: its first instruction.
type Func struct {
	instruction uint64
}

func FuncForPC(pc uintptr) *Func {
	_, _, _, entry := position(pc, false)
	return (*Func)(unsafe.Pointer(entry))
}

func (f *Func) Name() string {
	name, _, _, _ := position(f.Entry(), false)
	return name
}

func (f *Func) Entry() uintptr { return uintptr(unsafe.Pointer(f)) }

func (f *Func) FileLine(pc uintptr) (file string, line int) {
	_, file, line, _ = position(pc, false)
	return
}

// A Frame is one call under way.
type Frame struct {
	PC       uintptr
	Func     *Func
	Function string
	File     string
	Line     int
	Entry    uintptr
}

// Frames tells of the calls that Callers named.
type Frames struct {
	callers []uintptr
}

func CallersFrames(callers []uintptr) *Frames { return &Frames{callers} }

// Next gives one frame, and whether there is another one.
func (f *Frames) Next() (frame Frame, more bool) {
	for len(f.callers) > 0 && frame.Entry == 0 {
		pc := f.callers[0]
		f.callers = f.callers[1:]
		name, file, line, entry := position(pc, true)
		if entry != 0 {
			frame = Frame{pc - 1, (*Func)(unsafe.Pointer(entry)), name, file, line, entry}
		}
	}
	return frame, len(f.callers) > 0
}

// --- What is to be done when objects go ---

// setFinalizer and addCleanup note what is called once the object of that
// address cannot be reached; a finalizer is given the object again.
func setFinalizer(obj, finalizer any)
func addCleanup(address any, f func()) (id uint64)
func stopCleanup(id uint64)

// startOnce starts f, once in the program, in a goroutine that does not count.
func startOnce(f func())

// finalizing tells how many calls there were, and whether one is under way, or due.
func finalizing() (calls uint64, isBusy bool)

// waitFinalizer waits until there is one to call.
func waitFinalizer()

// deferFinalizer has its caller call it when it returns, if there is one.
func deferFinalizer()

func callFinalizer() {
	defer KeepAlive(nil) // so that there is a list of deferred calls
	deferFinalizer()
}

func callFinalizers() {
	for {
		waitFinalizer()
		callFinalizer()
	}
}

// SetFinalizer has finalizer(obj) called when obj can no longer be reached; nil
// takes that back.
func SetFinalizer(obj any, finalizer any) {
	startOnce(callFinalizers)
	setFinalizer(obj, finalizer)
}

// A Cleanup is a call that AddCleanup arranged.
type Cleanup struct {
	id uint64
}

// AddCleanup has cleanup(arg) called some time after ptr can no longer be reached.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	if ptr == nil {
		panic("runtime.AddCleanup: ptr is nil")
	}
	startOnce(callFinalizers)
	return Cleanup{addCleanup(ptr, func() { cleanup(arg) })}
}

func (c Cleanup) Stop() { stopCleanup(c.id) }

// --- Memory ---

// MemStats tells of memory what is known here. What the machine has no such
// thing as is 0.
type MemStats struct {
	Alloc         uint64
	TotalAlloc    uint64
	Sys           uint64
	Lookups       uint64
	Mallocs       uint64
	Frees         uint64
	HeapAlloc     uint64
	HeapSys       uint64
	HeapIdle      uint64
	HeapInuse     uint64
	HeapReleased  uint64
	HeapObjects   uint64
	StackInuse    uint64
	StackSys      uint64
	MSpanInuse    uint64
	MSpanSys      uint64
	MCacheInuse   uint64
	MCacheSys     uint64
	BuckHashSys   uint64
	GCSys         uint64
	OtherSys      uint64
	NextGC        uint64
	LastGC        uint64
	PauseTotalNs  uint64
	PauseNs       [256]uint64
	PauseEnd      [256]uint64
	NumGC         uint32
	NumForcedGC   uint32
	GCCPUFraction float64
	EnableGC      bool
	DebugGC       bool
	BySize        [61]struct {
		Size    uint32
		Mallocs uint64
		Frees   uint64
	}
}

// readMemory stops all others for a moment. The slices get the last pauses and
// when they ended, as a ring: number n at n%256. Results and not a struct, so
// that counting allocates nothing.
func readMemory(pauses, ends []uint64) (
	live, allocated, inUse, free, stacks, next uint64, // bytes
	objects, allocations uint64,
	pauseNsec, lastNsec, collections, forced uint64)

func ReadMemStats(m *MemStats) {
	*m = MemStats{}
	live, allocated, inUse, free, stacks, next, objects, allocations,
		pauseNsec, lastNsec, collections, forced := readMemory(m.PauseNs[:], m.PauseEnd[:])
	m.Alloc = live
	m.TotalAlloc = allocated
	m.Sys = inUse + free + stacks
	m.Mallocs = allocations
	m.Frees = allocations - objects
	m.HeapAlloc = live
	m.HeapSys = inUse + free
	m.HeapIdle = free
	m.HeapInuse = inUse
	m.HeapObjects = objects
	m.StackInuse = stacks
	m.StackSys = stacks
	m.NextGC = next
	m.LastGC = lastNsec
	m.PauseTotalNs = pauseNsec
	m.NumGC = uint32(collections)
	m.NumForcedGC = uint32(forced)
	m.EnableGC = true
}
