// Package strconv turns basic values into text and back.
//
// SPDX-License-Identifier: MIT
package strconv

import "errors"

const IntSize = 64

var (
	ErrRange  = errors.New("value out of range")
	ErrSyntax = errors.New("invalid syntax")
)

// A NumError says which function could not read which text, and why.
type NumError struct {
	Func string
	Num  string
	Err  error
}

func (e *NumError) Error() string {
	return "strconv." + e.Func + ": parsing " + Quote(e.Num) + ": " + e.Err.Error()
}

func (e *NumError) Unwrap() error { return e.Err }

// What natives say went wrong (vm/number.h).
const (
	statusOK = iota
	statusSyntax
	statusRange
	statusBase
	statusBits
)

func parseInt(s string, base int, bitSize int) (i int64, status int)
func parseUint(s string, base int, bitSize int) (u uint64, status int)
func parseFloat(s string, bitSize int) (f float64, status int)

func FormatInt(i int64, base int) string
func FormatUint(i uint64, base int) string
func FormatFloat(f float64, fmt byte, prec, bitSize int) string

func Quote(s string) string
func QuoteToASCII(s string) string
func QuoteRune(r rune) string
func QuoteRuneToASCII(r rune) string
func CanBackquote(s string) bool
func IsPrint(r rune) bool
func IsGraphic(r rune) bool

// graphic undoes the escapes of characters that are shown but not printed:
// spaces of all kinds.
func graphic(quoted string) string {
	var b []byte
	for i := 0; i < len(quoted); {
		if quoted[i] != '\\' {
			b = append(b, quoted[i])
			i++
			continue
		}
		r, _, tail, _ := UnquoteChar(quoted[i:], quoted[0])
		n := len(quoted) - i - len(tail)
		if n > 4 && IsGraphic(r) {
			b = append(b, string(r)...)
		} else {
			b = append(b, quoted[i:i+n]...)
		}
		i += n
	}
	return string(b)
}

func QuoteToGraphic(s string) string   { return graphic(Quote(s)) }
func QuoteRuneToGraphic(r rune) string { return graphic(QuoteRune(r)) }

func numError(fn, s string, status, base, bits int) error {
	switch status {
	case statusOK:
		return nil
	case statusRange:
		return &NumError{fn, s, ErrRange}
	case statusBase:
		return &NumError{fn, s, errors.New("invalid base " + Itoa(base))}
	case statusBits:
		return &NumError{fn, s, errors.New("invalid bit size " + Itoa(bits))}
	}
	return &NumError{fn, s, ErrSyntax}
}

func ParseInt(s string, base int, bitSize int) (i int64, err error) {
	i, status := parseInt(s, base, bitSize)
	return i, numError("ParseInt", s, status, base, bitSize)
}

func ParseUint(s string, base int, bitSize int) (uint64, error) {
	u, status := parseUint(s, base, bitSize)
	return u, numError("ParseUint", s, status, base, bitSize)
}

func ParseFloat(s string, bitSize int) (float64, error) {
	f, status := parseFloat(s, bitSize)
	return f, numError("ParseFloat", s, status, 0, bitSize)
}

func Atoi(s string) (int, error) {
	i, status := parseInt(s, 10, 0)
	return int(i), numError("Atoi", s, status, 10, 0)
}

func Itoa(i int) string { return FormatInt(int64(i), 10) }

func ParseBool(str string) (bool, error) {
	switch str {
	case "1", "t", "T", "true", "TRUE", "True":
		return true, nil
	case "0", "f", "F", "false", "FALSE", "False":
		return false, nil
	}
	return false, &NumError{"ParseBool", str, ErrSyntax}
}

func FormatBool(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// FormatComplex shows c as "(re+imi)".
func FormatComplex(c complex128, fmt byte, prec, bitSize int) string {
	if bitSize != 64 && bitSize != 128 {
		panic("invalid bitSize")
	}
	re := FormatFloat(real(c), fmt, prec, bitSize/2)
	im := FormatFloat(imag(c), fmt, prec, bitSize/2)
	if im[0] != '+' && im[0] != '-' {
		im = "+" + im
	}
	return "(" + re + im + "i)"
}

// floatLen is the length of the longest number at the beginning of s that
// ParseFloat could read, 0 if there is none.
func floatLen(s string) int {
	for n := len(s); n > 0; n-- {
		if c := s[n-1]; c == '+' || c == '-' || c == 'i' && n == len(s) {
			continue
		}
		if _, status := parseFloat(s[:n], 64); status != statusSyntax {
			return n
		}
	}
	return 0
}

func ParseComplex(s string, bitSize int) (complex128, error) {
	size := 64
	if bitSize == 64 {
		size = 32
	}
	var outOfRange error
	part := func(s string) float64 {
		f, status := parseFloat(s, size)
		if status == statusRange {
			outOfRange = ErrRange
		}
		return f
	}
	all := s
	fail := func(err error) error { return &NumError{"ParseComplex", all, err} }
	if len(s) >= 2 && s[0] == '(' && s[len(s)-1] == ')' {
		s = s[1 : len(s)-1]
	}
	n := floatLen(s)
	if n == 0 {
		return 0, fail(ErrSyntax)
	}
	var c complex128
	switch rest := s[n:]; {
	case rest == "":
		c = complex(part(s), 0)
	case rest == "i":
		c = complex(0, part(s[:n]))
	default:
		re := part(s[:n])
		sign := rest[0]
		// "+nan" is no number by itself.
		if sign == '+' && !(len(rest) > 1 && rest[1] == '+') {
			rest = rest[1:]
		}
		m := floatLen(rest)
		if sign != '+' && sign != '-' || m == 0 || rest[m:] != "i" {
			return 0, fail(ErrSyntax)
		}
		c = complex(re, part(rest[:m]))
	}
	if outOfRange != nil {
		return c, fail(outOfRange)
	}
	return c, nil
}

// QuotedPrefix gives the quoted text at the beginning of s, with its quotes.
func QuotedPrefix(s string) (string, error) {
	if s == "" {
		return "", ErrSyntax
	}
	quote := s[0]
	if quote != '`' && quote != '"' && quote != '\'' {
		return "", ErrSyntax
	}
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == quote:
			if _, err := Unquote(s[:i+1]); err != nil {
				return "", err
			}
			return s[:i+1], nil
		case s[i] == '\\' && quote != '`':
			i++
		}
	}
	return "", ErrSyntax
}

