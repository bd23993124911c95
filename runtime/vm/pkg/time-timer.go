// What waits.
//
// SPDX-License-Identifier: MIT
package time

// A Timer is known to C by its handle, which holds the scheduler's timer.
type handle struct {
	room [2]uintptr
}

// newHandle makes a timer that sends Times of a place on c, or starts f in a
// goroutine of its own.
func newHandle(c chan Time, f func(), loc *Location) *handle

// set lets the timer fire after d, and then each period; it answers whether it
// was set before. Values sent earlier are forgotten. So does stop.
func (h *handle) set(d, period Duration) bool
func (h *handle) stop() bool

func Sleep(d Duration)

type Timer struct {
	C <-chan Time
	h *handle
}

func NewTimer(d Duration) *Timer {
	c := make(chan Time, 1)
	t := &Timer{C: c, h: newHandle(c, nil, Local)}
	t.h.set(d, 0)
	return t
}

func AfterFunc(d Duration, f func()) *Timer {
	t := &Timer{h: newHandle(nil, f, nil)}
	t.h.set(d, 0)
	return t
}

func After(d Duration) <-chan Time { return NewTimer(d).C }

func (t *Timer) Stop() bool {
	if t.h == nil {
		panic("time: Stop called on uninitialized Timer")
	}
	return t.h.stop()
}

func (t *Timer) Reset(d Duration) bool {
	if t.h == nil {
		panic("time: Reset called on uninitialized Timer")
	}
	return t.h.set(d, 0)
}

type Ticker struct {
	C <-chan Time
	h *handle
}

func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	c := make(chan Time, 1)
	t := &Ticker{C: c, h: newHandle(c, nil, Local)}
	t.h.set(d, d)
	return t
}

func (t *Ticker) Stop() {
	if t.h != nil {
		t.h.stop()
	}
}

func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if t.h == nil {
		panic("time: Reset called on uninitialized Ticker")
	}
	t.h.set(d, d)
}

func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}
