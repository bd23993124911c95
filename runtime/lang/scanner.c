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
#include "lang/scan_private.h"

#include "base/diag.h"
#include "base/intern.h"
#include "base/unicode.h"

#include <stdio.h>
#include <string.h>

/* --- Names -------------------------------------------------------------- */

/* Whether ch, not ASCII, is taken as part of a name. Takes wrong ones too, with
 * an error: better one bad name than two tokens. */
static bool
at_name_char (struct ilv_scanner *s, bool is_first)
{
  if (s->ch < 0x80)
    return ilv_scan_is_letter (s->ch) || ilv_scan_is_decimal (s->ch);
  if (ilv_unicode_is_letter ((uint32_t) s->ch))
    return true;
  if (!ilv_unicode_is_digit ((uint32_t) s->ch))
    ilv_scan_error_here (s, "invalid character %s in identifier",
                         ilv_scan_describe_rune (s->ch).text);
  else if (is_first)
    ilv_scan_error_here (s, "identifier cannot begin with digit %s",
                         ilv_scan_describe_rune (s->ch).text);
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

  ilv_scan_next_char (s);
  while (ilv_scan_is_letter (s->ch) || ilv_scan_is_decimal (s->ch)
         || (s->ch >= 0x80 && at_name_char (s, false)))
    ilv_scan_next_char (s);

  s->symbol = ilv_intern_add (s->intern, s->source->text + start, s->offset - start);
  s->token = s->symbol->token ? s->symbol->token : ILV_TOKEN_NAME;
  s->wants_semicolon = s->token == ILV_TOKEN_NAME || ends_statement (s->token);
  s->saw_package |= s->token == ILV_TOKEN_PACKAGE;
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
  for (; n < len && ilv_scan_is_decimal (line[n]) && minor < 1000; n++)
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
  uint32_t start = ilv_scan_token_offset (s);
  const char *text = s->source->text + start;

  while (s->ch >= 0 && s->ch != '\n')
    ilv_scan_next_char (s);
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
  uint32_t start = ilv_scan_token_offset (s);
  bool has_newline = false;

  while (s->ch >= 0)
    {
      while (ilv_scan_got_char (s, '*'))
        if (ilv_scan_got_char (s, '/'))
          {
            ilv_scan_line_directive (ilv_diags_sources (s->diags), s->source, start,
                                     s->offset - 2, s->offset);
            return has_newline;
          }
      has_newline |= s->ch == '\n';
      ilv_scan_next_char (s);
    }
  ilv_scan_error_at (s, ilv_scan_token_offset (s), "comment not terminated");
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
  if (ilv_scan_got_char (s, '='))
    s->token = ILV_TOKEN_ASSIGN_OP;
}

/* @op, or @with_equal if a "=" follows. */
static void
operator_or_comparison (struct ilv_scanner *s, enum ilv_op op, enum ilv_op with_equal)
{
  set_operator (s, ilv_scan_got_char (s, '=') ? with_equal : op);
}

static void
plus_or_minus (struct ilv_scanner *s, int32_t ch, enum ilv_op op)
{
  if (ilv_scan_got_char (s, ch))
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

  if (ilv_scan_is_decimal (s->ch))
    ilv_scan_number (s, true);
  else if (rest[0] == '.' && rest[1] == '.')
    {
      ilv_scan_next_char (s);
      ilv_scan_next_char (s);
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
  if (ilv_scan_got_char (s, '<'))
    operator_or_assignment (s, ILV_OP_SHL);
  else if (ilv_scan_got_char (s, '-'))
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
    case ':':
      s->token = ilv_scan_got_char (s, '=') ? ILV_TOKEN_DEFINE : ILV_TOKEN_COLON;
      return true;
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
      if (ilv_scan_got_char (s, '&'))
        set_operator (s, ILV_OP_ANDAND);
      else
        operator_or_assignment (s, ilv_scan_got_char (s, '^') ? ILV_OP_ANDNOT : ILV_OP_AND);
      return true;
    case '|':
      if (ilv_scan_got_char (s, '|'))
        set_operator (s, ILV_OP_OROR);
      else
        operator_or_assignment (s, ILV_OP_OR);
      return true;
    case '>':
      if (ilv_scan_got_char (s, '>'))
        operator_or_assignment (s, ILV_OP_SHR);
      else
        operator_or_comparison (s, ILV_OP_GTR, ILV_OP_GEQ);
      return true;
    case '=':
      if (ilv_scan_got_char (s, '='))
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
  ilv_scan_next_char (s);
  if (ilv_scan_got_char (s, '/'))
    {
      skip_line_comment (s);
      return false;
    }
  ilv_scan_next_char (s);
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
        ilv_scan_next_char (s);
      s->pos = s->source->base + s->offset;

      if (ilv_scan_is_letter (s->ch) || (s->ch >= 0x80 && at_name_char (s, true)))
        scan_name (s);
      else if (ilv_scan_is_decimal (s->ch))
        ilv_scan_number (s, false);
      else if (s->ch == '"')
        ilv_scan_string (s);
      else if (s->ch == '`')
        ilv_scan_raw_string (s);
      else if (s->ch == '\'')
        ilv_scan_rune (s);
      else if (s->ch == '\n')
        {
          ilv_scan_next_char (s);
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
          ilv_scan_next_char (s);
          if (!scan_punctuation (s, ch))
            {
              char message[80];
              snprintf (message, sizeof message, "invalid character %s",
                        ilv_scan_describe_rune (ch).text);
              ilv_scan_error_at (s, at, message);
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
  ilv_scan_next_char (s);
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
  ilv_scan_next_char (s);
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
          ilv_scan_next_char (s);
          ilv_scanner_next (s);
          return true;
        }
      i = skip_text (text, len, i);
    }
  return false;
}
