// Package base32 writes bytes as letters, 5 bits each, after RFC 4648.
//
// SPDX-License-Identifier: MIT
package base32

import (
	"internal/radix"
	"io"
	"slices"
	"strconv"
)

const (
	StdPadding rune = '='
	NoPadding  rune = -1
)

var (
	StdEncoding = NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
	HexEncoding = NewEncoding("0123456789ABCDEFGHIJKLMNOPQRSTUV")
)

// CorruptInputError is where the input is wrong.
type CorruptInputError int64

func (e CorruptInputError) Error() string {
	return "illegal base32 data at input byte " + strconv.FormatInt(int64(e), 10)
}

type Encoding struct {
	radix *radix.Radix
}

func NewEncoding(encoder string) *Encoding {
	return &Encoding{radix.New(encoder, 5, func(at int) error { return CorruptInputError(at) })}
}

func (e Encoding) WithPadding(padding rune) *Encoding { return &Encoding{e.radix.With(padding)} }

func (e *Encoding) EncodedLen(n int) int { return e.radix.EncodedLen(n) }
func (e *Encoding) DecodedLen(n int) int { return e.radix.DecodedLen(n) }

func (e *Encoding) Encode(dst, src []byte) {
	encoded := e.radix.Append(nil, src)
	copy(dst[:len(encoded)], encoded)
}

func (e *Encoding) EncodeToString(src []byte) string    { return string(e.radix.Append(nil, src)) }
func (e *Encoding) AppendEncode(dst, src []byte) []byte { return e.radix.Append(dst, src) }

func (e *Encoding) Decode(dst, src []byte) (int, error) { return e.radix.Decode(dst, src) }

func (e *Encoding) DecodeString(s string) ([]byte, error) {
	decoded := make([]byte, e.DecodedLen(len(s)))
	n, err := e.radix.Decode(decoded, []byte(s))
	return decoded[:n], err
}

func (e *Encoding) AppendDecode(dst, src []byte) ([]byte, error) {
	dst = slices.Grow(dst, e.DecodedLen(len(src)))
	n, err := e.radix.Decode(dst[len(dst):cap(dst)], src)
	return dst[:len(dst)+n], err
}

func NewEncoder(enc *Encoding, w io.Writer) io.WriteCloser { return enc.radix.Writer(w) }
func NewDecoder(enc *Encoding, r io.Reader) io.Reader      { return enc.radix.Reader(r) }
