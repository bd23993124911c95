/* unicode.h - What sort of character one is.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

bool ilv_unicode_is_letter (uint32_t rune); /* categories Lu, Ll, Lt, Lm, Lo */
bool ilv_unicode_is_digit (uint32_t rune);  /* category Nd */
bool ilv_unicode_is_upper (uint32_t rune);  /* category Lu */
bool ilv_unicode_is_print (uint32_t rune);  /* L, M, N, P, S and the space */
