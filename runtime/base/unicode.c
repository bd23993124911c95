/* SPDX-License-Identifier: MIT */
#include "base/unicode.h"

#include <stddef.h>

struct range
{
  uint32_t first, last;
};

/* In order, so that one can be found by halving. */
static const struct range letters[] = {
#define ILV_RANGE_LETTER(first, last) { first, last },
#include "base/unicode.def"
};

static const struct range digits[] = {
#define ILV_RANGE_DIGIT(first, last) { first, last },
#include "base/unicode.def"
};

static const struct range uppers[] = {
#define ILV_RANGE_UPPER(first, last) { first, last },
#include "base/unicode.def"
};

static const struct range prints[] = {
#define ILV_RANGE_PRINT(first, last) { first, last },
#include "base/unicode.def"
};

static bool
is_in (uint32_t rune, const struct range *ranges, size_t n)
{
  size_t low = 0, high = n;

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;
      if (rune > ranges[middle].last)
        low = middle + 1;
      else
        high = middle;
    }
  return low < n && rune >= ranges[low].first;
}

#define N_ITEMS(array) (sizeof (array) / sizeof (array)[0])

bool
ilv_unicode_is_letter (uint32_t rune)
{
  return is_in (rune, letters, N_ITEMS (letters));
}

bool
ilv_unicode_is_digit (uint32_t rune)
{
  return is_in (rune, digits, N_ITEMS (digits));
}

bool
ilv_unicode_is_upper (uint32_t rune)
{
  return is_in (rune, uppers, N_ITEMS (uppers));
}

bool
ilv_unicode_is_print (uint32_t rune)
{
  return is_in (rune, prints, N_ITEMS (prints));
}
