/* unicode.h - What sort of character one is.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* General categories. */
enum ilv_unicode_category
{
  ILV_UNICODE_Cn, /* not assigned */
  ILV_UNICODE_Lu, ILV_UNICODE_Ll, ILV_UNICODE_Lt, ILV_UNICODE_Lm, ILV_UNICODE_Lo,
  ILV_UNICODE_Mn, ILV_UNICODE_Mc, ILV_UNICODE_Me,
  ILV_UNICODE_Nd, ILV_UNICODE_Nl, ILV_UNICODE_No,
  ILV_UNICODE_Pc, ILV_UNICODE_Pd, ILV_UNICODE_Ps, ILV_UNICODE_Pe, ILV_UNICODE_Pi, ILV_UNICODE_Pf,
  ILV_UNICODE_Po,
  ILV_UNICODE_Sm, ILV_UNICODE_Sc, ILV_UNICODE_Sk, ILV_UNICODE_So,
  ILV_UNICODE_Zs, ILV_UNICODE_Zl, ILV_UNICODE_Zp,
  ILV_UNICODE_Cc, ILV_UNICODE_Cf, ILV_UNICODE_Cs, ILV_UNICODE_Co,
};

/* Any value; what is no code point is Cn. */
enum ilv_unicode_category ilv_unicode_category (uint32_t rune);

bool ilv_unicode_is_letter (uint32_t rune); /* categories Lu, Ll, Lt, Lm, Lo */
bool ilv_unicode_is_digit (uint32_t rune);  /* category Nd */
bool ilv_unicode_is_upper (uint32_t rune);  /* category Lu */
bool ilv_unicode_is_print (uint32_t rune);  /* L, M, N, P, S and the space */

enum ilv_unicode_case
{
  ILV_UNICODE_UPPER,
  ILV_UNICODE_LOWER,
  ILV_UNICODE_TITLE,
};

/* @rune itself if it has no such case. */
uint32_t ilv_unicode_to (enum ilv_unicode_case which, uint32_t rune);

/* What all cases of a character have in common: the same for 'k', 'K' and the Kelvin sign. */
uint32_t ilv_unicode_fold (uint32_t rune);

/* Of the characters with the same fold the next larger, or the smallest after the largest. */
uint32_t ilv_unicode_fold_next (uint32_t rune);
