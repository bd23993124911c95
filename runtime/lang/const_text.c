/* const_text.c - Constant values: from literals, and as messages show them.
 *
 * Source: Go spec, "Integer literals" to "String literals". The scanner has
 * reported what is wrong in a literal; here it only must not do harm.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/const_private.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of literals: beyond it lies nothing but 0 and what is too large to be kept. */
#define EXPONENT_MAX (1L << 40)
/* Up to here powers of ten are exact. */
#define EXACT_SCALE 60000L
/* Longest string shown in a message, in characters. */
#define SHOWN_RUNES 72

/* --- Numbers ------------------------------------------------------------ */

/* The literal without its underscores. */
static char *
without_underscores (struct ilv_arena *arena, const char *text, size_t len, size_t *n)
{
  char *digits = ilv_arena_alloc (arena, len + 1);

  *n = 0;
  for (size_t i = 0; i < len; i++)
    if (text[i] != '_')
      digits[(*n)++] = text[i];
  return digits;
}

/* 2, 8 or 16 and the length of its prefix; 10 and 0 if there is none. */
static int
base_of (const char *digits, size_t *prefix)
{
  *prefix = 2;
  if (digits[0] == '0')
    switch (digits[1] | 0x20)
      {
      case 'x': return 16;
      case 'o': return 8;
      case 'b': return 2;
      }
  *prefix = 0;
  return 10;
}

static const struct ilv_const *
integer (struct ilv_arena *arena, const char *digits, size_t n)
{
  size_t prefix;
  int base = base_of (digits, &prefix);
  mpz_t z;

  if (base == 10 && digits[0] == '0' && n > 1)
    base = 8;
  if (mpz_init_set_str (z, digits + prefix, base) != 0)
    {
      mpz_clear (z);
      return ilv_const_unknown ();
    }
  const struct ilv_const *x = ilv_const_from_mpz (arena, z);
  mpz_clear (z);
  return x;
}

/* Moves the digits of a mantissa together and ends them; says how many were
 * behind the point. */
static long
squeeze_mantissa (char *digits, char exponent_mark)
{
  bool is_fraction = false;
  long n_fraction = 0;
  size_t n = 0;

  for (size_t i = 0; digits[i] != 0 && (digits[i] | 0x20) != exponent_mark; i++)
    if (digits[i] == '.')
      is_fraction = true;
    else
      {
        n_fraction += is_fraction;
        digits[n++] = digits[i];
      }
  digits[n] = 0;
  return n_fraction;
}

/* mantissa * 2^scale. */
static const struct ilv_const *
scaled_by_two (struct ilv_arena *arena, mpz_srcptr mantissa, long scale)
{
  mpq_t q;

  mpq_init (q);
  mpq_set_z (q, mantissa);
  const struct ilv_const *x = ilv_const_from_mpq (arena, q, scale);
  mpq_clear (q);
  return x;
}

/* mantissa * 10^scale. */
static const struct ilv_const *
scaled_by_ten (struct ilv_arena *arena, mpz_srcptr mantissa, long scale)
{
  mpz_t power;
  mpq_t q;

  if (labs (scale) > EXACT_SCALE)
    return ilv_const_from_decimal (arena, mantissa, scale);
  mpz_init (power);
  mpq_init (q);
  mpz_ui_pow_ui (power, 10, (unsigned long) labs (scale));
  mpq_set_z (q, mantissa);
  if (scale >= 0)
    mpz_mul (mpq_numref (q), mpq_numref (q), power);
  else
    mpz_set (mpq_denref (q), power);
  mpq_canonicalize (q);
  const struct ilv_const *x = ilv_const_from_mpq (arena, q, 0);
  mpz_clear (power);
  mpq_clear (q);
  return x;
}

static const struct ilv_const *
floating (struct ilv_arena *arena, char *digits)
{
  size_t prefix;
  int base = base_of (digits, &prefix);
  mpz_t mantissa;

  char *mark = strpbrk (digits + prefix, base == 16 ? "pP" : "eE");
  long exponent = mark != NULL ? strtol (mark + 1, NULL, 10) : 0;
  long n_fraction = squeeze_mantissa (digits + prefix, base == 16 ? 'p' : 'e');
  bool is_good = mpz_init_set_str (mantissa, digits + prefix, base) == 0;
  if (exponent < -EXPONENT_MAX && exponent > LONG_MIN)
    exponent = -EXPONENT_MAX;
  const struct ilv_const *x
    = !is_good || exponent >= EXPONENT_MAX || exponent < -EXPONENT_MAX ? ilv_const_unknown ()
      : base == 16 ? scaled_by_two (arena, mantissa, exponent - 4 * n_fraction)
                   : scaled_by_ten (arena, mantissa, exponent - n_fraction);
  mpz_clear (mantissa);
  return x;
}

