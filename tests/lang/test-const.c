/* test-const.c - Constant values are exact, and rounded once.
 *
 * SPDX-License-Identifier: MIT
 */
#include "base/arena.h"
#include "base/buf.h"
#include "lang/const.h"

#include <glib.h>
#include <math.h>
#include <string.h>

static struct ilv_arena *arena;

static const struct ilv_const *
literal (enum ilv_lit_kind kind, const char *text)
{
  return ilv_const_literal (arena, kind, text, strlen (text));
}

static const struct ilv_const *
integer (const char *text)
{
  return literal (ILV_LIT_INT, text);
}

static const struct ilv_const *
floating (const char *text)
{
  return literal (ILV_LIT_FLOAT, text);
}

#define assert_prints(value, expected) \
  G_STMT_START \
  { \
    struct ilv_buf buf_; \
    ilv_buf_init (&buf_, arena); \
    ilv_const_print ((value), &buf_); \
    g_assert_cmpstr (buf_.text, ==, (expected)); \
  } \
  G_STMT_END

static void
test_integers_of_any_base (void)
{
  assert_prints (integer ("1_000_000"), "1000000");
  assert_prints (integer ("0x_Ff"), "255");
  assert_prints (integer ("0b101"), "5");
  assert_prints (integer ("0o17"), "15");
  assert_prints (integer ("0755"), "493");
  assert_prints (integer ("0"), "0");
  assert_prints (integer ("123456789012345678901234567890"), "123456789012345678901234567890");
}

static void
test_shifts_lose_nothing (void)
{
  const struct ilv_const *big = ilv_const_shift (arena, integer ("1"), ILV_OP_SHL, 100);
  int64_t small;

  g_assert_cmpuint (ilv_const_n_bits (big), ==, 101);
  g_assert_false (ilv_const_to_int64 (big, &small));
  g_assert_true (ilv_const_to_int64 (ilv_const_shift (arena, big, ILV_OP_SHR, 98), &small));
  g_assert_cmpint (small, ==, 4);
}

static void
test_integer_division_truncates (void)
{
  const struct ilv_const *minus_seven = ilv_const_unary (arena, ILV_OP_SUB, integer ("7"), 0);

  assert_prints (ilv_const_binary (arena, minus_seven, ILV_OP_DIV, integer ("2"), true), "-3");
  assert_prints (ilv_const_binary (arena, minus_seven, ILV_OP_REM, integer ("2"), true), "-1");
  assert_prints (ilv_const_binary (arena, minus_seven, ILV_OP_DIV, integer ("2"), false), "-3.5");
}

static void
test_fractions_are_exact (void)
{
  const struct ilv_const *third
    = ilv_const_binary (arena, floating ("1.0"), ILV_OP_DIV, integer ("3"), false);
  const struct ilv_const *one = ilv_const_binary (arena, third, ILV_OP_MUL, integer ("3"), false);
  const struct ilv_const *sum
    = ilv_const_binary (arena, floating ("0.1"), ILV_OP_ADD, floating ("0.2"), false);

  g_assert_true (ilv_const_compare (one, ILV_OP_EQL, integer ("1")));
  g_assert_true (ilv_const_compare (sum, ILV_OP_EQL, floating ("0.3")));
}

static void
test_doubles_round_to_even (void)
{
  static const char *const texts[] = {
    "0.1", "1e23", "9007199254740993.0", "9007199254740995.0", "2.2250738585072011e-308",
    "4.9e-324", "2.47e-324", "1.7976931348623157e308", "3.14159265358979323846", "1e-400",
    "0x1p-1074", "0x.8p1", "123.456e-7", "5e-324",
  };

  /* strtod() is the judge: it rounds correctly in glibc. */
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_cmpfloat (ilv_const_to_double (floating (texts[i])), ==,
                         g_ascii_strtod (texts[i], NULL));
      g_assert_true (ilv_const_to_float (floating (texts[i])) == strtof (texts[i], NULL)
                     || isinf (strtof (texts[i], NULL)));
    }
  g_assert_true (isinf (ilv_const_to_double (floating ("1e309"))));
}

static void
test_rounding_says_what_is_too_large (void)
{
  g_assert_cmpint (ilv_const_kind (ilv_const_round (arena, floating ("1e309"), 64)), ==,
                   ILV_CONST_UNKNOWN);
  g_assert_cmpint (ilv_const_kind (ilv_const_round (arena, floating ("1e39"), 32)), ==,
                   ILV_CONST_UNKNOWN);
  g_assert_cmpint (ilv_const_kind (ilv_const_round (arena, floating ("1e38"), 32)), ==,
                   ILV_CONST_FLOAT);
  g_assert_cmpint (ilv_const_kind (floating ("1e999999999")), ==, ILV_CONST_UNKNOWN);
}

