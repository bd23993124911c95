// Package md5 is the MD5 hash, of RFC 1321. It is broken: for checksums only.
//
// SPDX-License-Identifier: MIT
package md5

import (
	"hash"
	"internal/digest"
)

const (
	Size      = 16
	BlockSize = 64
)

func New() hash.Hash {
	return digest.New(digest.MD5, Size, [8]uint64{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476})
}

func Sum(data []byte) [Size]byte {
	h := New()
	h.Write(data)
	return [Size]byte(h.Sum(nil))
}