func AppendInt(dst []byte, i int64, base int) []byte   { return append(dst, FormatInt(i, base)...) }
func AppendUint(dst []byte, i uint64, base int) []byte { return append(dst, FormatUint(i, base)...) }
func AppendBool(dst []byte, b bool) []byte             { return append(dst, FormatBool(b)...) }
func AppendQuote(dst []byte, s string) []byte          { return append(dst, Quote(s)...) }
func AppendQuoteRune(dst []byte, r rune) []byte        { return append(dst, QuoteRune(r)...) }
func AppendQuoteToASCII(dst []byte, s string) []byte   { return append(dst, QuoteToASCII(s)...) }
func AppendQuoteRuneToASCII(dst []byte, r rune) []byte { return append(dst, QuoteRuneToASCII(r)...) }
func AppendQuoteToGraphic(dst []byte, s string) []byte { return append(dst, QuoteToGraphic(s)...) }
func AppendQuoteRuneToGraphic(dst []byte, r rune) []byte {
	return append(dst, QuoteRuneToGraphic(r)...)
}
func AppendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte {
	return append(dst, FormatFloat(f, fmt, prec, bitSize)...)
}

func digitValue(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	}
	return 16
}

// number reads n digits of a base.
func number(s string, n, base int) (v int, ok bool) {
	if len(s) < n {
		return 0, false
	}
	for i := 0; i < n; i++ {
		d := digitValue(s[i])
		if d >= base {
			return 0, false
		}
		v = v*base + d
	}
	return v, true
}

var escapes = map[byte]rune{'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v', '\\': '\\'}

// UnquoteChar reads the first character of a quoted text.
func UnquoteChar(s string, quote byte) (value rune, multibyte bool, tail string, err error) {
	if s == "" || s[0] == quote && (quote == '\'' || quote == '"') {
		return 0, false, "", ErrSyntax
	}
	if s[0] != '\\' {
		for _, r := range s {
			n := len(string(r))
			if s[0] >= 0x80 && r == '\uFFFD' && (len(s) < 3 || s[:3] != "\uFFFD") {
				n = 1
			}
			return r, s[0] >= 0x80, s[n:], nil
		}
	}
	if len(s) < 2 {
		return 0, false, "", ErrSyntax
	}
	c := s[1]
	s = s[2:]
	if r, ok := escapes[c]; ok {
		return r, false, s, nil
	}
	n, base := 0, 16
	switch c {
	case 'x':
		n = 2
	case 'u':
		n = 4
	case 'U':
		n = 8
	case '0', '1', '2', '3', '4', '5', '6', '7':
		n, base = 2, 8
	case '\'', '"':
		if c != quote {
			return 0, false, "", ErrSyntax
		}
		return rune(c), false, s, nil
	default:
		return 0, false, "", ErrSyntax
	}
	v, ok := number(s, n, base)
	if base == 8 {
		v += int(c-'0') * 64
	}
	if !ok || base == 8 && v > 255 || n > 2 && (v > 0x10FFFF || 0xD800 <= v && v <= 0xDFFF) {
		return 0, false, "", ErrSyntax
	}
	return rune(v), n > 2, s[n:], nil
}

func Unquote(s string) (string, error) {
	if len(s) < 2 || s[0] != s[len(s)-1] {
		return "", ErrSyntax
	}
	quote := s[0]
	s = s[1 : len(s)-1]
	var b []byte
	switch quote {
	case '`':
		for i := 0; i < len(s); i++ {
			if s[i] == '`' {
				return "", ErrSyntax
			}
			if s[i] != '\r' {
				b = append(b, s[i])
			}
		}
		return string(b), nil
	case '"', '\'':
	default:
		return "", ErrSyntax
	}
	n := 0
	for s != "" {
		if s[0] == '\n' {
			return "", ErrSyntax
		}
		r, multibyte, tail, err := UnquoteChar(s, quote)
		if err != nil {
			return "", err
		}
		if r < 0x80 || !multibyte {
			b = append(b, byte(r))
		} else {
			b = append(b, string(r)...)
		}
		s = tail
		n++
	}
	if quote == '\'' && n != 1 {
		return "", ErrSyntax
	}
	return string(b), nil
}
