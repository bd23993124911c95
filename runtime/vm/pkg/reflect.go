// Package reflect looks at types and values while the program runs.
//
//	reflect.go            kinds, types
//	reflect-field.go      fields of structs
//	reflect-make.go       types made at run time
//	reflect-relate.go     which types may be assigned and converted to which
//	reflect-value.go      values: what they are, reading them
//	reflect-set.go        changing them
//	reflect-slice.go      arrays, slices, strings
//	reflect-map.go, reflect-chan.go, reflect-call.go, reflect-convert.go, reflect-iter.go
//	reflect-deepequal.go
//
// A *rtype is the address of the machine's own description of a type
// (code/rtype.h), so types are identical if they are equal.
//
// SPDX-License-Identifier: MIT
package reflect

import (
	"iter"
	"math"
	"strconv"
)

type Kind uint

const (
	Invalid Kind = iota
	Bool
	Int
	Int8
	Int16
	Int32
	Int64
	Uint
	Uint8
	Uint16
	Uint32
	Uint64
	Uintptr
	Float32
	Float64
	Complex64
	Complex128
	Array
	Chan
	Func
	Interface
	Map
	Pointer
	Slice
	String
	Struct
	UnsafePointer
)

const Ptr = Pointer

var kindNames = [...]string{"invalid", "bool", "int", "int8", "int16", "int32", "int64", "uint",
	"uint8", "uint16", "uint32", "uint64", "uintptr", "float32", "float64", "complex64",
	"complex128", "array", "chan", "func", "interface", "map", "ptr", "slice", "string", "struct",
	"unsafe.Pointer"}

func (k Kind) String() string {
	if k < Kind(len(kindNames)) {
		return kindNames[k]
	}
	return "kind" + strconv.Itoa(int(k))
}

// Behind Complex128 the machine counts in another order.
var machineKinds = [...]Kind{String, UnsafePointer, Pointer, Func, Chan, Map, Slice, Interface, Array, Struct}

type ChanDir int

const (
	RecvDir ChanDir = 1 << iota
	SendDir
	BothDir = RecvDir | SendDir
)

func (d ChanDir) String() string {
	switch d {
	case SendDir:
		return "chan<-"
	case RecvDir:
		return "<-chan"
	case BothDir:
		return "chan"
	}
	return "ChanDir" + strconv.Itoa(int(d))
}

// place is an address in memory.
type place struct{ byte *byte }

func (p place) isNil() bool { return p.byte == nil }

// rtype is struct ilv_rtype, field by field; pkg_reflect_type.c checks it. So are field and method.
type rtype struct {
	size                        uintptr
	id, hash                    uint32
	kind, align, flags, chanDir uint8
	mem                         uint8
	nSlots                      uint32
	text, name, pkgPath         place // C strings
	elem, key                   *rtype
	len                         uint
	nFields                     uint32
	fields                      place
	nParams, nResults           uint32
	params, results             place
	nMethods                    uint32
	methods                     place
	pointerTo                   *rtype
}

const (
	flagNoscan = 1 << iota
	flagComparable
	flagDirect
	flagNamed
	flagMemeq
	flagVariadic
)

type field struct {
	name, pkgPath, tag place
	typ                *rtype
	offset             uintptr
	embedded           bool
}

type method struct {
	owner         *rtype
	id            uint32
	name, pkgPath place
	typ           *rtype
	fn            place
}

func typeOf(i any) *rtype
func text(cstr place) string
func (t *rtype) fieldAt(i int) *field
func (t *rtype) methodAt(i int) *method
func (t *rtype) paramAt(i int) *rtype
func (t *rtype) resultAt(i int) *rtype
func (t *rtype) implements(u *rtype) bool

