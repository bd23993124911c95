// What Scan reads: runes, spaces, the end of input.
//
// SPDX-License-Identifier: MIT
package fmt

import (
	"errors"
	"io"
	"unicode"
	"unicode/utf8"
)

// What a newline in the input is.
const (
	newlineIsSpace   = iota // Scan
	newlineEnds             // Scanln
	newlineIsNewline        // Scanf: must be in the format
)

const (
	noRune  = -1 // the input is over
	noLimit = 1 << 30
)

type scanState struct {
	input   io.RuneScanner
	newline int
	token   []byte // being put together
	used    int    // runes
	end     int    // of used, for the value being read
	width   int
	isOver  bool
}

func newScanState(r io.Reader, newline int) *scanState {
	input, ok := r.(io.RuneScanner)
	if !ok {
		input = &runeInput{bytes: r}
	}
	return &scanState{input: input, newline: newline, end: noLimit, width: noLimit}
}

// scanFault is the panic of a scan that cannot go on.
type scanFault struct{ err error }

func (s *scanState) stop(err error)   { panic(scanFault{err}) }
func (s *scanState) fail(text string) { s.stop(errors.New(text)) }

func catchScan(err *error) {
	switch fault := recover().(type) {
	case nil:
	case scanFault:
		*err = fault.err
	default:
		panic(fault)
	}
}

func (s *scanState) ReadRune() (r rune, size int, err error) {
	if s.isOver || s.used >= s.end {
		return 0, 0, io.EOF
	}
	r, size, err = s.input.ReadRune()
	switch {
	case err == nil:
		s.used++
		s.isOver = r == '\n' && s.newline == newlineEnds
	case err == io.EOF:
		s.isOver = true
	}
	return r, size, err
}

func (s *scanState) UnreadRune() error {
	s.input.UnreadRune()
	s.isOver = false
	s.used--
	return nil
}

func (s *scanState) Read(buf []byte) (n int, err error) {
	return 0, errors.New("ScanState's Read should not be called. Use ReadRune")
}

func (s *scanState) Width() (wid int, ok bool) {
	if s.width == noLimit {
		return 0, false
	}
	return s.width, true
}

func (s *scanState) Token(skipSpace bool, f func(rune) bool) (token []byte, err error) {
	defer catchScan(&err)
	if f == nil {
		f = isNoSpace
	}
	if skipSpace {
		s.SkipSpace()
	}
	s.token = s.token[:0]
	s.takeWhile(f)
	return s.token, nil
}

// next is ReadRune without an error: noRune at the end.
func (s *scanState) next() rune {
	r, _, err := s.ReadRune()
	if err == io.EOF {
		return noRune
	}
	if err != nil {
		s.stop(err)
	}
	return r
}

// mustNext is next where the end would be a mistake.
func (s *scanState) mustNext() rune {
	r := s.next()
	if r == noRune {
		s.stop(io.ErrUnexpectedEOF)
	}
	return r
}

// mustGoOn stops at the end of the input, before a value.
func (s *scanState) mustGoOn() {
	if s.next() == noRune {
		s.stop(io.EOF)
	}
	s.UnreadRune()
}

func (s *scanState) SkipSpace() {
	for {
		r := s.next()
		switch {
		case r == noRune:
			return
		case r == '\r' && s.isNext("\n"):
		case r == '\n':
			if s.newline != newlineIsSpace {
				s.fail("unexpected newline")
			}
		case !isSpace(r):
			s.UnreadRune()
			return
		}
	}
}

func isSpace(r rune) bool   { return unicode.IsSpace(r) }
func isNoSpace(r rune) bool { return !isSpace(r) }

func isOneOf(r rune, set string) bool {
	for _, c := range set {
		if c == r {
			return true
		}
	}
	return false
}

// isNext says whether a rune of set comes next.
func (s *scanState) isNext(set string) bool {
	r := s.next()
	if r != noRune {
		s.UnreadRune()
	}
	return isOneOf(r, set)
}

// skip reads a rune of set, if one comes next.
func (s *scanState) skip(set string) bool {
	is := s.isNext(set)
	if is {
		s.next()
	}
	return is
}

// take is skip; the rune goes to the token.
func (s *scanState) take(set string) bool {
	r := s.next()
	if r == noRune {
		return false
	}
	if !isOneOf(r, set) {
		s.UnreadRune()
		return false
	}
	s.token = utf8.AppendRune(s.token, r)
	return true
}

// takeWord takes runes of the sets, one of each, as far as they come; false: the first did, not all.
func (s *scanState) takeWord(sets ...string) (whole bool) {
	for i, set := range sets {
		if !s.take(set) {
			return i == 0
		}
	}
	return true
}

func (s *scanState) takeAll(set string) {
	for s.take(set) {
	}
}

func (s *scanState) takeWhile(f func(rune) bool) {
	for {
		r := s.next()
		if r == noRune {
			return
		}
		if !f(r) {
			s.UnreadRune()
			return
		}
		s.token = utf8.AppendRune(s.token, r)
	}
}

// runeInput makes runes of the bytes of a reader, never reading further than it must.
type runeInput struct {
	bytes    io.Reader
	last     rune
	lastSize int
	isBack   bool   // last is to be read again
	pending  []byte // bytes after an ill-formed one
}

func (in *runeInput) byte() (byte, error) {
	if len(in.pending) > 0 {
		b := in.pending[0]
		in.pending = in.pending[1:]
		return b, nil
	}
	var b [1]byte
	_, err := io.ReadFull(in.bytes, b[:])
	return b[0], err
}

func (in *runeInput) ReadRune() (r rune, size int, err error) {
	if in.isBack {
		in.isBack = false
		return in.last, in.lastSize, nil
	}
	b, err := in.byte()
	if err != nil {
		return 0, 0, err
	}
	buf := append(make([]byte, 0, utf8.UTFMax), b)
	for !utf8.FullRune(buf) {
		b, err := in.byte()
		if err == io.EOF {
			break
		}
		if err != nil {
			return 0, 0, err
		}
		buf = append(buf, b)
	}
	in.last, in.lastSize = utf8.DecodeRune(buf)
	in.pending = append(buf[in.lastSize:], in.pending...)
	return in.last, in.lastSize, nil
}

func (in *runeInput) UnreadRune() error {
	in.isBack = true
	return nil
}
