// Package subtle compares without the time telling where the difference is.
//
// SPDX-License-Identifier: MIT
package subtle

func ConstantTimeByteEq(x, y uint8) int { return ConstantTimeEq(int32(x), int32(y)) }

func ConstantTimeEq(x, y int32) int { return int((uint64(uint32(x^y)) - 1) >> 63) }

func ConstantTimeLessOrEq(x, y int) int {
	return int(((int64(x) - int64(y) - 1) >> 63) & 1)
}

func ConstantTimeSelect(v, x, y int) int { return ^(v-1)&x | (v-1)&y }

func ConstantTimeCompare(x, y []byte) int {
	if len(x) != len(y) {
		return 0
	}
	var different byte
	for i := range x {
		different |= x[i] ^ y[i]
	}
	return ConstantTimeByteEq(different, 0)
}

func ConstantTimeCopy(v int, x, y []byte) {
	if len(x) != len(y) {
		panic("subtle: slices have different lengths")
	}
	mask := byte(v - 1)
	for i := range x {
		x[i] = x[i]&mask | y[i]&^mask
	}
}

func XORBytes(dst, x, y []byte) int {
	n := min(len(x), len(y))
	if len(dst) < n {
		panic("subtle.XORBytes: dst too short")
	}
	for i := range n {
		dst[i] = x[i] ^ y[i]
	}
	return n
}

// WithDataIndependentTiming has nothing to switch on here.
func WithDataIndependentTiming(f func()) { f() }
