// Package crc32 is the remainder of data, taken as a polynomial, in 32 bits.
//
// SPDX-License-Identifier: MIT
package crc32

import "hash"

const Size = 4

const (
	IEEE       = 0xedb88320
	Castagnoli = 0x82f63b78
	Koopman    = 0xeb31d82e
)

// IEEETable is what ChecksumIEEE uses.
var IEEETable = MakeTable(IEEE)

// A Table has the remainders of all bytes.
type Table [256]uint32

// MakeTable takes the polynomial's bits in reversed order.
func MakeTable(poly uint32) *Table {
	t := new(Table)
	for i := range t {
		rest := uint32(i)
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

func Update(crc uint32, tab *Table, p []byte) uint32 {
	crc = ^crc
	for _, b := range p {
		crc = tab[byte(crc)^b] ^ crc>>8
	}
	return ^crc
}

func Checksum(data []byte, tab *Table) uint32 { return Update(0, tab, data) }

func NewIEEE() hash.Hash32 { return New(IEEETable) }

func ChecksumIEEE(data []byte) uint32 { return Update(0, IEEETable, data) }

type digest struct {
	crc uint32
	tab *Table
}

func New(tab *Table) hash.Hash32 { return &digest{0, tab} }

func (d *digest) Write(p []byte) (int, error) {
	d.crc = Update(d.crc, d.tab, p)
	return len(p), nil
}

func (d *digest) Reset()         { d.crc = 0 }
func (d *digest) Size() int      { return Size }
func (d *digest) BlockSize() int { return 1 }
func (d *digest) Sum32() uint32  { return d.crc }

func (d *digest) Sum(b []byte) []byte {
	for shift := 8 * (Size - 1); shift >= 0; shift -= 8 {
		b = append(b, byte(d.crc>>shift))
	}
	return b
}
