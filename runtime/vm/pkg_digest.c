/* pkg_digest.c - Natives of package internal/digest: the mixing steps of MD5 and the SHA family.
 *
 * Source: RFC 1321, FIPS 180-4.
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "vm/pkg.h"

#include "vm/digest.h"

/* As package digest numbers them. */
enum kind
{
  MD5,
  SHA1,
  SHA256,
  SHA512,
};

static inline uint32_t
right_32 (uint32_t word, unsigned n)
{
  return word >> n | word << (32 - n);
}

static inline uint32_t
left_32 (uint32_t word, unsigned n)
{
  return right_32 (word, 32 - n);
}

static inline uint64_t
right_64 (uint64_t word, unsigned n)
{
  return word >> n | word << (64 - n);
}

static uint32_t
big_32 (const uint8_t *bytes)
{
  uint32_t word;

  memcpy (&word, bytes, sizeof word);
  return __builtin_bswap32 (word);
}

static uint64_t
big_64 (const uint8_t *bytes)
{
  uint64_t word;

  memcpy (&word, bytes, sizeof word);
  return __builtin_bswap64 (word);
}

static void
mix_md5 (uint64_t *state, const uint8_t *block)
{
  static const uint8_t turns[4][4] = {
    { 7, 12, 17, 22 }, { 5, 9, 14, 20 }, { 4, 11, 16, 23 }, { 6, 10, 15, 21 }
  };
  uint32_t a = (uint32_t) state[0], b = (uint32_t) state[1], c = (uint32_t) state[2],
           d = (uint32_t) state[3], words[16];

  memcpy (words, block, sizeof words); /* little-endian, as we are */
  for (unsigned i = 0; i < 64; i++)
    {
      uint32_t choice, next = d;
      unsigned at;

      switch (i / 16)
        {
        case 0: choice = (b & c) | (~b & d), at = i; break;
        case 1: choice = (b & d) | (c & ~d), at = 5 * i + 1; break;
        case 2: choice = b ^ c ^ d, at = 3 * i + 5; break;
        default: choice = c ^ (b | ~d), at = 7 * i; break;
        }
      d = c;
      c = b;
      b += left_32 (a + choice + sines[i] + words[at % 16], turns[i / 16][i % 4]);
      a = next;
    }
  state[0] = (uint32_t) state[0] + a;
  state[1] = (uint32_t) state[1] + b;
  state[2] = (uint32_t) state[2] + c;
  state[3] = (uint32_t) state[3] + d;
}

static void
mix_sha1 (uint64_t *state, const uint8_t *block)
{
  static const uint32_t rounds[4] = { 0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6 };
  uint32_t words[80], s[5];

  for (unsigned i = 0; i < 16; i++)
    words[i] = big_32 (block + 4 * i);
  for (unsigned i = 16; i < 80; i++)
    words[i] = left_32 (words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
  for (unsigned i = 0; i < 5; i++)
    s[i] = (uint32_t) state[i];
  for (unsigned i = 0; i < 80; i++)
    {
      uint32_t choice = i < 20   ? (s[1] & s[2]) | (~s[1] & s[3])
                        : i < 40 ? s[1] ^ s[2] ^ s[3]
                        : i < 60 ? (s[1] & s[2]) | (s[1] & s[3]) | (s[2] & s[3])
                                 : s[1] ^ s[2] ^ s[3];
      uint32_t first = left_32 (s[0], 5) + choice + s[4] + rounds[i / 20] + words[i];

      memmove (s + 1, s, 4 * sizeof s[0]);
      s[2] = left_32 (s[2], 30);
      s[0] = first;
    }
  for (unsigned i = 0; i < 5; i++)
    state[i] = (uint32_t) (state[i] + s[i]);
}

/* SHA-256 and SHA-512 are one algorithm with words of two widths. */
#define MIX_SHA2(name, word_t, big, right, n_rounds, constants, A1, A2, A3, E1, E2, E3, X1, X2, \
                 X3, Y1, Y2, Y3) \
  static void name (uint64_t *state, const uint8_t *block) \
  { \
    word_t words[n_rounds], s[8]; \
\
    for (unsigned i = 0; i < 16; i++) \
      words[i] = big (block + i * sizeof (word_t)); \
    for (unsigned i = 16; i < n_rounds; i++) \
      { \
        word_t x = words[i - 15], y = words[i - 2]; \
\
        words[i] = (word_t) (words[i - 16] + (right (x, X1) ^ right (x, X2) ^ (x >> X3)) \
                             + words[i - 7] + (right (y, Y1) ^ right (y, Y2) ^ (y >> Y3))); \
      } \
    for (unsigned i = 0; i < 8; i++) \
      s[i] = (word_t) state[i]; \
    for (unsigned i = 0; i < n_rounds; i++) \
      { \
        word_t first = (word_t) (s[7] + (right (s[4], E1) ^ right (s[4], E2) ^ right (s[4], E3)) \
                                 + ((s[4] & s[5]) ^ (~s[4] & s[6])) + constants[i] + words[i]); \
        word_t second \
          = (word_t) ((right (s[0], A1) ^ right (s[0], A2) ^ right (s[0], A3)) \
                      + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]))); \
\
        memmove (s + 1, s, 7 * sizeof s[0]); \
        s[4] = (word_t) (s[4] + first); \
        s[0] = (word_t) (first + second); \
      } \
    for (unsigned i = 0; i < 8; i++) \
      state[i] = (word_t) (state[i] + s[i]); \
  }
MIX_SHA2 (mix_sha256, uint32_t, big_32, right_32, 64, roots_32, 2, 13, 22, 6, 11, 25, 7, 18, 3, 17,
          19, 10)
MIX_SHA2 (mix_sha512, uint64_t, big_64, right_64, 80, roots_64, 28, 34, 39, 14, 18, 41, 1, 8, 7, 19,
          61, 6)

/* mix (kind Kind, state *[8]uint64, blocks []byte) */
static enum ilv_native_status
mix (struct ilv_native_call *call)
{
  static void (*const mixers[]) (uint64_t *, const uint8_t *) = {
    [MD5] = mix_md5, [SHA1] = mix_sha1, [SHA256] = mix_sha256, [SHA512] = mix_sha512
  };
  uint64_t kind = call->slots[0];
  uint64_t *state = ilv_slot_pointer (call, 1);
  struct ilv_string blocks = *ilv_slot_string (call, 2);
  int64_t width = kind == SHA512 ? 128 : 64;

  for (int64_t at = 0; at + width <= blocks.len; at += width)
    mixers[kind](state, blocks.bytes + at);
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (internal_digest) = {
  { "mix", mix },
  { NULL, NULL },
};
