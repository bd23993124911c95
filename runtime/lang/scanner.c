/* Source text to tokens. Spec: "Lexical elements".
 *
 * One character of lookahead (`ch`); the only place that looks further is
 * "..". Errors are noted and scanning goes on, so that the parser sees all of a
 * file.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/scanner.h"

#include "lang/scan_directive.h"

#include "base/diag.h"
#include "base/intern.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BYTE_ORDER_MARK 0xFEFF

/* --- Errors ------------------------------------------------------------- */

static void
error_at (struct ilv_scanner *s, uint32_t offset, const char *message)
{
  s->n_errors++;
  ilv_diags_add (s->diags, s->source->base + offset, "%s", message);
}

static void
error_here (struct ilv_scanner *s, const char *format, ...)
  __attribute__ ((format (printf, 2, 3)));

static void
error_here (struct ilv_scanner *s, const char *format, ...)
{
  char message[160];
  va_list args;

  va_start (args, format);
  vsnprintf (message, sizeof message, format, args);
  va_end (args);
  error_at (s, s->offset, message);
}

/* "U+0040 '@'": what a message shows of a character. */
struct rune_text
{
  char text[32];
};

static struct rune_text
describe_rune (int32_t ch)
{
  struct rune_text result;
  char bytes[5] = "";

  if (ch >= 0 && ilv_unicode_is_print ((uint32_t) ch))
    {
      bytes[ilv_utf8_encode ((uint32_t) ch, bytes)] = 0;
      snprintf (result.text, sizeof result.text, "U+%04X '%s'", (unsigned) ch, bytes);
    }
  else
    snprintf (result.text, sizeof result.text, "U+%04X", (unsigned) ch);
  return result;
}

static struct rune_text
quote_rune (int32_t ch)
{
  static const char escapes[] = "\aa\bb\ff\nn\rr\tt\vv\\\\''";
  struct rune_text result;
  char bytes[5] = "";

  for (const char *e = escapes; *e; e += 2)
    if (ch == *e)
      {
        snprintf (result.text, sizeof result.text, "'\\%c'", e[1]);
        return result;
      }
  if (ilv_unicode_is_print ((uint32_t) ch))
    {
      bytes[ilv_utf8_encode ((uint32_t) ch, bytes)] = 0;
      snprintf (result.text, sizeof result.text, "'%s'", bytes);
    }
  else
    snprintf (result.text, sizeof result.text, ch < 0x80 ? "'\\x%02x'" : "'\\u%04x'",
              (unsigned) ch);
  return result;
}

/* --- Characters --------------------------------------------------------- */

/* Moves to the next character, stepping over those that may not be in a Go
 * source at all. */
static void
next_char (struct ilv_scanner *s)
{
  for (;;)
    {
      s->offset += s->width;
      if (s->offset >= s->source->len)
        {
          s->ch = -1;
          s->width = 0;
          return;
        }

      unsigned char byte = (unsigned char) s->source->text[s->offset];
      s->width = 1;
      s->ch = byte;
      if (byte && byte < 0x80)
        return;
      if (byte == 0)
        {
          error_here (s, "invalid NUL character");
          continue;
        }

      uint32_t rune;
      s->width = (uint32_t) ilv_utf8_decode (s->source->text + s->offset,
                                             s->source->len - s->offset, &rune);
      s->ch = (int32_t) rune;
      if (rune == ILV_RUNE_ERROR && s->width == 1)
        error_here (s, "invalid UTF-8 encoding");
      else if (rune != BYTE_ORDER_MARK)
        return;
      else if (s->offset > 0)
        error_here (s, "invalid BOM in the middle of the file");
    }
}

/* Whether ch was @wanted, and was stepped over. */
static bool
got_char (struct ilv_scanner *s, int32_t wanted)
{
  if (s->ch != wanted)
    return false;
  next_char (s);
  return true;
}

/* ASCII letters in lower case; anything else becomes something that is no letter. */
static int32_t
lower (int32_t ch)
{
  return ch | ('a' - 'A');
}

static bool
is_ascii_letter (int32_t ch)
{
  return (lower (ch) >= 'a' && lower (ch) <= 'z') || ch == '_';
}