type Type interface {
	Align() int
	FieldAlign() int
	Method(int) Method
	Methods() iter.Seq[Method]
	MethodByName(string) (Method, bool)
	NumMethod() int
	Name() string
	PkgPath() string
	Size() uintptr
	String() string
	Kind() Kind
	Implements(u Type) bool
	AssignableTo(u Type) bool
	ConvertibleTo(u Type) bool
	Comparable() bool
	Bits() int
	ChanDir() ChanDir
	IsVariadic() bool
	Elem() Type
	Field(i int) StructField
	Fields() iter.Seq[StructField]
	FieldByIndex(index []int) StructField
	FieldByName(name string) (StructField, bool)
	FieldByNameFunc(match func(string) bool) (StructField, bool)
	In(i int) Type
	Ins() iter.Seq[Type]
	Key() Type
	Len() int
	NumField() int
	NumIn() int
	NumOut() int
	Out(i int) Type
	Outs() iter.Seq[Type]
	OverflowComplex(x complex128) bool
	OverflowFloat(x float64) bool
	OverflowInt(x int64) bool
	OverflowUint(x uint64) bool
	CanSeq() bool
	CanSeq2() bool
	rtype() *rtype
}

// asType keeps nil nil.
func asType(t *rtype) Type {
	if t == nil {
		return nil
	}
	return t
}

func TypeOf(i any) Type { return asType(typeOf(i)) }

func TypeFor[T any]() Type {
	var t T
	if r := typeOf(t); r != nil {
		return r
	}
	return TypeOf((*T)(nil)).Elem()
}

func (t *rtype) rtype() *rtype { return t }

func (t *rtype) String() string   { return text(t.text) }
func (t *rtype) Size() uintptr    { return t.size }
func (t *rtype) Align() int       { return int(t.align) }
func (t *rtype) FieldAlign() int  { return int(t.align) }
func (t *rtype) PkgPath() string  { return text(t.pkgPath) }
func (t *rtype) Comparable() bool { return t.flags&flagComparable != 0 }

func (t *rtype) Kind() Kind {
	if k := Kind(t.kind); k <= Complex128 {
		return k
	}
	return machineKinds[t.kind-uint8(Complex128)-1]
}

// Name is the text without the package, but with type arguments.
func (t *rtype) Name() string {
	if t.flags&flagNamed == 0 {
		return ""
	}
	s := t.String()
	depth := 0
	for i := len(s) - 1; i >= 0; i-- {
		switch {
		case s[i] == ']':
			depth++
		case s[i] == '[':
			depth--
		case s[i] == '.' && depth == 0:
			return s[i+1:]
		}
	}
	return s
}

// misused panics: method is not for types of that kind.
func (t *rtype) misused(method string) {
	panic("reflect: " + method + " of " + "non-" + misuses[method] + " type " + t.String())
}

// For which types such methods are.
var misuses = map[string]string{"ChanDir": "chan", "Field": "struct", "FieldByIndex": "struct",
	"FieldByName": "struct", "FieldByNameFunc": "struct", "In": "func", "IsVariadic": "func",
	"Key": "map", "Len": "array", "NumField": "struct", "NumIn": "func", "NumOut": "func",
	"Out": "func"}

func (t *rtype) must(k Kind, method string) {
	if t.Kind() != k {
		t.misused(method)
	}
}

func (t *rtype) Bits() int {
	k := t.Kind()
	if k < Int || k > Complex128 {
		panic("reflect: Bits of non-arithmetic Type " + t.String())
	}
	return int(t.size) * 8
}

func (t *rtype) ChanDir() ChanDir {
	t.must(Chan, "ChanDir")
	return ChanDir(t.chanDir)
}

func (t *rtype) IsVariadic() bool {
	t.must(Func, "IsVariadic")
	return t.flags&flagVariadic != 0
}

func (t *rtype) Elem() Type {
	if t.elem == nil {
		panic("reflect: Elem of invalid type " + t.String())
	}
	return t.elem
}

func (t *rtype) Key() Type {
	t.must(Map, "Key")
	return t.key
}

func (t *rtype) Len() int {
	t.must(Array, "Len")
	return int(t.len)
}

