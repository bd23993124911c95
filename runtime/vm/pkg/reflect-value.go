// Values: what they are, and reading them.
//
// SPDX-License-Identifier: MIT
package reflect

import (
	"errors"
	"iter"
	"math"
)

type flag uintptr

const (
	flagStickyRO flag = 1 << iota // reached through an unexported field
	flagEmbedRO                   // … that is embedded: what is exported in it can be used
	flagAddr                      // a variable
	flagMethod                    // a method of the value, of that number
	methodShift  = 8
	flagRO       = flagStickyRO | flagEmbedRO
)

// Value is a value of type typ at ptr, in memory layout; also small ones. Memory that is no
// variable (flagAddr) never changes. The zero Value is no value.
type Value struct {
	typ  *rtype
	ptr  place
	flag flag
}

// Natives on memory.
func valueAt(i any) (t *rtype, p place) // copies what is small
func box(t *rtype, p place, isVariable bool) any
func (t *rtype) alloc(n int) place
func (t *rtype) load(p place) uint64 // of a kind that fits a word, extended
func (t *rtype) store(p place, word uint64)
func (t *rtype) move(to, from place)
func (t *rtype) equal(a, b place) bool
func (t *rtype) equalN(a, b place, n int) bool
func (p place) at(offset uintptr) place
func (p place) word() *uintptr
func (p place) place() *place
func (p place) text() *string
func (p place) any() *any
func (p place) slice() *slice
func (p place) bytes() *[]byte
func (p place) runes() *[]rune
func (p place) complex64() *complex64
func (p place) complex128() *complex128
func (p place) isZero(n uintptr) bool
func (p place) clear(n uintptr)
func (p place) uintptr() uintptr

// slice is how slices lie in memory.
type slice struct {
	array    place
	len, cap int
}

func (p *slice) place() place
func placeOf(p *any) place

// ValueError is the panic of a method that is not for values of that kind.
type ValueError struct {
	Method string
	Kind   Kind
}

func (e *ValueError) Error() string {
	if e.Kind == Invalid {
		return "reflect: call of " + e.Method + " on zero Value"
	}
	return "reflect: call of " + e.Method + " on " + e.Kind.String() + " Value"
}

// misused panics: method is not for values of that kind.
func (v Value) misused(method string) {
	panic(&ValueError{"reflect.Value." + method, v.Kind()})
}

func (v Value) must(k Kind, method string) {
	if v.Kind() != k {
		v.misused(method)
	}
}

func (v Value) mustBeExported(method string) {
	if v.typ == nil {
		v.misused(method)
	}
	if v.flag&flagRO != 0 {
		panic("reflect: reflect.Value." + method + " using value obtained using unexported field")
	}
}

func (v Value) mustBeAssignable(method string) {
	v.mustBeExported(method)
	if v.flag&flagAddr == 0 {
		panic("reflect: reflect.Value." + method + " using unaddressable value")
	}
}

func ValueOf(i any) Value {
	t, p := valueAt(i)
	return Value{t, p, 0}
}

func Zero(typ Type) Value {
	if typ == nil {
		panic("reflect: Zero(nil)")
	}
	t := typ.rtype()
	return Value{t, t.alloc(1), 0}
}

// ofWord is a value of type t that is a pointer, map, func or channel.
func ofWord(t *rtype, word place, f flag) Value {
	p := t.alloc(1)
	*p.place() = word
	return Value{t, p, f}
}

func New(typ Type) Value {
	if typ == nil {
		panic("reflect: New(nil)")
	}
	t := typ.rtype()
	return ofWord(t.pointer(), t.alloc(1), 0)
}

func Indirect(v Value) Value {
	if v.Kind() != Pointer {
		return v
	}
	return v.Elem()
}

func (v Value) IsValid() bool { return v.typ != nil }

func (v Value) Kind() Kind {
	if v.typ == nil {
		return Invalid
	}
	if v.flag&flagMethod != 0 {
		return Func
	}
	return v.typ.Kind()
}

func (v Value) Type() Type {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.Type", Invalid})
	}
	if v.flag&flagMethod != 0 {
		return v.method().typ
	}
	return v.typ
}

func (v Value) CanAddr() bool { return v.flag&flagAddr != 0 }
func (v Value) CanSet() bool  { return v.flag&(flagAddr|flagRO) == flagAddr }

func (v Value) CanInterface() bool {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.CanInterface", Invalid})
	}
	return v.flag&flagRO == 0
}

func (v Value) Interface() any {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.Interface", Invalid})
	}
	if v.flag&flagRO != 0 {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	return v.contents()
}

// contents is the value in an interface; of an interface what is in it.
func (v Value) contents() any {
	if v.flag&flagMethod != 0 {
		v = v.bound("Interface")
	}
	if v.typ.Kind() == Interface {
		return *v.ptr.any()
	}
	return box(v.typ, v.ptr, v.flag&flagAddr != 0)
}

