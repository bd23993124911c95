// Package rand makes bytes nobody foresees, unless the run was told to repeat itself. They are
// good for trying programs out, not for secrets.
//
// SPDX-License-Identifier: MIT
package rand

import (
	"errors"
	"io"
	"math/big"
)

func fill(b []byte)

type reader struct{}

func (reader) Read(b []byte) (int, error) {
	fill(b)
	return len(b), nil
}

var Reader io.Reader = reader{}

func Read(b []byte) (int, error) {
	if _, err := io.ReadFull(Reader, b); err != nil {
		panic("crypto/rand: failed to read random data: " + err.Error())
	}
	return len(b), nil
}

// Text is 26 characters of base32: 130 bits.
func Text() string {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
	text := make([]byte, 26)
	Read(text)
	for i, b := range text {
		text[i] = letters[b%32]
	}
	return string(text)
}

// masked reads a number of at most n bits.
func masked(r io.Reader, n int) (*big.Int, error) {
	bytes := make([]byte, (n+7)/8)
	if _, err := io.ReadFull(r, bytes); err != nil {
		return nil, err
	}
	if n%8 > 0 {
		bytes[0] &= 1<<(n%8) - 1
	}
	return new(big.Int).SetBytes(bytes), nil
}

// Int is below max. Numbers that are too large are drawn again, so that all are as likely.
func Int(r io.Reader, max *big.Int) (*big.Int, error) {
	if max.Sign() <= 0 {
		panic("crypto/rand: argument to Int is <= 0")
	}
	nBits := new(big.Int).Sub(max, big.NewInt(1)).BitLen()
	for {
		n, err := masked(r, nBits)
		if err != nil || n.Cmp(max) < 0 {
			return n, err
		}
	}
}

// Prime has its two highest bits set, so that a product of two is as long as expected.
func Prime(r io.Reader, bits int) (*big.Int, error) {
	if bits < 2 {
		return nil, errors.New("crypto/rand: prime size must be at least 2-bit")
	}
	for {
		n, err := masked(r, bits)
		if err != nil {
			return nil, err
		}
		n.SetBit(n.SetBit(n, bits-1, 1), bits-2, 1)
		if bits > 2 {
			n.SetBit(n, 0, 1)
		}
		if n.ProbablyPrime(20) {
			return n, nil
		}
	}
}
