// Package sync waits for other goroutines and keeps them apart.
//
// The objects are the scheduler's (sched/sync.h): their waiting is seen in the
// trace. Their sizes are part of that contract.
//
// SPDX-License-Identifier: MIT
package sync

import "sync/atomic"

// A Locker can be locked and unlocked.
type Locker interface {
	Lock()
	Unlock()
}

// A Mutex is held by one goroutine at a time. The zero value is unlocked.
type Mutex struct {
	state, holder, id, seq uint32
}

func (m *Mutex) Lock()
func (m *Mutex) TryLock() bool
func (m *Mutex) Unlock()

// An RWMutex is held by one writer or any number of readers.
type RWMutex struct {
	readers, holder, id, seq uint32
	reserved                 [2]uint64
}

func (rw *RWMutex) Lock()
func (rw *RWMutex) TryLock() bool
func (rw *RWMutex) Unlock()
func (rw *RWMutex) RLock()
func (rw *RWMutex) TryRLock() bool
func (rw *RWMutex) RUnlock()

type rlocker RWMutex

func (r *rlocker) Lock()   { (*RWMutex)(r).RLock() }
func (r *rlocker) Unlock() { (*RWMutex)(r).RUnlock() }

func (rw *RWMutex) RLocker() Locker { return (*rlocker)(rw) }

// A WaitGroup waits until its counter is 0.
type WaitGroup struct {
	counter           int32
	reserved, id, seq uint32
}

func (wg *WaitGroup) Add(delta int)
func (wg *WaitGroup) Done()
func (wg *WaitGroup) Wait()

// Go calls f in a new goroutine, which counts until f returns.
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	wg.start(func() {
		defer wg.Done()
		f()
	}, f)
}

// start is go body(), but for viewers the new goroutine is called as f is.
func (wg *WaitGroup) start(body, f func())

// Once does something once. What its lock is for, viewers are told.
type Once struct {
	done atomic.Uint32
	m    once
}

type once struct {
	Mutex
}

// tell gives the lock its number in the trace.
func (m *once) tell()

func (o *Once) Do(f func()) {
	if o.done.Load() == 0 {
		o.first(f)
	}
}

func (o *Once) first(f func()) {
	o.m.tell()
	o.m.Lock()
	defer o.m.Unlock()
	if o.done.Load() == 0 {
		defer o.done.Store(1)
		f()
	}
}

// OnceFunc gives a function that calls f the first time it is called. If f
// panics, each call panics with the same value.
func OnceFunc(f func()) func() {
	var once Once
	var value any
	finished := false
	first := func() {
		defer func() {
			f = nil
			value = recover()
			if !finished {
				panic(value)
			}
		}()
		f()
		finished = true
	}
	return func() {
		once.Do(first)
		if !finished {
			panic(value)
		}
	}
}

type cond struct {
	next, notified, id, seq uint32
}

func (c *cond) ticket() uint32
func (c *cond) wait(ticket uint32)
func (c *cond) signal(all bool)

// A Cond lets goroutines wait until another says that something may have changed.
type Cond struct {
	L    Locker
	c    cond
	self atomic.Uintptr // its address: a copy has another one
}

func NewCond(l Locker) *Cond { return &Cond{L: l} }

func (c *Cond) address() uintptr

func (c *Cond) check() {
	here := c.address()
	if c.self.Load() != here && !c.self.CompareAndSwap(0, here) && c.self.Load() != here {
		panic("sync.Cond is copied")
	}
}

func (c *Cond) Wait() {
	c.check()
	// The ticket is drawn while the lock is held: no signal after that is missed.
	ticket := c.c.ticket()
	c.L.Unlock()
	c.c.wait(ticket)
	c.L.Lock()
}

func (c *Cond) Signal() {
	c.check()
	c.c.signal(false)
}

func (c *Cond) Broadcast() {
	c.check()
	c.c.signal(true)
}

// A Pool keeps values for later use.
type Pool struct {
	guard guard
	items []any

	New func() any
}

// A guard is held only inside natives, and for an instant: nobody is seen
// waiting for it.
type guard struct {
	word uint64
}

func (p *Pool) put(x any)
func (p *Pool) take() (x any, ok bool)

func (p *Pool) Put(x any) {
	if x != nil {
		p.put(x)
	}
}

func (p *Pool) Get() any {
	if x, ok := p.take(); ok {
		return x
	}
	if p.New != nil {
		return p.New()
	}
	return nil
}

// A Map is a map that goroutines may use at once.
type Map struct {
	guard guard
	table map[any]any
}

// What to do with an entry, in one step.
const (
	opLoad = iota
	opStore
	opLoadOrStore
	opDelete
)

// do answers with the value there was. empty is a nil map[any]any, for its type.
func (m *Map) do(op int, key, value, empty any) (old any, ok bool)

// exchange replaces (or, with erase, deletes) the value if it equals old.
func (m *Map) exchange(key, old, new any, erase bool) bool

// keys are those of this moment.
func (m *Map) keys() []any

func (m *Map) Clear()

var empty map[any]any

func (m *Map) Load(key any) (value any, ok bool) { return m.do(opLoad, key, nil, empty) }

func (m *Map) Store(key, value any) { m.do(opStore, key, value, empty) }

func (m *Map) LoadOrStore(key, value any) (actual any, loaded bool) {
	actual, loaded = m.do(opLoadOrStore, key, value, empty)
	if !loaded {
		actual = value
	}
	return actual, loaded
}

func (m *Map) LoadAndDelete(key any) (value any, loaded bool) {
	return m.do(opDelete, key, nil, empty)
}

func (m *Map) Delete(key any) { m.do(opDelete, key, nil, empty) }

func (m *Map) Swap(key, value any) (previous any, loaded bool) {
	return m.do(opStore, key, value, empty)
}

func (m *Map) CompareAndSwap(key, old, new any) bool { return m.exchange(key, old, new, false) }
func (m *Map) CompareAndDelete(key, old any) bool    { return m.exchange(key, old, nil, true) }

func (m *Map) Range(f func(key, value any) bool) {
	for _, key := range m.keys() {
		if value, ok := m.Load(key); ok && !f(key, value) {
			return
		}
	}
}

// OnceValue gives a function that calls f once and then gives its result again.
// If f panics, each call panics with the same value.
func OnceValue[T any](f func() T) func() T {
	var result T
	once := OnceFunc(func() { result = f() })
	return func() T {
		once()
		return result
	}
}

func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	var r1 T1
	var r2 T2
	once := OnceFunc(func() { r1, r2 = f() })
	return func() (T1, T2) {
		once()
		return r1, r2
	}
}