func (v Value) InterfaceData() [2]uintptr {
	v.must(Interface, "InterfaceData")
	return [2]uintptr{*v.ptr.word(), *v.ptr.at(8).word()}
}

// TypeAssert is v.Interface().(T).
func TypeAssert[T any](v Value) (T, bool) {
	if v.typ == nil {
		panic(&ValueError{"reflect.TypeAssert", Invalid})
	}
	if v.flag&flagRO != 0 {
		panic("reflect.TypeAssert: cannot return value obtained from unexported field or method")
	}
	t, ok := v.contents().(T)
	return t, ok
}

func (v Value) Bool() bool {
	v.must(Bool, "Bool")
	return v.typ.load(v.ptr) != 0
}

func (v Value) CanInt() bool { k := v.Kind(); return k >= Int && k <= Int64 }

func (v Value) Int() int64 {
	if !v.CanInt() {
		v.misused("Int")
	}
	return int64(v.typ.load(v.ptr))
}

func (v Value) CanUint() bool { k := v.Kind(); return k >= Uint && k <= Uintptr }

func (v Value) Uint() uint64 {
	if !v.CanUint() {
		v.misused("Uint")
	}
	return v.typ.load(v.ptr)
}

func (v Value) CanFloat() bool { k := v.Kind(); return k == Float32 || k == Float64 }

func (v Value) Float() float64 {
	switch v.Kind() {
	case Float32:
		return float64(math.Float32frombits(uint32(v.typ.load(v.ptr))))
	case Float64:
		return math.Float64frombits(v.typ.load(v.ptr))
	}
	v.misused("Float")
	return 0
}

func (v Value) CanComplex() bool { k := v.Kind(); return k == Complex64 || k == Complex128 }

func (v Value) Complex() complex128 {
	switch v.Kind() {
	case Complex64:
		return complex128(*v.ptr.complex64())
	case Complex128:
		return *v.ptr.complex128()
	}
	v.misused("Complex")
	return 0
}

// String is for all kinds, since fmt and others take it for Stringer's.
func (v Value) String() string {
	switch v.Kind() {
	case String:
		return *v.ptr.text()
	case Invalid:
		return "<invalid Value>"
	}
	return "<" + v.Type().String() + " Value>"
}

func (v Value) OverflowInt(x int64) bool {
	if !v.CanInt() {
		v.misused("OverflowInt")
	}
	return v.typ.OverflowInt(x)
}

func (v Value) OverflowUint(x uint64) bool {
	if !v.CanUint() {
		v.misused("OverflowUint")
	}
	return v.typ.OverflowUint(x)
}

func (v Value) OverflowFloat(x float64) bool {
	if !v.CanFloat() {
		v.misused("OverflowFloat")
	}
	return v.typ.OverflowFloat(x)
}

func (v Value) OverflowComplex(x complex128) bool {
	if !v.CanComplex() {
		v.misused("OverflowComplex")
	}
	return v.typ.OverflowComplex(x)
}

// --- Pointers and interfaces ----------------------------------------------

func (v Value) IsNil() bool {
	switch v.Kind() {
	case Chan, Func, Map, Pointer, UnsafePointer, Interface, Slice:
		return v.flag&flagMethod == 0 && *v.ptr.word() == 0
	}
	v.misused("IsNil")
	return false
}

func (v Value) Elem() Value {
	switch v.Kind() {
	case Interface:
		inner := ValueOf(*v.ptr.any())
		if inner.typ != nil {
			inner.flag |= sticky(v.flag)
		}
		return inner
	case Pointer:
		to := *v.ptr.place()
		if to.isNil() {
			return Value{}
		}
		return Value{v.typ.elem, to, v.flag&flagRO | flagAddr}
	}
	v.misused("Elem")
	return Value{}
}

// sticky is what f leaves to the parts of a value that are not fields.
func sticky(f flag) flag {
	if f&flagRO != 0 {
		return flagStickyRO
	}
	return 0
}

func (v Value) Addr() Value {
	if v.flag&flagAddr == 0 {
		panic("reflect.Value.Addr of unaddressable value")
	}
	return ofWord(v.typ.pointer(), v.ptr, v.flag&flagRO)
}

func (v Value) UnsafeAddr() uintptr {
	if v.typ == nil {
		v.misused("UnsafeAddr")
	}
	if v.flag&flagAddr == 0 {
		panic("reflect.Value.UnsafeAddr of unaddressable value")
	}
	return v.ptr.uintptr()
}

// firstInstruction is the code of a struct ilv_func.
func firstInstruction(fn place) uintptr { return *fn.at(8).word() }

func (v Value) Pointer() uintptr {
	switch v.Kind() {
	case Func:
		if v.flag&flagMethod != 0 {
			return firstInstruction(v.method().fn)
		}
		closure := *v.ptr.place()
		if closure.isNil() {
			return 0
		}
		return firstInstruction(*closure.place())
	case Chan, Map, Pointer, UnsafePointer, Slice, String:
		return *v.ptr.word()
	}
	v.misused("Pointer")
	return 0
}

