// Package digest is what MD5 and the SHA family share: blocks of equal size are mixed into a
// few words one after the other, and the last one ends with the length of all.
//
// Source: RFC 1321, FIPS 180-4.
// SPDX-License-Identifier: MIT
package digest

import "hash"

// A Kind is how blocks are mixed; the natives know it by its number.
type Kind int

const (
	MD5 Kind = iota
	SHA1
	SHA256
	SHA512
)

// mix puts whole blocks into a state; words of 32 bits lie in the lower half of each.
func mix(kind Kind, state *[8]uint64, blocks []byte)

// A Digest holds what does not fill a block in rest[:n].
type Digest struct {
	kind         Kind
	size         int
	start, state [8]uint64
	rest         [128]byte
	n            int
	len          uint64
}

// New makes a Digest whose hash is the first size bytes of the state.
func New(kind Kind, size int, start [8]uint64) *Digest {
	return &Digest{kind: kind, size: size, start: start, state: start}
}

func (d *Digest) Reset() {
	d.state, d.n, d.len = d.start, 0, 0
}

func (d *Digest) Size() int { return d.size }

func (d *Digest) BlockSize() int {
	if d.kind == SHA512 {
		return 128
	}
	return 64
}

func (d *Digest) Clone() (hash.Cloner, error) {
	same := *d
	return &same, nil
}

func (d *Digest) Write(p []byte) (int, error) {
	n, block := len(p), d.BlockSize()
	d.len += uint64(n)
	if d.n > 0 {
		taken := copy(d.rest[d.n:block], p)
		p = p[taken:]
		if d.n += taken; d.n < block {
			return n, nil
		}
		mix(d.kind, &d.state, d.rest[:block])
		d.n = 0
	}
	whole := len(p) &^ (block - 1)
	mix(d.kind, &d.state, p[:whole])
	d.n = copy(d.rest[:], p[whole:])
	return n, nil
}

// WriteString spares whoever has a string the copy.
func (d *Digest) WriteString(s string) (int, error) { return d.Write([]byte(s)) }

// put writes the last bytes of a word, as many as fit.
func put(to []byte, word uint64, isLittle bool) {
	for i := range to {
		if isLittle {
			to[i] = byte(word >> (8 * i))
		} else {
			to[i] = byte(word >> (8 * (len(to) - 1 - i)))
		}
	}
}

// finish pads: a single 1 bit, zeros, and the number of bits where the last block ends.
func (d *Digest) finish() {
	block, isLittle := d.BlockSize(), d.kind == MD5
	length := block / 8
	padding := (2*block - length - d.n - 1) % block
	tail := make([]byte, 1+padding+length)
	tail[0] = 0x80
	if length == 16 {
		put(tail[1+padding:9+padding], d.len>>61, false)
	}
	put(tail[len(tail)-8:], d.len<<3, isLittle)
	d.Write(tail)
}

func (d *Digest) Sum(b []byte) []byte {
	last := *d
	last.finish()
	width := 4
	if d.kind == SHA512 {
		width = 8
	}
	var out [64]byte
	for i, word := range last.state {
		put(out[i*width:(i+1)*width], word, d.kind == MD5)
	}
	return append(b, out[:d.size]...)
}