static void
test_whole_floats_become_integers (void)
{
  g_assert_cmpint (ilv_const_kind (ilv_const_to_int (arena, floating ("2.0"))), ==,
                   ILV_CONST_INT);
  g_assert_cmpint (ilv_const_kind (ilv_const_to_int (arena, floating ("2.5"))), ==,
                   ILV_CONST_UNKNOWN);
  assert_prints (ilv_const_to_int (arena, literal (ILV_LIT_IMAG, "0i")), "0");
}

static void
test_bits_are_twos_complement (void)
{
  const struct ilv_const *minus_one = ilv_const_unary (arena, ILV_OP_SUB, integer ("1"), 0);

  g_assert_cmphex (ilv_const_to_bits (minus_one), ==, G_MAXUINT64);
  g_assert_cmphex (ilv_const_to_bits (ilv_const_unary (arena, ILV_OP_XOR, integer ("1"), 8)), ==,
                   0xfe);
  assert_prints (ilv_const_unary (arena, ILV_OP_XOR, integer ("5"), 0), "-6");
}

static void
test_complex_arithmetic (void)
{
  const struct ilv_const *z
    = ilv_const_binary (arena, integer ("1"), ILV_OP_ADD, literal (ILV_LIT_IMAG, "2i"), false);
  const struct ilv_const *square = ilv_const_binary (arena, z, ILV_OP_MUL, z, false);

  assert_prints (square, "(-3 + 4i)");
  g_assert_true (ilv_const_compare (ilv_const_binary (arena, square, ILV_OP_DIV, z, false),
                                    ILV_OP_EQL, z));
  assert_prints (ilv_const_imag (arena, literal (ILV_LIT_IMAG, "0123i")), "123");
}

static void
test_strings_and_characters (void)
{
  size_t len;
  const struct ilv_const *text
    = literal (ILV_LIT_STRING, "\"a\\n\\x41\\101\\u4e16\\U0001F600\\\"\\\\\"");

  g_assert_cmpstr (ilv_const_to_string (text, &len), ==, "a\nAA世😀\"\\");
  g_assert_cmpuint (len, ==, strlen ("a\nAA世😀\"\\"));
  g_assert_cmpstr (ilv_const_to_string (literal (ILV_LIT_STRING, "`a\r\n\\n`"), &len), ==,
                   "a\n\\n");
  assert_prints (literal (ILV_LIT_RUNE, "'世'"), "19990");
  assert_prints (literal (ILV_LIT_RUNE, "'\\''"), "39");
  assert_prints (literal (ILV_LIT_RUNE, "'\\xff'"), "255");
  assert_prints (literal (ILV_LIT_RUNE, "'\\000'"), "0");
}

static void
test_broken_literals_do_no_harm (void)
{
  static const char *const texts[] = { "\"", "\"\\", "'", "'\\", "'\\x", "0x", "0b2", "`", "1e",
                                       "0x1p", "i", "_" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (int kind = ILV_LIT_INT; kind <= ILV_LIT_STRING; kind++)
      g_assert_nonnull (literal (kind, texts[i]));
}

static void
test_long_strings_are_shown_cut (void)
{
  struct ilv_buf buf;
  g_autofree char *text = g_strnfill (100, 'x');

  ilv_buf_init (&buf, arena);
  ilv_const_print (ilv_const_string (arena, text, 100), &buf);
  g_assert_cmpuint (buf.len, ==, 72);
  g_assert_true (g_str_has_suffix (buf.text, "x..."));
  assert_prints (ilv_const_string (arena, "a\"\n", 3), "\"a\\\"\\n\"");
}

static void
test_equal_values_have_equal_hashes (void)
{
  const struct ilv_const *a = ilv_const_binary (arena, integer ("40"), ILV_OP_ADD, integer ("2"),
                                                false);

  g_assert_true (ilv_const_equal (a, integer ("42")));
  g_assert_cmphex (ilv_const_hash (a), ==, ilv_const_hash (integer ("0x2a")));
  g_assert_false (ilv_const_equal (a, floating ("42.0")));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  arena = ilv_arena_new ();
#define TEST(path, function) g_test_add_func ("/lang/const/" path, function)
  TEST ("integers-of-any-base", test_integers_of_any_base);
  TEST ("shifts-lose-nothing", test_shifts_lose_nothing);
  TEST ("integer-division-truncates", test_integer_division_truncates);
  TEST ("fractions-are-exact", test_fractions_are_exact);
  TEST ("doubles-round-to-even", test_doubles_round_to_even);
  TEST ("rounding-says-what-is-too-large", test_rounding_says_what_is_too_large);
  TEST ("whole-floats-become-integers", test_whole_floats_become_integers);
  TEST ("bits-are-twos-complement", test_bits_are_twos_complement);
  TEST ("complex-arithmetic", test_complex_arithmetic);
  TEST ("strings-and-characters", test_strings_and_characters);
  TEST ("broken-literals-do-no-harm", test_broken_literals_do_no_harm);
  TEST ("long-strings-are-shown-cut", test_long_strings_are_shown_cut);
  TEST ("equal-values-have-equal-hashes", test_equal_values_have_equal_hashes);
  status = g_test_run ();
  ilv_arena_free (arena);
  return status;
}
