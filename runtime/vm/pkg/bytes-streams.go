// Bytes that are written and read.
//
// SPDX-License-Identifier: MIT
package bytes

import (
	"errors"
	"io"
	"unicode/utf8"
)

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

// AvailableBuffer is empty and has the room that is left; to be appended to, and
// written.
func (b *Buffer) AvailableBuffer() []byte { return b.buf[len(b.buf):] }

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

// Peek gives the next n bytes without reading them.
func (b *Buffer) Peek(n int) ([]byte, error) {
	if b.Len() < n {
		return b.buf[b.off:], io.EOF
	}
	return b.buf[b.off : b.off+n], nil
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
	s    []byte
	i    int64
	last int // where the last rune read began; -1: cannot be unread
}

func NewReader(s []byte) *Reader { return &Reader{s, 0, -1} }

func (r *Reader) Len() int {
	if r.i >= int64(len(r.s)) {
		return 0
	}
	return len(r.s) - int(r.i)
}

func (r *Reader) Size() int64 { return int64(len(r.s)) }

func (r *Reader) Reset(s []byte) { *r = Reader{s, 0, -1} }

func (r *Reader) Read(b []byte) (n int, err error) {
	r.last = -1
	if r.Len() == 0 {
		return 0, io.EOF
	}
	n = copy(b, r.s[r.i:])
	r.i += int64(n)
	return n, nil
}

func (r *Reader) ReadAt(b []byte, off int64) (n int, err error) {
	if off < 0 {
		return 0, errors.New("bytes.Reader.ReadAt: negative offset")
	}
	if off >= int64(len(r.s)) {
		return 0, io.EOF
	}
	n = copy(b, r.s[off:])
	if n < len(b) {
		err = io.EOF
	}
	return n, err
}

func (r *Reader) ReadByte() (byte, error) {
	r.last = -1
	if r.Len() == 0 {
		return 0, io.EOF
	}
	r.i++
	return r.s[r.i-1], nil
}

func (r *Reader) UnreadByte() error {
	if r.i <= 0 {
		return errors.New("bytes.Reader.UnreadByte: at beginning of slice")
	}
	r.last = -1
	r.i--
	return nil
}

func (r *Reader) ReadRune() (ch rune, size int, err error) {
	if r.Len() == 0 {
		r.last = -1
		return 0, 0, io.EOF
	}
	r.last = int(r.i)
	ch, size = utf8.DecodeRune(r.s[r.i:])
	r.i += int64(size)
	return ch, size, nil
}

func (r *Reader) UnreadRune() error {
	if r.i <= 0 {
		return errors.New("bytes.Reader.UnreadRune: at beginning of slice")
	}
	if r.last < 0 {
		return errors.New("bytes.Reader.UnreadRune: previous operation was not ReadRune")
	}
	r.i = int64(r.last)
	r.last = -1
	return nil
}

func (r *Reader) Seek(offset int64, whence int) (int64, error) {
	r.last = -1
	switch whence {
	case io.SeekStart:
	case io.SeekCurrent:
		offset += r.i
	case io.SeekEnd:
		offset += int64(len(r.s))
	default:
		return 0, errors.New("bytes.Reader.Seek: invalid whence")
	}
	if offset < 0 {
		return 0, errors.New("bytes.Reader.Seek: negative position")
	}
	r.i = offset
	return offset, nil
}

func (r *Reader) WriteTo(w io.Writer) (n int64, err error) {
	r.last = -1
	if r.Len() == 0 {
		return 0, nil
	}
	m, err := w.Write(r.s[r.i:])
	r.i += int64(m)
	if r.Len() > 0 && err == nil {
		err = io.ErrShortWrite
	}
	return int64(m), err
}
