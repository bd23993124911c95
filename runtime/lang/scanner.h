/* scanner.h - Source text to tokens.
 *
 * Puts in the semicolons that Go lets one leave out: where a line ends after a
 * token that can end a statement.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "base/source.h"
#include "lang/token.h"

#include <stdbool.h>
#include <stdint.h>

struct ilv_diags;
struct ilv_intern;
struct ilv_symbol;

struct ilv_scanner
{
  /* The current token; read only. */
  enum ilv_token token;
  ilv_pos pos;
  enum ilv_op op; /* OPERATOR, STAR, ASSIGN_OP, INC_DEC, ARROW */
  int precedence; /* OPERATOR, STAR */
  struct ilv_symbol *symbol; /* NAME */
  const char *text;          /* LITERAL: as written; SEMICOLON: "semicolon", "newline" or "EOF" */
  uint32_t len;
  enum ilv_lit_kind lit_kind; /* LITERAL */
  bool is_bad;                /* LITERAL: was reported */

  size_t n_errors;   /* reported, by the scanner or its user */
  uint32_t go_minor; /* of a //go:build go1.N before the package clause; 0: none */

  /* Private. */
  struct ilv_intern *intern;
  struct ilv_diags *diags;
  const struct ilv_source *source;
  uint32_t offset; /* of ch */
  uint32_t width;  /* of ch, in bytes */
  int32_t ch;      /* -1: end */
  bool wants_semicolon; /* the last token can end a statement */
  bool saw_package;
};

/* Reads the first token. */
void ilv_scanner_init (struct ilv_scanner *scanner, struct ilv_intern *intern,
                       struct ilv_diags *diags, const struct ilv_source *source);

/* Reads the next token; EOF for ever at the end. */
void ilv_scanner_next (struct ilv_scanner *scanner);

/* Reads the token at @pos, where one begins behind the package clause, and goes on from there. The
 * intern table has been used with ilv_scanner_init(). */
void ilv_scanner_init_at (struct ilv_scanner *scanner, struct ilv_intern *intern,
                          struct ilv_diags *diags, const struct ilv_source *source, ilv_pos pos);

/* At "{": goes on to the "}" that belongs to it, without a look at what is between. False, and
 * nothing done: there is none. */
bool ilv_scanner_skip_block (struct ilv_scanner *scanner);
