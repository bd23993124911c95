// Texts to values.
//
// SPDX-License-Identifier: MIT
package fmt

import (
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// What a target points to, by its underlying type; also known to C.
const (
	scanNoPointer = iota
	scanOther
	scanBool
	scanInt
	scanUint
	scanFloat
	scanComplex
	scanString
	scanBytes
)

func scanTarget(target any) (kind, bits int)
func setWords(target any, low, high uint64)
func setText(target any, text string)
func setBytes(target any, bytes []byte)

// value reads one for target, a pointer or a Scanner.
func (s *scanState) value(verb rune, target any) {
	s.token = s.token[:0]
	if scanner, ok := target.(Scanner); ok {
		err := scanner.Scan(s, verb)
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			s.stop(err)
		}
		return
	}
	kind, bits := scanTarget(target)
	switch kind {
	case scanNoPointer:
		s.fail("type not a pointer: " + Sprintf("%T", target))
	case scanOther:
		s.fail("can't scan type: " + Sprintf("%T", target))
	case scanBool:
		word := uint64(0)
		if s.bool(verb) {
			word = 1
		}
		setWords(target, word, 0)
	case scanInt:
		setWords(target, uint64(s.int(verb, bits)), 0)
	case scanUint:
		setWords(target, s.uint(verb, bits), 0)
	case scanFloat:
		s.checkVerb(verb, floatVerbs, "float"+strconv.Itoa(bits))
		s.SkipSpace()
		s.mustGoOn()
		setWords(target, floatBits(s.float(s.floatToken(), bits), bits), 0)
	case scanComplex:
		re, im := s.complex(verb, bits/2)
		if bits == 64 {
			setWords(target, floatBits(re, 32)|floatBits(im, 32)<<32, 0)
		} else {
			setWords(target, floatBits(re, 64), floatBits(im, 64))
		}
	case scanString:
		setText(target, s.string(verb))
	case scanBytes:
		setBytes(target, []byte(s.string(verb)))
	}
}

func floatBits(f float64, bits int) uint64 {
	if bits == 32 {
		return uint64(math.Float32bits(float32(f)))
	}
	return math.Float64bits(f)
}

func (s *scanState) checkVerb(verb rune, verbs, kind string) {
	if !isOneOf(verb, verbs) {
		s.fail("bad verb '%" + string(verb) + "' for " + kind)
	}
}

// begin comes to where a value of that kind stands.
func (s *scanState) begin(verb rune, verbs, kind string) {
	s.SkipSpace()
	s.mustGoOn()
	s.checkVerb(verb, verbs, kind)
}

// bool takes one letter, or the whole word, in any case.
func (s *scanState) bool(verb rune) bool {
	s.begin(verb, "tv", "boolean")
	whole, is := true, false
	switch s.next() {
	case '1':
		is = true
	case 't', 'T':
		whole, is = s.takeWord("rR", "uU", "eE"), true
	case 'f', 'F':
		whole = s.takeWord("aA", "lL", "sS", "eE")
	}
	if !whole {
		s.fail("syntax error scanning boolean")
	}
	return is
}

// --- Integers ------------------------------------------------------------

const (
	binaryDigits  = "01"
	octalDigits   = "01234567"
	decimalDigits = "0123456789"
	hexDigits     = "0123456789aAbBcCdDeEfF"
	floatVerbs    = "beEfFgGv"
)

// integer takes the digits that verb asks for into the token; base is strconv's.
func (s *scanState) integer(verb rune, signed bool) (base int) {
	s.begin(verb, "bdoUxXv", "integer")
	base, digits := 10, decimalDigits
	switch verb {
	case 'b':
		base, digits = 2, binaryDigits
	case 'o':
		base, digits = 8, octalDigits
	case 'x', 'X', 'U':
		base, digits = 16, hexDigits
	}
	if verb == 'U' {
		if !s.skip("U") || !s.skip("+") {
			s.fail("bad unicode format ")
		}
	} else if signed {
		s.take("+-")
	}
	begun := false
	if verb == 'v' {
		base = 0
		digits, begun = s.basePrefix()
	}
	if !begun {
		s.mustGoOn()
		if !s.take(digits) {
			s.fail("expected integer")
		}
	}
	s.takeAll(digits)
	return base
}

// basePrefix takes 0, 0b, 0o or 0x and tells the digits that may follow; begun: the 0 is a digit itself.
func (s *scanState) basePrefix() (digits string, begun bool) {
	switch {
	case !s.take("0"):
		return decimalDigits + "_", false
	case s.take("bB"):
		return binaryDigits + "_", true
	case s.take("xX"):
		return hexDigits + "_", true
	}
	s.take("oO")
	return octalDigits + "_", true
}

func (s *scanState) rune(bits int) int64 {
	s.mustGoOn()
	r := int64(s.next())
	if unused := 64 - bits; r<<unused>>unused != r {
		s.fail("overflow on character value " + string(rune(r)))
	}
	return r
}

