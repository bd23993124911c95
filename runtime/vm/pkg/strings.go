// Package strings searches, splits and joins strings.
//
// SPDX-License-Identifier: MIT
package strings

import (
	"unicode"
	"unicode/utf8"
)

func Index(s, substr string) int
func LastIndex(s, substr string) int
func Count(s, substr string) int
func ToUpper(s string) string
func ToLower(s string) string
func EqualFold(s, t string) bool
func repeat(s string, count int) string
func replace(s, old, new string, n int) string

// share is b as a string, without a copy: b must not change any more.
func share(b []byte) string

func Contains(s, substr string) bool     { return Index(s, substr) >= 0 }
func ContainsRune(s string, r rune) bool { return IndexRune(s, r) >= 0 }
func ContainsAny(s, chars string) bool   { return IndexAny(s, chars) >= 0 }
func HasPrefix(s, prefix string) bool    { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }
func HasSuffix(s, suffix string) bool {
	return len(s) >= len(suffix) && s[len(s)-len(suffix):] == suffix
}
func ContainsFunc(s string, f func(rune) bool) bool { return IndexFunc(s, f) >= 0 }

func Clone(s string) string { return string([]byte(s)) }

func Compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func IndexByte(s string, c byte) int {
	for i := 0; i < len(s); i++ {
		if s[i] == c {
			return i
		}
	}
	return -1
}

func LastIndexByte(s string, c byte) int {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == c {
			return i
		}
	}
	return -1
}

func IndexRune(s string, r rune) int {
	switch {
	case 0 <= r && r < utf8.RuneSelf:
		return IndexByte(s, byte(r))
	case r == utf8.RuneError:
		for i, c := range s {
			if c == r {
				return i
			}
		}
		return -1
	case !utf8.ValidRune(r):
		return -1
	}
	return Index(s, string(r))
}

func IndexFunc(s string, f func(rune) bool) int {
	for i, r := range s {
		if f(r) {
			return i
		}
	}
	return -1
}

func LastIndexFunc(s string, f func(rune) bool) int {
	for i := len(s); i > 0; {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
		if f(r) {
			return i
		}
	}
	return -1
}

func IndexAny(s, chars string) int {
	return IndexFunc(s, func(r rune) bool { return IndexRune(chars, r) >= 0 })
}

func LastIndexAny(s, chars string) int {
	return LastIndexFunc(s, func(r rune) bool { return IndexRune(chars, r) >= 0 })
}

// explode gives up to n strings of one character each; the last has the rest.
func explode(s string, n int) []string {
	if count := utf8.RuneCountInString(s); n < 0 || n > count {
		n = count
	}
	parts := make([]string, 0, n)
	for len(parts) < n-1 {
		_, size := utf8.DecodeRuneInString(s)
		parts = append(parts, s[:size])
		s = s[size:]
	}
	if n > 0 {
		parts = append(parts, s)
	}
	return parts
}

// split keeps the first keep bytes of each separator.
func split(s, sep string, keep, n int) []string {
	if n == 0 {
		return nil
	}
	if sep == "" {
		return explode(s, n)
	}
	if n < 0 {
		n = Count(s, sep) + 1
	}
	if n > len(s)+1 {
		n = len(s) + 1
	}
	parts := make([]string, 0, n)
	for len(parts) < n-1 {
		i := Index(s, sep)
		if i < 0 {
			break
		}
		parts = append(parts, s[:i+keep])
		s = s[i+len(sep):]
	}
	return append(parts, s)
}

func Split(s, sep string) []string              { return split(s, sep, 0, -1) }
func SplitN(s, sep string, n int) []string      { return split(s, sep, 0, n) }
func SplitAfter(s, sep string) []string         { return split(s, sep, len(sep), -1) }
func SplitAfterN(s, sep string, n int) []string { return split(s, sep, len(sep), n) }

func Fields(s string) []string { return FieldsFunc(s, unicode.IsSpace) }

func FieldsFunc(s string, f func(rune) bool) []string {
	fields := make([]string, 0, 8)
	begin := -1
	for i, r := range s {
		if f(r) {
			if begin >= 0 {
				fields = append(fields, s[begin:i])
				begin = -1
			}
		} else if begin < 0 {
			begin = i
		}
	}
	if begin >= 0 {
		fields = append(fields, s[begin:])
	}
	return fields
}

func Join(elems []string, sep string) string {
	if len(elems) == 1 {
		return elems[0]
	}
	n := 0
	for _, e := range elems {
		n += len(e) + len(sep)
	}
	b := make([]byte, 0, n)
	for i, e := range elems {
		if i > 0 {
			b = append(b, sep...)
		}
		b = append(b, e...)
	}
	return share(b)
}

func Repeat(s string, count int) string {
	if count < 0 {
		panic("strings: negative Repeat count")
	}
	if count > 0 && len(s) > (1<<47)/count {
		panic("strings: Repeat output length overflow")
	}
	return repeat(s, count)
}

func Replace(s, old, new string, n int) string { return replace(s, old, new, n) }
func ReplaceAll(s, old, new string) string     { return replace(s, old, new, -1) }

func Map(mapping func(rune) rune, s string) string {
	b := make([]byte, 0, len(s))
	for _, r := range s {
		if r = mapping(r); r >= 0 {
			b = utf8.AppendRune(b, r)
		}
	}
	return share(b)
}

func ToUpperSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToUpper, s) }
func ToLowerSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToLower, s) }
func ToTitleSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToTitle, s) }

func ToTitle(s string) string { return Map(unicode.ToTitle, s) }

func Title(s string) string {
	before := ' '
	return Map(func(r rune) rune {
		if !unicode.IsLetter(before) && !unicode.IsDigit(before) && before != '_' && before != '\'' {
			before = r
			return unicode.ToTitle(r)
		}
		before = r
		return r
	}, s)
}

func ToValidUTF8(s, replacement string) string {
	var b []byte
	bad := false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 {
			if !bad {
				b = append(b, replacement...)
			}
			bad = true
		} else {
			b = append(b, s[i:i+size]...)
			bad = false
		}
		i += size
	}
	return string(b)
}

func TrimLeftFunc(s string, f func(rune) bool) string {
	for i, r := range s {
		if !f(r) {
			return s[i:]
		}
	}
	return ""
}

func TrimRightFunc(s string, f func(rune) bool) string {
	for s != "" {
		r, size := utf8.DecodeLastRuneInString(s)
		if !f(r) {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

func TrimFunc(s string, f func(rune) bool) string { return TrimRightFunc(TrimLeftFunc(s, f), f) }

func within(cutset string) func(rune) bool {
	return func(r rune) bool { return IndexRune(cutset, r) >= 0 }
}

func Trim(s, cutset string) string      { return TrimFunc(s, within(cutset)) }
func TrimLeft(s, cutset string) string  { return TrimLeftFunc(s, within(cutset)) }
func TrimRight(s, cutset string) string { return TrimRightFunc(s, within(cutset)) }
func TrimSpace(s string) string         { return TrimFunc(s, unicode.IsSpace) }

func TrimPrefix(s, prefix string) string {
	s, _ = CutPrefix(s, prefix)
	return s
}

func TrimSuffix(s, suffix string) string {
	s, _ = CutSuffix(s, suffix)
	return s
}

func Cut(s, sep string) (before, after string, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

func CutPrefix(s, prefix string) (after string, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

func CutSuffix(s, suffix string) (before string, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}
