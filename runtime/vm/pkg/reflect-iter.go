// Ranging over values.
//
// SPDX-License-Identifier: MIT
package reflect

import "iter"

func (t *rtype) CanSeq() bool {
	switch k := t.Kind(); k {
	case Array, Slice, Chan, String, Map:
		return true
	case Func:
		return t.isSeq(1)
	case Pointer:
		return t.elem.Kind() == Array
	default:
		return isIn(k, Int, Uintptr)
	}
}

func (t *rtype) CanSeq2() bool {
	switch t.Kind() {
	case Array, Slice, String, Map:
		return true
	case Func:
		return t.isSeq(2)
	case Pointer:
		return t.elem.Kind() == Array
	}
	return false
}

// isSeq: func (yield func (…n) bool).
func (t *rtype) isSeq(n int) bool {
	if t.nParams != 1 || t.nResults != 0 {
		return false
	}
	y := t.paramAt(0)
	return y.Kind() == Func && int(y.nParams) == n && y.nResults == 1 && y.resultAt(0).Kind() == Bool
}

func (v Value) Seq() iter.Seq[Value] {
	switch k := v.Kind(); {
	case k == Func && v.Type().CanSeq():
		return func(yield func(Value) bool) {
			f := MakeFunc(v.Type().In(0), func(in []Value) []Value {
				return []Value{ValueOf(yield(in[0])).Convert(v.Type().In(0).Out(0))}
			})
			v.Call([]Value{f})
		}
	case k == Chan && v.typ.CanSeq():
		return func(yield func(Value) bool) {
			for x, ok := v.Recv(); ok; x, ok = v.Recv() {
				if !yield(x) {
					return
				}
			}
		}
	case isIn(k, Int, Uintptr):
		return v.countTo()
	case k == Array || k == Slice || k == String || k == Map || k == Pointer && v.typ.elem.Kind() == Array:
		return func(yield func(Value) bool) {
			for i := range v.Seq2() {
				if !yield(i) {
					return
				}
			}
		}
	}
	panic("reflect: " + v.Type().String() + " cannot produce iter.Seq[Value]")
}

// countTo gives 0, 1 … of v's type.
func (v Value) countTo() iter.Seq[Value] {
	return func(yield func(Value) bool) {
		word := v.typ.load(v.ptr)
		for i := uint64(0); v.CanInt() && int64(i) < int64(word) || v.CanUint() && i < word; i++ {
			if !yield(v.made(v.typ, i)) {
				return
			}
		}
	}
}

func (v Value) Seq2() iter.Seq2[Value, Value] {
	switch k := v.Kind(); {
	case k == Func && v.Type().CanSeq2():
		return func(yield func(Value, Value) bool) {
			f := MakeFunc(v.Type().In(0), func(in []Value) []Value {
				return []Value{ValueOf(yield(in[0], in[1])).Convert(v.Type().In(0).Out(0))}
			})
			v.Call([]Value{f})
		}
	case k == Pointer && v.typ.elem.Kind() == Array:
		return v.Elem().Seq2()
	case k == Array || k == Slice:
		return func(yield func(Value, Value) bool) {
			for i := range v.Len() {
				if !yield(ValueOf(i), v.Index(i)) {
					return
				}
			}
		}
	case k == String:
		return func(yield func(Value, Value) bool) {
			for i, c := range v.String() {
				if !yield(ValueOf(i), ValueOf(c)) {
					return
				}
			}
		}
	case k == Map:
		return func(yield func(Value, Value) bool) {
			for it := v.MapRange(); it.Next(); {
				if !yield(it.Key(), it.Value()) {
					return
				}
			}
		}
	}
	panic("reflect: " + v.Type().String() + " cannot produce iter.Seq2[Value, Value]")
}
