// Values and places in memory, without their types.
//
// SPDX-License-Identifier: MIT
package reflect

import "unsafe"

func (v Value) UnsafePointer() unsafe.Pointer {
	switch v.Kind() {
	case Func, Chan, Map, Pointer, UnsafePointer, Slice, String:
		return unsafe.Pointer(v.Pointer())
	}
	v.misused("UnsafePointer")
	return nil
}

// SetPointer sets a value of kind unsafe.Pointer.
func (v Value) SetPointer(x unsafe.Pointer) {
	v.mustBeAssignable("SetPointer")
	v.must(UnsafePointer, "SetPointer")
	*v.ptr.place() = place{(*byte)(x)}
}

// NewAt is a pointer to the typ that lies at p.
func NewAt(typ Type, p unsafe.Pointer) Value {
	return ofWord(typ.rtype().pointer(), place{(*byte)(p)}, 0)
}

// SliceAt is the slice of n typ that lie at p.
func SliceAt(typ Type, p unsafe.Pointer, n int) Value {
	_ = unsafe.Slice((*byte)(p), n) // panics
	return ofSlice(typ.rtype().slice(), slice{place{(*byte)(p)}, n, n}, 0)
}
