// Bytes in pieces, over which one ranges.
//
// SPDX-License-Identifier: MIT
package bytes

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// Lines goes over the lines of s, each with its newline.
func Lines(s []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for s := s; len(s) > 0; {
			line := s
			if i := IndexByte(s, '\n'); i >= 0 {
				line = s[:i+1]
			}
			if !yield(line[:len(line):len(line)]) {
				return
			}
			s = s[len(line):]
		}
	}
}

// pieces keeps the first keep bytes of each separator.
func pieces(s, sep []byte, keep int) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		s := s
		if len(sep) == 0 {
			for len(s) > 0 {
				_, size := utf8.DecodeRune(s)
				if !yield(s[:size:size]) {
					return
				}
				s = s[size:]
			}
			return
		}
		for {
			i := Index(s, sep)
			if i < 0 {
				yield(s[:len(s):len(s)])
				return
			}
			if !yield(s[: i+keep : i+keep]) {
				return
			}
			s = s[i+len(sep):]
		}
	}
}

func SplitSeq(s, sep []byte) iter.Seq[[]byte]      { return pieces(s, sep, 0) }
func SplitAfterSeq(s, sep []byte) iter.Seq[[]byte] { return pieces(s, sep, len(sep)) }
func FieldsSeq(s []byte) iter.Seq[[]byte]          { return FieldsFuncSeq(s, unicode.IsSpace) }

func FieldsFuncSeq(s []byte, f func(rune) bool) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		begin := -1
		for i, size := 0, 0; i < len(s); i += size {
			var r rune
			r, size = utf8.DecodeRune(s[i:])
			if f(r) {
				if begin >= 0 && !yield(s[begin:i:i]) {
					return
				}
				begin = -1
			} else if begin < 0 {
				begin = i
			}
		}
		if begin >= 0 {
			yield(s[begin:len(s):len(s)])
		}
	}
}
