// Calling functions, and making them.
//
// A frame is what a call needs: its results' slots, then its parameters' (code/program.h).
//
// SPDX-License-Identifier: MIT
package reflect

import "iter"

func newFrame(slots int) place
func (t *rtype) toSlots(slots, p place)
func (t *rtype) fromSlots(p, slots place)
func call(fn, frame place) // results are in the frame then

// made is struct ilv_made.
type made struct{ fn place }

func makeFunc(t *rtype, results, all int, handler func(*made, place), target func([]Value) []Value) place
func (m *made) parts() (t *rtype, target func([]Value) []Value)
func (m *method) closure() place

func slotsOf(n uint32, at func(int) *rtype) int {
	slots := 0
	for i := range int(n) {
		slots += int(at(i).nSlots)
	}
	return slots
}

func (v Value) Call(in []Value) []Value {
	v.must(Func, "Call")
	v.mustBeExported("Call")
	t := v.Type().rtype()
	if t.flags&flagVariadic != 0 {
		in = gathered(t, in)
	} else if len(in) < int(t.nParams) {
		panic("reflect: Call with too few input arguments")
	} else if len(in) > int(t.nParams) {
		panic("reflect: Call with too many input arguments")
	}
	return v.call("Call", t, in)
}

// gathered puts the last of in into a slice, as a call of a variadic function does.
func gathered(t *rtype, in []Value) []Value {
	n := int(t.nParams) - 1
	if len(in) < n {
		panic("reflect: Call with too few input arguments")
	}
	for _, x := range in {
		if x.Kind() == Invalid {
			panic("reflect: Call using zero Value argument")
		}
	}
	last := t.paramAt(n)
	rest := MakeSlice(last, len(in)-n, len(in)-n)
	for i, x := range in[n:] {
		if !x.typ.assignableTo(last.elem) {
			panic("reflect: cannot use " + x.typ.String() + " as type " + last.elem.String() + " in Call")
		}
		rest.Index(i).Set(x)
	}
	return append(append([]Value(nil), in[:n]...), rest)
}

func (v Value) CallSlice(in []Value) []Value {
	v.must(Func, "CallSlice")
	v.mustBeExported("CallSlice")
	t := v.Type().rtype()
	if t.flags&flagVariadic == 0 {
		panic("reflect: CallSlice of non-variadic function")
	}
	if len(in) < int(t.nParams) {
		panic("reflect: CallSlice with too few input arguments")
	}
	if len(in) > int(t.nParams) {
		panic("reflect: CallSlice with too many input arguments")
	}
	return v.call("CallSlice", t, in)
}

// callee is what to call, and the word of its receiver.
func (v Value) callee() (fn, receiver place, isMethod bool) {
	if v.flag&flagMethod == 0 {
		return *v.ptr.place(), place{}, false
	}
	m := v.method()
	if v.typ.Kind() == Interface {
		if !m.pkgPath.isNil() {
			panic("reflect: Call of unexported method")
		}
		if v.IsNil() {
			panic("reflect: Method on nil interface value")
		}
		inner := ValueOf(*v.ptr.any())
		for i := range int(inner.typ.nMethods) {
			if n := inner.typ.methodAt(i); n.id == m.id {
				return n.closure(), receiverOf(inner), true
			}
		}
	}
	return m.closure(), receiverOf(v), true
}

// receiverOf is the data word of v in an interface.
func receiverOf(v Value) place {
	i := box(v.typ, v.ptr, v.flag&flagAddr != 0)
	return *placeOf(&i).at(8).place()
}

func (v Value) call(op string, t *rtype, in []Value) []Value {
	fn, receiver, isMethod := v.callee()
	if fn.isNil() {
		panic("reflect.Value.Call: call of nil function")
	}
	for _, x := range in {
		if x.Kind() == Invalid {
			panic("reflect: " + op + " using zero Value argument")
		}
	}
	for i, x := range in {
		if to := t.paramAt(i); !x.Type().rtype().assignableTo(to) {
			panic("reflect: " + op + " using " + x.Type().String() + " as type " + to.String())
		}
	}
	results := slotsOf(t.nResults, t.resultAt)
	frame := newFrame(results + 1 + slotsOf(t.nParams, t.paramAt))
	at := frame.at(uintptr(results) * 8)
	if isMethod {
		*at.place() = receiver
		at = at.at(8)
	}
	for i, x := range in {
		x.mustBeExported("Call")
		to := t.paramAt(i)
		to.toSlots(at, x.assigned("reflect.Value.Call", to).ptr)
		at = at.at(uintptr(to.nSlots) * 8)
	}
	call(fn, frame)
	return t.resultsIn(frame)
}

