// Package hmac signs with a key and a hash, after RFC 2104.
//
// SPDX-License-Identifier: MIT
package hmac

import (
	"crypto/subtle"
	"hash"
)

// A signer hashes a message behind the inner key, and that behind the outer one.
type signer struct {
	inner, outer       hash.Hash
	innerKey, outerKey []byte
}

func New(h func() hash.Hash, key []byte) hash.Hash {
	s := &signer{inner: h(), outer: h()}
	block := s.inner.BlockSize()
	if len(key) > block {
		s.outer.Write(key)
		key = s.outer.Sum(nil)
	}
	s.innerKey, s.outerKey = make([]byte, block), make([]byte, block)
	copy(s.innerKey, key)
	copy(s.outerKey, key)
	for i := range block {
		s.innerKey[i] ^= 0x36
		s.outerKey[i] ^= 0x5c
	}
	s.Reset()
	return s
}

func (s *signer) Reset() {
	s.inner.Reset()
	s.inner.Write(s.innerKey)
}

func (s *signer) Write(p []byte) (int, error) { return s.inner.Write(p) }
func (s *signer) Size() int                   { return s.outer.Size() }
func (s *signer) BlockSize() int              { return s.inner.BlockSize() }

func (s *signer) Sum(b []byte) []byte {
	s.outer.Reset()
	s.outer.Write(s.outerKey)
	s.outer.Write(s.inner.Sum(nil))
	return s.outer.Sum(b)
}

func Equal(mac1, mac2 []byte) bool { return subtle.ConstantTimeCompare(mac1, mac2) == 1 }
