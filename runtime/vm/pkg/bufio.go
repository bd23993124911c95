// Package bufio reads and writes in larger pieces than asked for.
//
// SPDX-License-Identifier: MIT
package bufio

import (
	"bytes"
	"errors"
	"io"
	"unicode"
	"unicode/utf8"
)

const defaultSize = 4096

var (
	ErrInvalidUnreadByte = errors.New("bufio: invalid use of UnreadByte")
	ErrInvalidUnreadRune = errors.New("bufio: invalid use of UnreadRune")
	ErrBufferFull        = errors.New("bufio: buffer full")
	ErrNegativeCount     = errors.New("bufio: negative count")

	ErrTooLong         = errors.New("bufio.Scanner: token too long")
	ErrNegativeAdvance = errors.New("bufio.Scanner: SplitFunc returns negative advance count")
	ErrAdvanceTooFar   = errors.New("bufio.Scanner: SplitFunc returns advance count beyond input")
	ErrBadReadCount    = errors.New("bufio.Scanner: Read returned impossible count")
	ErrFinalToken      = errors.New("final token")
)

// A Reader has read buf[r:w] and not given it out yet.
type Reader struct {
	buf      []byte
	rd       io.Reader
	r, w     int
	err      error
	lastByte int
	lastRune int // its size; -1: the last operation was not ReadRune
}

func NewReaderSize(rd io.Reader, size int) *Reader {
	if size < 16 {
		size = 16
	}
	if b, ok := rd.(*Reader); ok && len(b.buf) >= size {
		return b
	}
	return &Reader{buf: make([]byte, size), rd: rd, lastByte: -1, lastRune: -1}
}

func NewReader(rd io.Reader) *Reader { return NewReaderSize(rd, defaultSize) }

func (b *Reader) Size() int     { return len(b.buf) }
func (b *Reader) Buffered() int { return b.w - b.r }

func (b *Reader) Reset(r io.Reader) {
	if b.buf == nil {
		b.buf = make([]byte, defaultSize)
	}
	*b = Reader{buf: b.buf, rd: r, lastByte: -1, lastRune: -1}
}

func (b *Reader) takeErr() error {
	err := b.err
	b.err = nil
	return err
}

// fill reads at least one byte more, or notes an error.
func (b *Reader) fill() {
	if b.r > 0 {
		copy(b.buf, b.buf[b.r:b.w])
		b.w -= b.r
		b.r = 0
	}
	for i := 0; i < 100; i++ {
		n, err := b.rd.Read(b.buf[b.w:])
		if n < 0 {
			panic("bufio: reader returned negative count from Read")
		}
		b.w += n
		b.err = err
		if n > 0 || err != nil {
			return
		}
	}
	b.err = io.ErrNoProgress
}

func (b *Reader) Peek(n int) ([]byte, error) {
	if n < 0 {
		return nil, ErrNegativeCount
	}
	b.lastByte, b.lastRune = -1, -1
	for b.w-b.r < n && b.w-b.r < len(b.buf) && b.err == nil {
		b.fill()
	}
	if n > len(b.buf) {
		return b.buf[b.r:b.w], ErrBufferFull
	}
	if have := b.w - b.r; have < n {
		err := b.takeErr()
		if err == nil {
			err = ErrBufferFull
		}
		return b.buf[b.r:b.w], err
	}
	return b.buf[b.r : b.r+n], nil
}

func (b *Reader) Discard(n int) (discarded int, err error) {
	for discarded < n {
		if b.r == b.w {
			b.fill()
			if b.r == b.w {
				return discarded, b.takeErr()
			}
		}
		skip := min(n-discarded, b.w-b.r)
		b.r += skip
		discarded += skip
	}
	b.lastByte, b.lastRune = -1, -1
	return discarded, nil
}

