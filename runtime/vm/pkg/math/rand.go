// Package rand makes numbers that look random.
//
// The sequence of a seed is not gc's.
//
// SPDX-License-Identifier: MIT
package rand

import "math"

// A Source gives random bits.
type Source interface {
	Int63() int64
	Seed(seed int64)
}

type Source64 interface {
	Source
	Uint64() uint64
}

// splitMix is a counter whose values are mixed (Steele, Lea, Flood 2014).
type splitMix struct {
	state uint64
}

func (s *splitMix) Seed(seed int64) { s.state = uint64(seed) }

func (s *splitMix) Uint64() uint64 {
	s.state += 0x9E3779B97F4A7C15
	z := s.state
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

func (s *splitMix) Int63() int64 { return int64(s.Uint64() >> 1) }

func NewSource(seed int64) Source { return &splitMix{uint64(seed)} }

// random asks the machine, which can be told to repeat itself.
func random() uint64

// machine is the source of the functions that have no Rand, until Seed is called.
type machine struct{}

func (machine) Seed(int64)     {}
func (machine) Uint64() uint64 { return random() }
func (machine) Int63() int64   { return int64(random() >> 1) }

type Rand struct {
	src Source
	// What is left of the last number, for Read.
	left  uint64
	nLeft int
}

func New(src Source) *Rand { return &Rand{src: src} }

var global = New(machine{})

func (r *Rand) Seed(seed int64) {
	r.src.Seed(seed)
	r.nLeft = 0
}

func (r *Rand) Int63() int64 { return r.src.Int63() }

func (r *Rand) Uint64() uint64 {
	if s, ok := r.src.(Source64); ok {
		return s.Uint64()
	}
	return uint64(r.Int63())>>31 | uint64(r.Int63())<<32
}

func (r *Rand) Uint32() uint32 { return uint32(r.Int63() >> 31) }
func (r *Rand) Int31() int32   { return int32(r.Int63() >> 32) }
func (r *Rand) Int() int       { return int(uint(r.Int63())) }

func (r *Rand) Int63n(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int63n")
	}
	// Numbers above the last multiple of n would favour the small ones.
	max := int64(1<<63 - 1 - (1<<63)%uint64(n))
	v := r.Int63()
	for v > max {
		v = r.Int63()
	}
	return v % n
}

func (r *Rand) Int31n(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int31n")
	}
	return int32(r.Int63n(int64(n)))
}

func (r *Rand) Intn(n int) int {
	if n <= 0 {
		panic("invalid argument to Intn")
	}
	return int(r.Int63n(int64(n)))
}

func (r *Rand) Float64() float64 { return float64(r.Int63()>>10) / (1 << 53) }
func (r *Rand) Float32() float32 { return float32(r.Int63()>>39) / (1 << 24) }

// NormFloat64 has mean 0 and standard deviation 1 (Marsaglia's polar method).
func (r *Rand) NormFloat64() float64 {
	for {
		x, y := 2*r.Float64()-1, 2*r.Float64()-1
		if s := x*x + y*y; 0 < s && s < 1 {
			return x * math.Sqrt(-2*math.Log(s)/s)
		}
	}
}

// ExpFloat64 has mean 1.
func (r *Rand) ExpFloat64() float64 { return -math.Log(1 - r.Float64()) }

func (r *Rand) Perm(n int) []int {
	p := make([]int, n)
	for i := range p {
		j := r.Intn(i + 1)
		p[i] = p[j]
		p[j] = i
	}
	return p
}

func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	for i := n - 1; i > 0; i-- {
		swap(i, r.Intn(i+1))
	}
}

func (r *Rand) Read(p []byte) (n int, err error) {
	for i := range p {
		if r.nLeft == 0 {
			r.left, r.nLeft = r.Uint64(), 8
		}
		p[i] = byte(r.left)
		r.left >>= 8
		r.nLeft--
	}
	return len(p), nil
}

// Seed makes the functions below repeat a sequence.
func Seed(seed int64) { global = New(NewSource(seed)) }

func Int63() int64                       { return global.Int63() }
func Uint32() uint32                     { return global.Uint32() }
func Uint64() uint64                     { return global.Uint64() }
func Int31() int32                       { return global.Int31() }
func Int() int                           { return global.Int() }
func Int63n(n int64) int64               { return global.Int63n(n) }
func Int31n(n int32) int32               { return global.Int31n(n) }
func Intn(n int) int                     { return global.Intn(n) }
func Float64() float64                   { return global.Float64() }
func Float32() float32                   { return global.Float32() }
func NormFloat64() float64               { return global.NormFloat64() }
func ExpFloat64() float64                { return global.ExpFloat64() }
func Perm(n int) []int                   { return global.Perm(n) }
func Shuffle(n int, swap func(i, j int)) { global.Shuffle(n, swap) }
func Read(p []byte) (n int, err error)   { return global.Read(p) }
