/* test-format.c - What fmt prints. Expected texts are gc's.
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "fake-sched.h"
#include "go-types.h"
#include "vm/format.h"
#include "vm/map.h"

static struct ilv_p p;
static struct ilv_heap *heap;

static void
mark_nothing (struct ilv_heap *h, void *data)
{
}

static void
set_up (void)
{
  struct ilv_heap_config config = { 0, mark_nothing, NULL };

  heap = ilv_heap_new (&config);
  fake_sched_enter (&p, 0);
  g_assert_true (ilv_heap_attach (heap, &p));
}

static void
tear_down (void)
{
  fake_sched_leave (&p);
  ilv_heap_free (heap);
}

static void
assert_printf_n (const char *expected, const char *directives, const struct ilv_iface *args, int n)
{
  struct ilv_format format;
  struct ilv_text out;

  ilv_text_init (&out);
  ilv_format_init (&format, &p, &out, (struct ilv_slice) { NULL, 0, 0 });
  ilv_format_printf (&format, go_string (directives), args, n);
  ilv_text_add_byte (&out, '\0');
  g_assert_cmpstr (out.bytes, ==, expected);
  g_assert_cmpuint (format.n_asked, ==, 0);
  ilv_format_clear (&format);
  ilv_text_clear (&out);
}

#define assert_printf(expected, directives, ...) \
  G_STMT_START \
  { \
    struct ilv_iface args_[] = { __VA_ARGS__ }; \
    assert_printf_n (expected, directives, args_, G_N_ELEMENTS (args_)); \
  } \
  G_STMT_END

static struct ilv_string hello = { (const uint8_t *) "hello", 5 };

static void
test_integers (void)
{
  set_up ();
  assert_printf ("42 -42 +42", "%d %d %+d", go_int (42), go_int (-42), go_int (42));
  assert_printf ("|   42|42   |00042|-0042|", "|%5d|%-5d|%05d|%05d|", go_int (42), go_int (42),
                 go_int (42), go_int (-42));
  assert_printf ("101010 52 0o52 2a 2A 0x2a 0b101010 052", "%b %o %O %x %X %#x %#b %#o", go_int (42),
                 go_int (42), go_int (42), go_int (42), go_int (42), go_int (42), go_int (42), go_int (42));
  assert_printf ("* '*' U+002A U+002A '*'", "%c %q %U %#U", go_int (42), go_int (42), go_int (42), go_int (42));
  assert_printf ("|  007|", "|%5.3d|", go_int (7));
  assert_printf ("||", "|%.0d|", go_int (0));
  assert_printf ("| 7|", "|% d|", go_int (7));
  assert_printf ("-9223372036854775808", "%d", go_int (INT64_MIN));
  assert_printf ("0xff 255", "%#v %d", (struct ilv_iface) { &uint8_type, 255 },
                 (struct ilv_iface) { &uint8_type, 255 });
  tear_down ();
}

static void
test_floats (void)
{
  set_up ();
  assert_printf ("3.14 3.140000 3.1 3.140000e+00", "%v %f %.1f %e", go_float (3.14), go_float (3.14),
                 go_float (3.14), go_float (3.14));
  assert_printf ("|  3.14|003.14|+3.14|3.14  |", "|%6.2f|%06.2f|%+.2f|%-6.2f|", go_float (3.14),
                 go_float (3.14), go_float (3.14), go_float (3.14));
  assert_printf ("1e+06 1e-05 1e+100 123456", "%v %v %v %v", go_float (1e6), go_float (1e-5),
                 go_float (1e100), go_float (123456));
  assert_printf ("+Inf -Inf NaN |  +Inf|", "%v %v %v |%06v|", go_float (INFINITY), go_float (-INFINITY),
                 go_float (NAN), go_float (INFINITY));
  assert_printf ("3.00000 3. 1.00000e+06", "%#g %#.0f %#g", go_float (3), go_float (3), go_float (1e6));
  tear_down ();
}

static void
test_strings (void)
{
  struct ilv_iface text = go_boxed (&string_type, &hello);
  struct ilv_string odd = go_string ("a\"\n\t\x01é\xff"), eacute = go_string ("é");

  set_up ();
  assert_printf ("hello \"hello\" 68656c6c6f 68 65 6C 6C 6F", "%s %q %x % X", text, text, text, text);
  assert_printf ("|     hello|hello     |hel|  hel|", "|%10s|%-10s|%.3s|%5.3s|", text, text, text, text);
  assert_printf ("\"a\\\"\\n\\t\\x01é\\xff\" \"a\\\"\\n\\t\\x01\\u00e9\\xff\"", "%q %+q",
                 go_boxed (&string_type, &odd), go_boxed (&string_type, &odd));
  assert_printf ("`hello` |    é|", "%#q |%5s|", text, go_boxed (&string_type, &eacute));
  assert_printf ("\"hello\"", "%#v", text);
  tear_down ();
}

static void
test_errors_are_shown (void)
{
  struct ilv_iface text = go_boxed (&string_type, &hello);

  set_up ();
  assert_printf ("%!d(string=hello)", "%d", text);
  assert_printf ("%!s(int=1)", "%s", go_int (1));
  assert_printf ("1 %!d(MISSING)", "%d %d", go_int (1));
  assert_printf ("1%!(EXTRA int=2, string=hello, <nil>)", "%d", go_int (1), go_int (2), text,
                 (struct ilv_iface) { NULL, 0 });
  assert_printf ("%!(NOVERB)%!(EXTRA int=1)", "%", go_int (1));
  assert_printf ("%!z(int=1)", "%z", go_int (1));
  assert_printf ("%!d(<nil>)", "%d", (struct ilv_iface) { NULL, 0 });
  assert_printf ("%!(BADWIDTH)1", "%*d", text, go_int (1));
  assert_printf ("%!(BADPREC)1", "%.*d", text, go_int (1));
  assert_printf ("%!d(BADINDEX)", "%[3]d", go_int (1), go_int (2));
  assert_printf ("%!w(int=1)", "%w", go_int (1));
  assert_printf ("100%", "%d%%", go_int (100));
  tear_down ();
}

static void
test_widths_and_indexes_from_operands (void)
{
  set_up ();
  assert_printf ("|   42|42   |", "|%*d|%-*d|", go_int (5), go_int (42), go_int (5), go_int (42));
  assert_printf ("|42   |", "|%*d|", go_int (-5), go_int (42));
  assert_printf ("3.14", "%.*f", go_int (2), go_float (3.14159));
  assert_printf ("2 1", "%[2]d %[1]d", go_int (1), go_int (2));
  assert_printf ("| 12.00|", "|%[3]*.[2]*[1]f|", go_float (12), go_int (2), go_int (6));
  tear_down ();
}

static void
test_composites (void)
{
  struct
  {
    int64_t n;
    struct ilv_string s;
  } pair = { 7, hello };
  int64_t numbers[] = { 1, 2, 3 };
  struct ilv_slice ints = { numbers, 3, 3 }, bytes = { (void *) (uintptr_t) "hi", 2, 2 }, none = { NULL, 0, 0 };
  struct ilv_iface inside[] = { go_int (1), go_boxed (&string_type, &hello), { NULL, 0 } };
  struct ilv_slice anys = { inside, 3, 3 };
  struct ilv_iface pointer = { &pair_pointer_type, (uint64_t) (uintptr_t) &pair };

  set_up ();
  assert_printf ("{7 hello} {N:7 s:hello} main.Pair{N:7, s:\"hello\"}", "%v %+v %#v",
                 go_boxed (&pair_type, &pair), go_boxed (&pair_type, &pair), go_boxed (&pair_type, &pair));
  assert_printf ("&{7 hello} &main.Pair{N:7, s:\"hello\"} main.Pair *main.Pair", "%v %#v %T %T", pointer,
                 pointer, go_boxed (&pair_type, &pair), pointer);
  assert_printf ("[1 2 3] []int{1, 2, 3} [01 02 03]", "%v %#v %02d", go_boxed (&ints_type, &ints),
                 go_boxed (&ints_type, &ints), go_boxed (&ints_type, &ints));
  assert_printf ("[] []int(nil)", "%v %#v", go_boxed (&ints_type, &none), go_boxed (&ints_type, &none));
  assert_printf ("[104 105] hi 6869 []byte{0x68, 0x69} \"hi\"", "%v %s %x %#v %q", go_boxed (&bytes_type, &bytes),
                 go_boxed (&bytes_type, &bytes), go_boxed (&bytes_type, &bytes),
                 go_boxed (&bytes_type, &bytes), go_boxed (&bytes_type, &bytes));
  assert_printf ("[1 hello <nil>] []interface {}{1, \"hello\", interface {}(nil)}", "%v %#v",
                 go_boxed (&anys_type, &anys), go_boxed (&anys_type, &anys));
  assert_printf ("[%!d(string=h)]", "[%d]", go_boxed (&string_type, &(struct ilv_string) { hello.bytes, 1 }));
  tear_down ();
}

static void
test_maps_are_sorted (void)
{
  enum ilv_map_fault fault;
  struct ilv_map *map;
  static const char *keys[] = { "pear", "apple", "fig" };

  set_up ();
  map = ilv_map_new (&p, &string_int_map_type, 0);
  for (int i = 0; i < 3; i++)
    {
      struct ilv_string key = go_string (keys[i]);

      *(int64_t *) ilv_map_put (&p, map, &key, &fault) = i;
    }
  assert_printf ("map[apple:1 fig:2 pear:0] map[string]int{\"apple\":1, \"fig\":2, \"pear\":0}", "%v %#v",
                 (struct ilv_iface) { &string_int_map_type, (uint64_t) (uintptr_t) map },
                 (struct ilv_iface) { &string_int_map_type, (uint64_t) (uintptr_t) map });
  assert_printf ("map[]", "%v", (struct ilv_iface) { &string_int_map_type, 0 });
  tear_down ();
}

/* A slice that holds itself would never end. */
static void
test_endless_value_is_cut (void)
{
  struct ilv_slice slice = { NULL, 1, 1 };
  struct ilv_iface iface = go_boxed (&anys_type, &slice);
  struct ilv_format format;
  struct ilv_text out;

  set_up ();
  slice.array = &iface;
  ilv_text_init (&out);
  ilv_format_init (&format, &p, &out, (struct ilv_slice) { NULL, 0, 0 });
  ilv_format_println (&format, &iface, 1);
  g_assert_true (format.is_too_deep);
  ilv_format_clear (&format);
  ilv_text_clear (&out);
  tear_down ();
}

