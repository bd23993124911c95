// Every function's results, to the last bit: a checksum for each.
//
// expect: Abs 1274 71801c30
// expect: Acos 1274 266afd1e
// expect: Acosh 1274 c8b0bdc9
// expect: Asin 1274 be559f8a
// expect: Asinh 1274 0ca74eaa
// expect: Atan 1274 11232532
// expect: Atanh 1274 6cdcace9
// expect: Cbrt 1274 48cb66aa
// expect: Ceil 1274 f619e56a
// expect: Cos 1274 4dc701cd
// expect: Cosh 1274 7081b800
// expect: Erf 1274 ab904566
// expect: Erfc 1274 e848df66
// expect: Erfinv 1274 c4d78284
// expect: Erfcinv 1274 bfb32660
// expect: Exp 1274 e2da2b2f
// expect: Exp2 1274 59bf5eba
// expect: Expm1 1274 3485ede0
// expect: Floor 1274 18432ce5
// expect: Gamma 1274 1d8edc40
// expect: J0 1274 22c70b41
// expect: J1 1274 de19af00
// expect: Log 1274 5d2db325
// expect: Log10 1274 0a3d82ba
// expect: Log1p 1274 12a5f983
// expect: Log2 1274 780fbd6a
// expect: Logb 1274 c751dc4d
// expect: Round 1274 a4a558b8
// expect: RoundToEven 1274 6599a443
// expect: Sin 1274 6affbec9
// expect: Sinh 1274 d74dd86e
// expect: Sqrt 1274 e1a4ca1a
// expect: Tan 1274 e029260b
// expect: Tanh 1274 605da511
// expect: Trunc 1274 7a283ba1
// expect: Y0 1274 981658af
// expect: Y1 1274 a8399ded
// expect: Lgamma 1274 44fbd2d7
// expect: Sincos 1274 aeca4afe
// expect: Jn2 1274 7402196c
// expect: Jn5 1274 55492b39
// expect: Yn2 1274 f96cca62
// expect: Yn7 1274 385726d4
// expect: Pow10 1274 a8331c6f
// expect: Frexp 1274 47f3f861
// expect: Modf 1274 e364d7da
// expect: Ldexp 1274 52f70caa
// expect: Ilogb 1274 9f7ad2dd
// expect: Atan2 2874 dea9d162
// expect: Copysign 2874 9896a8cd
// expect: Dim 2874 f51a18f0
// expect: Hypot 2874 ebb68b05
// expect: Max 2874 6e3012af
// expect: Min 2874 7deb8ace
// expect: Mod 2874 60269f86
// expect: Nextafter 2874 b1a8b3dd
// expect: Pow 2874 46b2064a
// expect: Remainder 2874 3ec284f8
// expect: FMA 2874 a7300806
package main

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
)

var seed uint64 = 12345

// rnd is Marsaglia's xorshift.
func rnd() uint64 {
	seed ^= seed << 13
	seed ^= seed >> 7
	seed ^= seed << 17
	return seed
}

func args() []float64 {
	a := []float64{0, math.Copysign(0, -1), 1, -1, 0.5, -0.5, 2, -2, math.Inf(1), math.Inf(-1), math.NaN(), math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64, -math.SmallestNonzeroFloat64, math.Pi, math.Pi / 2, math.Pi / 4, -math.Pi, 1e-300, 1e300, 0x1p-1022, 0x1p-1023, 1e-8, 1e-10, 27, 8, 1000, 1e15, 1e16, 1e17, 4503599627370495.5, 709.78, 709.79, -745.1, -745.2, 0.41421356, 2.414, 7.5, 0.84375, 1.25, 2.857, 6, 28, 170.5, 171.5, 171.6, 172, -170.5, -1.5, 1 << 29, 1 << 30, 1<<53 + 2, 1e22, 0.6931471805599453, 88.7, 33, 34, 19, 20, 21, 22, 23, 1.7e308}
	for i := 0; i < 40; i++ {
		a = append(a, float64(i), -float64(i), float64(i)/8, -float64(i)/16)
	}
	for i := 0; i < 300; i++ {
		a = append(a, math.Float64frombits(rnd()))
	}
	for i := 0; i < 150; i++ {
		u := float64(rnd()>>11) / (1 << 53)
		a = append(a, u*2-1, (u*2-1)*10, (u*2-1)*100, u*2e-3, (u*2-1)*800)
	}
	return a
}

