/* ilv-feed.c - From a program's shared memory into an IlvTrace, and a file.
 *
 * Two threads: one empties the rings, puts the events in order and writes the file; the other takes
 * them into the trace whenever the main loop waits (ilv-gate.h). Between them lies a backlog, so that
 * a program that writes millions of events a second neither waits for a frame to be drawn nor keeps
 * one from being drawn.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-feed.h"

#include <errno.h>
#include <stdatomic.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <gio/gio.h>
#include <unistd.h>

#include "ilv-backlog.h"
#include "model/ilv-gate.h"
#include "trace/collect.h"
#include "trace/control.h"
#include "trace/file.h"

/* A program that never ends shall not take all memory: its trace has a quarter. */
#define MEMORY_SHARE 4
/* 64 MB: a program at full speed is some frames ahead of the trace, never seconds. */
#define BACKLOG_EVENTS (2u << 20)
/* Between two looks into rings that had little in them, and into those that had nothing for long. */
#define REST_USEC 4000
#define LONG_REST_USEC 16000
#define LONG_AFTER_RESTS 250
/* An eighth of a ring in one drain: the writers are fast. */
#define DRAIN_AGAIN_EVENTS (ILV_RING_CAPACITY_DEFAULT / 8)
/* Where nothing has happened for so long, only bars grow: that need not be smooth, and each step
 * is a picture. */
#define QUIET_AFTER_NSEC (2 * (guint64) 1000000000)
#define QUIET_STEP_NSEC  ((guint64) 250000000)

struct _IlvFeed
{
  IlvTrace *trace;
  struct ilv_shm *shm;
  struct ilv_collect *collect;
  struct ilv_file_writer *writer; /* NULL: no file is wanted */
  guint n_damaged; /* rings, that the trace has a note of */
  guint64 n_seen;          /* events, at the last step */
  guint64 seen_nsec;       /* when there were new ones, on the program's clock */
  guint64 advanced_nsec;   /* so far was the trace told of the time */

  IlvBacklog *backlog;
  GThread *thread; /* that fills the backlog; it ends after the one that empties it */
  GMutex mutex;
  GCond cond;
  gboolean is_closed;      /* under the mutex: the program writes no more */
  atomic_bool is_drained;  /* release: all is in the trace */
};

static void
pass_on (const struct ilv_event *events, size_t n_events, void *data)
{
  IlvFeed *feed = data;

  if (feed->writer != NULL)
    ilv_file_writer_add (feed->writer, events, n_events);
  ilv_backlog_add (feed->backlog, events, n_events);
}

static void
take_in (const struct ilv_event *events, size_t n_events, void *data)
{
  IlvFeed *feed = data;

  ilv_trace_take_events (feed->trace, events, n_events);
}

static gpointer
trace_thread (gpointer data)
{
  IlvFeed *feed = data;

  while (ilv_backlog_take (feed->backlog, (struct ilv_sink) { take_in, feed }))
    ;
  return NULL;
}

static void
add_note (IlvFeed *feed, const char *sentence)
{
  ilv_gate_enter ();
  ilv_trace_add_note (feed->trace, sentence);
  ilv_gate_leave ();
}

static void
note_damage (IlvFeed *feed)
{
  struct ilv_collect_counts counts = ilv_collect_counts (feed->collect);

  if (counts.n_damaged > feed->n_damaged)
    add_note (feed,
              _("The program has overwritten part of its trace; what follows there is missing."));
  feed->n_damaged = counts.n_damaged;
}

/* Without memory to put them in order in, no more events can be passed on: the
 * trace says so and goes without. */
static void
give_up (IlvFeed *feed, const struct ilv_error *error)
{
  add_note (feed, error->text);
  g_clear_pointer (&feed->collect, ilv_collect_free);
}

/* FALSE: there is no memory to go on. Sets how many events there were. */
static gboolean
drain (IlvFeed *feed, guint64 *n_drained)
{
  guint64 n_before = ilv_collect_counts (feed->collect).n_events;
  struct ilv_error error;

  if (!ilv_collect_step (feed->collect, &error))
    {
      give_up (feed, &error);
      return FALSE;
    }
  note_damage (feed);
  if (feed->writer != NULL)
    ilv_file_writer_tick (feed->writer);
  *n_drained = ilv_collect_counts (feed->collect).n_events - n_before;
  return TRUE;
}

static gboolean
rest (IlvFeed *feed, gint64 until_usec)
{
  gboolean is_closed;

  g_mutex_lock (&feed->mutex);
  while (!feed->is_closed && g_get_monotonic_time () < until_usec)
    g_cond_wait_until (&feed->cond, &feed->mutex, until_usec);
  is_closed = feed->is_closed;
  g_mutex_unlock (&feed->mutex);
  return !is_closed;
}

static gint64
get_rest_usec (guint64 n_drained, guint n_empty)
{
  if (n_drained > DRAIN_AGAIN_EVENTS)
    return 0;
  return n_empty < LONG_AFTER_RESTS ? REST_USEC : LONG_REST_USEC;
}

static gpointer
feed_thread (gpointer data)
{
  IlvFeed *feed = data;
  GThread *taker = g_thread_new ("trace", trace_thread, feed);
  struct ilv_error error;
  guint64 n_drained = 0;
  guint n_empty = 0; /* drains, one after the other */

  while (rest (feed, g_get_monotonic_time () + get_rest_usec (n_drained, n_empty)))
    {
      if (!drain (feed, &n_drained))
        break;
      n_empty = n_drained == 0 ? n_empty + 1 : 0;
    }
  if (feed->collect != NULL && !ilv_collect_finish (feed->collect, &error))
    give_up (feed, &error);
  else if (feed->collect != NULL)
    note_damage (feed);
  ilv_backlog_end (feed->backlog);
  g_thread_join (taker);
  atomic_store_explicit (&feed->is_drained, TRUE, memory_order_release);
  g_main_context_wakeup (NULL);
  return NULL;
}

