// Package cmplx computes with complex numbers.
//
// SPDX-License-Identifier: MIT
package cmplx

import "math"

func Acos(x complex128) complex128
func Acosh(x complex128) complex128
func Asin(x complex128) complex128
func Asinh(x complex128) complex128
func Atan(x complex128) complex128
func Atanh(x complex128) complex128
func Cos(x complex128) complex128
func Cosh(x complex128) complex128
func Exp(x complex128) complex128
func Log(x complex128) complex128
func Sin(x complex128) complex128
func Sinh(x complex128) complex128
func Sqrt(x complex128) complex128
func Tan(x complex128) complex128
func Tanh(x complex128) complex128

func Abs(x complex128) float64          { return math.Hypot(real(x), imag(x)) }
func Phase(x complex128) float64        { return math.Atan2(imag(x), real(x)) }
func Polar(x complex128) (r, θ float64) { return Abs(x), Phase(x) }
func Rect(r, θ float64) complex128      { return complex(r*math.Cos(θ), r*math.Sin(θ)) }
func Conj(x complex128) complex128      { return complex(real(x), -imag(x)) }
func Inf() complex128                   { return complex(math.Inf(1), math.Inf(1)) }
func NaN() complex128                   { return complex(math.NaN(), math.NaN()) }
func IsInf(x complex128) bool           { return math.IsInf(real(x), 0) || math.IsInf(imag(x), 0) }

// IsNaN is false where a part is an infinity: that is far away, whatever the other part is.
func IsNaN(x complex128) bool {
	return !IsInf(x) && (math.IsNaN(real(x)) || math.IsNaN(imag(x)))
}

// Log10 scales both parts by log10(e): a complex product would spoil infinite ones.
func Log10(x complex128) complex128 {
	l := Log(x)
	return complex(math.Log10E*real(l), math.Log10E*imag(l))
}

// Cot is the inverse of the tangent, which, unlike sines, does not overflow far from the
// axis. It is divided by parts to keep the signs of zeros.
func Cot(x complex128) complex128 {
	t := Tan(x)
	if t == 0 {
		return Inf()
	}
	r := Abs(t)
	return complex(real(t)/r/r, -imag(t)/r/r)
}

// Pow is |x|**y · e**(i·phase(x)·y).
func Pow(x, y complex128) complex128 {
	c, d := real(y), imag(y)
	if x == 0 {
		switch {
		case d != d || c != c:
			return NaN()
		case c == 0:
			return 1
		case c > 0:
			return 0
		case d == 0:
			return complex(math.Inf(1), 0)
		}
		return Inf()
	}
	r, θ := Polar(x)
	length, turn := math.Pow(r, c), c*θ
	if d != 0 {
		length *= math.Exp(-d * θ)
		turn += d * math.Log(r)
	}
	return Rect(length, turn)
}