// sum is of all results' bits; all NaN are one.
type sum struct {
	crc uint32
	n   int
}

func (s *sum) add(r float64) {
	if r != r {
		r = math.NaN()
	}
	s.crc = crc32.Update(s.crc, crc32.IEEETable, binary.BigEndian.AppendUint64(nil, math.Float64bits(r)))
	s.n++
}

func main() {
	a := args()
	one := []struct {
		n string
		f func(float64) float64
	}{{"Abs", math.Abs}, {"Acos", math.Acos}, {"Acosh", math.Acosh}, {"Asin", math.Asin}, {"Asinh", math.Asinh}, {"Atan", math.Atan}, {"Atanh", math.Atanh}, {"Cbrt", math.Cbrt}, {"Ceil", math.Ceil}, {"Cos", math.Cos}, {"Cosh", math.Cosh}, {"Erf", math.Erf}, {"Erfc", math.Erfc}, {"Erfinv", math.Erfinv}, {"Erfcinv", math.Erfcinv}, {"Exp", math.Exp}, {"Exp2", math.Exp2}, {"Expm1", math.Expm1}, {"Floor", math.Floor}, {"Gamma", math.Gamma}, {"J0", math.J0}, {"J1", math.J1}, {"Log", math.Log}, {"Log10", math.Log10}, {"Log1p", math.Log1p}, {"Log2", math.Log2}, {"Logb", math.Logb}, {"Round", math.Round}, {"RoundToEven", math.RoundToEven}, {"Sin", math.Sin}, {"Sinh", math.Sinh}, {"Sqrt", math.Sqrt}, {"Tan", math.Tan}, {"Tanh", math.Tanh}, {"Trunc", math.Trunc}, {"Y0", math.Y0}, {"Y1", math.Y1},
		{"Lgamma", func(x float64) float64 { l, s := math.Lgamma(x); return l * float64(s) }},
		{"Sincos", func(x float64) float64 { s, c := math.Sincos(x); return s + c*3 }},
		{"Jn2", func(x float64) float64 { return math.Jn(2, x) }}, {"Jn5", func(x float64) float64 { return math.Jn(-5, x) }},
		{"Yn2", func(x float64) float64 { return math.Yn(2, x) }}, {"Yn7", func(x float64) float64 { return math.Yn(7, x) }},
		{"Pow10", func(x float64) float64 { return math.Pow10(int(x)) }},
		{"Frexp", func(x float64) float64 { f, e := math.Frexp(x); return f * float64(e+5000) }},
		{"Modf", func(x float64) float64 { f, e := math.Modf(x); return f*3 + e }},
		{"Ldexp", func(x float64) float64 { return math.Ldexp(x, int(math.Float64bits(x)%3000)-1500) }},
		{"Ilogb", func(x float64) float64 { return float64(math.Ilogb(x)) }},
	}
	for _, o := range one {
		var s sum
		for _, x := range a {
			s.add(o.f(x))
		}
		fmt.Printf("%s %d %08x\n", o.n, s.n, s.crc)
	}
	two := []struct {
		n string
		f func(x, y float64) float64
	}{{"Atan2", math.Atan2}, {"Copysign", math.Copysign}, {"Dim", math.Dim}, {"Hypot", math.Hypot}, {"Max", math.Max}, {"Min", math.Min}, {"Mod", math.Mod}, {"Nextafter", math.Nextafter}, {"Pow", math.Pow}, {"Remainder", math.Remainder}, {"FMA", func(x, y float64) float64 { return math.FMA(x, y, x) }}}
	for _, o := range two {
		var s sum
		for i, x := range a {
			s.add(o.f(x, a[(i*7+31)%len(a)]))
		}
		for _, x := range a[:40] {
			for _, y := range a[:40] {
				s.add(o.f(x, y))
			}
		}
		fmt.Printf("%s %d %08x\n", o.n, s.n, s.crc)
	}
}