static bool
is_decimal (int32_t ch)
{
  return ch >= '0' && ch <= '9';
}

static bool
is_hex (int32_t ch)
{
  return is_decimal (ch) || (lower (ch) >= 'a' && lower (ch) <= 'f');
}

/* --- Names -------------------------------------------------------------- */

/* Whether ch, not ASCII, is taken as part of a name. Takes wrong ones too, with
 * an error: better one bad name than two tokens. */
static bool
at_name_char (struct ilv_scanner *s, bool is_first)
{
  if (s->ch < 0x80)
    return is_ascii_letter (s->ch) || is_decimal (s->ch);
  if (ilv_unicode_is_letter ((uint32_t) s->ch))
    return true;
  if (!ilv_unicode_is_digit ((uint32_t) s->ch))
    error_here (s, "invalid character %s in identifier", describe_rune (s->ch).text);
  else if (is_first)
    error_here (s, "identifier cannot begin with digit %s", describe_rune (s->ch).text);
  return true;
}

static bool
ends_statement (enum ilv_token keyword)
{
  return keyword == ILV_TOKEN_BREAK || keyword == ILV_TOKEN_CONTINUE
         || keyword == ILV_TOKEN_FALLTHROUGH || keyword == ILV_TOKEN_RETURN;
}

static void
scan_name (struct ilv_scanner *s)
{
  uint32_t start = s->offset;

  next_char (s);
  while (is_ascii_letter (s->ch) || is_decimal (s->ch) || (s->ch >= 0x80 && at_name_char (s, false)))
    next_char (s);

  s->symbol = ilv_intern_add (s->intern, s->source->text + start, s->offset - start);
  s->token = s->symbol->token ? s->symbol->token : ILV_TOKEN_NAME;
  s->wants_semicolon = s->token == ILV_TOKEN_NAME || ends_statement (s->token);
  s->saw_package |= s->token == ILV_TOKEN_PACKAGE;
}

/* --- Numbers ------------------------------------------------------------ */

static const char *
base_name (int base)
{
  return base == 2 ? "binary" : base == 8 ? "octal" : base == 10 ? "decimal" : "hexadecimal";
}

static void
set_literal (struct ilv_scanner *s, enum ilv_lit_kind kind, bool is_ok)
{
  s->token = ILV_TOKEN_LITERAL;
  s->wants_semicolon = true;
  s->lit_kind = kind;
  s->text = s->source->text + (s->pos - s->source->base);
  s->len = s->offset - (s->pos - s->source->base);
  s->is_bad = !is_ok;
}

struct digits
{
  bool has_digits, has_separators;
  int64_t wrong_offset; /* of the first digit too large for the base; -1: none */
};

static void
scan_digits (struct ilv_scanner *s, int base, struct digits *digits)
{
  while (s->ch == '_' || (base <= 10 ? is_decimal (s->ch) : is_hex (s->ch)))
    {
      if (s->ch == '_')
        digits->has_separators = true;
      else
        digits->has_digits = true;
      if (base <= 10 && s->ch >= '0' + base && s->ch != '_' && digits->wrong_offset < 0)
        digits->wrong_offset = s->offset;
      next_char (s);
    }
}

/* Where in a number a "_" stands that is not between digits; -1: nowhere. A
 * prefix like 0x counts as a digit. */
static int64_t
wrong_separator (const char *text, uint32_t len)
{
  bool is_prefixed = len >= 2 && text[0] == '0' && strchr ("xob", lower (text[1]));
  bool is_hexadecimal = is_prefixed && lower (text[1]) == 'x';
  char now = is_prefixed ? '0' : '.'; /* a digit as '0', '_', anything else as '.' */

  for (uint32_t i = is_prefixed ? 2 : 0; i < len; i++)
    {
      char before = now;
      if (text[i] == '_')
        {
          if (before != '0')
            return i;
          now = '_';
        }
      else if (is_decimal (text[i]) || (is_hexadecimal && is_hex (text[i])))
        now = '0';
      else
        {
          if (before == '_')
            return i - 1;
          now = '.';
        }
    }
  return now == '_' ? (int64_t) len - 1 : -1;
}