static bool
looks_floating (const char *digits)
{
  size_t prefix;

  return strpbrk (digits, base_of (digits, &prefix) == 16 ? ".pP" : ".eE") != NULL;
}

static const struct ilv_const *
imaginary (struct ilv_arena *arena, char *digits, size_t n)
{
  digits[--n] = 0; /* the i */

  /* For the sake of old programs 0123i is decimal. */
  size_t n_zeros = 0;
  while (digits[n_zeros] == '0' && digits[n_zeros + 1] >= '0' && digits[n_zeros + 1] <= '9')
    n_zeros++;
  digits += n_zeros;
  n -= n_zeros;
  const struct ilv_const *part
    = looks_floating (digits) ? floating (arena, digits) : integer (arena, digits, n);
  return ilv_const_complex (arena, ilv_const_int64 (arena, 0), part);
}

/* --- Text --------------------------------------------------------------- */

static unsigned
digit_value (char c)
{
  return c <= '9' ? (unsigned) (c - '0') : (unsigned) ((c | 0x20) - 'a') + 10;
}

static uint32_t
read_digits (const char **text, const char *end, unsigned base, unsigned n)
{
  uint32_t value = 0;

  while (n-- > 0 && *text < end)
    value = value * base + digit_value (*(*text)++);
  return value;
}

/* After a backslash. *@is_byte: it stands for a byte, not for a character. */
static uint32_t
escape (const char **text, const char *end, bool *is_byte)
{
  static const char names[] = "abfnrtv";
  static const char values[] = "\a\b\f\n\r\t\v";

  *is_byte = false;
  if (*text >= end)
    return 0;
  char c = *(*text)++;
  const char *name = c != 0 ? strchr (names, c) : NULL;
  if (name != NULL)
    return (uint8_t) values[name - names];

  *is_byte = c == 'x' || (c >= '0' && c <= '7');
  switch (c)
    {
    case 'x': return read_digits (text, end, 16, 2) & 0xff;
    case 'u': return read_digits (text, end, 16, 4);
    case 'U': return read_digits (text, end, 16, 8);
    default: break;
    }
  if (!*is_byte)
    return (uint8_t) c;
  --*text;
  return read_digits (text, end, 8, 3) & 0xff;
}

static const struct ilv_const *
character (struct ilv_arena *arena, const char *text, size_t len)
{
  const char *end = text + len - (len > 1);
  bool is_byte;
  uint32_t rune = ILV_RUNE_ERROR;

  text++;
  if (text < end && *text == '\\')
    {
      text++;
      rune = escape (&text, end, &is_byte);
    }
  else if (text < end)
    ilv_utf8_decode (text, (size_t) (end - text), &rune);
  return ilv_const_int64 (arena, rune);
}

static const struct ilv_const *
raw_string (struct ilv_arena *arena, const char *text, size_t len)
{
  char *bytes = ilv_arena_alloc (arena, len + 1);
  size_t n = 0;

  for (size_t i = 1; i + 1 < len; i++)
    if (text[i] != '\r')
      bytes[n++] = text[i];
  return ilv_const_string (arena, bytes, n);
}

static const struct ilv_const *
string (struct ilv_arena *arena, const char *text, size_t len)
{
  const char *end = text + len - (len > 1);
  struct ilv_buf buf;

  if (text[0] == '`')
    return raw_string (arena, text, len);

  ilv_buf_init (&buf, arena);
  for (text++; text < end;)
    {
      const char *plain = memchr (text, '\\', (size_t) (end - text));
      bool is_byte;

      if (plain == NULL)
        plain = end;
      ilv_buf_add (&buf, text, (size_t) (plain - text));
      if ((text = plain) == end)
        break;
      text++;
      uint32_t rune = escape (&text, end, &is_byte);
      if (is_byte)
        ilv_buf_add_char (&buf, (char) rune);
      else
        ilv_buf_add_rune (&buf, rune);
    }
  return ilv_const_string (arena, buf.len > 0 ? buf.text : "", buf.len);
}

const struct ilv_const *
ilv_const_literal (struct ilv_arena *arena, enum ilv_lit_kind kind, const char *text, size_t len)
{
  size_t n;

  if (len == 0)
    return ilv_const_unknown ();
  if (kind == ILV_LIT_RUNE)
    return character (arena, text, len);
  if (kind == ILV_LIT_STRING)
    return string (arena, text, len);

  char *digits = without_underscores (arena, text, len, &n);
  switch (kind)
    {
    case ILV_LIT_INT: return integer (arena, digits, n);
    case ILV_LIT_FLOAT: return floating (arena, digits);
    default: return imaginary (arena, digits, n);
    }
}

