// Package hex writes bytes as two digits each.
//
// SPDX-License-Identifier: MIT
package hex

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

const digits = "0123456789abcdef"

var ErrLength = errors.New("encoding/hex: odd length hex string")

// InvalidByteError is the byte that is no digit.
type InvalidByteError byte

func (e InvalidByteError) Error() string {
	return fmt.Sprintf("encoding/hex: invalid byte: %#U", rune(e))
}

func EncodedLen(n int) int { return n * 2 }
func DecodedLen(x int) int { return x / 2 }

func AppendEncode(dst, src []byte) []byte {
	for _, b := range src {
		dst = append(dst, digits[b>>4], digits[b&15])
	}
	return dst
}

func Encode(dst, src []byte) int {
	for i, b := range src {
		dst[2*i+1] = digits[b&15]
		dst[2*i] = digits[b>>4]
	}
	return 2 * len(src)
}

func EncodeToString(src []byte) string { return string(AppendEncode(nil, src)) }

func value(b byte) (byte, bool) {
	switch {
	case '0' <= b && b <= '9':
		return b - '0', true
	case 'a' <= b|0x20 && b|0x20 <= 'f':
		return b | 0x20 - 'a' + 10, true
	}
	return 0, false
}

// Decode decodes what stands before a mistake.
func Decode(dst, src []byte) (int, error) {
	n := 0
	for ; 2*n+1 < len(src); n++ {
		high, ok := value(src[2*n])
		if !ok {
			return n, InvalidByteError(src[2*n])
		}
		low, ok := value(src[2*n+1])
		if !ok {
			return n, InvalidByteError(src[2*n+1])
		}
		dst[n] = high<<4 | low
	}
	if len(src)%2 == 1 {
		if _, ok := value(src[2*n]); !ok {
			return n, InvalidByteError(src[2*n])
		}
		return n, ErrLength
	}
	return n, nil
}

func AppendDecode(dst, src []byte) ([]byte, error) {
	dst = slices.Grow(dst, len(src)/2)
	n, err := Decode(dst[len(dst):cap(dst)], src)
	return dst[:len(dst)+n], err
}

func DecodeString(s string) ([]byte, error) {
	decoded := make([]byte, len(s)/2)
	n, err := Decode(decoded, []byte(s))
	return decoded[:n], err
}

type encoder struct{ w io.Writer }

func NewEncoder(w io.Writer) io.Writer { return encoder{w} }

func (e encoder) Write(p []byte) (int, error) {
	n, err := e.w.Write(AppendEncode(nil, p))
	return n / 2, err
}

// A decoder holds a digit that has no partner yet.
type decoder struct {
	r    io.Reader
	odd  []byte
	err  error
	room [512]byte
}

func NewDecoder(r io.Reader) io.Reader { return &decoder{r: r} }

func (d *decoder) Read(p []byte) (int, error) {
	if len(d.odd) < 2 && d.err == nil {
		n := copy(d.room[:], d.odd)
		var more int
		more, d.err = d.r.Read(d.room[n:])
		d.odd = d.room[:n+more]
		if d.err == io.EOF && len(d.odd)%2 == 1 {
			d.err = io.ErrUnexpectedEOF
			if _, ok := value(d.odd[len(d.odd)-1]); !ok {
				d.err = InvalidByteError(d.odd[len(d.odd)-1])
			}
		}
	}
	n := min(len(p), len(d.odd)/2)
	n, err := Decode(p, d.odd[:2*n])
	d.odd = d.odd[2*n:]
	if err != nil {
		d.odd, d.err = nil, err
	}
	if len(d.odd) < 2 {
		return n, d.err
	}
	return n, nil
}

// A dumper writes lines of 16 bytes as they fill.
type dumper struct {
	w      io.Writer
	line   [16]byte
	n      int
	offset int
	closed bool
}

func Dumper(w io.Writer) io.WriteCloser { return &dumper{w: w} }

func (d *dumper) flush() error {
	var text strings.Builder
	fmt.Fprintf(&text, "%08x", d.offset)
	for i := range d.line {
		if i%8 == 0 {
			text.WriteByte(' ')
		}
		if i < d.n {
			fmt.Fprintf(&text, " %02x", d.line[i])
		} else {
			text.WriteString("   ")
		}
	}
	text.WriteString("  |")
	for _, b := range d.line[:d.n] {
		if b < 32 || b > 126 {
			b = '.'
		}
		text.WriteByte(b)
	}
	text.WriteString("|\n")
	d.offset += d.n
	d.n = 0
	_, err := io.WriteString(d.w, text.String())
	return err
}

func (d *dumper) Write(data []byte) (int, error) {
	if d.closed {
		return 0, errors.New("encoding/hex: dumper closed")
	}
	for i, b := range data {
		d.line[d.n] = b
		if d.n++; d.n == len(d.line) {
			if err := d.flush(); err != nil {
				return i, err
			}
		}
	}
	return len(data), nil
}

func (d *dumper) Close() error {
	if d.closed {
		return nil
	}
	d.closed = true
	if d.n == 0 {
		return nil
	}
	return d.flush()
}

func Dump(data []byte) string {
	var text strings.Builder
	d := Dumper(&text)
	d.Write(data)
	d.Close()
	return text.String()
}
