/* hash.h - Mixing bytes into 64 bits.
 *
 * The building step is one 64 by 64 bit multiplication whose two halves are
 * added without carry. Enough for tables that are seeded per map; not meant
 * against somebody who knows the seed.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdint.h>
#include <string.h>

#define ILV_HASH_ODD_A UINT64_C (0x9E3779B97F4A7C15) /* 2^64 / golden ratio */
#define ILV_HASH_ODD_B UINT64_C (0xC2B2AE3D27D4EB4F)

static inline uint64_t
ilv_hash_fold (uint64_t a, uint64_t b)
{
  unsigned __int128 product = (unsigned __int128) a * b;

  return (uint64_t) product ^ (uint64_t) (product >> 64);
}

static inline uint64_t
ilv_hash_word (uint64_t word, uint64_t seed)
{
  return ilv_hash_fold (word ^ ILV_HASH_ODD_A, seed ^ ILV_HASH_ODD_B);
}

static inline uint64_t
ilv_hash_load (const uint8_t *at, unsigned n_bytes)
{
  uint64_t word = 0;

  memcpy (&word, at, n_bytes);
  return word;
}

/* Up to 16 bytes are two words that may overlap: no loop, and the length tells those with the
 * same words apart. */
static inline uint64_t
ilv_hash_bytes (const void *bytes, uint64_t n, uint64_t seed)
{
  const uint8_t *at = bytes;
  uint64_t first = 0, last = 0;

  for (uint64_t left = n; left > 16; left -= 16, at += 16)
    seed = ilv_hash_fold (ilv_hash_load (at, 8) ^ ILV_HASH_ODD_A,
                          ilv_hash_load (at + 8, 8) ^ seed ^ ILV_HASH_ODD_B);
  if (n >= 8)
    {
      const uint8_t *end = (const uint8_t *) bytes + n;

      first = ilv_hash_load (n > 16 ? end - 16 : at, 8);
      last = ilv_hash_load (end - 8, 8);
    }
  else if (n >= 4)
    {
      first = ilv_hash_load (at, 4);
      last = ilv_hash_load (at + n - 4, 4);
    }
  else if (n > 0)
    first = at[0] | (uint64_t) at[n / 2] << 8 | (uint64_t) at[n - 1] << 16;
  return ilv_hash_word (ilv_hash_fold (first ^ ILV_HASH_ODD_A, last ^ seed), n ^ seed);
}