// --- Structs ---------------------------------------------------------------

func (v Value) NumField() int {
	v.must(Struct, "NumField")
	return int(v.typ.nFields)
}

func (v Value) Field(i int) Value {
	v.must(Struct, "Field")
	if i < 0 || i >= int(v.typ.nFields) {
		panic("reflect: Field index out of range")
	}
	f := v.typ.fieldAt(i)
	flags := v.flag & (flagStickyRO | flagAddr)
	if !f.pkgPath.isNil() {
		if f.embedded {
			flags |= flagEmbedRO
		} else {
			flags |= flagStickyRO
		}
	}
	return Value{f.typ, v.ptr.at(f.offset), flags}
}

func (v Value) FieldByIndex(index []int) Value {
	if len(index) == 1 {
		return v.Field(index[0])
	}
	v.must(Struct, "FieldByIndex")
	for i, x := range index {
		if i > 0 && v.Kind() == Pointer && v.typ.elem.Kind() == Struct {
			if v.IsNil() {
				panic("reflect: indirection through nil pointer to embedded struct")
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v
}

func (v Value) FieldByIndexErr(index []int) (Value, error) {
	if len(index) == 1 {
		return v.Field(index[0]), nil
	}
	v.must(Struct, "FieldByIndexErr")
	for i, x := range index {
		if i > 0 && v.Kind() == Pointer && v.typ.elem.Kind() == Struct {
			if v.IsNil() {
				return Value{}, errors.New("reflect: indirection through nil pointer to embedded struct field " + v.typ.elem.Name())
			}
			v = v.Elem()
		}
		v = v.Field(x)
	}
	return v, nil
}

func (v Value) FieldByName(name string) Value {
	v.must(Struct, "FieldByName")
	if i := v.typ.fieldNamed(name); i >= 0 {
		return v.Field(i)
	}
	if f, ok := v.typ.FieldByName(name); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

func (v Value) FieldByNameFunc(match func(string) bool) Value {
	v.must(Struct, "FieldByNameFunc")
	if f, ok := v.typ.FieldByNameFunc(match); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

func (v Value) Fields() iter.Seq2[StructField, Value] {
	v.must(Struct, "Fields")
	return func(yield func(StructField, Value) bool) {
		for i := range v.NumField() {
			if !yield(v.typ.Field(i), v.Field(i)) {
				return
			}
		}
	}
}

// --- Comparing ---------------------------------------------------------------

func (v Value) Comparable() bool {
	switch v.Kind() {
	case Interface:
		return v.IsNil() || v.Elem().Comparable()
	case Array:
		for i := range v.Len() {
			if !v.Index(i).Comparable() {
				return false
			}
		}
		return v.typ.Comparable()
	case Struct:
		for i := range v.NumField() {
			if !v.Field(i).Comparable() {
				return false
			}
		}
		return true
	case Invalid, Func, Map, Slice:
		return false
	}
	return true
}

func (v Value) Equal(u Value) bool {
	if v.Kind() == Interface {
		v = v.Elem()
	}
	if u.Kind() == Interface {
		u = u.Elem()
	}
	if !v.IsValid() || !u.IsValid() {
		return v.IsValid() == u.IsValid()
	}
	if v.Kind() != u.Kind() || v.Type() != u.Type() {
		return false
	}
	switch v.Kind() {
	case Func, Map, Slice:
		panic("reflect.Value.Equal: values of type " + v.Type().String() + " are not comparable")
	case Array:
		if v.Len() == 0 && !v.typ.Comparable() {
			panic("reflect.Value.Equal: values of type " + v.typ.String() + " are not comparable")
		}
		for i := range v.Len() {
			if !v.Index(i).Equal(u.Index(i)) {
				return false
			}
		}
		return true
	case Struct:
		for i := range v.NumField() {
			if !v.Field(i).Equal(u.Field(i)) {
				return false
			}
		}
		return true
	}
	return v.typ.equal(v.ptr, u.ptr)
}

func (v Value) IsZero() bool {
	switch v.Kind() {
	case Invalid:
		v.misused("IsZero")
	case Func:
		return v.IsNil()
	case Float32, Float64, Complex64, Complex128:
		return v.ptr.isZero(v.typ.size)
	case String:
		return len(*v.ptr.text()) == 0
	case Array:
		for i := range v.Len() {
			if !v.Index(i).IsZero() {
				return false
			}
		}
		return true
	case Struct:
		for i := range v.NumField() {
			if !v.Field(i).IsZero() && text(v.typ.fieldAt(i).name) != "_" {
				return false
			}
		}
		return true
	case Slice, Interface:
		return v.IsNil()
	}
	return v.ptr.isZero(v.typ.size)
}
