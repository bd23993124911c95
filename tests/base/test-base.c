/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/intern.h"
#include "base/source.h"
#include "base/unicode.h"
#include "base/utf8.h"

#include <glib.h>
#include <string.h>

static void
test_arena_memory_is_zero_and_aligned (void)
{
  struct ilv_arena *arena = ilv_arena_new ();

  for (gsize size = 0; size < 100000; size = size * 3 + 1)
    {
      unsigned char *bytes = ilv_arena_alloc (arena, size);
      g_assert_cmpuint ((guintptr) bytes % 16, ==, 0);
      for (gsize i = 0; i < size; i++)
        g_assert_cmpint (bytes[i], ==, 0);
      memset (bytes, 0xff, size);
    }
  ilv_arena_free (arena);
}

/* Apart, so that nothing that changes lives across setjmp(). */
static __attribute__ ((noinline)) gboolean
runs_out (struct ilv_arena *arena, gsize size)
{
  jmp_buf escape;

  if (setjmp (escape))
    return TRUE;
  ilv_arena_set_escape (arena, &escape);
  ilv_arena_alloc (arena, size);
  return FALSE;
}

static void
test_arena_limit_escapes (void)
{
  struct ilv_arena *arena = ilv_arena_new ();

  ilv_arena_set_limit (arena, 1000000);
  g_assert_false (runs_out (arena, 900000));
  g_assert_true (runs_out (arena, 900000));
  g_assert_true (runs_out (arena, G_MAXSIZE - 8));
  ilv_arena_free (arena);
}

static void
test_intern_same_name_is_same_pointer (void)
{
  struct ilv_arena *arena = ilv_arena_new ();
  struct ilv_intern *intern = ilv_intern_new (arena);
  struct ilv_symbol *first = ilv_intern_add (intern, "a\0b", 3);

  for (int i = 0; i < 10000; i++)
    {
      g_autofree char *name = g_strdup_printf ("name%d", i);
      g_assert_cmpstr (ilv_intern_add_cstr (intern, name)->text, ==, name);
    }
  g_assert_true (ilv_intern_add (intern, "a\0b", 3) == first);
  g_assert_true (ilv_intern_add (intern, "a\0c", 3) != first);
  g_assert_true (ilv_intern_add (intern, "a", 1) != first);
  ilv_arena_free (arena);
}

static void
test_source_positions_name_line_and_byte (void)
{
  struct ilv_arena *arena = ilv_arena_new ();
  struct ilv_sources *sources = ilv_sources_new (arena);
  struct ilv_source *a = ilv_sources_add (sources, "a", "x\n\nyz", 5);
  struct ilv_source *b = ilv_sources_add (sources, "b", "", 0);
  struct ilv_location at = ilv_sources_locate (sources, a->base + 4);

  g_assert_true (at.source == a);
  g_assert_cmpuint (at.line, ==, 3);
  g_assert_cmpuint (at.column, ==, 2);
  at = ilv_sources_locate (sources, a->base + 5);
  g_assert_true (at.source == a);
  at = ilv_sources_locate (sources, b->base);
  g_assert_true (at.source == b);
  g_assert_cmpuint (at.line, ==, 1);
  g_assert_null (ilv_sources_locate (sources, 0).source);
  ilv_arena_free (arena);
}

static void
test_diag_is_sorted_and_bounded (void)
{
  struct ilv_arena *arena = ilv_arena_new ();
  struct ilv_sources *sources = ilv_sources_new (arena);
  struct ilv_source *source = ilv_sources_add (sources, "f", "aaa\nbbb\nccc\n", 12);
  struct ilv_diags *diags = ilv_diags_new (arena, sources);
  struct ilv_buf out;

  ilv_diags_set_limit (diags, 3);
  ilv_diags_add (diags, source->base + 8, "third");
  ilv_diags_add (diags, source->base + 1, "syntax error: one");
  ilv_diags_add (diags, source->base + 2, "syntax error: again in this line");
  ilv_diags_add (diags, source->base + 4, "second %d", 2);
  ilv_diags_add (diags, source->base + 5, "too late");
  ilv_buf_init (&out, arena);
  ilv_diags_print (diags, &out);
  g_assert_cmpstr (out.text, ==,
                   "f:1:2: syntax error: one\nf:2:1: second 2\nf:3:1: third\n"
                   "f:2:1: too many errors\n");
  ilv_arena_free (arena);
}