struct number
{
  int base;
  char prefix; /* 'x', 'o', 'b', '0' for a leading zero, else 0 */
  enum ilv_lit_kind kind;
  struct digits digits;
  bool is_ok;
};

/* One error a number; the first is the one that explains it. */
static void
number_error (struct ilv_scanner *s, struct number *number, const char *message)
{
  if (number->is_ok)
    error_here (s, "%s", message);
  number->is_ok = false;
}

static void
scan_prefix (struct ilv_scanner *s, struct number *number)
{
  static const struct
  {
    char letter;
    int base;
  } prefixes[] = { { 'x', 16 }, { 'o', 8 }, { 'b', 2 } };

  if (!got_char (s, '0'))
    return;
  for (size_t i = 0; i < 3; i++)
    if (lower (s->ch) == prefixes[i].letter)
      {
        next_char (s);
        number->base = prefixes[i].base;
        number->prefix = prefixes[i].letter;
        return;
      }
  number->base = 8;
  number->prefix = '0';
  number->digits.has_digits = true;
}

static void
scan_exponent (struct ilv_scanner *s, struct number *number)
{
  char message[64];
  int32_t letter = lower (s->ch);

  if (letter != 'e' && letter != 'p')
    {
      if (number->prefix == 'x' && number->kind == ILV_LIT_FLOAT)
        number_error (s, number, "hexadecimal mantissa requires a 'p' exponent");
      return;
    }
  if (letter == 'e' ? number->prefix && number->prefix != '0' : number->prefix != 'x')
    {
      snprintf (message, sizeof message, "'%c' exponent requires %s mantissa", (char) s->ch,
                letter == 'e' ? "decimal" : "hexadecimal");
      number_error (s, number, message);
    }
  next_char (s);
  number->kind = ILV_LIT_FLOAT;
  if (s->ch == '+' || s->ch == '-')
    next_char (s);

  struct digits digits = { .has_separators = number->digits.has_separators };
  scan_digits (s, 10, &digits);
  number->digits.has_separators = digits.has_separators;
  if (!digits.has_digits)
    number_error (s, number, "exponent has no digits");
}

static void
check_number (struct ilv_scanner *s, struct number *number)
{
  int64_t wrong = number->digits.wrong_offset;
  char message[64];

  if (number->kind == ILV_LIT_INT && wrong >= 0 && number->is_ok)
    {
      snprintf (message, sizeof message, "invalid digit '%c' in %s literal",
                s->source->text[wrong], base_name (number->base));
      error_at (s, (uint32_t) wrong, message);
      number->is_ok = false;
    }
  if (number->digits.has_separators && number->is_ok)
    {
      wrong = wrong_separator (s->text, s->len);
      if (wrong >= 0)
        {
          error_at (s, s->pos - s->source->base + (uint32_t) wrong,
                    "'_' must separate successive digits");
          number->is_ok = false;
        }
    }
}

/* @saw_point: a "." was read already. */
static void
scan_number (struct ilv_scanner *s, bool saw_point)
{
  struct number number = {
    .base = 10, .kind = ILV_LIT_INT, .digits = { .wrong_offset = -1 }, .is_ok = true
  };
  char message[64];

  if (!saw_point)
    {
      scan_prefix (s, &number);
      scan_digits (s, number.base, &number.digits);
      if (s->ch == '.')
        {
          snprintf (message, sizeof message, "invalid radix point in %s literal",
                    base_name (number.base));
          if (number.prefix == 'o' || number.prefix == 'b')
            number_error (s, &number, message);
          next_char (s);
          saw_point = true;
        }
    }
  if (saw_point)
    {
      number.kind = ILV_LIT_FLOAT;
      scan_digits (s, number.base, &number.digits);
    }
  if (!number.digits.has_digits)
    {
      snprintf (message, sizeof message, "%s literal has no digits", base_name (number.base));
      number_error (s, &number, message);
    }
  scan_exponent (s, &number);
  if (got_char (s, 'i'))
    number.kind = ILV_LIT_IMAG;
  set_literal (s, number.kind, number.is_ok);
  check_number (s, &number);
  s->is_bad = !number.is_ok;
}

/* --- Characters and strings --------------------------------------------- */

/* The number after \, \x, \u or \U: @n digits. False after an error; at the end
 * of the file the caller complains. */
