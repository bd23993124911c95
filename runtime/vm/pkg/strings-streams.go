// Strings that are written and read.
//
// SPDX-License-Identifier: MIT
package strings

import (
	"errors"
	"io"
	"unicode/utf8"
)

// A Builder puts a string together. The zero value is empty.
type Builder struct {
	addr *Builder // itself, to notice a copy that is written to
	buf  []byte
}

func (b *Builder) check() {
	if b.addr == nil {
		b.addr = b
	} else if b.addr != b {
		panic("strings: illegal use of non-zero Builder copied by value")
	}
}

func (b *Builder) String() string { return share(b.buf[:len(b.buf):len(b.buf)]) }
func (b *Builder) Len() int       { return len(b.buf) }
func (b *Builder) Cap() int       { return cap(b.buf) }

func (b *Builder) Reset() {
	b.addr = nil
	b.buf = nil
}

func (b *Builder) Grow(n int) {
	b.check()
	if n < 0 {
		panic("strings.Builder.Grow: negative count")
	}
	if cap(b.buf)-len(b.buf) < n {
		b.buf = append(make([]byte, 0, 2*cap(b.buf)+n), b.buf...)
	}
}

func (b *Builder) Write(p []byte) (int, error) {
	b.check()
	b.buf = append(b.buf, p...)
	return len(p), nil
}

func (b *Builder) WriteByte(c byte) error {
	b.check()
	b.buf = append(b.buf, c)
	return nil
}

func (b *Builder) WriteRune(r rune) (int, error) {
	b.check()
	n := len(b.buf)
	b.buf = utf8.AppendRune(b.buf, r)
	return len(b.buf) - n, nil
}

func (b *Builder) WriteString(s string) (int, error) {
	b.check()
	b.buf = append(b.buf, s...)
	return len(s), nil
}

// A Reader reads from a string.
type Reader struct {
	s    string
	i    int64
	last int // where the last rune read began; -1: cannot be unread
}

func NewReader(s string) *Reader { return &Reader{s, 0, -1} }

func (r *Reader) Len() int {
	if r.i >= int64(len(r.s)) {
		return 0
	}
	return len(r.s) - int(r.i)
}

func (r *Reader) Size() int64 { return int64(len(r.s)) }

func (r *Reader) Reset(s string) { *r = Reader{s, 0, -1} }

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
		return 0, errors.New("strings.Reader.ReadAt: negative offset")
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
		return errors.New("strings.Reader.UnreadByte: at beginning of string")
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
	ch, size = utf8.DecodeRuneInString(r.s[r.i:])
	r.i += int64(size)
	return ch, size, nil
}

func (r *Reader) UnreadRune() error {
	if r.i <= 0 {
		return errors.New("strings.Reader.UnreadRune: at beginning of string")
	}
	if r.last < 0 {
		return errors.New("strings.Reader.UnreadRune: previous operation was not ReadRune")
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
		return 0, errors.New("strings.Reader.Seek: invalid whence")
	}
	if offset < 0 {
		return 0, errors.New("strings.Reader.Seek: negative position")
	}
	r.i = offset
	return offset, nil
}

func (r *Reader) WriteTo(w io.Writer) (n int64, err error) {
	r.last = -1
	if r.Len() == 0 {
		return 0, nil
	}
	m, err := io.WriteString(w, r.s[r.i:])
	r.i += int64(m)
	return int64(m), err
}

// A Replacer replaces several strings at once: at each place the first pair
// whose old string is there.
type Replacer struct {
	pairs []string
}

func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 == 1 {
		panic("strings.NewReplacer: odd argument count")
	}
	return &Replacer{append([]string(nil), oldnew...)}
}

// match gives the pair whose old string s begins with, or -1.
func (r *Replacer) match(s string, emptyToo bool) int {
	for i := 0; i < len(r.pairs); i += 2 {
		if HasPrefix(s, r.pairs[i]) && (emptyToo || r.pairs[i] != "") {
			return i
		}
	}
	return -1
}

func (r *Replacer) Replace(s string) string {
	b := make([]byte, 0, len(s))
	emptyToo := true // not twice at one place
	for i := 0; i <= len(s); {
		m := r.match(s[i:], emptyToo)
		if m >= 0 {
			b = append(b, r.pairs[m+1]...)
			i += len(r.pairs[m])
			emptyToo = r.pairs[m] != ""
			if i == len(s) && !emptyToo {
				break
			}
			continue
		}
		if i < len(s) {
			b = append(b, s[i])
		}
		i++
		emptyToo = true
	}
	return share(b)
}

func (r *Replacer) WriteString(w io.Writer, s string) (n int, err error) {
	return io.WriteString(w, r.Replace(s))
}
