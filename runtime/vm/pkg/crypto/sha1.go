// Package sha1 is the SHA-1 hash, of FIPS 180-4. It is broken: for checksums only.
//
// SPDX-License-Identifier: MIT
package sha1

import (
	"hash"
	"internal/digest"
)

const (
	Size      = 20
	BlockSize = 64
)

func New() hash.Hash {
	return digest.New(digest.SHA1, Size, [8]uint64{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0})
}

func Sum(data []byte) [Size]byte {
	h := New()
	h.Write(data)
	return [Size]byte(h.Sum(nil))
}
