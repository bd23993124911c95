/* SPDX-License-Identifier: MIT */
#include <glib.h>


#include "model/ilv-format.h"

static void
assert_duration (guint64     nsec,
                 const char *expected)
{
  g_autofree char *text = ilv_format_duration (nsec);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_format_duration_has_three_digits (void)
{
  assert_duration (0, "0");
  assert_duration (1, "1 ns");
  assert_duration (850, "850 ns");
  assert_duration (1000, "1 µs");
  assert_duration (12345, "12.3 µs");
  assert_duration (2310000, "2.31 ms");
  assert_duration (100123456, "100 ms");
  assert_duration (1500000000, "1.5 s");
  assert_duration (99900000000, "99.9 s");
}

/* What would be rounded up to 1000 of a unit is 1 of the next. */
static void
test_format_duration_rounds_into_next_unit (void)
{
  assert_duration (999949, "1 ms");
  assert_duration (999499, "999 µs");
  assert_duration (999999999, "1 s");
}

static void
test_format_duration_counts_minutes (void)
{
  assert_duration (G_GUINT64_CONSTANT (125000000000), "2 min 5 s");
  assert_duration (G_GUINT64_CONSTANT (7300000000000), "2 h 1 min");
}

static void
assert_time (guint64     nsec,
             guint64     resolution_nsec,
             const char *expected)
{
  g_autofree char *text = ilv_format_time (nsec, resolution_nsec);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_format_time_is_as_precise_as_asked (void)
{
  assert_time (0, 1, "0");
  assert_time (7331234, 1000, "7.331 ms");
  assert_time (7331234, 1000000, "7 ms");
  assert_time (7331234, 1, "7.331234 ms");
  assert_time (2500000000, 500000000, "2.5 s");
  assert_time (500000, 100000, "500 µs");
}

static void
assert_text (const char *bytes,
             gsize       n_bytes,
             guint       n_chars,
             const char *expected)
{
  g_autofree char *text = ilv_format_text (bytes, n_bytes, n_chars);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_format_kib_has_three_digits (void)
{
  static const struct
  {
    guint64 kib;
    const char *text;
  } cases[] = {
    { 0, "0 KiB" }, { 512, "512 KiB" }, { 1000, "0.98 MiB" }, { 1536, "1.5 MiB" },
    { 10 << 20, "10 GiB" }, { G_GUINT64_CONSTANT (5000) << 20, "5000 GiB" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = ilv_format_kib (cases[i].kib);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_format_text_shows_any_bytes (void)
{
  assert_text ("plain", 5, 10, "plain");
  assert_text ("a\nb\tc", 5, 10, "a\\nb\\tc");
  assert_text ("\xff\x01", 2, 10, "\\xff\\u0001");
  assert_text ("启动", 6, 10, "启动");
  assert_text ("启动", 5, 10, "启\\xe5\\x8a");
  assert_text ("a\0b", 3, 10, "a\\x00b");
}

static void
test_format_text_is_cut_by_characters (void)
{
  assert_text ("启动了", 9, 2, "启动…");
  assert_text ("启动", 6, 2, "启动");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/format/duration-has-three-digits",
                   test_format_duration_has_three_digits);
  g_test_add_func ("/model/format/duration-rounds-into-next-unit",
                   test_format_duration_rounds_into_next_unit);
  g_test_add_func ("/model/format/duration-counts-minutes", test_format_duration_counts_minutes);
  g_test_add_func ("/model/format/time-is-as-precise-as-asked",
                   test_format_time_is_as_precise_as_asked);
  g_test_add_func ("/model/format/kib-has-three-digits", test_format_kib_has_three_digits);
  g_test_add_func ("/model/format/text-shows-any-bytes", test_format_text_shows_any_bytes);
  g_test_add_func ("/model/format/text-is-cut-by-characters",
                   test_format_text_is_cut_by_characters);
  return g_test_run ();
}
