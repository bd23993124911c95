/* SPDX-License-Identifier: MIT */
#include "model-test.h"

#include "model/ilv-finder.h"

/* Main, a worker of each of two functions, a channel. */
#define PROGRAM \
  "0ms p0 g- string id=1 length=11\ndata \"main.worker\"\n" \
  "0ms p0 g- string id=2 length=10\ndata \"main.write\"\n" \
  "0ms p0 g- go-create #1 new_g=1\n" \
  "0.1ms p0 g1 go-start #2\n" \
  "0.2ms p0 g1 go-create #1 new_g=2 func=1\n" \
  "0.3ms p0 g1 go-create #1 new_g=3 func=1\n" \
  "0.4ms p0 g1 go-create #1 new_g=40 func=2\n"

static void
assert_found (IlvFinder  *finder,
              const char *text,
              const char *expected)
{
  g_autoptr(GString) names = g_string_new (NULL);
  const IlvFound *found;
  guint n_found;

  ilv_finder_begin (finder, text);
  while (ilv_finder_step (finder, 2))
    continue;
  found = ilv_finder_get (finder, &n_found);
  for (guint i = 0; i < n_found; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", found[i].name);
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_finder_rates_beginnings_and_runs (void)
{
  g_assert_cmpint (ilv_finder_rate ("Fit everything", "xyz"), <, 0);
  g_assert_cmpint (ilv_finder_rate ("worker", "rw"), <, 0);
  g_assert_cmpint (ilv_finder_rate ("Fit everything", "FE"), >,
                   ilv_finder_rate ("Coffee", "fe"));
  g_assert_cmpint (ilv_finder_rate ("worker 2", "worker"), >,
                   ilv_finder_rate ("w o r k e r", "worker"));
  g_assert_cmpint (ilv_finder_rate ("worker 12", "w12"), >, ilv_finder_rate ("worker 912", "w12"));
  g_assert_cmpint (ilv_finder_rate ("Größe", "öße"), >, 0);
}

static void
test_finder_finds_what_a_session_has (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (PROGRAM);
  g_autoptr(IlvSession) session = ilv_session_new (trace);
  g_autoptr(IlvFinder) finder = ilv_finder_new (session);

  ilv_session_write_note (session, 1000, ILV_NO_LANE, "what is wrong here");
  assert_found (finder, "wk", "worker 1, worker 2, main.worker");
  assert_found (finder, "wo 2", "worker 2");
  assert_found (finder, "g40", "write");
  assert_found (finder, "wrong", "what is wrong here");
  assert_found (finder, "zz", "");
}

static void
test_finder_finds_what_was_added (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (PROGRAM);
  g_autoptr(IlvSession) session = ilv_session_new (trace);
  g_autoptr(IlvFinder) finder = ilv_finder_new (session);

  ilv_finder_add (finder, ILV_FOUND_COMMAND, 0, 0, "Write a note");
  ilv_finder_add (finder, ILV_FOUND_COMMAND, 1, 0, "Print");
  ilv_finder_add (finder, ILV_FOUND_LINE, 7, 12, "write (x)");
  assert_found (finder, "write", "write, write (x), Write a note, main.write");
  assert_found (finder, "", "Write a note, Print, P0, goroutine 1, worker 1, worker 2, write, "
                            "goroutines, main.worker, main.write");
  assert_found (finder, "> ", "Write a note, Print");
  assert_found (finder, ">pr", "Print");
  assert_found (finder, ":12", "write (x)");
  assert_found (finder, ":13", "");
}

static void
test_finder_looks_at_so_many_at_a_time (void)
{
  g_autoptr(IlvTrace) trace = ilv_trace_new ();
  g_autoptr(IlvSession) session = NULL;
  g_autoptr(IlvFinder) finder = NULL;
  guint n_steps = 0, n_found;

  for (guint i = 1; i <= 1000; i++)
    ilv_trace_add_events (trace, &(struct ilv_event) { .type = ILV_EVENT_GO_CREATE, .object = i,
                                                       .time_nsec = i }, 1);
  session = ilv_session_new (trace);
  finder = ilv_finder_new (session);
  ilv_finder_begin (finder, "goroutine 77");
  while (ilv_finder_step (finder, 100))
    n_steps++;
  g_assert_cmpuint (n_steps, >=, 9);
  g_assert_cmpuint (n_steps, <=, 12);
  g_assert_cmpstr (ilv_finder_get (finder, &n_found)->name, ==, "goroutine 77");
  g_assert_cmpuint (n_found, <=, ILV_FINDER_MAX_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/finder/rates-beginnings-and-runs",
                   test_finder_rates_beginnings_and_runs);
  g_test_add_func ("/model/finder/finds-what-a-session-has", test_finder_finds_what_a_session_has);
  g_test_add_func ("/model/finder/finds-what-was-added", test_finder_finds_what_was_added);
  g_test_add_func ("/model/finder/looks-at-so-many-at-a-time",
                   test_finder_looks_at_so_many_at_a_time);
  return g_test_run ();
}
