// Package maphash hashes as maps do: no other run knows the seed.
//
// SPDX-License-Identifier: MIT
package maphash

// random is not 0.
func random() uint64

func hashBytes(seed uint64, b []byte) uint64
func hashString(seed uint64, s string) uint64

// hashValue panics where a map would.
func hashValue(seed uint64, v any) uint64

// A Seed is made by MakeSeed.
type Seed struct {
	word uint64
}

func MakeSeed() Seed { return Seed{random()} }

func (s Seed) check() uint64 {
	if s.word == 0 {
		panic("maphash: use of uninitialized Seed")
	}
	return s.word
}

func Bytes(seed Seed, b []byte) uint64               { return hashBytes(seed.check(), b) }
func String(seed Seed, s string) uint64              { return hashString(seed.check(), s) }
func Comparable[T comparable](seed Seed, v T) uint64 { return hashValue(seed.check(), v) }

// WriteComparable adds what v's hash is, with the same seed.
func WriteComparable[T comparable](h *Hash, v T) {
	word := Comparable(h.Seed(), v)
	for range 8 {
		h.WriteByte(byte(word))
		word >>= 8
	}
}

// A Hash keeps all that was written: how it was cut into pieces must not matter.
type Hash struct {
	seed Seed
	text []byte
}

func (h *Hash) Seed() Seed {
	if h.seed.word == 0 {
		h.seed = MakeSeed()
	}
	return h.seed
}

func (h *Hash) SetSeed(seed Seed) {
	seed.check()
	h.seed = seed
	h.text = nil
}

func (h *Hash) Write(b []byte) (int, error) {
	h.text = append(h.text, b...)
	return len(b), nil
}

func (h *Hash) WriteString(s string) (int, error) {
	h.text = append(h.text, s...)
	return len(s), nil
}

func (h *Hash) WriteByte(b byte) error {
	h.text = append(h.text, b)
	return nil
}

func (h *Hash) Reset()         { h.text = h.text[:0] }
func (h *Hash) Sum64() uint64  { return Bytes(h.Seed(), h.text) }
func (h *Hash) Size() int      { return 8 }
func (h *Hash) BlockSize() int { return 128 }

func (h *Hash) Sum(b []byte) []byte {
	sum := h.Sum64()
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(sum>>shift))
	}
	return b
}
