// Package unique makes equal values one.
//
// SPDX-License-Identifier: MIT
package unique

import "sync"

// A Handle's comparison is that of a pointer.
type Handle[T comparable] struct {
	value *T
}

func (h Handle[T]) Value() T { return *h.value }

// A key tells equal values of two types apart, also if one type is an interface.
type key[T comparable] struct {
	value T
}

// known has the *T of each key[T].
var known sync.Map

func Make[T comparable](value T) Handle[T] {
	if found, ok := known.Load(key[T]{value}); ok {
		return Handle[T]{found.(*T)}
	}
	copied := value
	found, _ := known.LoadOrStore(key[T]{value}, &copied)
	return Handle[T]{found.(*T)}
}