/* --- Showing ------------------------------------------------------------ */

static void
print_rune (uint32_t rune, size_t n_bytes, const char *bytes, struct ilv_buf *out)
{
  static const char names[] = "abfnrtv";
  static const char values[] = "\a\b\f\n\r\t\v";
  const char *value = rune != 0 && rune < 0x20 ? strchr (values, (int) rune) : NULL;

  if (rune == '"' || rune == '\\')
    ilv_buf_printf (out, "\\%c", (char) rune);
  else if (value != NULL)
    ilv_buf_printf (out, "\\%c", names[value - values]);
  else if (rune < 0x20 || rune == 0x7f || (rune == ILV_RUNE_ERROR && n_bytes == 1))
    ilv_buf_printf (out, "\\x%02x", (uint8_t) bytes[0]);
  else
    ilv_buf_add (out, bytes, n_bytes);
}

/* Quoted; cut short to SHOWN_RUNES. */
static void
print_string (const char *bytes, size_t len, struct ilv_buf *out)
{
  struct ilv_buf quoted;
  size_t n_runes = 0, cut = 0;
  uint32_t rune;

  ilv_buf_init (&quoted, out->arena);
  ilv_buf_add_char (&quoted, '"');
  for (size_t i = 0, n; i < len; i += n)
    {
      n = ilv_utf8_decode (bytes + i, len - i, &rune);
      print_rune (rune, n, bytes + i, &quoted);
    }
  ilv_buf_add_char (&quoted, '"');

  for (size_t i = 0; i < quoted.len; n_runes++)
    {
      if (n_runes == SHOWN_RUNES - 3)
        cut = i;
      i += ilv_utf8_decode (quoted.text + i, quoted.len - i, &rune);
    }
  ilv_buf_add (out, quoted.text, n_runes > SHOWN_RUNES ? cut : quoted.len);
  if (n_runes > SHOWN_RUNES)
    ilv_buf_add_cstr (out, "...");
}

static void
print_integer (const struct ilv_const *x, struct ilv_buf *out)
{
  mpz_t view;
  mpz_srcptr z = ilv_const_view (view, &x->number.num);
  char *digits = ilv_arena_alloc (out->arena, mpz_sizeinbase (z, 10) + 2);

  ilv_buf_add_cstr (out, mpz_get_str (digits, 10, z));
}

/* Six digits. What no float64 can hold is scaled down first. */
static void
print_float (const struct ilv_const *x, struct ilv_buf *out)
{
  double value = ilv_const_to_double (x);

  if (isfinite (value) && (value != 0 || ilv_const_sign (x) == 0))
    {
      ilv_buf_printf (out, "%.6g", value);
      return;
    }
  mpf_t wide, num_wide, den_wide;
  mpz_t num, den;
  mp_exp_t exponent;

  mpf_init2 (wide, 128);
  mpf_init2 (num_wide, 128);
  mpf_init2 (den_wide, 128);
  mpf_set_z (num_wide, ilv_const_view (num, &x->number.num));
  mpf_set_z (den_wide, ilv_const_view (den, &x->number.den));
  mpf_div (wide, num_wide, den_wide);
  if (x->number.scale >= 0)
    mpf_mul_2exp (wide, wide, (mp_bitcnt_t) x->number.scale);
  else
    mpf_div_2exp (wide, wide, (mp_bitcnt_t) -x->number.scale);
  char digits[16];
  mpf_get_str (digits, &exponent, 10, 6, wide);
  const char *first = digits + (digits[0] == '-');
  ilv_buf_printf (out, "%s%c%s%se%+ld", digits[0] == '-' ? "-" : "", first[0],
                  first[1] != 0 ? "." : "", first + 1, (long) exponent - 1);
  mpf_clears (wide, num_wide, den_wide, NULL);
}

void
ilv_const_print (const struct ilv_const *x, struct ilv_buf *out)
{
  switch (x->kind)
    {
    case ILV_CONST_UNKNOWN: ilv_buf_add_cstr (out, "unknown"); break;
    case ILV_CONST_BOOL: ilv_buf_add_cstr (out, x->boolean ? "true" : "false"); break;
    case ILV_CONST_STRING: print_string (x->string.bytes, x->string.len, out); break;
    case ILV_CONST_INT: print_integer (x, out); break;
    case ILV_CONST_FLOAT: print_float (x, out); break;
    case ILV_CONST_COMPLEX:
      ilv_buf_add_char (out, '(');
      ilv_const_print (x->complex.real, out);
      ilv_buf_add_cstr (out, " + ");
      ilv_const_print (x->complex.imag, out);
      ilv_buf_add_cstr (out, "i)");
      break;
    }
}
