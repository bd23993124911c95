// Arrays, slices and strings.
//
// SPDX-License-Identifier: MIT
package reflect

func (t *rtype) moveN(to, from place, n int)
func (t *rtype) grownCap(cap, needed int) int

// StringHeader and SliceHeader are how strings and slices lie in memory.
type StringHeader struct {
	Data uintptr
	Len  int
}

type SliceHeader struct {
	Data uintptr
	Len  int
	Cap  int
}

func MakeSlice(typ Type, len, cap int) Value {
	switch {
	case typ.Kind() != Slice:
		panic("reflect.MakeSlice of non-slice type")
	case len < 0:
		panic("reflect.MakeSlice: negative len")
	case cap < 0:
		panic("reflect.MakeSlice: negative cap")
	case len > cap:
		panic("reflect.MakeSlice: len > cap")
	}
	t := typ.rtype()
	return ofSlice(t, slice{t.elem.alloc(cap), len, cap}, 0)
}

func ofSlice(t *rtype, s slice, f flag) Value {
	p := t.alloc(1)
	*p.slice() = s
	return Value{t, p, f}
}

func (v Value) Len() int {
	switch v.Kind() {
	case Slice:
		return v.ptr.slice().len
	case String:
		return len(*v.ptr.text())
	case Array:
		return int(v.typ.len)
	case Chan:
		return chanLen(*v.ptr.place())
	case Map:
		return mapLen(*v.ptr.place())
	case Pointer:
		if v.typ.elem.Kind() == Array {
			return int(v.typ.elem.len)
		}
		panic("reflect: call of reflect.Value.Len on ptr to non-array Value")
	}
	v.misused("Len")
	return 0
}

func (v Value) Cap() int {
	switch v.Kind() {
	case Slice:
		return v.ptr.slice().cap
	case Array:
		return int(v.typ.len)
	case Chan:
		return chanCap(*v.ptr.place())
	case Pointer:
		if v.typ.elem.Kind() == Array {
			return int(v.typ.elem.len)
		}
		panic("reflect: call of reflect.Value.Cap on ptr to non-array Value")
	}
	v.misused("Cap")
	return 0
}

var uint8Type = typeOf(uint8(0))

func (v Value) Index(i int) Value {
	switch v.Kind() {
	case Array:
		if uint(i) >= v.typ.len {
			panic("reflect: array index out of range")
		}
		return Value{v.typ.elem, v.ptr.at(uintptr(i) * v.typ.elem.size), v.flag&flagAddr | sticky(v.flag)}
	case Slice:
		s := v.ptr.slice()
		if uint(i) >= uint(s.len) {
			panic("reflect: slice index out of range")
		}
		return Value{v.typ.elem, s.array.at(uintptr(i) * v.typ.elem.size), flagAddr | sticky(v.flag)}
	case String:
		s := *v.ptr.text()
		if uint(i) >= uint(len(s)) {
			panic("reflect: string index out of range")
		}
		p := uint8Type.alloc(1)
		*p.byte = s[i]
		return Value{uint8Type, p, sticky(v.flag)}
	}
	v.misused("Index")
	return Value{}
}

// whole is what can be sliced: an array must be a variable.
func (v Value) whole(method string) (s slice, t *rtype) {
	switch v.Kind() {
	case Slice:
		return *v.ptr.slice(), v.typ
	case Array:
		if v.flag&flagAddr == 0 {
			panic("reflect.Value." + method + ": slice of unaddressable array")
		}
		n := int(v.typ.len)
		return slice{v.ptr, n, n}, v.typ.elem.slice()
	}
	v.misused(method)
	return
}

func (v Value) Slice(i, j int) Value {
	if v.Kind() == String {
		s := *v.ptr.text()
		if i < 0 || j < i || j > len(s) {
			panic("reflect.Value.Slice: string slice index out of bounds")
		}
		p := v.typ.alloc(1)
		*p.text() = s[i:j]
		return Value{v.typ, p, v.flag & flagRO}
	}
	s, t := v.whole("Slice")
	if i < 0 || j < i || j > s.cap {
		panic("reflect.Value.Slice: slice index out of bounds")
	}
	return ofSlice(t, s.cut(t, i, j, s.cap), v.flag&flagRO)
}

func (v Value) Slice3(i, j, k int) Value {
	s, t := v.whole("Slice3")
	if i < 0 || j < i || k < j || k > s.cap {
		panic("reflect.Value.Slice3: slice index out of bounds")
	}
	return ofSlice(t, s.cut(t, i, j, k), v.flag&flagRO)
}

// cut is s[i:j:k]. Nothing points behind an array.
func (s slice) cut(t *rtype, i, j, k int) slice {
	if k > i {
		s.array = s.array.at(uintptr(i) * t.elem.size)
	}
	return slice{s.array, j - i, k - i}
}

func (v Value) SetLen(n int) {
	v.mustBeAssignable("SetLen")
	v.must(Slice, "SetLen")
	s := v.ptr.slice()
	if uint(n) > uint(s.cap) {
		panic("reflect: slice length out of range in SetLen")
	}
	s.len = n
}

