// Package trace has the program say what it does, in the trace of its run.
//
// SPDX-License-Identifier: MIT
package trace

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync/atomic"
)

// traced tells whether somebody watches this run.
func traced() bool

func say(category, message string)

// mark writes that a task or region called name begins or ends.
func mark(isTask, begins bool, task uint32, name string)

var started atomic.Bool

// Start writes nothing to w: the trace is the one that the viewer gets.
func Start(w io.Writer) error {
	if !started.CompareAndSwap(false, true) {
		return errors.New("trace is already started")
	}
	return nil
}

func Stop() { started.Store(false) }

// IsEnabled tells whether it is worth the while to say anything.
func IsEnabled() bool { return started.Load() || traced() }

// A Task is something that many goroutines may have a part in.
type Task struct {
	id   uint32
	name string
}

type taskKey struct{}

var lastTask atomic.Uint32

func taskOf(ctx context.Context) uint32 {
	if task, ok := ctx.Value(taskKey{}).(*Task); ok {
		return task.id
	}
	return 0
}

func NewTask(pctx context.Context, taskType string) (ctx context.Context, task *Task) {
	task = &Task{lastTask.Add(1), taskType}
	mark(true, true, task.id, taskType)
	return context.WithValue(pctx, taskKey{}, task), task
}

func (t *Task) End() { mark(true, false, t.id, t.name) }

func Log(ctx context.Context, category, message string) { say(category, message) }

func Logf(ctx context.Context, category, format string, args ...any) {
	if IsEnabled() {
		say(category, fmt.Sprintf(format, args...))
	}
}

// A Region is a stretch of one goroutine's work.
type Region struct {
	task uint32
	name string
}

func StartRegion(ctx context.Context, regionType string) *Region {
	r := &Region{taskOf(ctx), regionType}
	mark(false, true, r.task, r.name)
	return r
}

func (r *Region) End() { mark(false, false, r.task, r.name) }

func WithRegion(ctx context.Context, regionType string, fn func()) {
	defer StartRegion(ctx, regionType).End()
	fn()
}
