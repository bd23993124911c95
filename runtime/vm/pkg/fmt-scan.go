// Scan and its kin: what is read, and how formats guide it.
//
//	fmt-scan-state.go  runes, spaces, the end of input
//	fmt-scan-value.go  texts to values
//
// Inside, whatever goes wrong is a panic with a scanFault; the functions here make it the error.
//
// SPDX-License-Identifier: MIT
package fmt

import (
	"io"
	"os"
	"unicode/utf8"
)

type ScanState interface {
	ReadRune() (r rune, size int, err error)
	UnreadRune() error
	SkipSpace()
	Token(skipSpace bool, f func(rune) bool) (token []byte, err error)
	Width() (wid int, ok bool)
	Read(buf []byte) (n int, err error)
}

type Scanner interface {
	Scan(state ScanState, verb rune) error
}

func Scan(a ...any) (n int, err error)   { return Fscan(os.Stdin, a...) }
func Scanln(a ...any) (n int, err error) { return Fscanln(os.Stdin, a...) }
func Scanf(format string, a ...any) (n int, err error) {
	return Fscanf(os.Stdin, format, a...)
}

func Sscan(str string, a ...any) (n int, err error)   { return Fscan(&stringInput{str}, a...) }
func Sscanln(str string, a ...any) (n int, err error) { return Fscanln(&stringInput{str}, a...) }
func Sscanf(str string, format string, a ...any) (n int, err error) {
	return Fscanf(&stringInput{str}, format, a...)
}

func Fscan(r io.Reader, a ...any) (n int, err error) {
	return newScanState(r, newlineIsSpace).values(a)
}

func Fscanln(r io.Reader, a ...any) (n int, err error) {
	return newScanState(r, newlineEnds).values(a)
}

func Fscanf(r io.Reader, format string, a ...any) (n int, err error) {
	return newScanState(r, newlineIsNewline).formatted(format, a)
}

// stringInput is a string being read.
type stringInput struct{ rest string }

func (s *stringInput) Read(b []byte) (n int, err error) {
	if len(s.rest) == 0 {
		return 0, io.EOF
	}
	n = copy(b, s.rest)
	s.rest = s.rest[n:]
	return n, nil
}

// values reads one after the other; n were read.
func (s *scanState) values(a []any) (n int, err error) {
	defer catchScan(&err)
	for _, target := range a {
		s.value('v', target)
		n++
	}
	if s.newline == newlineEnds {
		s.restOfLine()
	}
	return n, nil
}

func (s *scanState) restOfLine() {
	for r := s.next(); r != noRune && r != '\n'; r = s.next() {
		if !isSpace(r) {
			s.fail("expected newline")
		}
	}
}

// formatted reads as format says.
func (s *scanState) formatted(format string, a []any) (n int, err error) {
	defer catchScan(&err)
	for format != "" {
		rest := s.match(format)
		if rest != format {
			format = rest
			continue
		}
		if format[0] != '%' {
			break // the input is over
		}
		directive := s.sized(format[1:])
		verb, size := utf8.DecodeRuneInString(directive)
		rest = directive[size:]
		if verb != 'c' {
			s.SkipSpace()
		}
		if verb == '%' {
			s.percent()
			format = rest
			continue
		}
		if n >= len(a) {
			s.fail("too few operands for format '%" + directive + "'")
		}
		s.end = min(noLimit, s.used+s.width)
		s.value(verb, a[n])
		s.end = noLimit
		n++
		format = rest
	}
	if n < len(a) {
		s.fail("too many operands")
	}
	return n, nil
}

// sized reads the width behind a %; the verb is what follows.
func (s *scanState) sized(format string) (directive string) {
	i, width := 0, 0
	// The last is the verb, whatever it is.
	for i < len(format)-1 && format[i] >= '0' && format[i] <= '9' {
		width = min(width*10+int(format[i]-'0'), noLimit)
		i++
	}
	if i == 0 {
		width = noLimit
	}
	s.width = width
	return format[i:]
}

// match reads what stands in format up to the next verb, and returns the format from there on: all of it
// if there is a verb at once, or the input is over.
func (s *scanState) match(format string) (rest string) {
	begin := format
	for format != "" {
		want, size := utf8.DecodeRuneInString(format)
		switch {
		case isSpace(want):
			format = s.matchSpaces(format)
			continue
		case want == '%' && len(format) == 1:
			s.fail("missing verb: % at end of format string")
		case want == '%' && format[1] != '%':
			return format
		case want == '%':
			format = format[1:]
		}
		got := s.next()
		if got == noRune {
			s.stop(io.ErrUnexpectedEOF)
		}
		if got != want {
			s.UnreadRune()
			if begin[0] == '%' {
				return begin // %% as a verb may skip spaces
			}
			s.fail("input does not match format")
		}
		format = format[size:]
	}
	return format
}

// matchSpaces takes the spaces at the beginning of format. Each newline there stands for spaces and a
// newline, or the end, in the input; other spaces, unless a newline follows, for at least one space.
func (s *scanState) matchSpaces(format string) (rest string) {
	newlines, spaceBehind := 0, false
	for format != "" {
		r, size := utf8.DecodeRuneInString(format)
		if !isSpace(r) {
			break
		}
		spaceBehind = r != '\n'
		if r == '\n' {
			newlines++
		}
		format = format[size:]
	}
	for range newlines {
		if r := s.skipBlanks(s.next()); r != '\n' && r != noRune {
			s.fail("newline in format does not match input")
		}
	}
	if !spaceBehind {
		return format
	}
	r := s.next()
	if newlines == 0 && r != noRune && !isSpace(r) {
		s.fail("expected space in input to match format")
	}
	if newlines == 0 && r == '\n' {
		s.fail("newline in input does not match format")
	}
	if s.skipBlanks(r) != noRune {
		s.UnreadRune()
	}
	return format
}

// skipBlanks goes on from r to what is no space, or a newline.
func (s *scanState) skipBlanks(r rune) rune {
	for isSpace(r) && r != '\n' {
		r = s.next()
	}
	return r
}

func (s *scanState) percent() {
	s.SkipSpace()
	s.mustGoOn()
	if !s.take("%") {
		s.fail("missing literal %")
	}
}
