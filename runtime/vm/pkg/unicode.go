// Package unicode tells kinds of characters apart.
//
// SPDX-License-Identifier: MIT
package unicode

const (
	MaxRune         = '\U0010FFFF'
	ReplacementChar = '\uFFFD'
	MaxASCII        = '\u007F'
	MaxLatin1       = '\u00FF'
)

const (
	UpperCase = iota
	LowerCase
	TitleCase
	MaxCase
)

// category is the number of a rune's general category (base/unicode.h).
func category(r rune) int

// to is r in upper, lower or title case.
func to(which int, r rune) rune

// Categories in the order of base/unicode.h.
const (
	cn = iota
	lu
	ll
	lt
	lm
	lo
	mn
	mc
	me
	nd
	nl
	no
	pc
	pd
	ps
	pe
	pi
	pf
	po
	sm
	sc
	sk
	so
	zs
	zl
	zp
	cc
)

func between(r rune, first, last int) bool {
	c := category(r)
	return first <= c && c <= last
}

func IsLetter(r rune) bool  { return between(r, lu, lo) }
func IsUpper(r rune) bool   { return category(r) == lu }
func IsLower(r rune) bool   { return category(r) == ll }
func IsTitle(r rune) bool   { return category(r) == lt }
func IsMark(r rune) bool    { return between(r, mn, me) }
func IsDigit(r rune) bool   { return category(r) == nd }
func IsNumber(r rune) bool  { return between(r, nd, no) }
func IsPunct(r rune) bool   { return between(r, pc, po) }
func IsSymbol(r rune) bool  { return between(r, sm, so) }
func IsControl(r rune) bool { return category(r) == cc }
func IsGraphic(r rune) bool { return between(r, lu, zs) }
func IsPrint(r rune) bool   { return r == ' ' || between(r, lu, so) }

func IsSpace(r rune) bool {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', ' ', 0x85, 0xA0:
		return true
	}
	return r > MaxLatin1 && between(r, zs, zp)
}

func To(which int, r rune) rune {
	if which < 0 || MaxCase <= which {
		return ReplacementChar
	}
	return to(which, r)
}

func ToUpper(r rune) rune { return to(UpperCase, r) }
func ToLower(r rune) rune { return to(LowerCase, r) }
func ToTitle(r rune) rune { return to(TitleCase, r) }
