/* token.h - The words of the language.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum ilv_token
{
#define ILV_TOKEN(NAME, text) ILV_TOKEN_##NAME,
#define ILV_KEYWORD(NAME, text) ILV_TOKEN_##NAME,
#include "lang/tokens.def"
  ILV_N_TOKENS
};

/* ILV_OP_NONE is 0, so a node without an operator needs no care. */
enum ilv_op
{
  ILV_OP_NONE,
#define ILV_OPERATOR(NAME, text, precedence) ILV_OP_##NAME,
#include "lang/tokens.def"
  ILV_N_OPS
};

enum ilv_lit_kind
{
  ILV_LIT_INT,
  ILV_LIT_FLOAT,
  ILV_LIT_IMAG,
  ILV_LIT_RUNE,
  ILV_LIT_STRING
};

/* "&^"; what the operator looks like in source. */
const char *ilv_op_text (enum ilv_op op);
/* 1 (||) to 5 (*); 0 if it is not a binary operator. */
int ilv_op_precedence (enum ilv_op op);
/* ==, !=, <, <=, >, >= */
bool ilv_op_is_comparison (enum ilv_op op);
bool ilv_op_is_shift (enum ilv_op op);
/* As gc names a token in "unexpected …". */
const char *ilv_token_text (enum ilv_token token);
bool ilv_token_is_keyword (enum ilv_token token);
