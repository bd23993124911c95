/* SPDX-License-Identifier: MIT */
#include <glib.h>
#include <stdatomic.h>

#include "model/ilv-gate.h"

#define N_TURNS 200

/* What the gate guards: whoever is inside finds it as he left it. */
static guint guarded;
static atomic_uint n_done;

static gpointer
enter_often (gpointer data)
{
  for (guint i = 0; i < N_TURNS; i++)
    {
      ilv_gate_enter ();
      guarded++;
      ilv_gate_leave ();
    }
  atomic_fetch_add (&n_done, 1);
  g_main_context_wakeup (NULL);
  return NULL;
}

static gboolean
stay_busy_cb (gpointer data)
{
  guint before = guarded;

  for (volatile guint i = 0; i < 1000; i++)
    g_assert_cmpuint (guarded, ==, before);
  guarded++;
  ++*(guint *) data;
  return G_SOURCE_CONTINUE;
}

/* A loop that always has something to do lets them in, and is not disturbed by them. */
static void
test_gate_busy_loop_shares (void)
{
  GThread *threads[2];
  guint n_busy = 0;
  guint source = g_idle_add (stay_busy_cb, &n_busy);

  guarded = 0;
  atomic_store (&n_done, 0);
  ilv_gate_open ();
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("often", enter_often, NULL);
  while (atomic_load (&n_done) < G_N_ELEMENTS (threads))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    ilv_gate_join (threads[i]);
  g_assert_cmpuint (guarded, ==, n_busy + N_TURNS * G_N_ELEMENTS (threads));
  ilv_gate_close ();
  g_source_remove (source);
}

/* Waiting for a thread that wants in must not be for ever. */
static void
test_gate_join_lets_in (void)
{
  GThread *thread;

  guarded = 0;
  ilv_gate_open ();
  thread = g_thread_new ("often", enter_often, NULL);
  ilv_gate_join (thread);
  g_assert_cmpuint (guarded, ==, N_TURNS);
  ilv_gate_close ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/gate/busy-loop-shares", test_gate_busy_loop_shares);
  g_test_add_func ("/model/gate/join-lets-in", test_gate_join_lets_in);
  return g_test_run ();
}