static bool
scan_escape_number (struct ilv_scanner *s, int n, int base, uint32_t max)
{
  uint32_t value = 0;

  for (; n > 0 && s->ch >= 0; n--)
    {
      int digit = is_decimal (s->ch) ? s->ch - '0' : is_hex (s->ch) ? lower (s->ch) - 'a' + 10 : 99;
      if (digit >= base)
        {
          error_here (s, "invalid character %s in %s escape", quote_rune (s->ch).text,
                      base_name (base));
          return false;
        }
      value = value * (uint32_t) base + (uint32_t) digit;
      next_char (s);
    }
  if (n > 0)
    return true;
  if (value > max && base == 8)
    error_here (s, "octal escape value %u > 255", value);
  else if (value > max || (value >= 0xD800 && value < 0xE000))
    error_here (s, "escape is invalid Unicode code point %s", describe_rune ((int32_t) value).text);
  else
    return true;
  return false;
}

/* After the backslash. */
static bool
scan_escape (struct ilv_scanner *s, int32_t quote)
{
  if (s->ch < 0)
    return true;
  if (s->ch == quote || (s->ch < 0x80 && strchr ("abfnrtv\\", s->ch)))
    {
      next_char (s);
      return true;
    }
  if (s->ch >= '0' && s->ch <= '7')
    return scan_escape_number (s, 3, 8, 255);
  if (got_char (s, 'x'))
    return scan_escape_number (s, 2, 16, 255);
  if (got_char (s, 'u'))
    return scan_escape_number (s, 4, 16, ILV_RUNE_MAX);
  if (got_char (s, 'U'))
    return scan_escape_number (s, 8, 16, ILV_RUNE_MAX);
  error_here (s, "unknown escape");
  return false;
}

static uint32_t
token_offset (struct ilv_scanner *s)
{
  return s->pos - s->source->base;
}

static void
scan_rune (struct ilv_scanner *s)
{
  bool is_ok = true;
  const char *complaint = NULL;
  int n = 0;

  for (next_char (s); s->ch != '\'' && s->ch != '\n' && s->ch >= 0; n++)
    if (got_char (s, '\\'))
      is_ok &= scan_escape (s, '\'');
    else
      next_char (s);

  if (s->ch == '\n')
    {
      if (is_ok)
        error_here (s, "newline in rune literal");
      is_ok = false;
    }
  else if (s->ch < 0)
    complaint = "rune literal not terminated";
  else if (n == 0)
    {
      error_here (s, "empty rune literal or unescaped '");
      is_ok = false;
    }
  else if (n != 1)
    complaint = "more than one character in rune literal";
  if (complaint && is_ok)
    {
      error_at (s, token_offset (s), complaint);
      is_ok = false;
    }
  got_char (s, '\'');
  set_literal (s, ILV_LIT_RUNE, is_ok);
}

static void
scan_string (struct ilv_scanner *s)
{
  bool is_ok = true;

  for (next_char (s); s->ch != '"' && s->ch != '\n' && s->ch >= 0;)
    if (got_char (s, '\\'))
      is_ok &= scan_escape (s, '"');
    else
      next_char (s);

  if (!got_char (s, '"'))
    {
      if (s->ch == '\n')
        error_here (s, "newline in string");
      else
        error_at (s, token_offset (s), "string not terminated");
      is_ok = false;
    }
  set_literal (s, ILV_LIT_STRING, is_ok);
}

static void
scan_raw_string (struct ilv_scanner *s)
{
  bool is_ok = true;

  for (next_char (s); s->ch != '`' && s->ch >= 0;)
    next_char (s);
  if (!got_char (s, '`'))
    {
      error_at (s, token_offset (s), "string not terminated");
      is_ok = false;
    }
  set_literal (s, ILV_LIT_STRING, is_ok);
}

/* --- Comments ----------------------------------------------------------- */

/* Of a line "//go:build … go1.N …" before the package clause: N. A build line can
 * say much more; only the plain form decides about the language version. */
