// Package fnv is the hash of Fowler, Noll and Vo: multiply by a prime, mix in a byte; or, in
// the a-variants, the other way round.
//
// SPDX-License-Identifier: MIT
package fnv

import (
	"hash"
	"math/bits"
)

const (
	offset32, prime32 = 2166136261, 16777619
	offset64, prime64 = 14695981039346656037, 1099511628211

	// 128 bits: the offset's halves; the prime is 2 to the 88 and this.
	offsetHigh, offsetLow = 0x6c62272e07bb0142, 0x62b821756295c58d
	primeLow, primeShift  = 0x13b, 24
)

type sum32 struct {
	sum     uint32
	isFirst bool // mix in the byte first
}

func New32() hash.Hash32  { return &sum32{offset32, false} }
func New32a() hash.Hash32 { return &sum32{offset32, true} }

func (s *sum32) Write(p []byte) (int, error) {
	sum := s.sum
	for _, b := range p {
		if s.isFirst {
			sum = (sum ^ uint32(b)) * prime32
		} else {
			sum = sum*prime32 ^ uint32(b)
		}
	}
	s.sum = sum
	return len(p), nil
}

func (s *sum32) Sum(b []byte) []byte { return put(b, uint64(s.sum), 4) }
func (s *sum32) Sum32() uint32       { return s.sum }
func (s *sum32) Reset()              { s.sum = offset32 }
func (s *sum32) Size() int           { return 4 }
func (s *sum32) BlockSize() int      { return 1 }

type sum64 struct {
	sum     uint64
	isFirst bool
}

func New64() hash.Hash64  { return &sum64{offset64, false} }
func New64a() hash.Hash64 { return &sum64{offset64, true} }

func (s *sum64) Write(p []byte) (int, error) {
	sum := s.sum
	for _, b := range p {
		if s.isFirst {
			sum = (sum ^ uint64(b)) * prime64
		} else {
			sum = sum*prime64 ^ uint64(b)
		}
	}
	s.sum = sum
	return len(p), nil
}

func (s *sum64) Sum(b []byte) []byte { return put(b, s.sum, 8) }
func (s *sum64) Sum64() uint64       { return s.sum }
func (s *sum64) Reset()              { s.sum = offset64 }
func (s *sum64) Size() int           { return 8 }
func (s *sum64) BlockSize() int      { return 1 }

type sum128 struct {
	high, low uint64
	isFirst   bool
}

func New128() hash.Hash  { return &sum128{offsetHigh, offsetLow, false} }
func New128a() hash.Hash { return &sum128{offsetHigh, offsetLow, true} }

func (s *sum128) multiply() {
	carry, low := bits.Mul64(primeLow, s.low)
	s.high = carry + s.low<<primeShift + s.high*primeLow
	s.low = low
}

func (s *sum128) Write(p []byte) (int, error) {
	for _, b := range p {
		if s.isFirst {
			s.low ^= uint64(b)
			s.multiply()
		} else {
			s.multiply()
			s.low ^= uint64(b)
		}
	}
	return len(p), nil
}

func (s *sum128) Sum(b []byte) []byte { return put(put(b, s.high, 8), s.low, 8) }
func (s *sum128) Reset()              { s.high, s.low = offsetHigh, offsetLow }
func (s *sum128) Size() int           { return 16 }
func (s *sum128) BlockSize() int      { return 1 }

// put appends the last n bytes of word.
func put(b []byte, word uint64, n int) []byte {
	for n--; n >= 0; n-- {
		b = append(b, byte(word>>(8*n)))
	}
	return b
}
