// Strings in pieces, over which one ranges.
//
// SPDX-License-Identifier: MIT
package strings

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// Lines goes over the lines of s, each with its newline.
func Lines(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for s := s; s != ""; {
			line := s
			if i := IndexByte(s, '\n'); i >= 0 {
				line = s[:i+1]
			}
			if !yield(line) {
				return
			}
			s = s[len(line):]
		}
	}
}

// pieces keeps the first keep bytes of each separator.
func pieces(s, sep string, keep int) iter.Seq[string] {
	return func(yield func(string) bool) {
		s := s
		if sep == "" {
			for s != "" {
				_, size := utf8.DecodeRuneInString(s)
				if !yield(s[:size]) {
					return
				}
				s = s[size:]
			}
			return
		}
		for {
			i := Index(s, sep)
			if i < 0 {
				yield(s)
				return
			}
			if !yield(s[:i+keep]) {
				return
			}
			s = s[i+len(sep):]
		}
	}
}

func SplitSeq(s, sep string) iter.Seq[string]      { return pieces(s, sep, 0) }
func SplitAfterSeq(s, sep string) iter.Seq[string] { return pieces(s, sep, len(sep)) }
func FieldsSeq(s string) iter.Seq[string]          { return FieldsFuncSeq(s, unicode.IsSpace) }

func FieldsFuncSeq(s string, f func(rune) bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		begin := -1
		for i, r := range s {
			if f(r) {
				if begin >= 0 && !yield(s[begin:i]) {
					return
				}
				begin = -1
			} else if begin < 0 {
				begin = i
			}
		}
		if begin >= 0 {
			yield(s[begin:])
		}
	}
}