static void
note_build_line (struct ilv_scanner *s, const char *line, uint32_t len)
{
  static const char start[] = "//go:build go1.";
  size_t n = sizeof start - 1;

  if (s->saw_package || len <= n || memcmp (line, start, n) != 0)
    return;
  uint32_t minor = 0;
  for (; n < len && is_decimal (line[n]) && minor < 1000; n++)
    minor = minor * 10 + (uint32_t) (line[n] - '0');
  if (n == len)
    s->go_minor = minor;
}

/* Directives that only Go's own sources and tools may give. */
static void
check_directive (struct ilv_scanner *s, const char *text, uint32_t len)
{
  static const char *const runtime_only[]
    = { "systemstack", "nowritebarrier", "nowritebarrierrec", "yeswritebarrierrec" };
  const char *space = memchr (text, ' ', len);
  ilv_pos pos = s->pos + 2;
  int n = (int) len;

  if (len > 4 && memcmp (text, "cgo_", 4) == 0)
    ilv_diags_add (s->diags, pos, "//go:%.*s only allowed in cgo-generated code", n, text);
  if (space)
    n = (int) (space - text);
  if (n == 5 && memcmp (text, "embed", 5) == 0)
    ilv_diags_add (s->diags, pos, "go:embed requires import \"embed\" (or import _ \"embed\", if "
                                  "package is not used)");
  for (unsigned i = 0; i < sizeof runtime_only / sizeof runtime_only[0]; i++)
    if (strlen (runtime_only[i]) == (size_t) n && memcmp (text, runtime_only[i], (size_t) n) == 0)
      ilv_diags_add (s->diags, pos, "//go:%.*s only allowed in runtime", n, text);
}

/* The newline stays: it may mean a semicolon. */
static void
skip_line_comment (struct ilv_scanner *s)
{
  static const char directive[] = "//go:";
  uint32_t start = token_offset (s);
  const char *text = s->source->text + start;

  while (s->ch >= 0 && s->ch != '\n')
    next_char (s);
  if (s->offset - start > strlen (directive) && memcmp (text, directive, strlen (directive)) == 0)
    check_directive (s, text + strlen (directive), s->offset - start - (uint32_t) strlen (directive));
  note_build_line (s, s->source->text + start, s->offset - start);
  if (start == 0 || s->source->text[start - 1] == '\n')
    ilv_scan_line_directive (ilv_diags_sources (s->diags), s->source, start, s->offset,
                             s->offset + 1);
}

/* Whether there was a newline inside. */
static bool
skip_full_comment (struct ilv_scanner *s)
{
  uint32_t start = token_offset (s);
  bool has_newline = false;

  while (s->ch >= 0)
    {
      while (got_char (s, '*'))
        if (got_char (s, '/'))
          {
            ilv_scan_line_directive (ilv_diags_sources (s->diags), s->source, start,
                                     s->offset - 2, s->offset);
            return has_newline;
          }
      has_newline |= s->ch == '\n';
      next_char (s);
    }
  error_at (s, token_offset (s), "comment not terminated");
  return has_newline;
}

/* --- Tokens ------------------------------------------------------------- */

static void
set_semicolon (struct ilv_scanner *s, const char *what)
{
  s->token = ILV_TOKEN_SEMICOLON;
  s->text = what;
  s->len = (uint32_t) strlen (what);
}

static void
set_operator (struct ilv_scanner *s, enum ilv_op op)
{
  s->token = ILV_TOKEN_OPERATOR;
  s->op = op;
  s->precedence = ilv_op_precedence (op);
}

/* @op, or @op= if a "=" follows. */
static void
operator_or_assignment (struct ilv_scanner *s, enum ilv_op op)
{
  set_operator (s, op);
  if (got_char (s, '='))
    s->token = ILV_TOKEN_ASSIGN_OP;
}

/* @op, or @with_equal if a "=" follows. */
static void
operator_or_comparison (struct ilv_scanner *s, enum ilv_op op, enum ilv_op with_equal)
{
  set_operator (s, got_char (s, '=') ? with_equal : op);
}

static void
plus_or_minus (struct ilv_scanner *s, int32_t ch, enum ilv_op op)
{
  if (got_char (s, ch))
    {
      set_operator (s, op);
      s->token = ILV_TOKEN_INC_DEC;
      s->wants_semicolon = true;
    }
  else
    operator_or_assignment (s, op);
}

