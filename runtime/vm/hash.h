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
ilv_hash_bytes (const void *bytes, uint64_t n, uint64_t seed)
{
  const uint8_t *at = bytes;
  uint64_t word, hash = seed ^ (n * ILV_HASH_ODD_A);

  for (uint64_t left = n; left >= 8; left -= 8, at += 8)
    {
      memcpy (&word, at, 8);
      hash = ilv_hash_word (word, hash);
    }
  word = 0;
  if (n % 8 > 0)
    memcpy (&word, at, n % 8);
  return ilv_hash_word (word, hash);
}
