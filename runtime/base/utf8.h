/* utf8.h - Characters in and out of UTF-8, as Go does it.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ILV_RUNE_ERROR 0xFFFDu
#define ILV_RUNE_MAX 0x10FFFFu

/* Reads one character from the @len > 0 bytes at @text and says how many bytes
 * it took. Wrong encoding (cut short, overlong, a surrogate, too large) gives
 * ILV_RUNE_ERROR and takes 1 byte. */
size_t ilv_utf8_decode (const char *text, size_t len, uint32_t *rune);

/* Writes @rune to @bytes (room for 4) and says how many it took. What is not a
 * character is written as ILV_RUNE_ERROR. */
size_t ilv_utf8_encode (uint32_t rune, char *bytes);

bool ilv_utf8_is_valid_rune (uint32_t rune);
