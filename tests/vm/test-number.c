/* test-number.c - Numbers as text, against the C library's exact conversions.
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/number.h"

enum { N_RANDOM = 300000 };

static const double special[] = {
  0,       1,        -1,       0.5,      0.1,    1e21,   1e22,  1e23,   5e-324, 2.2250738585072014e-308,
  2.2250738585072011e-308, 1.7976931348623157e308, 4.9406564584124654e-324, 9007199254740992,
  9007199254740993, 1e15, 1e16, 123456789, 0.000001, 0.0000001, 0.00001234, 100, 1e5, 1e6, 2.5, 3.5,
  0.15, 0.25, 0.75, 999999.5, 9.5, 99.5, 8.41e21, 9.0608011534336e15, 4.708356024711512e18,
  0x1p-1022, 0x1p-1074, 0x1p1023, 0x1p52, 0x1p53, 0x1p54, 0x1p-44,
};

static double
random_double (GRand *rand)
{
  uint64_t bits = (uint64_t) g_rand_int (rand) << 32 | g_rand_int (rand);
  double value;

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0: /* short decimals */
      return g_rand_int_range (rand, -1000000, 1000000) / pow (10, g_rand_int_range (rand, 0, 8));
    case 1: /* powers of two, where the lower gap is half as wide */
      bits &= UINT64_C (0xFFF0000000000000);
      break;
    }
  memcpy (&value, &bits, sizeof value);
  return isfinite (value) ? value : 0;
}

static char *
format (double value, char verb, int precision, unsigned bits)
{
  struct ilv_text text;
  char *result;

  ilv_text_init (&text);
  ilv_number_format_float (&text, value, verb, precision, bits);
  result = g_strndup (text.bytes, text.len);
  ilv_text_clear (&text);
  return result;
}

static unsigned
count_digits (const char *text)
{
  unsigned n = 0;

  for (; *text != '\0' && *text != 'e'; text++)
    n += g_ascii_isdigit (*text);
  return n;
}

/* It reads back, no shorter text does, and of that length it is the nearest. */
static void
assert_shortest (double value)
{
  g_autofree char *text = format (value, 'e', -1, 64);
  unsigned n = count_digits (text);
  char other[64];

  g_assert_cmpfloat (strtod (text, NULL), ==, value);
  if (n > 1)
    {
      snprintf (other, sizeof other, "%.*e", (int) n - 2, value);
      g_assert_cmpfloat (strtod (other, NULL), !=, value);
    }
  snprintf (other, sizeof other, "%.*e", (int) n - 1, value);
  if (strtod (other, NULL) == value)
    g_assert_cmpstr (text, ==, other);
}

static void
test_shortest_reads_back (void)
{
  GRand *rand = g_rand_new_with_seed (1);

  for (unsigned i = 0; i < G_N_ELEMENTS (special); i++)
    assert_shortest (special[i]);
  for (unsigned i = 0; i < N_RANDOM; i++)
    assert_shortest (random_double (rand));
  g_rand_free (rand);
}

static void
test_shortest_of_singles_reads_back (void)
{
  GRand *rand = g_rand_new_with_seed (2);

  for (unsigned i = 0; i < N_RANDOM; i++)
    {
      uint32_t bits = g_rand_int (rand);
      float value;
      char other[64];
      unsigned n;

      if (i % 8 == 0)
        bits &= 0xFF800000;
      memcpy (&value, &bits, sizeof value);
      if (!isfinite (value))
        continue;
      g_autofree char *text = format (value, 'e', -1, 32);
      g_assert_cmpfloat (strtof (text, NULL), ==, value);
      n = count_digits (text);
      if (n > 1)
        {
          snprintf (other, sizeof other, "%.*e", (int) n - 2, value);
          g_assert_cmpfloat (strtof (other, NULL), !=, value);
        }
    }
  g_rand_free (rand);
}

