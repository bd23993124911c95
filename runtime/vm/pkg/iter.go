// Package iter names the functions that range goes over.
//
// SPDX-License-Identifier: MIT
package iter

type (
	Seq[V any]     func(yield func(V) bool)
	Seq2[K, V any] func(yield func(K, V) bool)
)

// A puller runs a function over which somebody ranges one value at a time, in a
// goroutine of its own that runs only while it is asked. Values travel in the
// variables of Pull; the channels hand over the turn.
type puller struct {
	ask, answer chan struct{}
	isStarted   bool
	isDone      bool
	isStopped   bool // the function is told to end
	isBusy      bool
	didPanic    bool
	panicked    any
}

// run is the goroutine; body is the range loop.
func (p *puller) run(body func()) {
	finished := false
	defer func() {
		if !finished {
			p.panicked = recover()
			p.didPanic = true
		}
		p.isDone = true
		p.answer <- struct{}{}
	}()
	<-p.ask
	if !p.isStopped {
		body()
	}
	finished = true
}

// turn lets the function go on to its next value or its end.
func (p *puller) turn(body func()) {
	if p.isBusy {
		panic("iter: next or stop called again before the last call returned")
	}
	p.isBusy = true
	if !p.isStarted {
		p.isStarted = true
		p.ask, p.answer = make(chan struct{}), make(chan struct{})
		go p.run(body)
	}
	p.ask <- struct{}{}
	<-p.answer
	p.isBusy = false
	if p.didPanic {
		p.didPanic = false
		panic(p.panicked)
	}
}

// yielded hands a value over; it answers whether more are wanted.
func (p *puller) yielded() bool {
	p.answer <- struct{}{}
	<-p.ask
	return !p.isStopped
}

func (p *puller) stop(body func()) {
	if p.isDone {
		return
	}
	p.isStopped = true
	if !p.isStarted {
		p.isDone = true
		return
	}
	p.turn(body)
}

// Pull makes of a function over which one can range another that gives its
// values one by one.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	var p puller
	var value V
	var ok bool
	body := func() {
		seq(func(v V) bool {
			value, ok = v, true
			return p.yielded()
		})
	}
	next = func() (v V, found bool) {
		if p.isDone {
			return v, false
		}
		var zero V
		value, ok = zero, false
		p.turn(body)
		v, found = value, ok
		value = zero
		return v, found
	}
	return next, func() { p.stop(body) }
}

type pair[K, V any] struct {
	k K
	v V
}

// Pull2 is Pull for pairs.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	one, stop := Pull(Seq[pair[K, V]](func(yield func(pair[K, V]) bool) {
		seq(func(k K, v V) bool { return yield(pair[K, V]{k, v}) })
	}))
	return func() (K, V, bool) {
		p, ok := one()
		return p.k, p.v, ok
	}, stop
}
