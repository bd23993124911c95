/* test-backlog.c - Events on their way between two threads.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-backlog.h"

#define MAX_EVENTS 5000
#define N_EVENTS 100000

struct taken
{
  gsize n_events;
  gsize n_wrong; /* not the one that was added at this place */
};

static void
take (const struct ilv_event *events, size_t n_events, void *data)
{
  struct taken *taken = data;

  for (size_t i = 0; i < n_events; i++)
    taken->n_wrong += events[i].arg != taken->n_events++;
}

static void
add (IlvBacklog *backlog, gsize first, gsize n)
{
  g_autofree struct ilv_event *events = g_new0 (struct ilv_event, n);

  for (gsize i = 0; i < n; i++)
    events[i].arg = (guint32) (first + i);
  ilv_backlog_add (backlog, events, n);
}

/* In pieces of all sizes, of which some go over more than one chunk. */
static gpointer
add_all (gpointer data)
{
  gsize n = 0;

  for (gsize size = 1; n < N_EVENTS; size = (size * 7 + 3) % 9000)
    {
      gsize rest = MIN (size, N_EVENTS - n);

      add (data, n, rest);
      n += rest;
    }
  ilv_backlog_end (data);
  return NULL;
}

static void
test_order (void)
{
  g_autoptr (IlvBacklog) backlog = ilv_backlog_new (MAX_EVENTS);
  GThread *adder = g_thread_new ("adder", add_all, backlog);
  struct taken taken = { 0 };

  while (ilv_backlog_take (backlog, (struct ilv_sink) { take, &taken }))
    ;
  g_thread_join (adder);
  g_assert_cmpuint (taken.n_events, ==, N_EVENTS);
  g_assert_cmpuint (taken.n_wrong, ==, 0);
  g_assert_true (ilv_backlog_is_empty (backlog));
}

static void
look (const struct ilv_event *events, size_t n_events, void *data)
{
  g_assert_false (ilv_backlog_is_empty (data));
}

static void
test_busy (void)
{
  g_autoptr (IlvBacklog) backlog = ilv_backlog_new (MAX_EVENTS);

  add (backlog, 0, 3);
  g_assert_false (ilv_backlog_is_empty (backlog));
  g_assert_true (ilv_backlog_take (backlog, (struct ilv_sink) { look, backlog }));
  g_assert_true (ilv_backlog_is_empty (backlog));
}

/* Nobody takes: without the drop it would wait for ever. */
static void
test_drop (void)
{
  g_autoptr (IlvBacklog) backlog = ilv_backlog_new (MAX_EVENTS);
  GThread *adder = g_thread_new ("adder", add_all, backlog);
  struct taken taken = { 0 };

  ilv_backlog_drop (backlog);
  g_thread_join (adder);
  g_assert_false (ilv_backlog_take (backlog, (struct ilv_sink) { take, &taken }));
  g_assert_cmpuint (taken.n_events, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/backlog/all-comes-in-order-through-a-small-one", test_order);
  g_test_add_func ("/app/backlog/a-batch-waits-until-it-is-taken", test_busy);
  g_test_add_func ("/app/backlog/a-dropped-one-holds-nobody-up", test_drop);
  return g_test_run ();
}
