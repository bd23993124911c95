// DeepEqual.
//
// SPDX-License-Identifier: MIT
package reflect

// visit is a comparison under way or done: values that hold themselves come back to it.
type visit struct {
	a, b place
	typ  *rtype
}

func DeepEqual(x, y any) bool {
	if x == nil || y == nil {
		return x == y
	}
	v, w := ValueOf(x), ValueOf(y)
	return v.typ == w.typ && deepEqual(v, w, map[visit]bool{})
}

// canCycle: comparing such values leads to others by reference.
func canCycle(v, w Value) bool {
	switch v.Kind() {
	case Pointer, Map, Slice, Interface:
		return !v.IsNil() && !w.IsNil()
	}
	return false
}

func deepEqual(v, w Value, visited map[visit]bool) bool {
	if !v.IsValid() || !w.IsValid() {
		return v.IsValid() == w.IsValid()
	}
	if v.Type() != w.Type() {
		return false
	}
	if canCycle(v, w) {
		at := visit{*v.ptr.place(), *w.ptr.place(), v.typ}
		if v.Kind() == Interface || v.Kind() == Slice {
			at.a, at.b = v.ptr, w.ptr
		}
		if visited[at] {
			return true
		}
		visited[at] = true
	}
	switch v.Kind() {
	case Array:
		return deepEqualElements(v, w, visited)
	case Slice:
		if v.IsNil() != w.IsNil() || v.Len() != w.Len() {
			return false
		}
		return v.ptr.slice().array == w.ptr.slice().array || deepEqualElements(v, w, visited)
	case Interface:
		if v.IsNil() || w.IsNil() {
			return v.IsNil() == w.IsNil()
		}
		return deepEqual(v.Elem(), w.Elem(), visited)
	case Pointer:
		return *v.ptr.place() == *w.ptr.place() || deepEqual(v.Elem(), w.Elem(), visited)
	case Struct:
		for i := range v.NumField() {
			if !deepEqual(v.Field(i), w.Field(i), visited) {
				return false
			}
		}
		return true
	case Map:
		return deepEqualMaps(v, w, visited)
	case Func:
		return v.IsNil() && w.IsNil()
	}
	return v.typ.equal(v.ptr, w.ptr)
}

func deepEqualElements(v, w Value, visited map[visit]bool) bool {
	if elem := v.typ.elem; isIn(elem.Kind(), Bool, Complex128) || elem.Kind() == String {
		return elem.equalN(v.span().array, w.span().array, v.Len())
	}
	for i := range v.Len() {
		if !deepEqual(v.Index(i), w.Index(i), visited) {
			return false
		}
	}
	return true
}

func deepEqualMaps(v, w Value, visited map[visit]bool) bool {
	if v.IsNil() != w.IsNil() || v.Len() != w.Len() {
		return false
	}
	if *v.ptr.place() == *w.ptr.place() {
		return true
	}
	for it := v.MapRange(); it.Next(); {
		other := w.MapIndex(it.Key())
		if !other.IsValid() || !deepEqual(it.Value(), other, visited) {
			return false
		}
	}
	return true
}
