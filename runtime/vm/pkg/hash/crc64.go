// Package crc64 is the remainder of data, taken as a polynomial, in 64 bits.
//
// SPDX-License-Identifier: MIT
package crc64

import "hash"

const Size = 8

const (
	ISO  = 0xd800000000000000
	ECMA = 0xc96c5795d7870f42
)

// A Table has the remainders of all bytes.
type Table [256]uint64

// MakeTable takes the polynomial's bits in reversed order.
func MakeTable(poly uint64) *Table {
	t := new(Table)
	for i := range t {
		rest := uint64(i)
		for range 8 {
			if rest&1 == 1 {
				rest = rest>>1 ^ poly
			} else {
				rest >>= 1
			}
		}
		t[i] = rest
	}
	return t
}

func Update(crc uint64, tab *Table, p []byte) uint64 {
	crc = ^crc
	for _, b := range p {
		crc = tab[byte(crc)^b] ^ crc>>8
	}
	return ^crc
}

func Checksum(data []byte, tab *Table) uint64 { return Update(0, tab, data) }

type digest struct {
	crc uint64
	tab *Table
}

func New(tab *Table) hash.Hash64 { return &digest{0, tab} }

func (d *digest) Write(p []byte) (int, error) {
	d.crc = Update(d.crc, d.tab, p)
	return len(p), nil
}

func (d *digest) Reset()         { d.crc = 0 }
func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 1 }
func (d *digest) Sum64() uint64  { return d.crc }

func (d *digest) Sum(b []byte) []byte {
	for shift := 8 * (Size - 1); shift >= 0; shift -= 8 {
		b = append(b, byte(d.crc>>shift))
	}
	return b
}
