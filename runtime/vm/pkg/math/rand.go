// Package rand makes numbers that look random.
//
// A seed's sequence is the same as with gc.
//
// SPDX-License-Identifier: MIT
package rand

// A Source gives random bits.
type Source interface {
	Int63() int64
	Seed(seed int64)
}

type Source64 interface {
	Source
	Uint64() uint64
}

// lagged is an additive lagged generator: each value is the sum of those 607 and
// 273 before it.
type lagged struct {
	tap, feed int
	vec       [607]uint64
}

// scramble fills a state from a seed.
func scramble(seed int64, vec *[607]uint64)

func (s *lagged) Seed(seed int64) {
	s.tap, s.feed = 0, len(s.vec)-273
	scramble(seed, &s.vec)
}

func (s *lagged) Uint64() uint64 {
	if s.tap--; s.tap < 0 {
		s.tap += len(s.vec)
	}
	if s.feed--; s.feed < 0 {
		s.feed += len(s.vec)
	}
	x := s.vec[s.feed] + s.vec[s.tap]
	s.vec[s.feed] = x
	return x
}

func (s *lagged) Int63() int64 { return int64(s.Uint64() & (1<<63 - 1)) }

func NewSource(seed int64) Source {
	s := new(lagged)
	s.Seed(seed)
	return s
}

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
	if n&(n-1) == 0 {
		return r.Int63() & (n - 1)
	}
	// Numbers above the last multiple of n would favour the small ones.
	last := int64(1<<63 - 1 - 1<<63%uint64(n))
	v := r.Int63()
	for v > last {
		v = r.Int63()
	}
	return v % n
}

func (r *Rand) Int31n(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int31n")
	}
	if n&(n-1) == 0 {
		return r.Int31() & (n - 1)
	}
	last := int32(1<<31 - 1 - 1<<31%uint32(n))
	v := r.Int31()
	for v > last {
		v = r.Int31()
	}
	return v % n
}

// below is Int31n by multiplication (Lemire 2019), n > 0.
func (r *Rand) below(n int32) int32 {
	product := uint64(r.Uint32()) * uint64(n)
	if low := uint32(product); low < uint32(n) {
		for reject := uint32(-n) % uint32(n); low < reject; low = uint32(product) {
			product = uint64(r.Uint32()) * uint64(n)
		}
	}
	return int32(product >> 32)
}

func (r *Rand) Intn(n int) int {
	if n <= 0 {
		panic("invalid argument to Intn")
	}
	if n <= 1<<31-1 {
		return int(r.Int31n(int32(n)))
	}
	return int(r.Int63n(int64(n)))
}

func (r *Rand) Float64() float64 {
	for {
		if f := float64(r.Int63()) / (1 << 63); f != 1 {
			return f
		}
	}
}

func (r *Rand) Float32() float32 {
	for {
		if f := float32(r.Float64()); f != 1 {
			return f
		}
	}
}

func (r *Rand) Perm(n int) []int {
	m := make([]int, n)
	for i := range m {
		j := r.Intn(i + 1)
		m[i] = m[j]
		m[j] = i
	}
	return m
}

func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	i := n - 1
	for ; i > 1<<31-1-1; i-- {
		swap(i, int(r.Int63n(int64(i+1))))
	}
	for ; i > 0; i-- {
		swap(i, int(r.below(int32(i+1))))
	}
}

func (r *Rand) Read(p []byte) (n int, err error) {
	for n = range p {
		if r.nLeft == 0 {
			r.left = uint64(r.Int63())
			r.nLeft = 7
		}
		p[n] = byte(r.left)
		r.left >>= 8
		r.nLeft--
	}
	return len(p), nil
}

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
