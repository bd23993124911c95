// Package sha256 is the SHA-256 hash and the shorter SHA-224, of FIPS 180-4.
//
// SPDX-License-Identifier: MIT
package sha256

import (
	"hash"
	"internal/digest"
)

const (
	Size      = 32
	Size224   = 28
	BlockSize = 64
)

func New() hash.Hash {
	return digest.New(digest.SHA256, Size, [8]uint64{
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19})
}

func New224() hash.Hash {
	return digest.New(digest.SHA256, Size224, [8]uint64{
		0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4})
}

func Sum256(data []byte) [Size]byte {
	h := New()
	h.Write(data)
	return [Size]byte(h.Sum(nil))
}

func Sum224(data []byte) [Size224]byte {
	h := New224()
	h.Write(data)
	return [Size224]byte(h.Sum(nil))
}
