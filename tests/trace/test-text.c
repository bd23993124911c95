/* SPDX-License-Identifier: MIT */
#include "trace-test.h"

static void
assert_line (const struct ilv_event *event, const char *expected)
{
  char line[ILV_TEXT_LINE_BYTES];
  struct ilv_event back;

  g_assert_cmpuint (ilv_text_write (NULL, event, line), ==, strlen (expected));
  g_assert_cmpstr (line, ==, expected);
  g_assert_cmpint (ilv_text_parse (line, &back, NULL), ==, ILV_TEXT_EVENT);
  g_assert_cmpmem (&back, sizeof back, event, sizeof *event);
}

static void
test_text_leaves_out_what_is_zero (void)
{
  assert_line (&(struct ilv_event){ .type = ILV_EVENT_GO_START }, "0.000000ms p0 g- go-start");
  assert_line (&(struct ilv_event){ .type = ILV_EVENT_GO_CREATE, .p = ILV_NO_P, .g = 1,
                                    .time_nsec = 12345678, .object = 7, .seq = 1, .arg = 3,
                                    .site = 12 },
               "12.345678ms p- g1 go-create #1 new_g=7 func=3 @12");
  assert_line (&(struct ilv_event){ .type = ILV_EVENT_SELECT, .g = 2, .object = 4,
                                    .arg = (uint32_t) -1 },
               "0.000000ms p0 g2 select n_cases=4 chosen=-1");
  assert_line (&(struct ilv_event){ .type = ILV_EVENT_GO_END, .object = 5, .arg = 6,
                                    .time_nsec = UINT64_MAX },
               "18446744073709.551615ms p0 g- go-end object=5 arg=6");
}

static void
test_text_writes_bytes_readably (void)
{
  struct ilv_data_event data = { ILV_EVENT_DATA, 20, "\"a\\b\"\n\x01 \xe4\xb8\xad\xff\xe4\xb8" };
  struct ilv_event event;

  data.n_bytes = (uint16_t) strlen ((char *) data.bytes);
  memcpy (&event, &data, sizeof event);
  assert_line (&event, "data \"\\\"a\\\\b\\\"\\n\\x01 \xe4\xb8\xad\\xff\\xe4\\xb8\"");
}

static void
assert_value (enum ilv_value_kind kind, uint32_t size, const void *bytes, size_t n_bytes,
              const char *expected)
{
  struct ilv_value_event value = { ILV_EVENT_VALUE, (uint8_t) kind, (uint8_t) n_bytes, size, "" };
  struct ilv_event event;

  memcpy (value.bytes, bytes, n_bytes);
  memcpy (&event, &value, sizeof event);
  assert_line (&event, expected);
}

static void
test_text_writes_values (void)
{
  const int64_t integer = -42;
  const uint64_t natural = UINT64_MAX;
  const double third = 1.0 / 3, infinite = 1.0 / 0.0;

  assert_value (ILV_VALUE_INT, 4, &integer, 8, "value int size=4 -42");
  assert_value (ILV_VALUE_UINT, 8, &natural, 8, "value uint size=8 18446744073709551615");
  assert_value (ILV_VALUE_FLOAT, 8, &third, 8, "value float size=8 0.33333333333333331");
  assert_value (ILV_VALUE_FLOAT, 8, &infinite, 8, "value float size=8 inf");
  assert_value (ILV_VALUE_BOOL, 1, "\1", 1, "value bool size=1 true");
  assert_value (ILV_VALUE_STRING, 40, "abc", 3, "value string size=40 \"abc\"");
  assert_value (ILV_VALUE_POINTER, 8, &natural, 8, "value pointer size=8 0xffffffffffffffff");
  assert_value (ILV_VALUE_TEXT, 7, "{1 two}", 7, "value text size=7 \"{1 two}\"");
  assert_value (ILV_VALUE_OTHER, 48, "", 0, "value other size=48");
}

static void
test_text_falls_back_to_raw (void)
{
  struct ilv_data_event too_long = { ILV_EVENT_DATA, 29, "" };
  struct ilv_data_event not_clean = { ILV_EVENT_DATA, 1, "ab" };
  struct ilv_event event;

  assert_line (&(struct ilv_event){ .type = 0x7fff, .p = 1 },
               "raw ff7f0100" "00000000000000000000000000000000000000000000000000000000");
  memcpy (&event, &too_long, sizeof event);
  assert_line (&event, "raw 65001d00" "00000000000000000000000000000000000000000000000000000000");
  memcpy (&event, &not_clean, sizeof event);
  assert_line (&event, "raw 65000100" "61620000000000000000000000000000000000000000000000000000");
}

/* Whatever 32 bytes: they come back. Types are drawn from the known ones half
 * of the time, and payloads often look nearly right. */