func (v Value) SetCap(n int) {
	v.mustBeAssignable("SetCap")
	v.must(Slice, "SetCap")
	s := v.ptr.slice()
	if n < s.len || n > s.cap {
		panic("reflect: slice capacity out of range in SetCap")
	}
	s.cap = n
}

// grown is s with room for n more elements.
func (s slice) grown(t *rtype, n int) slice {
	needed := s.len + n
	if needed < 0 {
		panic("reflect.Value.Grow: slice overflow")
	}
	if needed <= s.cap {
		return s
	}
	cap := t.elem.grownCap(s.cap, needed)
	array := t.elem.alloc(cap)
	t.elem.moveN(array, s.array, s.len)
	return slice{array, s.len, cap}
}

func (v Value) Grow(n int) {
	v.mustBeAssignable("Grow")
	v.must(Slice, "Grow")
	if n < 0 {
		panic("reflect.Value.Grow: negative len")
	}
	*v.ptr.slice() = v.ptr.slice().grown(v.typ, n)
}

func Append(s Value, x ...Value) Value {
	s.must(Slice, "Append")
	s.mustBeExported("Append")
	result := s.ptr.slice().grown(s.typ, len(x))
	elem := s.typ.elem
	for i, v := range x {
		v.mustBeExported("Append")
		elem.move(result.array.at(uintptr(result.len+i)*elem.size), v.assigned("reflect.Set", elem).ptr)
	}
	result.len += len(x)
	return ofSlice(s.typ, result, 0)
}

func AppendSlice(s, t Value) Value {
	s.must(Slice, "AppendSlice")
	t.must(Slice, "AppendSlice")
	if s.typ != t.typ && s.typ.elem != t.typ.elem {
		panic("reflect.AppendSlice: " + s.typ.String() + " != " + t.typ.String())
	}
	s.mustBeExported("AppendSlice")
	t.mustBeExported("AppendSlice")
	more := *t.ptr.slice()
	result := s.ptr.slice().grown(s.typ, more.len)
	s.typ.elem.moveN(result.array.at(uintptr(result.len)*s.typ.elem.size), more.array, more.len)
	result.len += more.len
	return ofSlice(s.typ, result, 0)
}

func Copy(dst, src Value) int {
	dk, sk := dst.Kind(), src.Kind()
	if dk == Array {
		dst.mustBeAssignable("Copy")
	} else if dk != Slice {
		panic(&ValueError{"reflect.Copy", dk})
	}
	dst.mustBeExported("Copy")
	src.mustBeExported("Copy")
	to := dst.span()
	var from slice
	switch {
	case sk == String && dst.typ.elem.Kind() == Uint8:
		from = *src.ptr.slice() // a string is the beginning of one
	case sk == Array || sk == Slice:
		from = src.span()
		if dst.typ.elem != src.typ.elem {
			panic("reflect.Copy: " + dst.typ.elem.String() + " != " + src.typ.elem.String())
		}
	default:
		panic(&ValueError{"reflect.Copy", sk})
	}
	n := min(to.len, from.len)
	dst.typ.elem.moveN(to.array, from.array, n)
	return n
}

// span is where the elements are.
func (v Value) span() slice {
	if v.Kind() == Slice {
		return *v.ptr.slice()
	}
	n := int(v.typ.len)
	return slice{v.ptr, n, n}
}

func (v Value) Bytes() []byte {
	switch v.Kind() {
	case Slice:
		if v.typ.elem.Kind() != Uint8 {
			panic("reflect.Value.Bytes of non-byte slice")
		}
		return *v.ptr.bytes()
	case Array:
		if v.typ.elem.Kind() != Uint8 {
			panic("reflect.Value.Bytes of non-byte array")
		}
		if !v.CanAddr() {
			panic("reflect.Value.Bytes of unaddressable byte array")
		}
		s := v.span()
		return *s.place().bytes()
	}
	v.misused("Bytes")
	return nil
}

func (v Value) Clear() {
	switch v.Kind() {
	case Slice:
		s := v.ptr.slice()
		s.array.clear(uintptr(s.len) * v.typ.elem.size)
	case Map:
		mapClear(v.typ, *v.ptr.place())
	default:
		v.misused("Clear")
	}
}

// Swapper gives a function that exchanges elements of a slice.
func Swapper(slice any) func(i, j int) {
	v := ValueOf(slice)
	if v.Kind() != Slice {
		panic(&ValueError{"Swapper", v.Kind()})
	}
	s := *v.ptr.slice()
	elem := v.typ.elem
	room := elem.alloc(1)
	return func(i, j int) {
		if uint(i) >= uint(s.len) || uint(j) >= uint(s.len) {
			panic("reflect: slice index out of range")
		}
		a, b := s.array.at(uintptr(i)*elem.size), s.array.at(uintptr(j)*elem.size)
		elem.move(room, a)
		elem.move(a, b)
		elem.move(b, room)
	}
}
