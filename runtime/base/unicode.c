/* SPDX-License-Identifier: MIT */
#include "base/unicode.h"

#include <stddef.h>

#define CATEGORY_BITS 5
#define N_ELEMENTS(array) (sizeof (array) / sizeof ((array)[0]))

/* First code point of each run and its category in one word, ascending. */
static const uint32_t runs[] = {
#define R(first, category) first << CATEGORY_BITS | ILV_UNICODE_##category,
#include "base/unicode_categories.def"
#undef R
};

/* Ascending by first; of two runs that interlock, the earlier begins first. */
static const struct case_run
{
  uint32_t first, last, step;
  int32_t deltas[3]; /* by enum ilv_unicode_case */
} case_runs[] = {
#define C(first, last, step, upper, lower, title) { first, last, step, { upper, lower, title } },
#include "base/unicode_cases.def"
#undef C
};

enum ilv_unicode_category
ilv_unicode_category (uint32_t rune)
{
  size_t low = 0, high = N_ELEMENTS (runs);

  if (rune > 0x10FFFF)
    return ILV_UNICODE_Cn;
  /* The last run that begins at or before the rune. */
  while (high - low > 1)
    {
      size_t middle = (low + high) / 2;

      if (runs[middle] >> CATEGORY_BITS <= rune)
        low = middle;
      else
        high = middle;
    }
  return runs[low] & ((1 << CATEGORY_BITS) - 1);
}

static bool
is_between (uint32_t rune, enum ilv_unicode_category first, enum ilv_unicode_category last)
{
  enum ilv_unicode_category category = ilv_unicode_category (rune);

  return category >= first && category <= last;
}

bool
ilv_unicode_is_letter (uint32_t rune)
{
  return is_between (rune, ILV_UNICODE_Lu, ILV_UNICODE_Lo);
}

bool
ilv_unicode_is_digit (uint32_t rune)
{
  return is_between (rune, ILV_UNICODE_Nd, ILV_UNICODE_Nd);
}

bool
ilv_unicode_is_upper (uint32_t rune)
{
  return is_between (rune, ILV_UNICODE_Lu, ILV_UNICODE_Lu);
}

bool
ilv_unicode_is_print (uint32_t rune)
{
  return rune == ' ' || is_between (rune, ILV_UNICODE_Lu, ILV_UNICODE_So);
}

static bool
covers (const struct case_run *run, uint32_t rune)
{
  return rune >= run->first && rune <= run->last && (rune - run->first) % run->step == 0;
}

uint32_t
ilv_unicode_to (enum ilv_unicode_case which, uint32_t rune)
{
  size_t low = 0, high = N_ELEMENTS (case_runs);

  while (high - low > 1)
    {
      size_t middle = (low + high) / 2;

      if (case_runs[middle].first <= rune)
        low = middle;
      else
        high = middle;
    }
  if (!covers (&case_runs[low], rune) && low > 0)
    low--;
  return covers (&case_runs[low], rune) ? rune + (uint32_t) case_runs[low].deltas[which] : rune;
}

uint32_t
ilv_unicode_fold (uint32_t rune)
{
  /* The Turkish i's: they have cases, but are not the same as i. */
  if (rune == 0x130 || rune == 0x131)
    return rune;
  return ilv_unicode_to (ILV_UNICODE_LOWER, ilv_unicode_to (ILV_UNICODE_UPPER, rune));
}

uint32_t
ilv_unicode_fold_next (uint32_t rune)
{
  uint32_t fold = ilv_unicode_fold (rune);
  uint32_t next = fold > rune ? fold : UINT32_MAX, least = fold < rune ? fold : rune;

  for (size_t i = 0; i < N_ELEMENTS (case_runs); i++)
    for (uint32_t other = case_runs[i].first; other <= case_runs[i].last; other += case_runs[i].step)
      if (ilv_unicode_fold (other) == fold)
        {
          next = other > rune && other < next ? other : next;
          least = other < least ? other : least;
        }
  return next != UINT32_MAX ? next : least;
}
