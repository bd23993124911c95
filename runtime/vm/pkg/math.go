// Package math computes with floats.
//
// SPDX-License-Identifier: MIT
package math

const (
	E   = 2.71828182845904523536028747135266249775724709369995957496696763
	Pi  = 3.14159265358979323846264338327950288419716939937510582097494459
	Phi = 1.61803398874989484820458683436563811772030917980576286213544862

	Sqrt2   = 1.41421356237309504880168872420969807856967187537694807317667974
	SqrtE   = 1.64872127070012814684865078781416357165377610071014801157507931
	SqrtPi  = 1.77245385090551602729816748334114518279754945612238712821380779
	SqrtPhi = 1.27201964951406896425242246173749149171560804184009624861664038

	Ln2    = 0.693147180559945309417232121458176568075500134360255254120680009
	Log2E  = 1 / Ln2
	Ln10   = 2.30258509299404568401799145468436420760110148862877297603332790
	Log10E = 1 / Ln10
)

const (
	MaxFloat32             = 0x1p127 * (1 + (1 - 0x1p-23))
	SmallestNonzeroFloat32 = 0x1p-126 * 0x1p-23
	MaxFloat64             = 0x1p1023 * (1 + (1 - 0x1p-52))
	SmallestNonzeroFloat64 = 0x1p-1022 * 0x1p-52
)

const (
	MaxInt    = 1<<63 - 1
	MinInt    = -1 << 63
	MaxInt8   = 1<<7 - 1
	MinInt8   = -1 << 7
	MaxInt16  = 1<<15 - 1
	MinInt16  = -1 << 15
	MaxInt32  = 1<<31 - 1
	MinInt32  = -1 << 31
	MaxInt64  = 1<<63 - 1
	MinInt64  = -1 << 63
	MaxUint   = 1<<64 - 1
	MaxUint8  = 1<<8 - 1
	MaxUint16 = 1<<16 - 1
	MaxUint32 = 1<<32 - 1
	MaxUint64 = 1<<64 - 1
)

func Float64bits(f float64) uint64
func Float64frombits(b uint64) float64
func Float32bits(f float32) uint32
func Float32frombits(b uint32) float32

func Abs(x float64) float64
func Ceil(x float64) float64
func Floor(x float64) float64
func Trunc(x float64) float64
func Round(x float64) float64
func RoundToEven(x float64) float64
func Sqrt(x float64) float64
func Cbrt(x float64) float64
func Exp(x float64) float64
func Exp2(x float64) float64
func Expm1(x float64) float64
func Log(x float64) float64
func Log2(x float64) float64
func Log10(x float64) float64
func Log1p(x float64) float64
func Logb(x float64) float64
func Sin(x float64) float64
func Cos(x float64) float64
func Tan(x float64) float64
func Asin(x float64) float64
func Acos(x float64) float64
func Atan(x float64) float64
func Sinh(x float64) float64
func Cosh(x float64) float64
func Tanh(x float64) float64
func Asinh(x float64) float64
func Acosh(x float64) float64
func Atanh(x float64) float64
func Gamma(x float64) float64
func Erf(x float64) float64
func Erfc(x float64) float64
func J0(x float64) float64
func J1(x float64) float64
func Y0(x float64) float64
func Y1(x float64) float64

func Atan2(y, x float64) float64
func Copysign(f, sign float64) float64
func Hypot(p, q float64) float64
func Mod(x, y float64) float64
func Nextafter(x, y float64) (r float64)
func Pow(x, y float64) float64
func Remainder(x, y float64) float64

func FMA(x, y, z float64) float64
func Frexp(f float64) (frac float64, exp int)
func Ldexp(frac float64, exp int) float64
func Lgamma(x float64) (lgamma float64, sign int)

func besselJ(n int, x float64) float64
func besselY(n int, x float64) float64

func NaN() float64 { return Float64frombits(0x7FF8000000000001) }

