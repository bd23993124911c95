// Operators on type parameters work as on their type arguments, overflow and all.
// expect: [9 5 14 3 -7] [8 254 15 0 253] [4 -2 3 0.33333334 -1] [(3+1i) (-1+3i) (4+3i) (0+1i) (-1-2i)]
// expect: [1 -73 -74 -78 76 -104 -39 -2 -15 127] [0 207 207 200 55 64 100 4 28 120] [0 9223372036854775811 9223372036854775811 9223372036854775808 9223372036854775807 0 4611686018427387904 2 3074457345618258602 9223372036854775808] [3 -5 -8 -8 4 -40 -3 -2 -1 -15] [32 101 69 68 -101 32 50 1 3 -28] [2 65535 65533 65533 0 65528 32767 1 32767 65534]
// expect: [true true false false false true] [false false true true false true] [false false false false false true] [false true false true true false]
// expect: -3 255 18446744073709551615 9.223372e+18 0.10000000149011612 44
// expect: 127 33 3
// expect: 127 33 3
// expect: 127 33 3.5
// expect: 0 0 -59 197 21445 3439605012452103109 3439605012452103109
// expect: abbax 0.50333333 0.5033333333333334 (0+3i) (-4+1i)
// expect: -128 0 0
// expect: runtime error: integer divide by zero
// expect: runtime error: negative shift amount
package main

import (
	"cmp"
	"fmt"
	"math"
)

type Num interface {
	~int | ~uint8 | ~float32 | ~complex128
}

func ops[T Num](a, b T) []T { return []T{a + b, a - b, a * b, a / b, -a} }

type I interface {
	~int8 | ~int16 | ~int | ~uint8 | ~uint16 | ~uint64
}

func bits[T I](a, b T) []T {
	return []T{a & b, a | b, a ^ b, a &^ b, ^a, a << 3, a >> 1, a % b, a / b, a * b}
}
func cmpAll[T cmp.Ordered](a, b T) [6]bool {
	return [6]bool{a < b, a <= b, a > b, a >= b, a == b, a != b}
}
func conv[A, B ~int8 | ~uint8 | ~int32 | ~uint64 | ~float64 | ~float32](a A) B { return B(a) }
func consts[T ~int8 | ~uint8 | ~float64]() (T, T, T) {
	const c = 100
	var x T = c
	x += 27
	return x, c / 3, T(7) / 2
}
func inc[T ~int8 | ~uint8](x T) T { x++; x += 1; x <<= 1; return x }
func ovf[T I](x T) T {
	for range 70 {
		x = x*3 + 1
	}
	return x
}
func str[T ~string](s T) T                   { return s + s[1:] + T(s[0]) + "x" }
func flt[T ~float32 | ~float64](x T) T       { return x*x/3 + 0.1 }
func cplx[T ~complex64 | ~complex128](c T) T { return c*c + 1i }
func shl[T, S I](x T, s S) T                 { return x << s }

type E int8

func main() {
	fmt.Println(ops(7, 2), ops(uint8(3), 5), ops(float32(1), 3), ops(1+2i, 2-1i))
	fmt.Println(bits(int8(-77), 5), bits(uint8(200), 7), bits(uint64(1<<63), 3), bits(-5, 3), bits(E(100), E(33)), bits(uint16(65535), 2))
	fmt.Println(cmpAll(1, 2), cmpAll("b", "a"), cmpAll(math.NaN(), 1), cmpAll(E(1), E(1)))
	fmt.Println(conv[float64, int8](-3.9), conv[int8, uint8](-1), conv[int8, uint64](-1), conv[uint64, float32](1<<63), conv[float32, float64](0.1), conv[int32, int8](300))
	fmt.Println(consts[int8]())
	fmt.Println(consts[uint8]())
	fmt.Println(consts[float64]())
	fmt.Println(inc(int8(126)), inc(uint8(254)), ovf(int8(1)), ovf(uint8(1)), ovf(int16(1)), ovf(uint64(1)), ovf(1))
	fmt.Println(str("ab"), flt(float32(1.1)), flt(1.1), cplx(complex64(1+1i)), cplx(2i))
	fmt.Println(shl(int8(1), uint8(7)), shl(uint8(1), 8), shl(1, uint64(70)))
	defer func() { fmt.Println(recover()); defer func() { fmt.Println(recover()) }(); fmt.Println(shl(1, -1)) }()
	fmt.Println(bits(1, 0))
}
