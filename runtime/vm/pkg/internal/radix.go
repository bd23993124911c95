// Package radix is what base64 and base32 share: groups of bits as letters.
//
// Source: RFC 4648.
// SPDX-License-Identifier: MIT
package radix

import "io"

const (
	noPadding = -1
	noLetter  = 0xFF
)

// A Radix takes bits letters at a time from groups of whole bytes: 6 from 3 bytes, 5 from 5.
type Radix struct {
	Letters string
	bits    uint
	padding rune
	strict  bool
	Corrupt func(at int) error
	values  [256]byte
}

func New(letters string, bits uint, corrupt func(int) error) *Radix {
	if len(letters) != 1<<bits {
		panic("encoding alphabet is not " + map[uint]string{6: "64", 5: "32"}[bits] + "-bytes long")
	}
	r := &Radix{Letters: letters, bits: bits, padding: '=', Corrupt: corrupt}
	for i := range r.values {
		r.values[i] = noLetter
	}
	for i := range len(letters) {
		switch c := letters[i]; {
		case c == '\n' || c == '\r':
			panic("encoding alphabet contains newline character")
		case r.values[c] != noLetter:
			panic("encoding alphabet includes duplicate symbols")
		default:
			r.values[c] = byte(i)
		}
	}
	return r
}

// With is r with another padding.
func (r *Radix) With(padding rune) *Radix {
	switch {
	case padding < noPadding || padding == '\r' || padding == '\n' || padding > 0xff:
		panic("invalid padding")
	case padding != noPadding && r.values[byte(padding)] != noLetter:
		panic("padding contained in alphabet")
	}
	other := *r
	other.padding = padding
	return &other
}

// Strict wants the bits that a last letter has too many to be zero.
func (r *Radix) Strict() *Radix {
	other := *r
	other.strict = true
	return &other
}

// group is how many bytes become how many letters.
func (r *Radix) group() (nBytes, nLetters int) {
	if r.bits == 6 {
		return 3, 4
	}
	return 5, 8
}

func (r *Radix) EncodedLen(n int) int {
	nBytes, nLetters := r.group()
	if r.padding == noPadding {
		return n/nBytes*nLetters + (n%nBytes*8+int(r.bits)-1)/int(r.bits)
	}
	return (n + nBytes - 1) / nBytes * nLetters
}

func (r *Radix) DecodedLen(n int) int {
	nBytes, nLetters := r.group()
	if r.padding == noPadding {
		return n/nLetters*nBytes + n%nLetters*int(r.bits)/8
	}
	return n / nLetters * nBytes
}

func (r *Radix) Append(dst, src []byte) []byte {
	_, nLetters := r.group()
	var word uint64
	have, mask, n := uint(0), uint64(1)<<r.bits-1, 0
	for _, b := range src {
		word = word<<8 | uint64(b)
		for have += 8; have >= r.bits; n++ {
			have -= r.bits
			dst = append(dst, r.Letters[word>>have&mask])
		}
	}
	if have > 0 {
		dst = append(dst, r.Letters[word<<(r.bits-have)&mask])
		n++
	}
	for ; r.padding != noPadding && n%nLetters != 0; n++ {
		dst = append(dst, byte(r.padding))
	}
	return dst
}

// skipBreaks is where src goes on behind line breaks.
func skipBreaks(src []byte, at int) int {
	for at < len(src) && (src[at] == '\n' || src[at] == '\r') {
		at++
	}
	return at
}

// skipPadding goes past the padding that begins at src[at], where the group has n letters; ok: the
// group is well-formed, whatever follows it.
func (r *Radix) skipPadding(src []byte, at, n int) (after int, err error, ok bool) {
	_, nLetters := r.group()
	// So many letters are whole bytes, and a rest that is no byte.
	if rest := uint(n) * r.bits % 8; n == 0 || rest >= r.bits {
		return at, r.Corrupt(at), false
	}
	for ; n < nLetters; n++ {
		if at = skipBreaks(src, at); at == len(src) {
			return at, r.Corrupt(len(src)), false
		}
		if rune(src[at]) != r.padding {
			return at, r.Corrupt(at), false
		}
		at++
	}
	if at = skipBreaks(src, at); at < len(src) {
		return at, r.Corrupt(at), true
	}
	return at, nil, true
}