static void
test_spaces_between_operands (void)
{
  struct ilv_iface args[] = { go_int (1), go_int (2), go_boxed (&string_type, &hello), go_int (3),
                              { NULL, 0 }, { &bool_type, 1 } };
  struct ilv_format format;
  struct ilv_text out;

  set_up ();
  ilv_text_init (&out);
  ilv_format_init (&format, &p, &out, (struct ilv_slice) { NULL, 0, 0 });
  ilv_format_print (&format, args, G_N_ELEMENTS (args));
  ilv_format_println (&format, args, G_N_ELEMENTS (args));
  ilv_text_add_byte (&out, '\0');
  g_assert_cmpstr (out.bytes, ==, "1 2hello3 <nil> true1 2 hello 3 <nil> true\n");
  ilv_format_clear (&format);
  ilv_text_clear (&out);
  tear_down ();
}

/* main.Celsius, an int with a String method. */
static const struct ilv_rtype string_func_type = { .kind = ILV_KIND_FUNC, .text = "func() string" };
static const struct ilv_rtype_method celsius_methods[] = {
  { .id = 1, .name = "String", .type = &string_func_type, .func = (const struct ilv_func *) "called by nobody here" },
};
static const struct ilv_rtype celsius_type = {
  .size = 8, .align = 8, .id = 30, .kind = ILV_KIND_INT, .n_slots = 1, .flags = PLAIN_FLAGS,
  .text = "main.Celsius", .name = "Celsius", .pkg_path = "main", .n_methods = 1, .methods = celsius_methods,
};

