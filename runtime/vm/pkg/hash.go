// Package hash says what a hash is.
//
// SPDX-License-Identifier: MIT
package hash

import "io"

// A Hash has been written to; Sum appends the hash of all that and changes nothing.
type Hash interface {
	io.Writer
	Sum(b []byte) []byte
	Reset()
	Size() int
	BlockSize() int
}

type Hash32 interface {
	Hash
	Sum32() uint32
}

type Hash64 interface {
	Hash
	Sum64() uint64
}

// A Cloner goes two ways from here.
type Cloner interface {
	Hash
	Clone() (Cloner, error)
}

// An XOF gives as many bytes as are asked for.
type XOF interface {
	io.Writer
	io.Reader
	Reset()
	BlockSize() int
}
