// Conversions.
//
// SPDX-License-Identifier: MIT
package reflect

import "strconv"

func (v Value) Convert(t Type) Value {
	if v.flag&flagMethod != 0 {
		v = v.bound("Convert")
	}
	if v.typ == nil {
		v.misused("Convert")
	}
	convert := converter(t.rtype(), v.typ)
	if convert == nil {
		panic("reflect.Value.Convert: value of type " + v.typ.String() + " cannot be converted to type " + t.String())
	}
	return convert(v, t.rtype())
}

func (v Value) CanConvert(t Type) bool {
	if !v.Type().ConvertibleTo(t) {
		return false
	}
	switch {
	case v.Kind() == Slice && t.Kind() == Array:
		return t.Len() <= v.Len()
	case v.Kind() == Slice && t.Kind() == Pointer && t.Elem().Kind() == Array:
		return t.Elem().Len() <= v.Len()
	}
	return true
}

func isIn(k, first, last Kind) bool { return k >= first && k <= last }

// converter is how values of type from become such of type to; nil: not at all.
func converter(to, from *rtype) func(Value, *rtype) Value {
	k, f := to.Kind(), from.Kind()
	switch {
	case isIn(f, Int, Uintptr) && isIn(k, Int, Uintptr):
		return func(v Value, t *rtype) Value { return v.made(t, v.typ.load(v.ptr)) }
	case isIn(f, Int, Uintptr) && isIn(k, Float32, Float64):
		return integerToFloat
	case isIn(f, Int, Uintptr) && k == String:
		return integerToString
	case isIn(f, Float32, Float64) && isIn(k, Int, Uintptr):
		return floatToInteger
	case f == k && isIn(f, Float32, Float64):
		return sameBits // a signalling NaN stays one
	case isIn(f, Float32, Float64) && isIn(k, Float32, Float64):
		return func(v Value, t *rtype) Value { return v.madeFloat(t, v.Float()) }
	case isIn(f, Complex64, Complex128) && isIn(k, Complex64, Complex128):
		return func(v Value, t *rtype) Value {
			return v.changed(t, func(x Value) { x.SetComplex(v.Complex()) })
		}
	}
	if convert := textConverter(to, from); convert != nil {
		return convert
	}
	if f == Slice && k == Pointer && to.elem.Kind() == Array && from.elem == to.elem.elem {
		return sliceToArrayPointer
	}
	if f == Slice && k == Array && from.elem == to.elem {
		return sliceToArray
	}
	if from.hasUnderlying(to, false) || f == Chan && from.assignableTo(to) || isPointerLike(from, to) {
		return sameBits
	}
	if k == Interface && from.implements(to) {
		return toInterface
	}
	return nil
}

func sameBits(v Value, t *rtype) Value { return copied(t, v.ptr, v.flag&flagRO) }

// isPointerLike: unnamed pointers to types that look alike.
func isPointerLike(from, to *rtype) bool {
	return from.Kind() == Pointer && to.Kind() == Pointer && from.flags&flagNamed == 0 &&
		to.flags&flagNamed == 0 && from.elem.hasUnderlying(to.elem, false)
}

func isPlainElem(t *rtype, k Kind) bool { return t.Kind() == Slice && t.elem.Kind() == k }

func textConverter(to, from *rtype) func(Value, *rtype) Value {
	switch {
	case from.Kind() == String && isPlainElem(to, Uint8):
		return func(v Value, t *rtype) Value {
			return v.changed(t, func(x Value) { *x.ptr.bytes() = []byte(*v.ptr.text()) })
		}
	case from.Kind() == String && isPlainElem(to, Int32):
		return func(v Value, t *rtype) Value {
			return v.changed(t, func(x Value) { *x.ptr.runes() = []rune(*v.ptr.text()) })
		}
	case isPlainElem(from, Uint8) && to.Kind() == String:
		return func(v Value, t *rtype) Value {
			return v.changed(t, func(x Value) { *x.ptr.text() = string(*v.ptr.bytes()) })
		}
	case isPlainElem(from, Int32) && to.Kind() == String:
		return func(v Value, t *rtype) Value {
			return v.changed(t, func(x Value) { *x.ptr.text() = string(*v.ptr.runes()) })
		}
	}
	return nil
}

// changed is a new value of type t, filled by fill, read-only as v is.
func (v Value) changed(t *rtype, fill func(x Value)) Value {
	x := Value{t, t.alloc(1), flagAddr}
	fill(x)
	return Value{t, x.ptr, v.flag & flagRO}
}

func (v Value) made(t *rtype, word uint64) Value {
	return v.changed(t, func(x Value) { t.store(x.ptr, word) })
}

func (v Value) madeFloat(t *rtype, f float64) Value {
	return v.changed(t, func(x Value) { x.SetFloat(f) })
}

func integerToFloat(v Value, t *rtype) Value {
	if v.CanInt() {
		return v.madeFloat(t, float64(v.Int()))
	}
	return v.madeFloat(t, float64(v.Uint()))
}

func integerToString(v Value, t *rtype) Value {
	s := "\uFFFD"
	if v.CanInt() {
		if x := v.Int(); int64(rune(x)) == x {
			s = string(rune(x))
		}
	} else if x := v.Uint(); uint64(rune(x)) == x {
		s = string(rune(x))
	}
	return v.changed(t, func(x Value) { *x.ptr.text() = s })
}

func floatToInteger(v Value, t *rtype) Value {
	if isIn(t.Kind(), Int, Int64) {
		return v.made(t, uint64(int64(v.Float())))
	}
	return v.made(t, uint64(v.Float()))
}

func sliceToArrayPointer(v Value, t *rtype) Value {
	s := v.ptr.slice()
	if n := int(t.elem.len); n > s.len {
		panic("reflect: cannot convert slice with length " + strconv.Itoa(s.len) + " to pointer to array with length " + strconv.Itoa(n))
	}
	return ofWord(t, s.array, v.flag&flagRO)
}

func sliceToArray(v Value, t *rtype) Value {
	s := v.ptr.slice()
	if n := int(t.len); n > s.len {
		panic("reflect: cannot convert slice with length " + strconv.Itoa(s.len) + " to array with length " + strconv.Itoa(n))
	}
	return copied(t, s.array, v.flag&flagRO)
}

func toInterface(v Value, t *rtype) Value {
	return v.changed(t, func(x Value) { *x.ptr.any() = v.contents() })
}
