// Package adler32 is the checksum of zlib, after RFC 1950.
//
// SPDX-License-Identifier: MIT
package adler32

import "hash"

const Size = 4

const modulus = 65521 // the largest prime below 1<<16

type digest uint32

func New() hash.Hash32 {
	d := digest(1)
	return &d
}

func (d *digest) Write(p []byte) (int, error) {
	a, b := uint32(*d)&0xffff, uint32(*d)>>16
	for _, c := range p {
		a = (a + uint32(c)) % modulus
		b = (b + a) % modulus
	}
	*d = digest(b<<16 | a)
	return len(p), nil
}

func (d *digest) Reset()         { *d = 1 }
func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 4 }
func (d *digest) Sum32() uint32  { return uint32(*d) }

func (d *digest) Sum(b []byte) []byte {
	return append(b, byte(*d>>24), byte(*d>>16), byte(*d>>8), byte(*d))
}

func Checksum(data []byte) uint32 {
	d := digest(1)
	d.Write(data)
	return uint32(d)
}