/* The C library's exponent has at least two digits, too. */
static void
assert_like_printf (double value, char verb, int precision)
{
  g_autofree char *text = format (value, verb, precision, 64);
  char conversion[] = { '%', '.', '*', verb, '\0' };
  g_autofree char *expected = g_strdup_printf (conversion, precision, value);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_precision_rounds_exactly (void)
{
  GRand *rand = g_rand_new_with_seed (3);

  for (unsigned i = 0; i < G_N_ELEMENTS (special); i++)
    for (int precision = 0; precision < 25; precision++)
      {
        assert_like_printf (special[i], 'e', precision);
        assert_like_printf (special[i], 'f', precision);
        assert_like_printf (special[i], 'E', precision);
      }
  for (unsigned i = 0; i < N_RANDOM / 10; i++)
    {
      double value = random_double (rand);

      assert_like_printf (value, 'e', g_rand_int_range (rand, 0, 30));
      assert_like_printf (value, 'f', g_rand_int_range (rand, 0, 12));
    }
  assert_like_printf (5e-324, 'f', 1100);
  assert_like_printf (1.7976931348623157e308, 'f', 20);
  g_rand_free (rand);
}

static void
assert_format (double value, char verb, int precision, unsigned bits, const char *expected)
{
  g_autofree char *text = format (value, verb, precision, bits);

  g_assert_cmpstr (text, ==, expected);
}

/* Expected texts are gc's (strconv.FormatFloat). */
static void
test_general_form (void)
{
  assert_format (100000, 'g', -1, 64, "100000");
  assert_format (1000000, 'g', -1, 64, "1e+06");
  assert_format (123456789, 'g', -1, 64, "1.23456789e+08");
  assert_format (0.0001, 'g', -1, 64, "0.0001");
  assert_format (0.00001, 'g', -1, 64, "1e-05");
  assert_format (0, 'g', -1, 64, "0");
  assert_format (-0.0, 'g', -1, 64, "-0");
  assert_format (2.5, 'g', 1, 64, "2");
  assert_format (1234, 'g', 2, 64, "1.2e+03");
  assert_format (400, 'g', 2, 64, "4e+02");
  assert_format (40, 'g', 2, 64, "40");
  assert_format (1, 'g', 10, 64, "1");
  assert_format (0.1f, 'g', -1, 32, "0.1");
  assert_format (16777216, 'g', -1, 32, "1.6777216e+07");
  assert_format (0, 'e', -1, 64, "0e+00");
  assert_format (0, 'f', 2, 64, "0.00");
  assert_format (0.5, 'f', -1, 64, "0.5");
  assert_format (1e23, 'f', -1, 64, "100000000000000000000000");
  assert_format (1, 'b', -1, 64, "4503599627370496p-52");
  assert_format (1, 'x', -1, 64, "0x1p+00");
  assert_format (1.5, 'X', 3, 64, "0X1.800P+00");
  assert_format (1.9999, 'x', 0, 64, "0x1p+01");
  assert_format (5e-324, 'x', -1, 64, "0x1p-1074");
  assert_format (0, 'x', 2, 64, "0x0.00p+00");
  assert_format (INFINITY, 'g', -1, 64, "+Inf");
  assert_format (-INFINITY, 'f', 3, 64, "-Inf");
  assert_format (NAN, 'e', -1, 64, "NaN");
}

static double
parse (const char *text, unsigned bits, enum ilv_number_status expected)
{
  double value;

  g_assert_cmpint (ilv_number_parse_float ((const uint8_t *) text, strlen (text), bits, &value), ==,
                   expected);
  return value;
}

static void
assert_parses_like_strtod (const char *text)
{
  double expected = strtod (text, NULL);
  float expected32 = strtof (text, NULL);

  g_assert_cmpfloat (parse (text, 64, isinf (expected) ? ILV_NUMBER_RANGE : ILV_NUMBER_OK), ==, expected);
  g_assert_cmpfloat (parse (text, 32, isinf (expected32) ? ILV_NUMBER_RANGE : ILV_NUMBER_OK), ==,
                     expected32);
}

static void
test_parsing_rounds_to_nearest (void)
{
  GRand *rand = g_rand_new_with_seed (4);
  static const char *hard[] = {
    "9007199254740993", "9007199254740992.99999999999999999999", "2.2250738585072012e-308",
    "2.4703282292062327208e-324", "2.4703282292062328e-324", "1.7976931348623158e308",
    "1.7976931348623159e308", "0.500000000000000166533453693773481063544750213623046875",
    "3.4028235677973366e38", "1.40129846432481707e-45", "7.0064923216240853546186479164495806564013097093825788587853e-46",
    "1e400", "1e-400", "0e999999999", "1e99999999999999999999", "000000000000000000000000000001e-5",
    "0x1p-1074", "0x1.fffffffffffff8p1023", "0x1.8p1", "0x1.fffffffffffff7p0", "0x.1p0", "0x1p-1075",
    "0x1.8p-1075", "0x1p-2000", "0x1p2000", "0x1.ffffffp0", "0x1.fffffefp0", "0x1.000001p0",
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (hard); i++)
    assert_parses_like_strtod (hard[i]);
  for (unsigned i = 0; i < N_RANDOM / 10; i++)
    {
      double value = random_double (rand);
      g_autofree char *text = g_strdup_printf ("%.*e", g_rand_int_range (rand, 0, 40), value);
      /* Exactly halfway between two floats, and a bit beside it. */
      g_autofree char *half = g_strdup_printf ("%.1200f", nextafter (value, INFINITY));

      assert_parses_like_strtod (text);
      if (i % 64 == 0)
        assert_parses_like_strtod (half);
    }
  g_rand_free (rand);
}

static void
test_halfway_goes_to_even (void)
{
  GRand *rand = g_rand_new_with_seed (5);

  for (unsigned i = 0; i < 3000; i++)
    {
      /* 54 bits: halfway between two 53 bit integers. */
      uint64_t odd = ((uint64_t) g_rand_int (rand) << 22 | UINT64_C (1) << 53 | g_rand_int (rand)) | 1;
      g_autofree char *exact = g_strdup_printf ("%" G_GUINT64_FORMAT, odd);
      g_autofree char *more = g_strdup_printf ("%" G_GUINT64_FORMAT ".%0900d1", odd, 0);

      assert_parses_like_strtod (exact);
      assert_parses_like_strtod (more);
    }
  g_rand_free (rand);
}

static void
test_float_syntax (void)
{
  static const char *wrong[] = { "", "+", ".", "e5", "1e", "1e+", "1x", "0x1", "0x", "1__0", "_1", "1_",
                                 "--1", "1 ", " 1", "infx", "nanx", "+nan", "0x1.p", "1.2.3", "1e5.5" };

  for (unsigned i = 0; i < G_N_ELEMENTS (wrong); i++)
    parse (wrong[i], 64, ILV_NUMBER_SYNTAX);
  g_assert_cmpfloat (parse ("+Inf", 64, ILV_NUMBER_OK), ==, INFINITY);
  g_assert_cmpfloat (parse ("-infinity", 64, ILV_NUMBER_OK), ==, -INFINITY);
  g_assert_true (isnan (parse ("NaN", 64, ILV_NUMBER_OK)));
  g_assert_cmpfloat (parse ("1_23.50_0_0e+1_2", 64, ILV_NUMBER_OK), ==, 123.5e12);
  g_assert_cmpfloat (parse (".5", 64, ILV_NUMBER_OK), ==, 0.5);
  g_assert_cmpfloat (parse ("5.", 64, ILV_NUMBER_OK), ==, 5);
  g_assert_true (signbit (parse ("-0", 64, ILV_NUMBER_OK)));
}

static void
assert_parses_int (const char *text, int64_t base, int64_t bits, enum ilv_number_status status,
                   int64_t expected)
{
  int64_t value;

  g_assert_cmpint (ilv_number_parse_int ((const uint8_t *) text, strlen (text), base, bits, &value), ==, status);
  g_assert_cmpint (value, ==, expected);
}

/* Expected values are gc's (strconv.ParseInt). */
static void
test_integers (void)
{
  assert_parses_int ("-128", 10, 8, ILV_NUMBER_OK, -128);
  assert_parses_int ("128", 10, 8, ILV_NUMBER_RANGE, 127);
  assert_parses_int ("-129", 10, 8, ILV_NUMBER_RANGE, -128);
  assert_parses_int ("9223372036854775807", 10, 64, ILV_NUMBER_OK, INT64_MAX);
  assert_parses_int ("9223372036854775808", 10, 64, ILV_NUMBER_RANGE, INT64_MAX);
  assert_parses_int ("-9223372036854775808", 10, 0, ILV_NUMBER_OK, INT64_MIN);
  assert_parses_int ("99999999999999999999999", 10, 64, ILV_NUMBER_RANGE, INT64_MAX);
  assert_parses_int ("zz", 36, 64, ILV_NUMBER_OK, 35 * 36 + 35);
  assert_parses_int ("0x_1F", 0, 64, ILV_NUMBER_OK, 31);
  assert_parses_int ("0b101", 0, 64, ILV_NUMBER_OK, 5);
  assert_parses_int ("017", 0, 64, ILV_NUMBER_OK, 15);
  assert_parses_int ("1_000", 0, 64, ILV_NUMBER_OK, 1000);
  assert_parses_int ("1__0", 0, 64, ILV_NUMBER_SYNTAX, 0);
  assert_parses_int ("1_000", 10, 64, ILV_NUMBER_SYNTAX, 0);
  assert_parses_int ("", 10, 64, ILV_NUMBER_SYNTAX, 0);
  assert_parses_int ("-", 10, 64, ILV_NUMBER_SYNTAX, 0);
  assert_parses_int ("12a", 10, 64, ILV_NUMBER_SYNTAX, 0);
  assert_parses_int ("1", 1, 64, ILV_NUMBER_BAD_BASE, 0);
  assert_parses_int ("1", 10, 65, ILV_NUMBER_BAD_BITS, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vm/number/shortest-reads-back", test_shortest_reads_back);
  g_test_add_func ("/vm/number/shortest-of-singles-reads-back", test_shortest_of_singles_reads_back);
  g_test_add_func ("/vm/number/precision-rounds-exactly", test_precision_rounds_exactly);
  g_test_add_func ("/vm/number/general-form", test_general_form);
  g_test_add_func ("/vm/number/parsing-rounds-to-nearest", test_parsing_rounds_to_nearest);
  g_test_add_func ("/vm/number/halfway-goes-to-even", test_halfway_goes_to_even);
  g_test_add_func ("/vm/number/float-syntax", test_float_syntax);
  g_test_add_func ("/vm/number/integers", test_integers);
  return g_test_run ();
}