// A group's letters are its highest bits. after is where src goes on; last is what is wrong
// behind it, ok: there is nothing wrong with the group itself.
func (r *Radix) readGroup(src []byte, at int) (word uint64, letters, after int, last error, ok bool) {
	_, nLetters := r.group()
	for letters < nLetters {
		if at = skipBreaks(src, at); at == len(src) {
			if letters > 0 && (r.padding != noPadding || uint(letters)*r.bits%8 >= r.bits) {
				return 0, 0, at, r.Corrupt(at - letters), false
			}
			break
		}
		c := src[at]
		if rune(c) == r.padding {
			at, last, ok = r.skipPadding(src, at, letters)
			return word, letters, at, last, ok
		}
		if r.values[c] == noLetter {
			return 0, 0, at, r.Corrupt(at), false
		}
		word = word<<r.bits | uint64(r.values[c])
		letters++
		at++
	}
	return word, letters, at, nil, true
}

// Decode skips line breaks. Whole groups before a mistake are decoded.
func (r *Radix) Decode(dst, src []byte) (int, error) {
	nBytes, nLetters := r.group()
	n := 0
	for at := skipBreaks(src, 0); at < len(src); at = skipBreaks(src, at) {
		word, letters, after, wrong, ok := r.readGroup(src, at)
		if !ok {
			return n, wrong
		}
		have := uint(letters) * r.bits
		if rest := have % 8; r.strict && rest > 0 && word&(1<<rest-1) != 0 {
			return n, r.Corrupt(after - (nLetters - letters))
		}
		word <<= uint(nLetters)*r.bits - have
		for i := range int(have / 8) {
			dst[n+i] = byte(word >> uint(8*(nBytes-1-i)))
		}
		n += int(have / 8)
		if at = after; wrong != nil {
			return n, wrong
		}
	}
	return n, nil
}

// A writer keeps bytes that do not fill a group.
type writer struct {
	r    *Radix
	w    io.Writer
	rest []byte
}

func (r *Radix) Writer(w io.Writer) io.WriteCloser { return &writer{r: r, w: w} }

func (w *writer) Write(p []byte) (int, error) {
	nBytes, _ := w.r.group()
	w.rest = append(w.rest, p...)
	whole := len(w.rest) / nBytes * nBytes
	if whole == 0 {
		return len(p), nil
	}
	_, err := w.w.Write(w.r.Append(nil, w.rest[:whole]))
	w.rest = append([]byte(nil), w.rest[whole:]...)
	if err != nil {
		return 0, err
	}
	return len(p), nil
}

func (w *writer) Close() error {
	if len(w.rest) == 0 {
		return nil
	}
	_, err := w.w.Write(w.r.Append(nil, w.rest))
	w.rest = nil
	return err
}

// A reader decodes whole groups as they come in.
type reader struct {
	r     *Radix
	in    io.Reader
	text  []byte
	ready []byte
	err   error
}

func (r *Radix) Reader(in io.Reader) io.Reader { return &reader{r: r, in: in} }

// fill reads until there is something to give, or no more.
func (d *reader) fill() {
	_, nLetters := d.r.group()
	room := make([]byte, 1024)
	n, err := d.in.Read(room)
	for _, c := range room[:n] {
		if c != '\n' && c != '\r' {
			d.text = append(d.text, c)
		}
	}
	whole := len(d.text) / nLetters * nLetters
	if err == io.EOF && d.r.padding == noPadding {
		whole = len(d.text)
	}
	decoded := make([]byte, d.r.DecodedLen(whole))
	got, wrong := d.r.Decode(decoded, d.text[:whole])
	d.ready, d.text = decoded[:got], d.text[whole:]
	switch {
	case wrong != nil:
		d.err = wrong
	case err == io.EOF && len(d.text) > 0:
		d.err = io.ErrUnexpectedEOF
	default:
		d.err = err
	}
}

func (d *reader) Read(p []byte) (int, error) {
	for len(d.ready) == 0 && d.err == nil && len(p) > 0 {
		d.fill()
	}
	n := copy(p, d.ready)
	if d.ready = d.ready[n:]; n == 0 {
		return 0, d.err
	}
	return n, nil
}