IlvFeed *
ilv_feed_new (IlvTrace *trace, const char *capture_path, GError **error)
{
  g_autoptr (IlvFeed) feed = g_new0 (IlvFeed, 1);
  struct ilv_error reason = { "" };
  struct ilv_sink sink = { pass_on, feed };

  g_mutex_init (&feed->mutex);
  g_cond_init (&feed->cond);
  feed->trace = g_object_ref (trace);
  feed->backlog = ilv_backlog_new (BACKLOG_EVENTS);
  feed->shm = ilv_shm_create (ILV_RING_CAPACITY_DEFAULT, ILV_FULL_WAITS, &reason);
  if (feed->shm == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, reason.text);
      return NULL;
    }
  feed->collect = ilv_collect_new (feed->shm, &sink);
  if (feed->collect == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("There is no memory for the trace"));
      return NULL;
    }
  if (capture_path != NULL)
    {
      feed->writer = ilv_file_writer_new (capture_path, &reason);
      if (feed->writer == NULL)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, reason.text);
          return NULL;
        }
    }
  ilv_gate_open ();
  feed->thread = g_thread_new ("feed", feed_thread, feed);
  return g_steal_pointer (&feed);
}

void
ilv_feed_set_limits (IlvFeed *feed, guint64 capture_max_bytes, guint64 memory_cap_bytes)
{
  if (feed->writer != NULL)
    ilv_file_writer_set_limit (feed->writer, capture_max_bytes);
  if (memory_cap_bytes == 0)
    memory_cap_bytes = (guint64) sysconf (_SC_PHYS_PAGES) / MEMORY_SHARE
                       * (guint64) sysconf (_SC_PAGESIZE);
  ilv_trace_set_limit (feed->trace, memory_cap_bytes);
}

void
ilv_feed_close (IlvFeed *feed)
{
  g_mutex_lock (&feed->mutex);
  feed->is_closed = TRUE;
  g_cond_signal (&feed->cond);
  g_mutex_unlock (&feed->mutex);
}

/* Waits, if it has to. */
static void
join (IlvFeed *feed)
{
  if (feed->thread == NULL)
    return;
  ilv_feed_close (feed);
  ilv_gate_join (g_steal_pointer (&feed->thread));
  ilv_gate_close ();
}

/* What lies in full rings and in the backlog would hold the main thread for a tenth of a second and more. */
void
ilv_feed_free (IlvFeed *feed)
{
  ilv_backlog_drop (feed->backlog);
  join (feed);
  ilv_collect_free (feed->collect);
  ilv_backlog_free (feed->backlog);
  /* Somebody who did not wait for the end does not hear of its failing. */
  ilv_file_writer_finish (feed->writer, NULL);
  ilv_shm_free (feed->shm);
  g_clear_object (&feed->trace);
  g_mutex_clear (&feed->mutex);
  g_cond_clear (&feed->cond);
  g_free (feed);
}

int
ilv_feed_dup_fd (IlvFeed *feed, GError **error)
{
  int fd = fcntl (feed->shm->fd, F_DUPFD_CLOEXEC, 3);

  if (fd < 0)
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  return fd;
}

gboolean
ilv_feed_has_begun (IlvFeed *feed)
{
  return ilv_shm_now_nsec (feed->shm) != 0;
}

static gboolean
is_time_to_advance (IlvFeed *feed, guint64 now_nsec)
{
  guint64 n_events = ilv_trace_get_n_events (feed->trace);

  if (n_events != feed->n_seen)
    feed->seen_nsec = now_nsec;
  feed->n_seen = n_events;
  return now_nsec - feed->seen_nsec < QUIET_AFTER_NSEC
         || now_nsec - feed->advanced_nsec >= QUIET_STEP_NSEC;
}

void
ilv_feed_step (IlvFeed *feed)
{
  guint64 now_nsec = ilv_shm_now_nsec (feed->shm);

  /* Says so, if it is later; then nothing more is left to say. A trace that lags behind does not know
   * what its goroutines do now. */
  if (now_nsec != 0 && !ilv_shm_has_ended (feed->shm) && ilv_backlog_is_empty (feed->backlog)
      && is_time_to_advance (feed, now_nsec))
    {
      ilv_trace_advance (feed->trace, now_nsec);
      feed->advanced_nsec = now_nsec;
    }
  ilv_trace_say_grew (feed->trace);
}

gboolean
ilv_feed_is_drained (IlvFeed *feed)
{
  return atomic_load_explicit (&feed->is_drained, memory_order_acquire);
}

void
ilv_feed_finish (IlvFeed *feed, GError **error)
{
  struct ilv_error reason;

  join (feed);
  ilv_trace_finish (feed->trace);
  if (!ilv_file_writer_finish (g_steal_pointer (&feed->writer), &reason))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, reason.text);
}

void
ilv_feed_pause (IlvFeed *feed)
{
  ilv_control_pause (feed->shm);
}

void
ilv_feed_do_steps (IlvFeed *feed, guint n_steps)
{
  ilv_control_step (feed->shm, n_steps);
}

void
ilv_feed_run (IlvFeed *feed, guint slow_nsec, guint slow_factor)
{
  if (slow_nsec != 0 || slow_factor > 1)
    ilv_control_slow (feed->shm, slow_nsec, MAX (slow_factor, 1));
  else
    ilv_control_run (feed->shm);
}