static void
scan_dot (struct ilv_scanner *s)
{
  const char *rest = s->source->text + s->offset; /* ends with a 0 */

  if (is_decimal (s->ch))
    scan_number (s, true);
  else if (rest[0] == '.' && rest[1] == '.')
    {
      next_char (s);
      next_char (s);
      s->token = ILV_TOKEN_DOTS;
    }
  else
    s->token = ILV_TOKEN_DOT;
}

static void
closing (struct ilv_scanner *s, enum ilv_token token)
{
  s->token = token;
  s->wants_semicolon = true;
}

static void
scan_star (struct ilv_scanner *s)
{
  operator_or_assignment (s, ILV_OP_MUL);
  if (s->token == ILV_TOKEN_OPERATOR)
    s->token = ILV_TOKEN_STAR;
}

static void
scan_less (struct ilv_scanner *s)
{
  if (got_char (s, '<'))
    operator_or_assignment (s, ILV_OP_SHL);
  else if (got_char (s, '-'))
    {
      s->token = ILV_TOKEN_ARROW;
      s->op = ILV_OP_RECV;
    }
  else
    operator_or_comparison (s, ILV_OP_LSS, ILV_OP_LEQ);
}

/* The token that begins with punctuation @ch, which is stepped over already.
 * False if there is none. */
static bool
scan_punctuation (struct ilv_scanner *s, int32_t ch)
{
  switch (ch)
    {
    case '(': s->token = ILV_TOKEN_LPAREN; return true;
    case '[': s->token = ILV_TOKEN_LBRACK; return true;
    case '{': s->token = ILV_TOKEN_LBRACE; return true;
    case ',': s->token = ILV_TOKEN_COMMA; return true;
    case ')': closing (s, ILV_TOKEN_RPAREN); return true;
    case ']': closing (s, ILV_TOKEN_RBRACK); return true;
    case '}': closing (s, ILV_TOKEN_RBRACE); return true;
    case ';': set_semicolon (s, "semicolon"); return true;
    case ':': s->token = got_char (s, '=') ? ILV_TOKEN_DEFINE : ILV_TOKEN_COLON; return true;
    case '.': scan_dot (s); return true;
    case '+': plus_or_minus (s, ch, ILV_OP_ADD); return true;
    case '-': plus_or_minus (s, ch, ILV_OP_SUB); return true;
    case '*': scan_star (s); return true;
    case '/': operator_or_assignment (s, ILV_OP_DIV); return true;
    case '%': operator_or_assignment (s, ILV_OP_REM); return true;
    case '^': operator_or_assignment (s, ILV_OP_XOR); return true;
    case '~': set_operator (s, ILV_OP_TILDE); return true;
    case '<': scan_less (s); return true;
    case '!': operator_or_comparison (s, ILV_OP_NOT, ILV_OP_NEQ); return true;
    case '&':
      if (got_char (s, '&'))
        set_operator (s, ILV_OP_ANDAND);
      else
        operator_or_assignment (s, got_char (s, '^') ? ILV_OP_ANDNOT : ILV_OP_AND);
      return true;
    case '|':
      if (got_char (s, '|'))
        set_operator (s, ILV_OP_OROR);
      else
        operator_or_assignment (s, ILV_OP_OR);
      return true;
    case '>':
      if (got_char (s, '>'))
        operator_or_assignment (s, ILV_OP_SHR);
      else
        operator_or_comparison (s, ILV_OP_GTR, ILV_OP_GEQ);
      return true;
    case '=':
      if (got_char (s, '='))
        set_operator (s, ILV_OP_EQL);
      else
        s->token = ILV_TOKEN_ASSIGN;
      return true;
    default:
      return false;
    }
}

/* A comment, if one begins here; @wants_semicolon: a line end in it counts.
 * True if it made a semicolon. */
static bool
skip_comment (struct ilv_scanner *s, bool wants_semicolon)
{
  next_char (s);
  if (got_char (s, '/'))
    {
      skip_line_comment (s);
      return false;
    }
  next_char (s);
  if (!skip_full_comment (s) || !wants_semicolon)
    return false;
  set_semicolon (s, "newline");
  return true;
}

