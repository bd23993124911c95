// Package context tells goroutines that their work is no longer wanted.
//
// SPDX-License-Identifier: MIT
package context

import (
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"
	"time"
)

type Context interface {
	Deadline() (deadline time.Time, ok bool)
	Done() <-chan struct{}
	Err() error
	Value(key any) any
}

type (
	CancelFunc      func()
	CancelCauseFunc func(cause error)
)

var Canceled = errors.New("context canceled")

type deadlineExceeded struct{}

func (deadlineExceeded) Error() string   { return "context deadline exceeded" }
func (deadlineExceeded) Timeout() bool   { return true }
func (deadlineExceeded) Temporary() bool { return true }

var DeadlineExceeded error = deadlineExceeded{}

// root is a context that is never done.
type root struct {
	name string
}

func (*root) Deadline() (deadline time.Time, ok bool) { return }
func (*root) Done() <-chan struct{}                   { return nil }
func (*root) Err() error                              { return nil }
func (*root) Value(key any) any                       { return nil }
func (r *root) String() string                        { return r.name }

var (
	background = &root{"context.Background"}
	todo       = &root{"context.TODO"}
)

func Background() Context { return background }
func TODO() Context       { return todo }

// A guard is held for a few assignments only. It is no Mutex, so that the
// waiting that programs see is their own.
type guard struct {
	held atomic.Bool
}

func (g *guard) lock() {
	for !g.held.CompareAndSwap(false, true) {
		runtime.Gosched()
	}
}

func (g *guard) unlock() { g.held.Store(false) }

// A canceler is a context that can end. Its done channel is closed once, after
// err and cause were set. Whoever sees it over reads these two without the guard,
// as they change no more: many wake together when it ends, and would queue up here.
type canceler struct {
	Context // its parent
	done    chan struct{}
	over    atomic.Bool

	guard    guard
	err      error
	cause    error
	children map[*canceler]bool
	unhook   func() bool // from a parent of another kind

	deadline time.Time
	timer    *time.Timer
}

// ownKey is what a canceler's Value answers with itself.
var ownKey int

func (c *canceler) Done() <-chan struct{} { return c.done }

func (c *canceler) Err() error {
	if !c.over.Load() {
		return nil
	}
	return c.err
}

func (c *canceler) Value(key any) any {
	if key == &ownKey {
		return c
	}
	return c.Context.Value(key)
}

func (c *canceler) Deadline() (deadline time.Time, ok bool) {
	if c.deadline.IsZero() {
		return c.Context.Deadline()
	}
	return c.deadline, true
}

func name(c Context) string {
	if s, ok := c.(interface{ String() string }); ok {
		return s.String()
	}
	return fmt.Sprintf("%T", c)
}

func (c *canceler) String() string {
	if c.deadline.IsZero() {
		return name(c.Context) + ".WithCancel"
	}
	return name(c.Context) + ".WithDeadline(" + c.deadline.String() + " [" +
		time.Until(c.deadline).String() + "])"
}

// cancel ends c and all below it. The first one counts.
func (c *canceler) cancel(err, cause error) {
	if cause == nil {
		cause = err
	}
	c.guard.lock()
	if c.err != nil {
		c.guard.unlock()
		return
	}
	c.err, c.cause = err, cause
	c.over.Store(true)
	children, timer := c.children, c.timer
	c.children = nil
	close(c.done)
	c.guard.unlock()
	for child := range children {
		child.cancel(err, cause)
	}
	if timer != nil {
		timer.Stop()
	}
}

// leave is called when c was cancelled by itself: nobody above needs to know it.
func (c *canceler) leave() {
	if parent, ok := c.Context.Value(&ownKey).(*canceler); ok {
		parent.guard.lock()
		delete(parent.children, c)
		parent.guard.unlock()
	}
	if c.unhook != nil {
		c.unhook()
	}
}

// follow lets c end when its parent does.
func (c *canceler) follow() {
	parent := c.Context
	done := parent.Done()
	if done == nil {
		return
	}
	derive(c.done, done)
	select {
	case <-done:
		c.cancel(parent.Err(), Cause(parent))
		return
	default:
	}
	if p, ok := parent.Value(&ownKey).(*canceler); ok && p.done == done {
		p.guard.lock()
		if p.err == nil {
			if p.children == nil {
				p.children = make(map[*canceler]bool)
			}
			p.children[c] = true
			p.guard.unlock()
			return
		}
		err, cause := p.err, p.cause
		p.guard.unlock()
		c.cancel(err, cause)
		return
	}
	if p, ok := parent.(interface{ AfterFunc(func()) func() bool }); ok {
		c.unhook = p.AfterFunc(func() { c.cancel(parent.Err(), Cause(parent)) })
		return
	}
	go func() {
		select {
		case <-done:
			c.cancel(parent.Err(), Cause(parent))
		case <-c.done:
		}
	}()
}

