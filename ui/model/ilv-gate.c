/* ilv-gate.c - Who may touch the traces.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-gate.h"

#include <pthread.h>
#include <stdatomic.h>

/* Not GMutex: a thread sanitizer sees what pthread does. */
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;

/* Under the mutex. */
static gboolean is_taken;           /* by the main thread or by another */
static guint n_waiting;             /* threads that want in */
static gint64 last_turn_usec;       /* when a thread came in last */

/* The main thread wants in. Relaxed: a hint; the mutex orders all else. */
static atomic_bool main_wants;

/* Of the thread that is in: so long it may stay, whoever wants in. 0: not at all. */
static gint64 stays_until_usec;

/* Main thread only. */
static guint n_open;
static GPollFunc inner_poll;

/* --- The main thread ----------------------------------------------------- */

static void
let_in (void)
{
  pthread_mutex_lock (&mutex);
  is_taken = FALSE;
  pthread_cond_broadcast (&changed);
  pthread_mutex_unlock (&mutex);
}

/* Whoever has waited for too long goes first. */
static void
take_back (void)
{
  pthread_mutex_lock (&mutex);
  while (n_waiting > 0 && !is_taken
         && g_get_monotonic_time () - last_turn_usec > ILV_GATE_PATIENCE_USEC)
    pthread_cond_wait (&changed, &mutex);
  atomic_store_explicit (&main_wants, TRUE, memory_order_relaxed);
  while (is_taken)
    pthread_cond_wait (&changed, &mutex);
  is_taken = TRUE;
  atomic_store_explicit (&main_wants, FALSE, memory_order_relaxed);
  pthread_mutex_unlock (&mutex);
}

static int
poll_outside (GPollFD *fds,
              guint    n_fds,
              int      timeout_msec)
{
  int n_ready;

  let_in ();
  n_ready = inner_poll (fds, n_fds, timeout_msec);
  take_back ();
  return n_ready;
}

void
ilv_gate_open (void)
{
  if (n_open++ > 0)
    return;
  take_back ();
  inner_poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, poll_outside);
}

void
ilv_gate_close (void)
{
  g_assert (n_open > 0);
  if (--n_open > 0)
    return;
  g_main_context_set_poll_func (NULL, inner_poll);
  let_in ();
}

void
ilv_gate_join (GThread *thread)
{
  g_assert (n_open > 0);
  let_in ();
  g_thread_join (thread);
  take_back ();
}

/* --- Other threads --------------------------------------------------------- */

void
ilv_gate_enter (void)
{
  gint64 since_usec = g_get_monotonic_time ();

  pthread_mutex_lock (&mutex);
  n_waiting++;
  /* The main thread that is waiting for us does not want in yet. */
  while (is_taken || atomic_load_explicit (&main_wants, memory_order_relaxed))
    pthread_cond_wait (&changed, &mutex);
  n_waiting--;
  is_taken = TRUE;
  last_turn_usec = g_get_monotonic_time ();
  stays_until_usec = last_turn_usec - since_usec > ILV_GATE_PATIENCE_USEC
                       ? last_turn_usec + ILV_GATE_TURN_USEC : 0;
  pthread_cond_broadcast (&changed);
  pthread_mutex_unlock (&mutex);
}

void
ilv_gate_leave (void)
{
  pthread_mutex_lock (&mutex);
  is_taken = FALSE;
  pthread_cond_broadcast (&changed);
  pthread_mutex_unlock (&mutex);
}

gboolean
ilv_gate_is_wanted (void)
{
  return atomic_load_explicit (&main_wants, memory_order_relaxed)
         && (stays_until_usec == 0 || g_get_monotonic_time () >= stays_until_usec);
}