static void
test_diag_file_with_first_error_comes_first (void)
{
  struct ilv_arena *arena = ilv_arena_new ();
  struct ilv_sources *sources = ilv_sources_new (arena);
  struct ilv_source *f = ilv_sources_add (sources, "f", "aaa\n", 4);
  struct ilv_source *g = ilv_sources_add (sources, "g", "bbb\n", 4);
  struct ilv_diags *diags = ilv_diags_new (arena, sources);
  struct ilv_buf out;

  ilv_diags_add (diags, g->base + 2, "later in g");
  ilv_diags_add (diags, f->base, "in f");
  ilv_diags_add (diags, g->base, "in g");
  ilv_buf_init (&out, arena);
  ilv_diags_print (diags, &out);
  g_assert_cmpstr (out.text, ==, "g:1:1: in g\ng:1:3: later in g\nf:1:1: in f\n");
  ilv_arena_free (arena);
}

static void
test_utf8_wrong_bytes_are_one_each (void)
{
  static const struct
  {
    const char *text;
    guint32 rune;
    gsize len;
  } cases[] = {
    { "a", 'a', 1 },           { "\xc3\xa9", 0xe9, 2 },       { "\xe4\xb8\x96", 0x4e16, 3 },
    { "\xf0\x9f\x98\x80", 0x1f600, 4 }, { "\xc0\x80", 0xfffd, 1 }, { "\xed\xa0\x80", 0xfffd, 1 },
    { "\xf5\x80\x80\x80", 0xfffd, 1 },  { "\xe4\xb8", 0xfffd, 1 }, { "\x80", 0xfffd, 1 },
    { "\xe0\x80\x80", 0xfffd, 1 },      { "\xef\xbf\xbd", 0xfffd, 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint32 rune;
      gsize len = ilv_utf8_decode (cases[i].text, strlen (cases[i].text), &rune);
      g_assert_cmpuint (rune, ==, cases[i].rune);
      g_assert_cmpuint (len, ==, cases[i].len);
    }
  for (guint32 rune = 0; rune < 0x110000; rune += 7)
    {
      char ours[4], theirs[6];
      guint32 back;
      gsize len = ilv_utf8_encode (rune, ours);
      if (!ilv_utf8_is_valid_rune (rune))
        continue;
      g_assert_cmpmem (ours, len, theirs, (gsize) g_unichar_to_utf8 (rune, theirs));
      g_assert_cmpuint (ilv_utf8_decode (ours, len, &back), ==, len);
      g_assert_cmpuint (back, ==, rune);
    }
}

static void
test_unicode_sorts_characters (void)
{
  g_assert_true (ilv_unicode_is_letter (0x4e16));
  g_assert_true (ilv_unicode_is_letter (0xe9));
  g_assert_false (ilv_unicode_is_letter ('1'));
  g_assert_true (ilv_unicode_is_digit (0x0663));
  g_assert_true (ilv_unicode_is_upper (0x00c9));
  g_assert_false (ilv_unicode_is_upper (0xe9));
  g_assert_true (ilv_unicode_is_print (' '));
  g_assert_false (ilv_unicode_is_print (0x00a0));
  g_assert_false (ilv_unicode_is_print ('\n'));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/arena/memory-is-zero-and-aligned",
                   test_arena_memory_is_zero_and_aligned);
  g_test_add_func ("/base/arena/limit-escapes", test_arena_limit_escapes);
  g_test_add_func ("/base/intern/same-name-is-same-pointer",
                   test_intern_same_name_is_same_pointer);
  g_test_add_func ("/base/source/positions-name-line-and-byte",
                   test_source_positions_name_line_and_byte);
  g_test_add_func ("/base/diag/is-sorted-and-bounded", test_diag_is_sorted_and_bounded);
  g_test_add_func ("/base/diag/file-with-first-error-comes-first",
                   test_diag_file_with_first_error_comes_first);
  g_test_add_func ("/base/utf8/wrong-bytes-are-one-each", test_utf8_wrong_bytes_are_one_each);
  g_test_add_func ("/base/unicode/sorts-characters", test_unicode_sorts_characters);
  return g_test_run ();
}