static void
test_methods_are_asked_in_order (void)
{
  struct ilv_iface args[] = { { &celsius_type, 20 }, { &celsius_type, 30 }, { &celsius_type, 40 } };
  struct ilv_format_answer answers[] = { { go_string ("20 C"), false }, { go_string ("raw"), true } };
  const struct ilv_format_question *questions;
  struct ilv_format format;
  struct ilv_text out;

  set_up ();
  ilv_text_init (&out);
  ilv_format_init (&format, &p, &out, (struct ilv_slice) { NULL, 0, 0 });
  ilv_format_printf (&format, go_string ("%6s|%-6v|%d"), args, 3);
  g_assert_cmpuint (format.n_asked, ==, 2);
  questions = (const struct ilv_format_question *) format.questions.bytes;
  g_assert_true (questions[0].value.type == &celsius_type);
  g_assert_cmpuint (questions[0].value.data, ==, 20);
  g_assert_cmpint (questions[0].method, ==, ILV_FORMAT_STRING);
  g_assert_cmpint (questions[1].verb, ==, 'v');
  g_assert_cmpint (questions[1].width, ==, 6);
  g_assert_cmpuint (questions[1].flags, ==, 1);
  ilv_format_clear (&format);

  out.len = 0;
  ilv_format_init (&format, &p, &out, (struct ilv_slice) { answers, 2, 2 });
  ilv_format_printf (&format, go_string ("%6s|%-6v|%d"), args, 3);
  ilv_text_add_byte (&out, '\0');
  g_assert_cmpstr (out.bytes, ==, "  20 C|raw|40");
  g_assert_cmpuint (format.questions.len, ==, 0);
  ilv_format_clear (&format);
  ilv_text_clear (&out);
  tear_down ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vm/format/integers", test_integers);
  g_test_add_func ("/vm/format/floats", test_floats);
  g_test_add_func ("/vm/format/strings", test_strings);
  g_test_add_func ("/vm/format/errors-are-shown", test_errors_are_shown);
  g_test_add_func ("/vm/format/widths-and-indexes-from-operands", test_widths_and_indexes_from_operands);
  g_test_add_func ("/vm/format/composites", test_composites);
  g_test_add_func ("/vm/format/maps-are-sorted", test_maps_are_sorted);
  g_test_add_func ("/vm/format/endless-value-is-cut", test_endless_value_is_cut);
  g_test_add_func ("/vm/format/spaces-between-operands", test_spaces_between_operands);
  g_test_add_func ("/vm/format/methods-are-asked-in-order", test_methods_are_asked_in_order);
  return g_test_run ();
}