func (b *Reader) Read(p []byte) (n int, err error) {
	if len(p) == 0 {
		if b.Buffered() > 0 {
			return 0, nil
		}
		return 0, b.takeErr()
	}
	if b.r == b.w {
		if b.err != nil {
			return 0, b.takeErr()
		}
		b.r, b.w = 0, 0
		n, b.err = b.rd.Read(b.buf)
		b.w = n
		if n == 0 {
			return 0, b.takeErr()
		}
	}
	n = copy(p, b.buf[b.r:b.w])
	b.r += n
	b.lastByte, b.lastRune = int(p[n-1]), -1
	return n, nil
}

func (b *Reader) ReadByte() (byte, error) {
	b.lastRune = -1
	for b.r == b.w {
		if b.err != nil {
			return 0, b.takeErr()
		}
		b.fill()
	}
	c := b.buf[b.r]
	b.r++
	b.lastByte = int(c)
	return c, nil
}

func (b *Reader) UnreadByte() error {
	if b.lastByte < 0 || b.r == 0 && b.w > 0 {
		return ErrInvalidUnreadByte
	}
	if b.r > 0 {
		b.r--
	} else {
		b.w = 1
	}
	b.buf[b.r] = byte(b.lastByte)
	b.lastByte, b.lastRune = -1, -1
	return nil
}

func (b *Reader) ReadRune() (r rune, size int, err error) {
	for b.r+utf8.UTFMax > b.w && !utf8.FullRune(b.buf[b.r:b.w]) && b.err == nil && b.w-b.r < len(b.buf) {
		b.fill()
	}
	b.lastRune = -1
	if b.r == b.w {
		return 0, 0, b.takeErr()
	}
	r, size = utf8.DecodeRune(b.buf[b.r:b.w])
	b.r += size
	b.lastByte = int(b.buf[b.r-1])
	b.lastRune = size
	return r, size, nil
}

func (b *Reader) UnreadRune() error {
	if b.lastRune < 0 || b.r < b.lastRune {
		return ErrInvalidUnreadRune
	}
	b.r -= b.lastRune
	b.lastByte, b.lastRune = -1, -1
	return nil
}

func (b *Reader) ReadSlice(delim byte) (line []byte, err error) {
	searched := 0
	for {
		if i := bytes.IndexByte(b.buf[b.r+searched:b.w], delim); i >= 0 {
			i += searched
			line = b.buf[b.r : b.r+i+1]
			b.r += i + 1
			break
		}
		if b.err != nil {
			line = b.buf[b.r:b.w]
			b.r = b.w
			err = b.takeErr()
			break
		}
		if b.Buffered() >= len(b.buf) {
			line = b.buf
			b.r = b.w
			err = ErrBufferFull
			break
		}
		searched = b.w - b.r
		b.fill()
	}
	if n := len(line); n > 0 {
		b.lastByte, b.lastRune = int(line[n-1]), -1
	}
	return line, err
}

func (b *Reader) ReadBytes(delim byte) ([]byte, error) {
	var line []byte
	for {
		part, err := b.ReadSlice(delim)
		line = append(line, part...)
		if err != ErrBufferFull {
			return line, err
		}
	}
}

func (b *Reader) ReadString(delim byte) (string, error) {
	line, err := b.ReadBytes(delim)
	return string(line), err
}

func (b *Reader) ReadLine() (line []byte, isPrefix bool, err error) {
	line, err = b.ReadSlice('\n')
	if err == ErrBufferFull {
		// A \r at the very end may belong to the \n that comes next.
		if n := len(line); n > 0 && line[n-1] == '\r' {
			b.r--
			line = line[:n-1]
		}
		return line, true, nil
	}
	if len(line) == 0 {
		if err != nil {
			line = nil
		}
		return line, false, err
	}
	if line[len(line)-1] == '\n' {
		line = line[:len(line)-1]
		if n := len(line); n > 0 && line[n-1] == '\r' {
			line = line[:n-1]
		}
	}
	return line, false, nil
}

func (b *Reader) WriteTo(w io.Writer) (n int64, err error) {
	b.lastByte, b.lastRune = -1, -1
	for {
		m, err := w.Write(b.buf[b.r:b.w])
		b.r += m
		n += int64(m)
		if err != nil {
			return n, err
		}
		if b.err == nil {
			b.fill()
		}
		if b.r == b.w && b.err != nil {
			if b.err == io.EOF {
				b.err = nil
			}
			return n, b.takeErr()
		}
	}
}

