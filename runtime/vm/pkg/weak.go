// Package weak refers to objects without keeping them.
//
// SPDX-License-Identifier: MIT
package weak

import "unsafe"

// link gives the cell of the object that p is in, for which cell is taken if it has none yet; and
// how far in the object p is. Nil: p is not in the heap, what it points to stays.
func link(p unsafe.Pointer, cell *uint64) (own *uint64, offset uintptr)

// follow is nil once the object is gone.
func follow(cell *uint64) unsafe.Pointer

// A Pointer is equal to those made from the same pointer, also when there is nothing more to
// point to: an object has one cell.
type Pointer[T any] struct {
	_      [0]*T // no conversion to the Pointer of another type
	cell   *uint64
	offset uintptr
	stays  unsafe.Pointer
}

func Make[T any](ptr *T) Pointer[T] {
	if ptr == nil {
		return Pointer[T]{}
	}
	cell, offset := link(unsafe.Pointer(ptr), new(uint64))
	if cell == nil {
		return Pointer[T]{stays: unsafe.Pointer(ptr)}
	}
	return Pointer[T]{cell: cell, offset: offset}
}

func (p Pointer[T]) Value() *T {
	if p.cell == nil {
		return (*T)(p.stays)
	}
	object := follow(p.cell)
	if object == nil {
		return nil
	}
	return (*T)(unsafe.Add(object, p.offset))
}
