/* format.h - What package fmt prints, without calling Go.
 *
 * C cannot call a String method. So a text is made in rounds: where a method's
 * answer is needed, the formatter notes the question and goes on; the Go half of
 * the package asks the values, in order, and formats again with the answers. A
 * text without such values needs one round.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "sched/sched.h"
#include "vm/text.h"
#include "vm/value.h"

enum ilv_format_method
{
  ILV_FORMAT_FORMAT = 1, /* Format(fmt.State, rune) */
  ILV_FORMAT_GO_STRING,
  ILV_FORMAT_ERROR,
  ILV_FORMAT_STRING,
};

/* One directive's flags, as fmt.State tells them. The order of the bits is fmt.go's. */
struct ilv_format_flags
{
  bool minus : 1, plus : 1, sharp : 1, space : 1, zero : 1;
  bool plus_v : 1, sharp_v : 1; /* %+v, %#v: the flags mean something else then */
  bool has_width : 1, has_precision : 1;
};

/* fmt.go declares the same: type question, type answer. */
struct ilv_format_question
{
  struct ilv_iface value;
  int64_t method; /* enum ilv_format_method */
  int64_t verb;
  int64_t width, precision; /* -1: none */
  uint64_t flags;           /* the characters "-+# 0" in effect, as bits 0 to 4 */
};

struct ilv_format_answer
{
  struct ilv_string text;
  uint64_t is_raw; /* bool: goes out as it is; else the verb is applied to it */
};

enum { ILV_FORMAT_MAX_DEPTH = 5000 };

/* One text. Read the results when done. */
struct ilv_format
{
  struct ilv_p *p;
  struct ilv_text *out;
  const struct ilv_format_answer *answers;
  uint64_t n_answers, n_asked; /* asked in all; those from n_answers on are in questions */
  struct ilv_text questions;   /* struct ilv_format_question */
  struct ilv_text wrapped;     /* int64_t: operands of %w, from 0 */
  bool wraps;                  /* %w is allowed */
  bool is_too_deep;            /* the text is cut: a value holds itself */
  bool is_out_of_memory;

  struct ilv_format_flags flags;
  int width, precision;
  /* What "%!verb(type=value)" is about. */
  const struct ilv_rtype *type;
  const void *bytes;
  bool is_erroring; /* inside that: no methods */
};

/* @out is initialised, and stays the caller's; @answers stay valid. */
void ilv_format_init (struct ilv_format *format, struct ilv_p *p, struct ilv_text *out,
                      struct ilv_slice answers);
void ilv_format_clear (struct ilv_format *format);

void ilv_format_print (struct ilv_format *format, const struct ilv_iface *args, int64_t n_args);
void ilv_format_println (struct ilv_format *format, const struct ilv_iface *args, int64_t n_args);
void ilv_format_printf (struct ilv_format *format, struct ilv_string directives,
                        const struct ilv_iface *args, int64_t n_args);

/* format_quote.c: strconv.Quote and its kin. @quote is ' or ". */
void ilv_format_quote (struct ilv_text *out, struct ilv_string string, char quote, bool is_ascii);
void ilv_format_quote_rune (struct ilv_text *out, int64_t rune, bool is_ascii);
bool ilv_format_can_backquote (struct ilv_string string);