// A Writer keeps buf[:n] back until it is full or flushed.
type Writer struct {
	err error
	buf []byte
	n   int
	wr  io.Writer
}

func NewWriterSize(w io.Writer, size int) *Writer {
	if size <= 0 {
		size = defaultSize
	}
	if b, ok := w.(*Writer); ok && len(b.buf) >= size {
		return b
	}
	return &Writer{buf: make([]byte, size), wr: w}
}

func NewWriter(w io.Writer) *Writer { return NewWriterSize(w, defaultSize) }

func (b *Writer) Size() int      { return len(b.buf) }
func (b *Writer) Available() int { return len(b.buf) - b.n }
func (b *Writer) Buffered() int  { return b.n }

// AvailableBuffer is empty and has the room that is left; to be appended to, and
// written.
func (b *Writer) AvailableBuffer() []byte { return b.buf[b.n:][:0] }

func (b *Writer) Reset(w io.Writer) {
	if b.buf == nil {
		b.buf = make([]byte, defaultSize)
	}
	*b = Writer{buf: b.buf, wr: w}
}

func (b *Writer) Flush() error {
	if b.err != nil || b.n == 0 {
		return b.err
	}
	n, err := b.wr.Write(b.buf[:b.n])
	if n < b.n && err == nil {
		err = io.ErrShortWrite
	}
	copy(b.buf, b.buf[n:b.n])
	b.n -= n
	b.err = err
	return err
}

func (b *Writer) Write(p []byte) (written int, err error) {
	for len(p) > b.Available() && b.err == nil {
		n := 0
		if b.n == 0 {
			// Too much to keep: past the buffer.
			n, b.err = b.wr.Write(p)
		} else {
			n = copy(b.buf[b.n:], p)
			b.n += n
			b.Flush()
		}
		written += n
		p = p[n:]
	}
	if b.err != nil {
		return written, b.err
	}
	n := copy(b.buf[b.n:], p)
	b.n += n
	return written + n, nil
}

func (b *Writer) WriteString(s string) (int, error) { return b.Write([]byte(s)) }

func (b *Writer) WriteByte(c byte) error {
	if b.err != nil {
		return b.err
	}
	if b.Available() == 0 && b.Flush() != nil {
		return b.err
	}
	b.buf[b.n] = c
	b.n++
	return nil
}

func (b *Writer) WriteRune(r rune) (size int, err error) { return b.WriteString(string(r)) }

func (b *Writer) ReadFrom(r io.Reader) (n int64, err error) {
	for b.err == nil {
		if b.Available() == 0 && b.Flush() != nil {
			break
		}
		m, readErr := r.Read(b.buf[b.n:])
		b.n += m
		n += int64(m)
		if readErr == io.EOF {
			return n, nil
		}
		if readErr != nil {
			return n, readErr
		}
	}
	return n, b.err
}

type ReadWriter struct {
	*Reader
	*Writer
}

func NewReadWriter(r *Reader, w *Writer) *ReadWriter { return &ReadWriter{r, w} }

const (
	MaxScanTokenSize = 64 * 1024
	startBufSize     = 4096
)

// A SplitFunc finds the next token in data: how far to advance, and the token.
// It gives 0, nil, nil if it needs more.
type SplitFunc func(data []byte, atEOF bool) (advance int, token []byte, err error)

// A Scanner has read buf[start:end] and not looked at it yet.
type Scanner struct {
	r          io.Reader
	split      SplitFunc
	max        int
	token      []byte
	buf        []byte
	start, end int
	err        error
	empties    int // empty tokens in a row
	scanCalled bool
	done       bool
}

func NewScanner(r io.Reader) *Scanner {
	return &Scanner{r: r, split: ScanLines, max: MaxScanTokenSize}
}

func (s *Scanner) Err() error {
	if s.err == io.EOF {
		return nil
	}
	return s.err
}

func (s *Scanner) Bytes() []byte { return s.token }
func (s *Scanner) Text() string  { return string(s.token) }