static bool
at_comment (struct ilv_scanner *s)
{
  char after = s->ch == '/' ? s->source->text[s->offset + 1] : 0;
  return after == '/' || after == '*';
}

void
ilv_scanner_next (struct ilv_scanner *s)
{
  bool wants_semicolon = s->wants_semicolon;

  s->wants_semicolon = false;
  for (;;)
    {
      while (s->ch == ' ' || s->ch == '\t' || s->ch == '\r' || (s->ch == '\n' && !wants_semicolon))
        next_char (s);
      s->pos = s->source->base + s->offset;

      if (is_ascii_letter (s->ch) || (s->ch >= 0x80 && at_name_char (s, true)))
        scan_name (s);
      else if (is_decimal (s->ch))
        scan_number (s, false);
      else if (s->ch == '"')
        scan_string (s);
      else if (s->ch == '`')
        scan_raw_string (s);
      else if (s->ch == '\'')
        scan_rune (s);
      else if (s->ch == '\n')
        {
          next_char (s);
          set_semicolon (s, "newline");
        }
      else if (s->ch < 0 && wants_semicolon)
        set_semicolon (s, "EOF");
      else if (s->ch < 0)
        s->token = ILV_TOKEN_EOF;
      else if (at_comment (s))
        {
          if (!skip_comment (s, wants_semicolon))
            continue;
        }
      else
        {
          int32_t ch = s->ch;
          uint32_t at = s->offset;
          next_char (s);
          if (!scan_punctuation (s, ch))
            {
              char message[80];
              snprintf (message, sizeof message, "invalid character %s", describe_rune (ch).text);
              error_at (s, at, message);
              continue;
            }
        }
      return;
    }
}

static void
enter_keywords (struct ilv_intern *intern)
{
#define ILV_KEYWORD(NAME, text) ilv_intern_add_cstr (intern, text)->token = ILV_TOKEN_##NAME;
#include "lang/tokens.def"
}

void
ilv_scanner_init (struct ilv_scanner *s, struct ilv_intern *intern, struct ilv_diags *diags,
                  const struct ilv_source *source)
{
  *s = (struct ilv_scanner) { .intern = intern, .diags = diags, .source = source };
  enter_keywords (intern);
  next_char (s);
  ilv_scanner_next (s);
}

void
ilv_scanner_init_at (struct ilv_scanner *s, struct ilv_intern *intern, struct ilv_diags *diags,
                     const struct ilv_source *source, ilv_pos pos)
{
  *s = (struct ilv_scanner) {
    .intern = intern, .diags = diags, .source = source, .saw_package = true,
    .offset = pos - source->base,
  };
  next_char (s);
  ilv_scanner_next (s);
}

/* --- Skipping ------------------------------------------------------------- */

/* Behind the comment, string or rune that begins at @i; just behind @i if it is none of these. */
static size_t
skip_text (const char *text, size_t len, size_t i)
{
  char quote = text[i];
  const char *end;

  if (quote == '/' && i + 1 < len && text[i + 1] == '/')
    end = memchr (text + i, '\n', len - i);
  else if (quote == '/' && i + 1 < len && text[i + 1] == '*')
    {
      end = memmem (text + i + 2, len - i - 2, "*/", 2);
      end = end ? end + 2 : NULL;
    }
  else if (quote == '`')
    {
      end = memchr (text + i + 1, '`', len - i - 1);
      end = end ? end + 1 : NULL;
    }
  else if (quote == '"' || quote == '\'')
    {
      for (i++; i < len && text[i] != quote; i++)
        if (text[i] == '\\')
          i++;
      return i + 1;
    }
  else
    return i + 1;
  return end ? (size_t) (end - text) : len;
}

bool
ilv_scanner_skip_block (struct ilv_scanner *s)
{
  const char *text = s->source->text;
  size_t i = s->pos - s->source->base, len = s->source->len;
  size_t depth = 0;

  while (i < len)
    {
      if (text[i] == '{')
        depth++;
      else if (text[i] == '}' && --depth == 0)
        {
          s->offset = (uint32_t) i;
          s->width = 0;
          next_char (s);
          ilv_scanner_next (s);
          return true;
        }
      i = skip_text (text, len, i);
    }
  return false;
}
