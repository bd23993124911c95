/* SPDX-License-Identifier: MIT */
#include "draw/ilv-text-cache.h"

static double
width_of (IlvTextMeasure  measure,
          const char     *text)
{
  return measure.width (measure.data, ILV_FONT_LABEL, text);
}

/* What fits by the guess fits in the fonts of this machine. */
static void
test_text_cache_guess_is_cautious (void)
{
  static const char *const texts[] = {
    "recv ← results", "send 25 → results", "sleep 100 ms", "ready", "WaitGroup", "main.func1",
    "wg.Wait", "worker 12", "0123456789", "启动 Goroutine", "write", "MMMM", "iiii",
  };
  g_autoptr(IlvTextCache) cache = ilv_text_cache_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      double exact = width_of (ilv_text_cache_measure (cache), texts[i]);
      double guess = width_of (ilv_text_measure_anywhere (), texts[i]);

      g_assert_cmpfloat (exact, >, 0);
      g_assert_cmpfloat (guess, >=, exact);
      g_assert_cmpfloat (guess, <=, exact * 2.2);
    }
}

static void
test_text_cache_forgets_the_longest_unused (void)
{
  g_autoptr(IlvTextCache) cache = ilv_text_cache_new (NULL);
  IlvTextMeasure measure = ilv_text_cache_measure (cache);
  double first = width_of (measure, "first");

  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *text = g_strdup_printf ("text %u", i);

      g_assert_cmpfloat (width_of (measure, text), >, 0);
    }
  g_assert_cmpfloat (width_of (measure, "first"), ==, first);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/text-cache/guess-is-cautious", test_text_cache_guess_is_cautious);
  g_test_add_func ("/draw/text-cache/forgets-the-longest-unused",
                   test_text_cache_forgets_the_longest_unused);
  return g_test_run ();
}
