// Package bytes is package strings for slices of bytes.
//
// SPDX-License-Identifier: MIT
package bytes

import (
	"errors"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

const MinRead = 512

var ErrTooLarge = errors.New("bytes.Buffer: too large")

func Index(s, sep []byte) int
func LastIndex(s, sep []byte) int
func Count(s, sep []byte) int
func EqualFold(s, t []byte) bool
func Compare(a, b []byte) int

func Equal(a, b []byte) bool       { return string(a) == string(b) }
func Contains(b, part []byte) bool { return Index(b, part) >= 0 }
func HasPrefix(s, p []byte) bool   { return len(s) >= len(p) && Equal(s[:len(p)], p) }
func HasSuffix(s, p []byte) bool   { return len(s) >= len(p) && Equal(s[len(s)-len(p):], p) }

func ContainsAny(b []byte, chars string) bool { return strings.ContainsAny(string(b), chars) }
func ContainsRune(b []byte, r rune) bool      { return IndexRune(b, r) >= 0 }

func Clone(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

func IndexByte(b []byte, c byte) int {
	for i, x := range b {
		if x == c {
			return i
		}
	}
	return -1
}

func LastIndexByte(b []byte, c byte) int {
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] == c {
			return i
		}
	}
	return -1
}

func IndexRune(s []byte, r rune) int          { return strings.IndexRune(string(s), r) }
func IndexAny(s []byte, chars string) int     { return strings.IndexAny(string(s), chars) }
func LastIndexAny(s []byte, chars string) int { return strings.LastIndexAny(string(s), chars) }

func IndexFunc(s []byte, f func(r rune) bool) int     { return strings.IndexFunc(string(s), f) }
func LastIndexFunc(s []byte, f func(r rune) bool) int { return strings.LastIndexFunc(string(s), f) }

// split keeps the first keep bytes of each separator.
func split(s, sep []byte, keep, n int) [][]byte {
	if n == 0 {
		return nil
	}
	if len(sep) == 0 {
		return explode(s, n)
	}
	if n < 0 {
		n = Count(s, sep) + 1
	}
	var parts [][]byte
	for len(parts) < n-1 {
		i := Index(s, sep)
		if i < 0 {
			break
		}
		parts = append(parts, s[:i+keep:i+keep])
		s = s[i+len(sep):]
	}
	return append(parts, s)
}

func explode(s []byte, n int) [][]byte {
	parts := [][]byte{}
	for len(s) > 0 {
		if n > 0 && len(parts) == n-1 {
			return append(parts, s)
		}
		_, size := utf8.DecodeRune(s)
		parts = append(parts, s[:size:size])
		s = s[size:]
	}
	return parts
}

func Split(s, sep []byte) [][]byte              { return split(s, sep, 0, -1) }
func SplitN(s, sep []byte, n int) [][]byte      { return split(s, sep, 0, n) }
func SplitAfter(s, sep []byte) [][]byte         { return split(s, sep, len(sep), -1) }
func SplitAfterN(s, sep []byte, n int) [][]byte { return split(s, sep, len(sep), n) }

func Fields(s []byte) [][]byte { return FieldsFunc(s, unicode.IsSpace) }

func FieldsFunc(s []byte, f func(rune) bool) [][]byte {
	fields := [][]byte{}
	begin := -1
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRune(s[i:])
		if f(r) {
			if begin >= 0 {
				fields = append(fields, s[begin:i:i])
				begin = -1
			}
		} else if begin < 0 {
			begin = i
		}
		i += size
	}
	if begin >= 0 {
		fields = append(fields, s[begin:len(s):len(s)])
	}
	return fields
}

func Join(s [][]byte, sep []byte) []byte {
	b := []byte{}
	for i, part := range s {
		if i > 0 {
			b = append(b, sep...)
		}
		b = append(b, part...)
	}
	return b
}

func Repeat(b []byte, count int) []byte {
	if count < 0 {
		panic("bytes: negative Repeat count")
	}
	r := make([]byte, 0, len(b)*count)
	for i := 0; i < count; i++ {
		r = append(r, b...)
	}
	return r
}

func Replace(s, old, new []byte, n int) []byte {
	return []byte(strings.Replace(string(s), string(old), string(new), n))
}

func ReplaceAll(s, old, new []byte) []byte { return Replace(s, old, new, -1) }

