// Package bytes is package strings for slices of bytes.
//
// SPDX-License-Identifier: MIT
package bytes

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

const MinRead = 512

var ErrTooLarge = errors.New("bytes.Buffer: too large")

func Index(s, sep []byte) int
func LastIndex(s, sep []byte) int
func Count(s, sep []byte) int
func EqualFold(s, t []byte) bool
func Compare(a, b []byte) int

func Equal(a, b []byte) bool       { return string(a) == string(b) }
func Contains(b, part []byte) bool { return Index(b, part) >= 0 }
func HasPrefix(s, p []byte) bool   { return len(s) >= len(p) && Equal(s[:len(p)], p) }
func HasSuffix(s, p []byte) bool   { return len(s) >= len(p) && Equal(s[len(s)-len(p):], p) }

func ContainsAny(b []byte, chars string) bool { return strings.ContainsAny(string(b), chars) }
func ContainsRune(b []byte, r rune) bool      { return IndexRune(b, r) >= 0 }

func Clone(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

func IndexByte(b []byte, c byte) int {
	for i, x := range b {
		if x == c {
			return i
		}
	}
	return -1
}

func LastIndexByte(b []byte, c byte) int {
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] == c {
			return i
		}
	}
	return -1
}

func IndexRune(s []byte, r rune) int          { return strings.IndexRune(string(s), r) }
func IndexAny(s []byte, chars string) int     { return strings.IndexAny(string(s), chars) }
func LastIndexAny(s []byte, chars string) int { return strings.LastIndexAny(string(s), chars) }

func IndexFunc(s []byte, f func(r rune) bool) int     { return strings.IndexFunc(string(s), f) }
func LastIndexFunc(s []byte, f func(r rune) bool) int { return strings.LastIndexFunc(string(s), f) }

// split keeps the first keep bytes of each separator.
func split(s, sep []byte, keep, n int) [][]byte {
	if n == 0 {
		return nil
	}
	if len(sep) == 0 {
		return explode(s, n)
	}
	if n < 0 {
		n = Count(s, sep) + 1
	}
	var parts [][]byte
	for len(parts) < n-1 {
		i := Index(s, sep)
		if i < 0 {
			break
		}
		parts = append(parts, s[:i+keep:i+keep])
		s = s[i+len(sep):]
	}
	return append(parts, s)
}

func explode(s []byte, n int) [][]byte {
	parts := [][]byte{}
	for len(s) > 0 {
		if n > 0 && len(parts) == n-1 {
			return append(parts, s)
		}
		_, size := utf8.DecodeRune(s)
		parts = append(parts, s[:size:size])
		s = s[size:]
	}
	return parts
}

func Split(s, sep []byte) [][]byte              { return split(s, sep, 0, -1) }
func SplitN(s, sep []byte, n int) [][]byte      { return split(s, sep, 0, n) }
func SplitAfter(s, sep []byte) [][]byte         { return split(s, sep, len(sep), -1) }
func SplitAfterN(s, sep []byte, n int) [][]byte { return split(s, sep, len(sep), n) }

func Fields(s []byte) [][]byte { return FieldsFunc(s, unicode.IsSpace) }

func FieldsFunc(s []byte, f func(rune) bool) [][]byte {
	fields := [][]byte{}
	begin := -1
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRune(s[i:])
		if f(r) {
			if begin >= 0 {
				fields = append(fields, s[begin:i:i])
				begin = -1
			}
		} else if begin < 0 {
			begin = i
		}
		i += size
	}
	if begin >= 0 {
		fields = append(fields, s[begin:len(s):len(s)])
	}
	return fields
}

func Join(s [][]byte, sep []byte) []byte {
	b := []byte{}
	for i, part := range s {
		if i > 0 {
			b = append(b, sep...)
		}
		b = append(b, part...)
	}
	return b
}

func Repeat(b []byte, count int) []byte {
	if count < 0 {
		panic("bytes: negative Repeat count")
	}
	r := make([]byte, 0, len(b)*count)
	for i := 0; i < count; i++ {
		r = append(r, b...)
	}
	return r
}

func Replace(s, old, new []byte, n int) []byte {
	return []byte(strings.Replace(string(s), string(old), string(new), n))
}

func ReplaceAll(s, old, new []byte) []byte { return Replace(s, old, new, -1) }

func ContainsFunc(b []byte, f func(rune) bool) bool { return IndexFunc(b, f) >= 0 }

func ToValidUTF8(s, replacement []byte) []byte {
	return []byte(strings.ToValidUTF8(string(s), string(replacement)))
}

func ToUpperSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToUpper, s) }
func ToLowerSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToLower, s) }
func ToTitleSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToTitle, s) }

func Map(mapping func(r rune) rune, s []byte) []byte { return []byte(strings.Map(mapping, string(s))) }
func ToUpper(s []byte) []byte                        { return []byte(strings.ToUpper(string(s))) }
func ToLower(s []byte) []byte                        { return []byte(strings.ToLower(string(s))) }
func ToTitle(s []byte) []byte                        { return []byte(strings.ToTitle(string(s))) }
func Title(s []byte) []byte                          { return []byte(strings.Title(string(s))) }
func Runes(s []byte) []rune                          { return []rune(string(s)) }

func TrimLeftFunc(s []byte, f func(r rune) bool) []byte {
	for len(s) > 0 {
		r, size := utf8.DecodeRune(s)
		if !f(r) {
			return s
		}
		s = s[size:]
	}
	return nil
}

func TrimRightFunc(s []byte, f func(r rune) bool) []byte {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRune(s)
		if !f(r) {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

func TrimFunc(s []byte, f func(r rune) bool) []byte { return TrimRightFunc(TrimLeftFunc(s, f), f) }

func within(cutset string) func(rune) bool {
	return func(r rune) bool { return strings.IndexRune(cutset, r) >= 0 }
}

func Trim(s []byte, cutset string) []byte      { return TrimFunc(s, within(cutset)) }
func TrimLeft(s []byte, cutset string) []byte  { return TrimLeftFunc(s, within(cutset)) }
func TrimRight(s []byte, cutset string) []byte { return TrimRightFunc(s, within(cutset)) }
func TrimSpace(s []byte) []byte                { return TrimFunc(s, unicode.IsSpace) }

func TrimPrefix(s, prefix []byte) []byte {
	s, _ = CutPrefix(s, prefix)
	return s
}

func TrimSuffix(s, suffix []byte) []byte {
	s, _ = CutSuffix(s, suffix)
	return s
}

func Cut(s, sep []byte) (before, after []byte, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

func CutPrefix(s, prefix []byte) (after []byte, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

func CutSuffix(s, suffix []byte) (before []byte, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}
