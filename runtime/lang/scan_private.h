/* scan_private.h - What the files of the scanner share.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "lang/scanner.h"

/* Errors: at byte @offset of the source, and at the character the scanner is at. */
void ilv_scan_error_at (struct ilv_scanner *scanner, uint32_t offset, const char *message);
void ilv_scan_error_here (struct ilv_scanner *scanner, const char *format, ...)
  __attribute__ ((format (printf, 2, 3)));

/* What a message shows of a character. */
struct ilv_rune_text
{
  char text[32];
};

/* "U+0040 '@'". */
struct ilv_rune_text ilv_scan_describe_rune (int32_t ch);

/* "'@'", with an escape where one is needed. */
struct ilv_rune_text ilv_scan_quote_rune (int32_t ch);

/* Moves to the next character, stepping over those that may not be in a Go source at all. */
void ilv_scan_next_char (struct ilv_scanner *scanner);

/* Whether the character was @wanted, and was stepped over. */
bool ilv_scan_got_char (struct ilv_scanner *scanner, int32_t wanted);

/* "binary", "octal", "decimal", "hexadecimal". */
const char *ilv_scan_base_name (int base);

/* Makes the text from the token's beginning to here a literal. */
void ilv_scan_set_literal (struct ilv_scanner *scanner, enum ilv_lit_kind kind, bool is_ok);

/* The literal that begins here; of a number, @saw_point: a "." was read already. */
void ilv_scan_number (struct ilv_scanner *scanner, bool saw_point);
void ilv_scan_rune (struct ilv_scanner *scanner);
void ilv_scan_string (struct ilv_scanner *scanner);
void ilv_scan_raw_string (struct ilv_scanner *scanner);

/* Where in the source the token begins. */
static inline uint32_t
ilv_scan_token_offset (const struct ilv_scanner *scanner)
{
  return scanner->pos - scanner->source->base;
}

/* ASCII letters in lower case; anything else becomes something that is no letter. */
static inline int32_t
ilv_scan_lower (int32_t ch)
{
  return ch | ('a' - 'A');
}

static inline bool
ilv_scan_is_letter (int32_t ch)
{
  return (ilv_scan_lower (ch) >= 'a' && ilv_scan_lower (ch) <= 'z') || ch == '_';
}

static inline bool
ilv_scan_is_decimal (int32_t ch)
{
  return ch >= '0' && ch <= '9';
}

static inline bool
ilv_scan_is_hex (int32_t ch)
{
  return ilv_scan_is_decimal (ch) || (ilv_scan_lower (ch) >= 'a' && ilv_scan_lower (ch) <= 'f');
}