func Map(mapping func(r rune) rune, s []byte) []byte { return []byte(strings.Map(mapping, string(s))) }
func ToUpper(s []byte) []byte                        { return []byte(strings.ToUpper(string(s))) }
func ToLower(s []byte) []byte                        { return []byte(strings.ToLower(string(s))) }
func ToTitle(s []byte) []byte                        { return []byte(strings.ToTitle(string(s))) }
func Title(s []byte) []byte                          { return []byte(strings.Title(string(s))) }
func Runes(s []byte) []rune                          { return []rune(string(s)) }

func TrimLeftFunc(s []byte, f func(r rune) bool) []byte {
	for len(s) > 0 {
		r, size := utf8.DecodeRune(s)
		if !f(r) {
			return s
		}
		s = s[size:]
	}
	return nil
}

func TrimRightFunc(s []byte, f func(r rune) bool) []byte {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRune(s)
		if !f(r) {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

func TrimFunc(s []byte, f func(r rune) bool) []byte { return TrimRightFunc(TrimLeftFunc(s, f), f) }

func within(cutset string) func(rune) bool {
	return func(r rune) bool { return strings.IndexRune(cutset, r) >= 0 }
}

func Trim(s []byte, cutset string) []byte      { return TrimFunc(s, within(cutset)) }
func TrimLeft(s []byte, cutset string) []byte  { return TrimLeftFunc(s, within(cutset)) }
func TrimRight(s []byte, cutset string) []byte { return TrimRightFunc(s, within(cutset)) }
func TrimSpace(s []byte) []byte                { return TrimFunc(s, unicode.IsSpace) }

func TrimPrefix(s, prefix []byte) []byte {
	s, _ = CutPrefix(s, prefix)
	return s
}

func TrimSuffix(s, suffix []byte) []byte {
	s, _ = CutSuffix(s, suffix)
	return s
}

func Cut(s, sep []byte) (before, after []byte, found bool) {
	if i := Index(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, nil, false
}

func CutPrefix(s, prefix []byte) (after []byte, found bool) {
	if !HasPrefix(s, prefix) {
		return s, false
	}
	return s[len(prefix):], true
}

func CutSuffix(s, suffix []byte) (before []byte, found bool) {
	if !HasSuffix(s, suffix) {
		return s, false
	}
	return s[:len(s)-len(suffix)], true
}

// What the last operation on a Buffer was, for Unread.
const (
	opOther = iota
	opRead
	opReadRune
)

// A Buffer is written at the end and read from the beginning.
type Buffer struct {
	buf  []byte
	off  int // what is before it was read
	last int
	size int // of the rune read last
}

func NewBuffer(buf []byte) *Buffer     { return &Buffer{buf: buf} }
func NewBufferString(s string) *Buffer { return &Buffer{buf: []byte(s)} }
func (b *Buffer) Bytes() []byte        { return b.buf[b.off:] }
func (b *Buffer) Len() int             { return len(b.buf) - b.off }
func (b *Buffer) Cap() int             { return cap(b.buf) }
func (b *Buffer) Available() int       { return cap(b.buf) - len(b.buf) }

func (b *Buffer) String() string {
	if b == nil {
		return "<nil>"
	}
	return string(b.buf[b.off:])
}

func (b *Buffer) Reset() {
	b.buf = b.buf[:0]
	b.off = 0
	b.last = opOther
}

func (b *Buffer) Truncate(n int) {
	if n == 0 {
		b.Reset()
		return
	}
	if n < 0 || n > b.Len() {
		panic("bytes.Buffer: truncation out of range")
	}
	b.last = opOther
	b.buf = b.buf[:b.off+n]
}

// room moves what is unread to the front if the whole would have to grow.
func (b *Buffer) room(n int) {
	b.last = opOther
	if b.off > 0 && cap(b.buf)-len(b.buf) < n {
		m := copy(b.buf, b.buf[b.off:])
		b.buf = b.buf[:m]
		b.off = 0
	}
}

func (b *Buffer) Grow(n int) {
	if n < 0 {
		panic("bytes.Buffer.Grow: negative count")
	}
	b.room(n)
	if cap(b.buf)-len(b.buf) < n {
		b.buf = append(make([]byte, 0, 2*cap(b.buf)+n), b.buf...)
	}
}

func (b *Buffer) Write(p []byte) (n int, err error) {
	b.room(len(p))
	b.buf = append(b.buf, p...)
	return len(p), nil
}

func (b *Buffer) WriteString(s string) (n int, err error) {
	b.room(len(s))
	b.buf = append(b.buf, s...)
	return len(s), nil
}

func (b *Buffer) WriteByte(c byte) error {
	b.room(1)
	b.buf = append(b.buf, c)
	return nil
}

func (b *Buffer) WriteRune(r rune) (n int, err error) { return b.WriteString(string(r)) }

func (b *Buffer) ReadFrom(r io.Reader) (n int64, err error) {
	for {
		b.Grow(MinRead)
		m, err := r.Read(b.buf[len(b.buf):cap(b.buf)])
		if m < 0 {
			panic("bytes.Buffer: reader returned negative count from Read")
		}
		b.buf = b.buf[:len(b.buf)+m]
		n += int64(m)
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}

func (b *Buffer) WriteTo(w io.Writer) (n int64, err error) {
	if b.Len() > 0 {
		m, err := w.Write(b.Bytes())
		b.off += m
		b.last = opOther
		if err != nil {
			return int64(m), err
		}
		if b.Len() > 0 {
			return int64(m), io.ErrShortWrite
		}
		n = int64(m)
	}
	b.Reset()
	return n, nil
}

// drained resets an empty buffer; it answers whether it is empty.
func (b *Buffer) drained() bool {
	b.last = opOther
	if b.Len() > 0 {
		return false
	}
	b.Reset()
	return true
}

func (b *Buffer) Read(p []byte) (n int, err error) {
	if b.drained() {
		if len(p) == 0 {
			return 0, nil
		}
		return 0, io.EOF
	}
	n = copy(p, b.buf[b.off:])
	b.off += n
	if n > 0 {
		b.last = opRead
	}
	return n, nil
}

func (b *Buffer) Next(n int) []byte {
	b.last = opOther
	if n > b.Len() {
		n = b.Len()
	}
	data := b.buf[b.off : b.off+n]
	b.off += n
	if n > 0 {
		b.last = opRead
	}
	return data
}

func (b *Buffer) ReadByte() (byte, error) {
	if b.drained() {
		return 0, io.EOF
	}
	b.off++
	b.last = opRead
	return b.buf[b.off-1], nil
}

func (b *Buffer) ReadRune() (r rune, size int, err error) {
	if b.drained() {
		return 0, 0, io.EOF
	}
	r, size = utf8.DecodeRune(b.buf[b.off:])
	b.off += size
	b.last = opReadRune
	b.size = size
	return r, size, nil
}

func (b *Buffer) UnreadRune() error {
	if b.last != opReadRune {
		return errors.New("bytes.Buffer: UnreadRune: previous operation was not a successful ReadRune")
	}
	b.off -= b.size
	b.last = opOther
	return nil
}

func (b *Buffer) UnreadByte() error {
	if b.last == opOther {
		return errors.New("bytes.Buffer: UnreadByte: previous operation was not a successful read")
	}
	b.last = opOther
	if b.off > 0 {
		b.off--
	}
	return nil
}

func (b *Buffer) ReadBytes(delim byte) (line []byte, err error) {
	i := IndexByte(b.buf[b.off:], delim)
	end := b.off + i + 1
	if i < 0 {
		end = len(b.buf)
		err = io.EOF
	}
	line = append(line, b.buf[b.off:end]...)
	b.off = end
	b.last = opRead
	return line, err
}

func (b *Buffer) ReadString(delim byte) (line string, err error) {
	bytes, err := b.ReadBytes(delim)
	return string(bytes), err
}

// A Reader reads from a slice.
type Reader struct {
	s *strings.Reader
}

func NewReader(b []byte) *Reader { return &Reader{strings.NewReader(string(b))} }

func (r *Reader) Len() int                                 { return r.s.Len() }
func (r *Reader) Size() int64                              { return r.s.Size() }
func (r *Reader) Read(b []byte) (n int, err error)         { return r.s.Read(b) }
func (r *Reader) ReadByte() (byte, error)                  { return r.s.ReadByte() }
func (r *Reader) UnreadByte() error                        { return r.s.UnreadByte() }
func (r *Reader) ReadRune() (ch rune, size int, err error) { return r.s.ReadRune() }
func (r *Reader) UnreadRune() error                        { return r.s.UnreadRune() }
func (r *Reader) Seek(offset int64, whence int) (int64, error) {
	return r.s.Seek(offset, whence)
}
func (r *Reader) WriteTo(w io.Writer) (n int64, err error) { return r.s.WriteTo(w) }
func (r *Reader) Reset(b []byte)                           { r.s.Reset(string(b)) }
