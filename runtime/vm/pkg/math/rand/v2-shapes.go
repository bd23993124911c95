// Numbers that are not spread evenly.
//
// SPDX-License-Identifier: MIT
package rand

import (
	"math"
	"sync"
)

// A ziggurat (Marsaglia, Tsang 2000) covers a density with layers of one area.
// Where a word is below k[layer] it lies under the curve for sure; w scales words
// to the layer's width, f is the density at its edge.
type ziggurat struct {
	k    []uint32
	w, f []float32
}

// newZiggurat: right is where the tail begins, area that of a layer, scale the
// words' range; density has an inverse.
func newZiggurat(n int, right, area, scale float64, density, inverse func(float64) float64) *ziggurat {
	z := &ziggurat{make([]uint32, n), make([]float32, n), make([]float32, n)}
	base := area / density(right)
	z.k[0] = uint32(right / base * scale)
	z.w[0] = float32(base / scale)
	z.w[n-1] = float32(right / scale)
	z.f[0] = 1
	z.f[n-1] = float32(density(right))
	outer, x := right, right
	for i := n - 2; i > 0; i-- {
		x = inverse(area/x + density(x))
		z.k[i+1] = uint32(x / outer * scale)
		outer = x
		z.f[i] = float32(density(x))
		z.w[i] = float32(x / scale)
	}
	return z
}

const (
	normalTail      = 3.442619855899
	exponentialTail = 7.69711747013104972
)

var normal = sync.OnceValue(func() *ziggurat {
	return newZiggurat(128, normalTail, 9.91256303526217e-3, 1<<31,
		func(x float64) float64 { return math.Exp(-.5 * x * x) },
		func(y float64) float64 { return math.Sqrt(-2 * math.Log(y)) })
})

var exponential = sync.OnceValue(func() *ziggurat {
	return newZiggurat(256, exponentialTail, 3.949659822581572e-3, 1<<32,
		func(x float64) float64 { return math.Exp(-x) },
		func(y float64) float64 { return -math.Log(y) })
})

func (r *Rand) NormFloat64() float64 {
	z := normal()
	for {
		bits := r.Uint64()
		word, layer := int32(bits), bits>>32&127
		x := float64(word) * float64(z.w[layer])
		if size := uint32(max(word, -word)); size < z.k[layer] {
			return x
		}
		if layer == 0 {
			for {
				x = -math.Log(r.Float64()) * (1 / normalTail)
				if y := -math.Log(r.Float64()); y+y >= x*x {
					break
				}
			}
			if word > 0 {
				return normalTail + x
			}
			return -normalTail - x
		}
		if z.f[layer]+float32(r.Float64())*(z.f[layer-1]-z.f[layer]) < float32(math.Exp(-.5*x*x)) {
			return x
		}
	}
}

func (r *Rand) ExpFloat64() float64 {
	z := exponential()
	for {
		bits := r.Uint64()
		word, layer := uint32(bits), bits>>32&255
		x := float64(word) * float64(z.w[layer])
		if word < z.k[layer] {
			return x
		}
		if layer == 0 {
			return exponentialTail - math.Log(r.Float64())
		}
		if z.f[layer]+float32(r.Float64())*(z.f[layer-1]-z.f[layer]) < float32(math.Exp(-x)) {
			return x
		}
	}
}

// A Zipf makes numbers of which k has a probability like (v + k) ** -s, by
// rejection from the inverse (Hörmann, Derflinger 1996).
type Zipf struct {
	r              *Rand
	v, q, oneLessQ float64
	top, width     float64
	surely         float64 // so far from an integer nothing is rejected
}

// area is the integral of the hat to x, up to a constant.
func (z *Zipf) area(x float64) float64 {
	return math.Exp(z.oneLessQ*math.Log(z.v+x)) * (1 / z.oneLessQ)
}

func (z *Zipf) inverse(y float64) float64 {
	return math.Exp(1/z.oneLessQ*math.Log(z.oneLessQ*y)) - z.v
}

func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf {
	if s <= 1.0 || v < 1 {
		return nil
	}
	z := &Zipf{r: r, v: v, q: s, oneLessQ: 1 - s}
	z.top = z.area(float64(imax) + 0.5)
	z.width = z.area(0.5) - math.Exp(math.Log(v)*-s) - z.top
	z.surely = 1 - z.inverse(z.area(1.5)-math.Exp(-s*math.Log(v+1)))
	return z
}

func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	for {
		y := z.top + z.r.Float64()*z.width
		x := z.inverse(y)
		k := math.Floor(x + 0.5)
		if k-x <= z.surely || y >= z.area(k+0.5)-math.Exp(-math.Log(k+z.v)*z.q) {
			return uint64(k)
		}
	}
}
