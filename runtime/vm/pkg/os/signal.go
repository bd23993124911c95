// SPDX-License-Identifier: MIT

// Package signal hands the signals that the system sends to channels.
//
// One goroutine receives them all; it is started when somebody first asks.
package signal

import (
	"context"
	"os"
	"sync"
	"syscall"
)

// What becomes of a signal.
const (
	byDefault = iota
	ignored
	caught
)

func open()
func receive() int
func dispose(signal, how int)
func isIgnored(signal int) bool

const nSignals = 65

// The signals somebody wants.
type set [nSignals]bool

var (
	mu       sync.Mutex
	isOpen   bool
	wanted   = map[chan<- os.Signal]*set{}
	nWanting [nSignals]int // channels for each signal
)

func numberOf(sig os.Signal) int {
	s, ok := sig.(syscall.Signal)
	if !ok || s < 0 || s >= nSignals {
		return -1
	}
	return int(s)
}

// Calls f for all signals, or for those of sigs.
func each(sigs []os.Signal, f func(n int)) {
	if len(sigs) == 0 {
		for n := 1; n < nSignals; n++ {
			f(n)
		}
	}
	for _, sig := range sigs {
		if n := numberOf(sig); n > 0 {
			f(n)
		}
	}
}

func loop() {
	for {
		n := receive()
		mu.Lock()
		for c, set := range wanted {
			if set[n] {
				select {
				case c <- syscall.Signal(n):
				default: // nobody waits for a reader
				}
			}
		}
		mu.Unlock()
	}
}

// Notify has c receive the signals named, or all. A signal for which c has no room is lost
// to it.
func Notify(c chan<- os.Signal, sig ...os.Signal) {
	if c == nil {
		panic("os/signal: Notify using nil channel")
	}
	mu.Lock()
	defer mu.Unlock()
	if !isOpen {
		isOpen = true
		open()
		go loop()
	}
	mine := wanted[c]
	if mine == nil {
		mine = new(set)
		wanted[c] = mine
	}
	each(sig, func(n int) {
		if mine[n] {
			return
		}
		mine[n] = true
		if nWanting[n]++; nWanting[n] == 1 {
			dispose(n, caught)
		}
	})
}

func forget(c chan<- os.Signal, mine *set, n, how int) {
	if !mine[n] {
		return
	}
	mine[n] = false
	if nWanting[n]--; nWanting[n] == 0 {
		dispose(n, how)
	}
}

// Stop has c receive nothing more.
func Stop(c chan<- os.Signal) {
	mu.Lock()
	defer mu.Unlock()
	if mine := wanted[c]; mine != nil {
		for n := range mine {
			forget(c, mine, n, byDefault)
		}
		delete(wanted, c)
	}
}

func forgetAll(sig []os.Signal, how int) {
	mu.Lock()
	defer mu.Unlock()
	each(sig, func(n int) {
		for c, mine := range wanted {
			forget(c, mine, n, how)
		}
		dispose(n, how)
	})
}

// Ignore has the signals named, or all, do nothing.
func Ignore(sig ...os.Signal) { forgetAll(sig, ignored) }

// Reset undoes Notify and Ignore for the signals named, or all.
func Reset(sig ...os.Signal) { forgetAll(sig, byDefault) }

func Ignored(sig os.Signal) bool {
	n := numberOf(sig)
	return n > 0 && isIgnored(n)
}

type notifyContext struct {
	context.Context
	cancel  context.CancelCauseFunc
	signals []os.Signal
	channel chan os.Signal
}

type received string

func (r received) Error() string { return string(r) }

// NotifyContext gives a context that one of the signals cancels.
func NotifyContext(parent context.Context, signals ...os.Signal) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(parent)
	c := &notifyContext{ctx, cancel, append([]os.Signal(nil), signals...), make(chan os.Signal, 1)}
	Notify(c.channel, c.signals...)
	if ctx.Err() == nil {
		go func() {
			select {
			case sig := <-c.channel:
				c.cancel(received(sig.String() + " signal received"))
			case <-c.Done():
			}
		}()
	}
	return c, c.stop
}

func (c *notifyContext) stop() {
	c.cancel(nil)
	Stop(c.channel)
}

func (c *notifyContext) String() string {
	text := "signal.NotifyContext(" + nameOf(c.Context)
	if len(c.signals) > 0 {
		text += ", ["
		for i, sig := range c.signals {
			if i > 0 {
				text += " "
			}
			text += sig.String()
		}
		text += "]"
	}
	return text + ")"
}

// The parent's name: ours is a context with a cause around it.
func nameOf(ctx context.Context) string {
	name := "context"
	if s, ok := ctx.(interface{ String() string }); ok {
		name = s.String()
	}
	const ending = ".WithCancel"
	if n := len(name) - len(ending); n > 0 && name[n:] == ending {
		name = name[:n]
	}
	return name
}
