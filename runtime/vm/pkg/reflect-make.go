// Types made at run time.
//
// SPDX-License-Identifier: MIT
package reflect

import (
	"strconv"
	"unicode"
)

func (t *rtype) pointer() *rtype
func (t *rtype) slice() *rtype
func (t *rtype) array(n int) *rtype
func (t *rtype) mapTo(value *rtype) *rtype
func (t *rtype) channel(dir int) *rtype
func funcType(in, out []*rtype, variadic bool) *rtype
func structType(fields []fieldDraft) *rtype

// fieldDraft is known to C, field by field.
type fieldDraft struct {
	name, pkgPath, tag string
	typ                *rtype
	embedded           bool
}

func PointerTo(t Type) Type { return t.rtype().pointer() }
func PtrTo(t Type) Type     { return PointerTo(t) }
func SliceOf(t Type) Type   { return t.rtype().slice() }

func ArrayOf(length int, elem Type) Type {
	if length < 0 {
		panic("reflect: negative length passed to ArrayOf")
	}
	t := elem.rtype()
	if t.size > 0 && uintptr(length) > ^uintptr(0)/t.size {
		panic("reflect.ArrayOf: array size would exceed virtual address space")
	}
	return t.array(length)
}

func MapOf(key, elem Type) Type {
	if !key.Comparable() {
		panic("reflect.MapOf: invalid key type " + key.String())
	}
	return key.rtype().mapTo(elem.rtype())
}

func ChanOf(dir ChanDir, t Type) Type {
	if t.Size() >= 1<<16 {
		panic("reflect.ChanOf: element size too large")
	}
	if dir < RecvDir || dir > BothDir {
		panic("reflect.ChanOf: invalid dir")
	}
	return t.rtype().channel(int(dir))
}

func rtypes(list []Type) []*rtype {
	made := make([]*rtype, len(list))
	for i, t := range list {
		made[i] = t.rtype()
	}
	return made
}

func FuncOf(in, out []Type, variadic bool) Type {
	if variadic && (len(in) == 0 || in[len(in)-1].Kind() != Slice) {
		panic("reflect.FuncOf: last arg of variadic func must be slice")
	}
	return funcType(rtypes(in), rtypes(out), variadic)
}

func isIdentifier(name string) bool {
	for i, c := range name {
		if c != '_' && !unicode.IsLetter(c) && (i == 0 || !unicode.IsDigit(c)) {
			return false
		}
	}
	return name != ""
}

// structSize is how far a struct has grown that is being laid out.
type structSize struct {
	size, align uintptr
}

func (s *structSize) grow(size, align uintptr) {
	begin := (s.size + align - 1) &^ (align - 1)
	if begin < s.size || begin+size < begin {
		panic("reflect.StructOf: struct size would exceed virtual address space")
	}
	s.size = begin + size
	s.align = max(s.align, align)
}

// StructOf makes a struct type. There are no methods to be promoted.
func StructOf(fields []StructField) Type {
	drafts := make([]fieldDraft, len(fields))
	seen := map[string]bool{}
	path := ""
	whole := structSize{0, 1}
	for i, f := range fields {
		switch {
		case f.Name == "":
			panic("reflect.StructOf: field " + strconv.Itoa(i) + " has no name")
		case !isIdentifier(f.Name):
			panic("reflect.StructOf: field " + strconv.Itoa(i) + " has invalid name")
		case f.Type == nil:
			panic("reflect.StructOf: field " + strconv.Itoa(i) + " has no type")
		case f.Anonymous && f.PkgPath != "":
			panic("reflect.StructOf: field \"" + f.Name + "\" is anonymous but has PkgPath set")
		}
		// Go looks at ASCII only.
		if c := f.Name[0]; f.PkgPath == "" && (c >= 'a' && c <= 'z' || c == '_') {
			panic("reflect.StructOf: field \"" + f.Name + "\" is unexported but missing PkgPath")
		}
		if f.Anonymous && f.Type.rtype().nMethods > 0 {
			panic("reflect.StructOf: embedded field with methods not implemented")
		}
		if f.PkgPath != "" {
			if path != "" && path != f.PkgPath {
				panic("reflect.Struct: fields with different PkgPath " + path + " and " + f.PkgPath)
			}
			path = f.PkgPath
		}
		if seen[f.Name] && f.Name != "_" {
			panic("reflect.StructOf: duplicate field " + f.Name)
		}
		seen[f.Name] = true
		whole.grow(f.Type.Size(), uintptr(f.Type.Align()))
		drafts[i] = fieldDraft{f.Name, f.PkgPath, string(f.Tag), f.Type.rtype(), f.Anonymous}
	}
	if n := len(fields); n > 0 && fields[n-1].Type.Size() == 0 && whole.size > 0 {
		whole.grow(1, 1)
	}
	whole.grow(0, whole.align)
	return structType(drafts)
}
