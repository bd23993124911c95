// Package iter names the functions that range goes over.
//
// SPDX-License-Identifier: MIT
package iter

type (
	Seq[V any]     func(yield func(V) bool)
	Seq2[K, V any] func(yield func(K, V) bool)
)
