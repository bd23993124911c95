// Package utf16 is about runes and their words of 16 bits.
//
// SPDX-License-Identifier: MIT
package utf16

// A rune from pairs on is a word from high on, then one from low on, of ten bits each.
const (
	high  = 0xD800
	low   = 0xDC00
	after = 0xE000

	pairs       = 0x10000
	maxRune     = '\U0010FFFF'
	replacement = '\uFFFD'
)

func IsSurrogate(r rune) bool { return high <= r && r < after }

func DecodeRune(r1, r2 rune) rune {
	if r1 < high || r1 >= low || r2 < low || r2 >= after {
		return replacement
	}
	return pairs + (r1-high)<<10 + (r2 - low)
}

func EncodeRune(r rune) (r1, r2 rune) {
	if r < pairs || r > maxRune {
		return replacement, replacement
	}
	r -= pairs
	return high + r>>10, low + r&0x3FF
}

// RuneLen is -1 for what is no rune.
func RuneLen(r rune) int {
	switch {
	case r < 0 || r > maxRune || IsSurrogate(r):
		return -1
	case r < pairs:
		return 1
	}
	return 2
}

func AppendRune(a []uint16, r rune) []uint16 {
	switch RuneLen(r) {
	case 1:
		return append(a, uint16(r))
	case 2:
		r1, r2 := EncodeRune(r)
		return append(a, uint16(r1), uint16(r2))
	}
	return append(a, replacement)
}

func Encode(s []rune) []uint16 {
	a := make([]uint16, 0, len(s))
	for _, r := range s {
		a = AppendRune(a, r)
	}
	return a
}

func Decode(s []uint16) []rune {
	a := make([]rune, 0, len(s))
	for i := 0; i < len(s); i++ {
		r := rune(s[i])
		if IsSurrogate(r) {
			var next rune
			if i+1 < len(s) {
				next = rune(s[i+1])
			}
			r = DecodeRune(r, next)
			if r != replacement {
				i++
			}
		}
		a = append(a, r)
	}
	return a
}
