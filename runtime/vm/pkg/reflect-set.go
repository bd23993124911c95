// Changing variables through their values.
//
// SPDX-License-Identifier: MIT
package reflect

import "math"

// assigned is v as a value of type t, for an assignment.
func (v Value) assigned(context string, t *rtype) Value {
	if v.flag&flagMethod != 0 {
		v = v.bound(context)
	}
	switch {
	case v.typ == t:
		return v
	case t.Kind() == Interface && v.typ.implements(t):
		p := t.alloc(1)
		*p.any() = v.contents()
		return Value{t, p, v.flag & flagRO}
	case v.typ.assignableTo(t):
		return Value{t, v.ptr, v.flag}
	}
	panic(context + ": value of type " + v.typ.String() + " is not assignable to type " + t.String())
}

func (v Value) Set(x Value) {
	v.mustBeAssignable("Set")
	x.mustBeExported("Set")
	v.typ.move(v.ptr, x.assigned("reflect.Set", v.typ).ptr)
}

func (v Value) SetZero() {
	v.mustBeAssignable("SetZero")
	v.ptr.clear(v.typ.size)
}

func (v Value) SetBool(x bool) {
	v.mustBeAssignable("SetBool")
	v.must(Bool, "SetBool")
	if x {
		v.typ.store(v.ptr, 1)
	} else {
		v.typ.store(v.ptr, 0)
	}
}

func (v Value) SetInt(x int64) {
	v.mustBeAssignable("SetInt")
	if !v.CanInt() {
		v.misused("SetInt")
	}
	v.typ.store(v.ptr, uint64(x))
}

func (v Value) SetUint(x uint64) {
	v.mustBeAssignable("SetUint")
	if !v.CanUint() {
		v.misused("SetUint")
	}
	v.typ.store(v.ptr, x)
}

func (v Value) SetFloat(x float64) {
	v.mustBeAssignable("SetFloat")
	switch v.Kind() {
	case Float32:
		v.typ.store(v.ptr, uint64(math.Float32bits(float32(x))))
	case Float64:
		v.typ.store(v.ptr, math.Float64bits(x))
	default:
		v.misused("SetFloat")
	}
}

func (v Value) SetComplex(x complex128) {
	v.mustBeAssignable("SetComplex")
	switch v.Kind() {
	case Complex64:
		*v.ptr.complex64() = complex64(x)
	case Complex128:
		*v.ptr.complex128() = x
	default:
		v.misused("SetComplex")
	}
}

func (v Value) SetString(x string) {
	v.mustBeAssignable("SetString")
	v.must(String, "SetString")
	*v.ptr.text() = x
}

func (v Value) SetBytes(x []byte) {
	v.mustBeAssignable("SetBytes")
	v.must(Slice, "SetBytes")
	if v.typ.elem.Kind() != Uint8 {
		panic("reflect.Value.SetBytes of non-byte slice")
	}
	*v.ptr.bytes() = x
}