func (s *scanState) int(verb rune, bits int) int64 {
	if verb == 'c' {
		return s.rune(bits)
	}
	base := s.integer(verb, true)
	i, err := strconv.ParseInt(string(s.token), base, 64)
	if err != nil {
		s.stop(err)
	}
	if unused := 64 - bits; i<<unused>>unused != i {
		s.fail("integer overflow on token " + string(s.token))
	}
	return i
}

func (s *scanState) uint(verb rune, bits int) uint64 {
	if verb == 'c' {
		return uint64(s.rune(bits))
	}
	base := s.integer(verb, false)
	i, err := strconv.ParseUint(string(s.token), base, 64)
	if err != nil {
		s.stop(err)
	}
	if unused := 64 - bits; i<<unused>>unused != i {
		s.fail("unsigned integer overflow on token " + string(s.token))
	}
	return i
}

// --- Floating point ---------------------------------------------------------

// floatToken takes what looks like a number; strconv knows whether it is one.
func (s *scanState) floatToken() string {
	s.token = s.token[:0]
	if s.take("nN") && s.take("aA") && s.take("nN") {
		return string(s.token)
	}
	s.take("+-")
	if s.take("iI") && s.take("nN") && s.take("fF") {
		return string(s.token)
	}
	digits, exponent := decimalDigits+"_", "eEpP"
	if s.take("0") && s.take("xX") {
		digits, exponent = hexDigits+"_", "pP"
	}
	s.takeAll(digits)
	if s.take(".") {
		s.takeAll(digits)
	}
	if s.take(exponent) {
		s.take("+-")
		s.takeAll(decimalDigits + "_")
	}
	return string(s.token)
}

// float also reads 1.5p4, which strconv does not.
func (s *scanState) float(text string, bits int) float64 {
	mantissa, exponent, hasPower := strings.Cut(text, "p")
	if !hasPower || strings.ContainsAny(text, "xX") {
		mantissa, exponent = text, "0"
	}
	f, err := strconv.ParseFloat(mantissa, bits)
	if err == nil {
		var power int
		if power, err = strconv.Atoi(exponent); err == nil {
			return math.Ldexp(f, power)
		}
	}
	var number *strconv.NumError
	if errors.As(err, &number) {
		number.Num = text
	}
	s.stop(err)
	return 0
}

// complex reads 1+2i, with brackets or without.
func (s *scanState) complex(verb rune, bits int) (re, im float64) {
	s.checkVerb(verb, floatVerbs, "complex")
	s.SkipSpace()
	s.mustGoOn()
	isBracketed := s.take("(")
	first := s.floatToken()
	s.token = s.token[:0]
	hasSign := s.take("+-")
	sign := string(s.token)
	if !hasSign {
		s.fail("syntax error scanning complex number")
	}
	second := s.floatToken()
	if !s.take("i") || isBracketed && !s.take(")") {
		s.fail("syntax error scanning complex number")
	}
	return s.float(first, bits), s.float(sign+second, bits)
}

// --- Texts ---------------------------------------------------------------------

func (s *scanState) string(verb rune) string {
	s.checkVerb(verb, "svqxX", "string")
	s.SkipSpace()
	s.mustGoOn()
	switch verb {
	case 'q':
		return s.quoted()
	case 'x', 'X':
		return s.hex()
	}
	s.takeWhile(isNoSpace)
	return string(s.token)
}

func (s *scanState) quoted() string {
	quote := s.mustNext()
	switch quote {
	case '`':
		for r := s.mustNext(); r != quote; r = s.mustNext() {
			s.token = utf8.AppendRune(s.token, r)
		}
		return string(s.token)
	case '"':
		s.token = append(s.token, '"')
		for r := rune(0); r != '"'; {
			r = s.mustNext()
			s.token = utf8.AppendRune(s.token, r)
			if r == '\\' {
				// Whatever it is, it does not end the string.
				s.token = utf8.AppendRune(s.token, s.mustNext())
			}
		}
		text, err := strconv.Unquote(string(s.token))
		if err != nil {
			s.stop(err)
		}
		return text
	}
	s.fail("expected quoted string")
	return ""
}

// hexValue is that of a digit; -1: it is none.
func hexValue(r rune) int {
	switch {
	case r >= '0' && r <= '9':
		return int(r - '0')
	case r >= 'a' && r <= 'f':
		return int(r-'a') + 10
	case r >= 'A' && r <= 'F':
		return int(r-'A') + 10
	}
	return -1
}

func (s *scanState) hex() string {
	for s.isNext(hexDigits) {
		high, low := hexValue(s.next()), hexValue(s.mustNext())
		if low < 0 {
			s.fail("illegal hex digit")
		}
		s.token = append(s.token, byte(high<<4|low))
	}
	if len(s.token) == 0 {
		s.fail("no hex data for %x string")
	}
	return string(s.token)
}
