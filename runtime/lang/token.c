/* SPDX-License-Identifier: MIT */
#include "lang/token.h"

#include <stddef.h>

static const char *const token_texts[] = {
#define ILV_TOKEN(NAME, text) [ILV_TOKEN_##NAME] = text,
#define ILV_KEYWORD(NAME, text) [ILV_TOKEN_##NAME] = "keyword " text,
#include "lang/tokens.def"
};

static const struct
{
  const char *text;
  int precedence;
} ops[] = {
  [ILV_OP_NONE] = { "", 0 },
#define ILV_OPERATOR(NAME, text, precedence) [ILV_OP_##NAME] = { text, precedence },
#include "lang/tokens.def"
};

const char *
ilv_op_text (enum ilv_op op)
{
  return ops[op].text;
}

int
ilv_op_precedence (enum ilv_op op)
{
  return ops[op].precedence;
}

bool
ilv_op_is_comparison (enum ilv_op op)
{
  return op >= ILV_OP_EQL && op <= ILV_OP_GEQ;
}

bool
ilv_op_is_shift (enum ilv_op op)
{
  return op == ILV_OP_SHL || op == ILV_OP_SHR;
}

const char *
ilv_token_text (enum ilv_token token)
{
  switch (token)
    {
    case ILV_TOKEN_COMMA:
      return "comma";
    case ILV_TOKEN_SEMICOLON:
      return "semicolon or newline";
    default:
      return token_texts[token];
    }
}

bool
ilv_token_is_keyword (enum ilv_token token)
{
  return token >= ILV_TOKEN_BREAK && token <= ILV_TOKEN_VAR;
}
