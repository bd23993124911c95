// Package debug looks at the running program, and sets what its machine may do.
//
// SPDX-License-Identifier: MIT
package debug

import (
	"os"
	"runtime"
	"sort"
	"time"
)

// Stack gives the trace of this goroutine.
func Stack() []byte {
	for n := 1024; ; n *= 2 {
		buf := make([]byte, n)
		if n := runtime.Stack(buf, false); n < len(buf) {
			return buf[:n]
		}
	}
}

func PrintStack() { os.Stderr.Write(Stack()) }

func setPercent(percent int) int
func setSoftLimit(limit int64) int64
func setMaxStack(bytes int) int
func setTracesAll(all bool)
func release()
func pauses(durations, ends []uint64) (n int, total uint64)

// SetGCPercent sets how much may be allocated between two collections, in
// percent of what was live after the first; negative: as much as limits allow.
func SetGCPercent(percent int) int { return setPercent(percent) }

// SetMemoryLimit sets what collections try to keep the heap below.
func SetMemoryLimit(limit int64) int64 { return setSoftLimit(limit) }

// SetMaxStack sets how large the stack of a goroutine may become.
func SetMaxStack(bytes int) int { return setMaxStack(bytes) }

// FreeOSMemory collects and gives back to the system what is free.
func FreeOSMemory() { release() }

var maxThreads = 10000

// SetMaxThreads changes nothing: there are as many threads as processors, and
// one for each system call that takes long.
func SetMaxThreads(threads int) int {
	old := maxThreads
	maxThreads = threads
	return old
}

var panicOnFault bool

// SetPanicOnFault changes nothing: no bad address gets as far as the processor.
func SetPanicOnFault(enabled bool) bool {
	old := panicOnFault
	panicOnFault = enabled
	return old
}

// SetTraceback sets whether the last words of a program show all goroutines
// ("all" and above) or the one that failed.
func SetTraceback(level string) {
	switch level {
	case "all", "system", "crash", "wer":
		setTracesAll(true)
	default:
		setTracesAll(false)
	}
}

// GCStats tells of collections, the last one first.
type GCStats struct {
	LastGC         time.Time
	NumGC          int64
	PauseTotal     time.Duration
	Pause          []time.Duration
	PauseEnd       []time.Time
	PauseQuantiles []time.Duration
}

func ReadGCStats(stats *GCStats) {
	var durations, ends [256]uint64
	n, total := pauses(durations[:], ends[:])
	stats.NumGC = int64(n)
	stats.PauseTotal = time.Duration(total)
	stats.Pause = stats.Pause[:0]
	stats.PauseEnd = stats.PauseEnd[:0]
	stats.LastGC = time.Time{}
	for i := n - 1; i >= 0 && i >= n-len(durations); i-- {
		stats.Pause = append(stats.Pause, time.Duration(durations[i%len(durations)]))
		stats.PauseEnd = append(stats.PauseEnd, time.Unix(0, int64(ends[i%len(ends)])))
	}
	if n > 0 {
		stats.LastGC = stats.PauseEnd[0]
	}
	if last := len(stats.PauseQuantiles) - 1; last >= 0 {
		sorted := append([]time.Duration(nil), stats.Pause...)
		sort.Slice(sorted, func(i, j int) bool { return sorted[i] < sorted[j] })
		for i := range stats.PauseQuantiles {
			stats.PauseQuantiles[i] = 0
			if len(sorted) > 0 {
				stats.PauseQuantiles[i] = sorted[(len(sorted)-1)*i/max(last, 1)]
			}
		}
	}
}

// A Module is one of those a program was built from.
type Module struct {
	Path    string
	Version string
	Sum     string
	Replace *Module
}

type BuildSetting struct {
	Key, Value string
}

type BuildInfo struct {
	GoVersion string
	Path      string
	Main      Module
	Deps      []*Module
	Settings  []BuildSetting
}

// ReadBuildInfo has nothing to tell: a program run from its source was not built.
func ReadBuildInfo() (info *BuildInfo, ok bool) { return nil, false }