func (t *rtype) NumField() int {
	t.must(Struct, "NumField")
	return int(t.nFields)
}

func (t *rtype) NumIn() int {
	t.must(Func, "NumIn")
	return int(t.nParams)
}

func (t *rtype) NumOut() int {
	t.must(Func, "NumOut")
	return int(t.nResults)
}

// checkIndex panics as an access out of range does.
func checkIndex(i, n int) { _ = make([]struct{}, n)[i] }

func (t *rtype) In(i int) Type {
	t.must(Func, "In")
	checkIndex(i, int(t.nParams))
	return t.paramAt(i)
}

func (t *rtype) Out(i int) Type {
	t.must(Func, "Out")
	checkIndex(i, int(t.nResults))
	return t.resultAt(i)
}

func (t *rtype) Ins() iter.Seq[Type] {
	t.must(Func, "NumIn")
	return each(int(t.nParams), t.In)
}

func (t *rtype) Outs() iter.Seq[Type] {
	t.must(Func, "NumOut")
	return each(int(t.nResults), t.Out)
}

func (t *rtype) Fields() iter.Seq[StructField] {
	t.must(Struct, "NumField")
	return each(int(t.nFields), t.Field)
}

func (t *rtype) Methods() iter.Seq[Method] { return each(t.NumMethod(), t.Method) }

func each[T any](n int, at func(int) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for i := range n {
			if !yield(at(i)) {
				return
			}
		}
	}
}

func (t *rtype) OverflowInt(x int64) bool {
	if k := t.Kind(); k < Int || k > Int64 {
		panic("reflect: OverflowInt of non-int type " + t.String())
	}
	unused := 64 - 8*t.size
	return x != x<<unused>>unused
}

func (t *rtype) OverflowUint(x uint64) bool {
	if k := t.Kind(); k < Uint || k > Uintptr {
		panic("reflect: OverflowUint of non-uint type " + t.String())
	}
	unused := 64 - 8*t.size
	return x != x<<unused>>unused
}

func overflows32(x float64) bool {
	x = math.Abs(x)
	return math.MaxFloat32 < x && x <= math.MaxFloat64
}

func (t *rtype) OverflowFloat(x float64) bool {
	switch t.Kind() {
	case Float32:
		return overflows32(x)
	case Float64:
		return false
	}
	panic("reflect: OverflowFloat of non-float type " + t.String())
}

func (t *rtype) OverflowComplex(x complex128) bool {
	switch t.Kind() {
	case Complex64:
		return overflows32(real(x)) || overflows32(imag(x))
	case Complex128:
		return false
	}
	panic("reflect: OverflowComplex of non-complex type " + t.String())
}

// --- Methods ------------------------------------------------------------

type Method struct {
	Name    string
	PkgPath string
	Type    Type
	Func    Value
	Index   int
}

func (m Method) IsExported() bool { return m.PkgPath == "" }

// Reflection sees the exported methods, of an interface all, and counts them by name. These give a place
// in the type's table, -1 if there is none.
func (t *rtype) methodByRank(rank int) int
func (t *rtype) methodNamed(name string) int

func (t *rtype) NumMethod() int {
	n := 0
	for i := range int(t.nMethods) {
		if t.Kind() == Interface || t.methodAt(i).pkgPath.isNil() {
			n++
		}
	}
	return n
}

func (t *rtype) Method(i int) Method {
	at := t.methodByRank(i)
	if at < 0 {
		panic("reflect: Method index out of range")
	}
	m := t.methodAt(at)
	described := Method{Name: text(m.name), PkgPath: text(m.pkgPath), Index: i}
	if t.Kind() == Interface {
		described.Type = m.typ
		return described
	}
	described.Type, described.Func = t.methodFunc(m, at)
	return described
}

func (t *rtype) MethodByName(name string) (Method, bool) {
	at := t.methodNamed(name)
	for i := range t.NumMethod() {
		if t.methodByRank(i) == at {
			return t.Method(i), true
		}
	}
	return Method{}, false
}