func (t *rtype) resultsIn(frame place) []Value {
	out := make([]Value, t.nResults)
	for i := range out {
		result := t.resultAt(i)
		p := result.alloc(1)
		result.fromSlots(p, frame)
		out[i] = Value{result, p, 0}
		frame = frame.at(uintptr(result.nSlots) * 8)
	}
	return out
}

// --- Made functions -----------------------------------------------------------

func MakeFunc(typ Type, fn func(args []Value) (results []Value)) Value {
	if typ.Kind() != Func {
		panic("reflect: call of MakeFunc with non-Func type")
	}
	t := typ.rtype()
	results := slotsOf(t.nResults, t.resultAt)
	return ofWord(t, makeFunc(t, results, results+slotsOf(t.nParams, t.paramAt), callMade, fn), 0)
}

// callMade runs when a made function is called, whose frame that is.
func callMade(m *made, frame place) {
	t, target := m.parts()
	at := frame.at(uintptr(slotsOf(t.nResults, t.resultAt)) * 8)
	in := make([]Value, t.nParams)
	for i := range in {
		param := t.paramAt(i)
		p := param.alloc(1)
		param.fromSlots(p, at)
		in[i] = Value{param, p, 0}
		at = at.at(uintptr(param.nSlots) * 8)
	}
	out := target(in)
	if len(out) != int(t.nResults) {
		panic("reflect: wrong return count from function created by MakeFunc")
	}
	for i, x := range out {
		result := t.resultAt(i)
		if x.typ == nil {
			panic("reflect: function created by MakeFunc using closure returned zero Value")
		}
		if x.flag&flagRO != 0 {
			panic("reflect: function created by MakeFunc using closure returned value obtained from unexported field")
		}
		result.toSlots(frame, x.assigned("reflect.MakeFunc", result).ptr)
		frame = frame.at(uintptr(result.nSlots) * 8)
	}
}

// --- Methods --------------------------------------------------------------------

func (v Value) NumMethod() int {
	if v.typ == nil {
		v.misused("NumMethod")
	}
	if v.flag&flagMethod != 0 {
		return 0
	}
	return v.typ.NumMethod()
}

func (v Value) Method(i int) Value {
	if v.typ == nil {
		v.misused("Method")
	}
	at := v.typ.methodByRank(i)
	if v.flag&flagMethod != 0 || at < 0 {
		panic("reflect: Method index out of range")
	}
	return v.methodValue(at)
}

// methodValue is the method at that place of the table, bound to what v is now.
func (v Value) methodValue(at int) Value {
	if v.typ.Kind() == Interface && v.IsNil() {
		panic("reflect: Method on nil interface value")
	}
	if v.flag&flagAddr != 0 {
		v = copied(v.typ, v.ptr, v.flag&^flagAddr)
	}
	return Value{v.typ, v.ptr, sticky(v.flag) | flagMethod | flag(at)<<methodShift}
}

func (v Value) MethodByName(name string) Value {
	if v.typ == nil {
		v.misused("MethodByName")
	}
	if v.flag&flagMethod == 0 {
		if at := v.typ.methodNamed(name); at >= 0 {
			return v.methodValue(at)
		}
	}
	return Value{}
}

func (v Value) Methods() iter.Seq2[Method, Value] {
	return func(yield func(Method, Value) bool) {
		for i := range v.NumMethod() {
			if !yield(v.typ.Method(i), v.Method(i)) {
				return
			}
		}
	}
}

// method is the one a method value is of.
func (v Value) method() *method { return v.typ.methodAt(int(v.flag >> methodShift)) }

// bound is a method value as a function.
func (v Value) bound(op string) Value {
	t := v.method().typ
	v.callee() // panics now if it must
	f := MakeFunc(t, func(in []Value) []Value {
		return v.call("Call", t, in)
	})
	f.flag = v.flag & flagRO
	return f
}

// methodFunc is the method as a function whose first parameter is the receiver.
func (t *rtype) methodFunc(m *method, at int) (Type, Value) {
	in := []*rtype{t}
	for i := range int(m.typ.nParams) {
		in = append(in, m.typ.paramAt(i))
	}
	var out []*rtype
	for i := range int(m.typ.nResults) {
		out = append(out, m.typ.resultAt(i))
	}
	f := funcType(in, out, m.typ.flags&flagVariadic != 0)
	return f, MakeFunc(f, func(args []Value) []Value {
		return args[0].methodValue(at).call("Call", m.typ, args[1:])
	})
}