func Inf(sign int) float64 {
	if sign >= 0 {
		return Float64frombits(0x7FF0000000000000)
	}
	return Float64frombits(0xFFF0000000000000)
}

func IsNaN(f float64) (is bool) { return f != f }

func IsInf(f float64, sign int) bool {
	return sign >= 0 && f > MaxFloat64 || sign <= 0 && f < -MaxFloat64
}

func Signbit(x float64) bool { return Float64bits(x)>>63 != 0 }

func Max(x, y float64) float64 {
	switch {
	case IsInf(x, 1) || IsInf(y, 1):
		return Inf(1)
	case x != x || y != y:
		return NaN()
	case x == 0 && x == y:
		if Signbit(x) {
			return y
		}
		return x
	case x > y:
		return x
	}
	return y
}

func Min(x, y float64) float64 {
	switch {
	case IsInf(x, -1) || IsInf(y, -1):
		return Inf(-1)
	case x != x || y != y:
		return NaN()
	case x == 0 && x == y:
		if Signbit(x) {
			return x
		}
		return y
	case x < y:
		return x
	}
	return y
}

func Dim(x, y float64) float64 {
	v := x - y
	if v <= 0 {
		return 0
	}
	return v
}

func Modf(f float64) (int float64, frac float64) {
	int = Trunc(f)
	if IsInf(f, 0) {
		return f, NaN()
	}
	return int, Copysign(f-int, f)
}

func Sincos(x float64) (sin, cos float64) { return Sin(x), Cos(x) }

func Ilogb(x float64) int {
	switch {
	case x == 0:
		return MinInt32
	case x != x || IsInf(x, 0):
		return MaxInt32
	}
	return int(Logb(x))
}

func Pow10(n int) float64 {
	switch {
	case n < -323:
		return 0
	case n > 308:
		return Inf(1)
	}
	return Pow(10, float64(n))
}

func Nextafter32(x, y float32) (r float32) {
	switch {
	case x != x || y != y:
		return float32(NaN())
	case x == y:
		return x
	case x == 0:
		return float32(Copysign(float64(Float32frombits(1)), float64(y)))
	case (y > x) == (x > 0):
		return Float32frombits(Float32bits(x) + 1)
	}
	return Float32frombits(Float32bits(x) - 1)
}

// faraway says that x is so much smaller than the order n that the Bessel function of the
// first kind, at most (x/2)ⁿ/n!, is no float above 0, and its sibling none below infinity.
func faraway(n int, x float64) bool {
	return Abs(float64(n)) > 2*Abs(x)+2000
}

func Jn(n int, x float64) float64 {
	if faraway(n, x) || IsInf(x, 0) || x == 0 && n != 0 {
		return 0
	}
	return besselJ(n, x)
}

func Yn(n int, x float64) float64 {
	switch {
	case IsInf(x, 1):
		return 0
	case !faraway(n, x):
		return besselY(n, x)
	case x < 0:
		return NaN()
	case n < 0 && n&1 != 0:
		return Inf(1)
	}
	return Inf(-1)
}

// Erfinv starts with Winitzki's formula, right in two digits, and takes Halley's steps:
// each has three times as many.
func Erfinv(x float64) float64 {
	p := 1 - Abs(x)
	switch {
	case p == 0:
		return Copysign(Inf(1), x)
	case !(p > 0):
		return NaN()
	}
	const a = 0.147
	l := Log(p * (2 - p))
	h := 2/(Pi*a) + l/2
	z := Sqrt(Max(Sqrt(h*h-l/a)-h, 0))
	for range 3 {
		off := Erf(z) - Abs(x)
		if p < 0.5 {
			off = p - Erfc(z) // keeps the digits that erf loses near 1
		}
		step := off / (2 / SqrtPi * Exp(-z*z))
		z -= step / (1 + z*step)
	}
	return Copysign(z, x)
}

func Erfcinv(x float64) float64 { return Erfinv(1 - x) }
