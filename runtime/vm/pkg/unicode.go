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

// SimpleFold goes around the characters that are one but for their case: to the
// next larger one, or from the largest to the smallest.
func SimpleFold(r rune) rune

// UpperLower as a CaseRange's Delta: upper and lower case take turns.
const UpperLower = MaxRune + 1

type d [MaxCase]rune

// A CaseRange says what to add for upper, lower and title case.
type CaseRange struct {
	Lo    uint32
	Hi    uint32
	Delta d
}

// A SpecialCase is what a language does differently.
type SpecialCase []CaseRange

func (special SpecialCase) to(which int, r rune) rune {
	for _, c := range special {
		if uint32(r) < c.Lo || c.Hi < uint32(r) {
			continue
		}
		if delta := c.Delta[which]; delta <= MaxRune {
			return r + delta
		}
		return rune(c.Lo + (uint32(r)-c.Lo)&^1 | uint32(which&1))
	}
	return to(which, r)
}

func (special SpecialCase) ToUpper(r rune) rune { return special.to(UpperCase, r) }
func (special SpecialCase) ToTitle(r rune) rune { return special.to(TitleCase, r) }
func (special SpecialCase) ToLower(r rune) rune { return special.to(LowerCase, r) }

// In Turkish i keeps its dot, and I has none.
var TurkishCase = SpecialCase{
	{'I', 'I', d{0, 'ı' - 'I', 0}},
	{'i', 'i', d{'İ' - 'i', 0, 'İ' - 'i'}},
	{'İ', 'İ', d{0, 'i' - 'İ', 0}},
	{'ı', 'ı', d{'I' - 'ı', 0, 'I' - 'ı'}},
}

var AzeriCase = TurkishCase