static void
test_text_round_trips_any_record (void)
{
  char line[ILV_TEXT_LINE_BYTES];

  for (int i = 0; i < 200000; i++)
    {
      guint32 words[8];
      struct ilv_event event, back;

      for (int j = 0; j < 8; j++)
        words[j] = (guint32) g_test_rand_int () >> g_test_rand_int_range (0, 32);
      memcpy (&event, words, sizeof event);
      if (i % 2 == 0)
        event.type = (uint16_t) (event.type % ILV_N_EVENT_TYPES);
      if (i % 5 == 0)
        event.type = i % 10 == 0 ? ILV_EVENT_DATA : ILV_EVENT_VALUE;
      g_assert_cmpuint (ilv_text_write (NULL, &event, line), <, ILV_TEXT_LINE_BYTES);
      g_assert_cmpint (ilv_text_parse (line, &back, NULL), ==, ILV_TEXT_EVENT);
      g_assert_cmpmem (&back, sizeof back, &event, sizeof event);
    }
}

static void
test_text_comments_explain_numbers (void)
{
  const char *text = "0.000000ms p0 g- string id=3 length=11\n"
                     "data \"main.worker\"\n"
                     "0.000000ms p0 g1 go-create #1 new_g=7 func=3 ; \"main.worker\"\n"
                     "0.000000ms p0 g7 go-block #3 on=9 reason=2 ; chan receive\n"
                     "0.000000ms p0 g7 object-make #1 object=9 kind=2 ; WaitGroup\n";
  struct ilv_text_writer *writer = ilv_text_writer_new ();
  g_autoptr (GArray) events = events_from_text (text);
  g_autoptr (GString) again = g_string_new ("");
  char line[ILV_TEXT_LINE_BYTES];

  for (guint i = 0; i < events->len; i++)
    {
      ilv_text_write (writer, &g_array_index (events, struct ilv_event, i), line);
      g_string_append_printf (again, "%s\n", line);
    }
  g_assert_cmpstr (again->str, ==, text);
  ilv_text_writer_free (writer);
}

static void
test_text_says_what_is_wrong (void)
{
  static const struct
  {
    const char *line, *error;
  } cases[] = {
    { "x", "expected a number, found \"x\"" },
    { "1", "expected \"ms\" at the end of the line" },
    { "1s p0", "expected \"ms\", found \"s\"" },
    { "1.0000001ms p0", "expected at most six decimals, found \"1ms\"" },
    { "18446744073709.551616ms p0", "the time is too large" },
    { "99999999999999999999ms", "expected a smaller number, found \"99999999999999999999ms\"" },
    { "1ms q0", "expected a processor (p0), found \"q0\"" },
    { "1ms p70000 g1 go-end", "there is no processor 70000" },
    { "1ms p0 1", "expected a goroutine (g1), found \"1\"" },
    { "1ms p0 g1", "expected an event at the end of the line" },
    { "1ms p0 g1 data", "expected an event, found \"data\"" },
    { "1ms p0 g1 go-ends", "expected an event, found \"go-ends\"" },
    { "1ms p0 g1 go-end chan=1", "expected a field of this event, found \"chan=1\"" },
    { "1ms p0 g1 go-end #", "expected a number at the end of the line" },
    { "1ms p0 g1 heap kib=4294967296", "expected a smaller number, found \"4294967296\"" },
    { "data abc", "expected a quoted text, found \"abc\"" },
    { "data \"abc", "expected a closing quote at the end of the line" },
    { "data \"\\x4\"", "expected two hexadecimal digits, found \"4\"\"" },
    { "data \"12345678901234567890123456789\"", "the quoted text is longer than 28 bytes" },
    { "data \"abc\" d", "expected the end of the line, found \"d\"" },
    { "value thing size=1", "expected a kind of value, found \"thing\"" },
    { "value int 4", "expected size=N, found \"4\"" },
    { "value int size=8\n42", "expected a value at the end of the line" },
    { "value bool size=1 maybe", "expected a value of that kind, found \"maybe\"" },
    { "raw 00", "expected two hexadecimal digits at the end of the line" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      struct ilv_error error = { "" };
      struct ilv_event event;

      g_assert_cmpint (ilv_text_parse (cases[i].line, &event, &error), ==, ILV_TEXT_BAD);
      g_assert_cmpstr (error.text, ==, cases[i].error);
    }
}

static void
test_text_skips_blank_lines (void)
{
  struct ilv_event event;

  g_assert_cmpint (ilv_text_parse ("", &event, NULL), ==, ILV_TEXT_BLANK);
  g_assert_cmpint (ilv_text_parse ("  ; only words\n", &event, NULL), ==, ILV_TEXT_BLANK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, function) g_test_add_func ("/trace/text/" path, test_text_##function)
  TEST ("leaves-out-what-is-zero", leaves_out_what_is_zero);
  TEST ("writes-bytes-readably", writes_bytes_readably);
  TEST ("writes-values", writes_values);
  TEST ("falls-back-to-raw", falls_back_to_raw);
  TEST ("round-trips-any-record", round_trips_any_record);
  TEST ("comments-explain-numbers", comments_explain_numbers);
  TEST ("says-what-is-wrong", says_what_is_wrong);
  TEST ("skips-blank-lines", skips_blank_lines);
#undef TEST
  return g_test_run ();
}
