/* number_private.h - What the files number*.c share.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* A finite float is significand * 2^exponent. */
struct ilv_number_parts
{
  uint64_t significand;
  int exponent;
  bool is_negative;
  bool is_lower_closer; /* the next float towards zero is half as far away */
};

/* @value as a float of @bits, 32 or 64. */
struct ilv_number_parts ilv_number_split (double value, unsigned bits);