// newDone makes a channel that viewers know as that of a context.
func newDone() chan struct{}

// derive tells them that it is derived from the one whose channel is parent.
func derive(done chan struct{}, parent <-chan struct{})

// expire tells them that the timer ends it.
func expire(done chan struct{}, timer *time.Timer)

func newCanceler(parent Context) *canceler {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	return &canceler{Context: parent, done: newDone()}
}

func WithCancel(parent Context) (ctx Context, cancel CancelFunc) {
	c := newCanceler(parent)
	c.follow()
	return c, func() {
		c.cancel(Canceled, nil)
		c.leave()
	}
}

func WithCancelCause(parent Context) (ctx Context, cancel CancelCauseFunc) {
	c := newCanceler(parent)
	c.follow()
	return c, func(cause error) {
		c.cancel(Canceled, cause)
		c.leave()
	}
}

func Cause(c Context) error {
	if cc, ok := c.Value(&ownKey).(*canceler); ok {
		if !cc.over.Load() {
			return nil
		}
		return cc.cause
	}
	return c.Err()
}

func WithDeadlineCause(parent Context, d time.Time, cause error) (Context, CancelFunc) {
	c := newCanceler(parent)
	if cur, ok := parent.Deadline(); !ok || d.Before(cur) {
		c.deadline = d
	}
	c.follow()
	left := time.Until(d)
	switch {
	case c.deadline.IsZero():
	case left <= 0:
		c.cancel(DeadlineExceeded, cause)
		c.leave()
	default:
		c.guard.lock()
		if c.err == nil {
			c.timer = time.AfterFunc(left, func() {
				c.cancel(DeadlineExceeded, cause)
				c.leave()
			})
			expire(c.done, c.timer)
		}
		c.guard.unlock()
	}
	return c, func() {
		c.cancel(Canceled, nil)
		c.leave()
	}
}

func WithDeadline(parent Context, d time.Time) (Context, CancelFunc) {
	return WithDeadlineCause(parent, d, nil)
}

func WithTimeout(parent Context, timeout time.Duration) (Context, CancelFunc) {
	return WithDeadlineCause(parent, time.Now().Add(timeout), nil)
}

func WithTimeoutCause(parent Context, timeout time.Duration, cause error) (Context, CancelFunc) {
	return WithDeadlineCause(parent, time.Now().Add(timeout), cause)
}

// AfterFunc calls f in a goroutine of its own once ctx is done, unless stop is
// called first.
func AfterFunc(ctx Context, f func()) (stop func() bool) {
	done, stopped := ctx.Done(), make(chan struct{})
	var decided atomic.Bool
	go func() {
		select {
		case <-done:
			if decided.CompareAndSwap(false, true) {
				f()
			}
		case <-stopped:
		}
	}()
	return func() bool {
		if !decided.CompareAndSwap(false, true) {
			return false
		}
		close(stopped)
		return true
	}
}

type valueContext struct {
	Context
	key, val any
}

func (c *valueContext) Value(key any) any {
	if c.key == key {
		return c.val
	}
	return c.Context.Value(key)
}

func (c *valueContext) String() string {
	return name(c.Context) + ".WithValue(" + describe(c.key) + ", " + describe(c.val) + ")"
}

func describe(v any) string {
	switch s := v.(type) {
	case interface{ String() string }:
		return s.String()
	case string:
		return s
	case nil:
		return "<nil>"
	}
	return fmt.Sprintf("%T", v)
}

// comparable says whether v may be compared with ==.
func comparable(v any) bool

func WithValue(parent Context, key, val any) Context {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	if key == nil {
		panic("nil key")
	}
	if !comparable(key) {
		panic("key is not comparable")
	}
	return &valueContext{parent, key, val}
}

type withoutCancel struct {
	c Context
}

func (withoutCancel) Deadline() (deadline time.Time, ok bool) { return }
func (withoutCancel) Done() <-chan struct{}                   { return nil }
func (withoutCancel) Err() error                              { return nil }
func (c withoutCancel) String() string                        { return name(c.c) + ".WithoutCancel" }

func (c withoutCancel) Value(key any) any {
	if key == &ownKey {
		return nil
	}
	return c.c.Value(key)
}

func WithoutCancel(parent Context) Context {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	return withoutCancel{parent}
}
