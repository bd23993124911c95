// Channels and select.
//
// SPDX-License-Identifier: MIT
package reflect

func chanMake(t *rtype, n int) place
func chanLen(c place) int
func chanCap(c place) int
func chanClose(c place)
func chanSend(c, elem place, wait bool) (sent bool)
func chanRecv(c, elem place, wait bool) (received, ok bool)

// selectCase is struct ilv_select_case; the last is the scheduler's.
type selectCase struct {
	c, elem place
	send    bool
	waiter  [6]place
}

func choose(cases []selectCase, wait bool) (chosen int, ok bool)

func MakeChan(typ Type, buffer int) Value {
	switch {
	case typ.Kind() != Chan:
		panic("reflect.MakeChan of non-chan type")
	case buffer < 0:
		panic("reflect.MakeChan: negative buffer size")
	case typ.ChanDir() != BothDir:
		panic("reflect.MakeChan: unidirectional channel type")
	}
	t := typ.rtype()
	return ofWord(t, chanMake(t, buffer), 0)
}

func (v Value) Close() {
	v.must(Chan, "Close")
	v.mustBeExported("Close")
	if ChanDir(v.typ.chanDir)&SendDir == 0 {
		panic("reflect: close of receive-only channel")
	}
	chanClose(*v.ptr.place())
}

func (v Value) send(x Value, wait bool) bool {
	if ChanDir(v.typ.chanDir)&SendDir == 0 {
		panic("reflect: send on recv-only channel")
	}
	x.mustBeExported("Send")
	x = x.assigned("reflect.Value.Send", v.typ.elem)
	return chanSend(*v.ptr.place(), x.ptr, wait)
}

func (v Value) Send(x Value) {
	v.must(Chan, "Send")
	v.mustBeExported("Send")
	v.send(x, true)
}

func (v Value) TrySend(x Value) bool {
	v.must(Chan, "TrySend")
	v.mustBeExported("TrySend")
	return v.send(x, false)
}

func (v Value) recv(wait bool) (Value, bool) {
	if ChanDir(v.typ.chanDir)&RecvDir == 0 {
		panic("reflect: recv on send-only channel")
	}
	elem := v.typ.elem
	p := elem.alloc(1)
	received, ok := chanRecv(*v.ptr.place(), p, wait)
	if !received {
		return Value{}, false
	}
	return Value{elem, p, 0}, ok
}

func (v Value) Recv() (x Value, ok bool) {
	v.must(Chan, "Recv")
	v.mustBeExported("Recv")
	return v.recv(true)
}

func (v Value) TryRecv() (x Value, ok bool) {
	v.must(Chan, "TryRecv")
	v.mustBeExported("TryRecv")
	return v.recv(false)
}

type SelectDir int

const (
	_ SelectDir = iota
	SelectSend
	SelectRecv
	SelectDefault
)

type SelectCase struct {
	Dir  SelectDir
	Chan Value
	Send Value
}

func Select(cases []SelectCase) (chosen int, recv Value, recvOK bool) {
	if len(cases) > 65535 { // chan.h: ilv_select_begin
		panic("reflect.Select: too many cases (max 65535)")
	}
	real := make([]selectCase, 0, len(cases))
	index := make([]int, 0, len(cases)) // of real, in cases
	byDefault := -1
	for i, c := range cases {
		if c.Dir == SelectDefault {
			if byDefault >= 0 {
				panic("reflect.Select: multiple default cases")
			}
			byDefault = i
			if c.Chan.IsValid() {
				panic("reflect.Select: default case has Chan value")
			}
			if c.Send.IsValid() {
				panic("reflect.Select: default case has Send value")
			}
			continue
		}
		real = append(real, c.prepared())
		index = append(index, i)
	}
	n, ok := choose(real, byDefault < 0)
	if n < 0 {
		return byDefault, Value{}, false
	}
	chosen = index[n]
	if c := cases[chosen]; c.Dir == SelectRecv {
		return chosen, Value{c.Chan.typ.elem, real[n].elem, 0}, ok
	}
	return chosen, Value{}, false
}

func (c SelectCase) prepared() selectCase {
	switch c.Dir {
	case SelectSend:
		if !c.Chan.IsValid() {
			return selectCase{send: true}
		}
		c.Chan.must(Chan, "Select")
		c.Chan.mustBeExported("Select")
		if ChanDir(c.Chan.typ.chanDir)&SendDir == 0 {
			panic("reflect.Select: SendDir case using recv-only channel")
		}
		if !c.Send.IsValid() {
			panic("reflect.Select: SendDir case missing Send value")
		}
		c.Send.mustBeExported("Select")
		x := c.Send.assigned("reflect.Select", c.Chan.typ.elem)
		return selectCase{c: *c.Chan.ptr.place(), elem: x.ptr, send: true}
	case SelectRecv:
		if c.Send.IsValid() {
			panic("reflect.Select: RecvDir case has Send value")
		}
		if !c.Chan.IsValid() {
			return selectCase{}
		}
		c.Chan.must(Chan, "Select")
		c.Chan.mustBeExported("Select")
		if ChanDir(c.Chan.typ.chanDir)&RecvDir == 0 {
			panic("reflect.Select: RecvDir case using send-only channel")
		}
		return selectCase{c: *c.Chan.ptr.place(), elem: c.Chan.typ.elem.alloc(1)}
	}
	panic("reflect.Select: invalid Dir")
}