func (s *Scanner) Buffer(buf []byte, max int) {
	if s.scanCalled {
		panic("Buffer called after Scan")
	}
	s.buf = buf[0:cap(buf)]
	s.max = max
}

func (s *Scanner) Split(split SplitFunc) {
	if s.scanCalled {
		panic("Split called after Scan")
	}
	s.split = split
}

func (s *Scanner) fail(err error) bool {
	if s.err == nil || s.err == io.EOF {
		s.err = err
	}
	s.token = nil
	s.start, s.end = 0, 0
	return false
}

// take asks split for a token; more means that it wants to see more data.
func (s *Scanner) take() (found, more bool) {
	advance, token, err := s.split(s.buf[s.start:s.end], s.err != nil)
	if err != nil {
		if err == ErrFinalToken {
			s.token = token
			s.done = true
			return token != nil, false
		}
		return s.fail(err), false
	}
	if advance < 0 {
		return s.fail(ErrNegativeAdvance), false
	}
	if advance > s.end-s.start {
		return s.fail(ErrAdvanceTooFar), false
	}
	s.start += advance
	s.token = token
	if token == nil {
		return false, true
	}
	if s.err == nil || advance > 0 {
		s.empties = 0
	} else if s.empties++; s.empties > 100 {
		panic("bufio.Scan: too many empty tokens without progressing")
	}
	return true, false
}

// read makes room and reads; false at the limit.
func (s *Scanner) read() bool {
	if s.start > 0 && (s.end == len(s.buf) || s.start > len(s.buf)/2) {
		copy(s.buf, s.buf[s.start:s.end])
		s.end -= s.start
		s.start = 0
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= s.max || len(s.buf) > 1<<62 {
			return s.fail(ErrTooLong)
		}
		size := len(s.buf) * 2
		if size == 0 {
			size = startBufSize
		}
		bigger := make([]byte, min(size, s.max))
		copy(bigger, s.buf[s.start:s.end])
		s.buf = bigger
		s.end -= s.start
		s.start = 0
	}
	for i := 0; ; i++ {
		n, err := s.r.Read(s.buf[s.end:len(s.buf)])
		if n < 0 || len(s.buf)-s.end < n {
			s.err = ErrBadReadCount
			return true
		}
		s.end += n
		if err != nil {
			s.err = err
			return true
		}
		if n > 0 {
			s.empties = 0
			return true
		}
		if i > 100 {
			s.err = io.ErrNoProgress
			return true
		}
	}
}

func (s *Scanner) Scan() bool {
	if s.done {
		return false
	}
	s.scanCalled = true
	for {
		if s.end > s.start || s.err != nil {
			found, more := s.take()
			if !more {
				return found
			}
		}
		if s.err != nil {
			s.start, s.end = 0, 0
			s.token = nil
			return false
		}
		if !s.read() {
			return false
		}
	}
}

func ScanBytes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 {
		return 0, nil, nil
	}
	return 1, data[0:1], nil
}

func ScanRunes(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if len(data) == 0 || !atEOF && !utf8.FullRune(data) {
		return 0, nil, nil
	}
	r, size := utf8.DecodeRune(data)
	if r == utf8.RuneError && size == 1 {
		return 1, []byte(string(utf8.RuneError)), nil
	}
	return size, data[:size], nil
}

func ScanLines(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if atEOF && len(data) == 0 {
		return 0, nil, nil
	}
	advance = len(data)
	line := data
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		advance, line = i+1, data[:i]
	} else if !atEOF {
		return 0, nil, nil
	}
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	return advance, line, nil
}

func ScanWords(data []byte, atEOF bool) (advance int, token []byte, err error) {
	start := 0
	for start < len(data) {
		r, size := utf8.DecodeRune(data[start:])
		if !unicode.IsSpace(r) {
			break
		}
		start += size
	}
	for i := start; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if unicode.IsSpace(r) {
			return i + size, data[start:i], nil
		}
		i += size
	}
	if atEOF && start < len(data) {
		return len(data), data[start:], nil
	}
	return start, nil, nil
}
