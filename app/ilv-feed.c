/* ilv-feed.c - From a program's shared memory into an IlvTrace, and a file.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-feed.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <gio/gio.h>

#include "trace/collect.h"
#include "trace/control.h"
#include "trace/file.h"

/* Of a tick's 16 ms. */
#define DRAIN_MAX_USEC 8000
/* A quarter of a ring in one drain: the writers are fast. */
#define DRAIN_AGAIN_EVENTS (ILV_RING_CAPACITY_DEFAULT / 4)

struct _IlvFeed
{
  IlvTrace *trace;
  struct ilv_shm *shm;
  struct ilv_collect *collect;
  struct ilv_file_writer *writer; /* NULL: no file is wanted */
  guint n_damaged; /* rings, that the trace has a note of */
};

static void
take_events (const struct ilv_event *events, size_t n_events, void *data)
{
  IlvFeed *feed = data;

  if (feed->writer != NULL)
    ilv_file_writer_add (feed->writer, events, n_events);
  ilv_trace_add_events (feed->trace, events, n_events);
}

static void
note_damage (IlvFeed *feed)
{
  struct ilv_collect_counts counts = ilv_collect_counts (feed->collect);

  if (counts.n_damaged > feed->n_damaged)
    ilv_trace_add_note (feed->trace,
                        _("The program has overwritten part of its trace; what follows there is missing."));
  feed->n_damaged = counts.n_damaged;
}

/* Without memory to put them in order in, no more events can be passed on: the
 * trace says so and goes without. */
static void
give_up (IlvFeed *feed, const struct ilv_error *error)
{
  ilv_trace_add_note (feed->trace, error->text);
  g_clear_pointer (&feed->collect, ilv_collect_free);
}

IlvFeed *
ilv_feed_new (IlvTrace *trace, const char *capture_path, GError **error)
{
  g_autoptr (IlvFeed) feed = g_new0 (IlvFeed, 1);
  struct ilv_error reason = { "" };
  struct ilv_sink sink = { take_events, feed };

  feed->trace = g_object_ref (trace);
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
  return g_steal_pointer (&feed);
}

void
ilv_feed_free (IlvFeed *feed)
{
  ilv_collect_free (feed->collect);
  /* Somebody who did not wait for the end does not hear of its failing. */
  ilv_file_writer_finish (feed->writer, NULL);
  ilv_shm_free (feed->shm);
  g_clear_object (&feed->trace);
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

/* A program that fills its rings in less than a tick would wait for us most of the
 * time. So what has come meanwhile is drained too, until it is little or
 * DRAIN_MAX_USEC are over: the rest of the tick is for drawing. */
static gboolean
drain (IlvFeed *feed, struct ilv_error *error)
{
  gint64 until_usec = g_get_monotonic_time () + DRAIN_MAX_USEC;
  guint64 n_before;

  do
    {
      n_before = ilv_collect_counts (feed->collect).n_events;
      if (!ilv_collect_step (feed->collect, error))
        return FALSE;
    }
  while (ilv_collect_counts (feed->collect).n_events - n_before > DRAIN_AGAIN_EVENTS
         && g_get_monotonic_time () < until_usec);
  return TRUE;
}

void
ilv_feed_step (IlvFeed *feed)
{
  struct ilv_error error;
  guint64 now_nsec;

  if (feed->collect == NULL)
    return;
  if (!drain (feed, &error))
    {
      give_up (feed, &error);
      return;
    }
  note_damage (feed);
  if (feed->writer != NULL)
    ilv_file_writer_tick (feed->writer);
  now_nsec = ilv_shm_now_nsec (feed->shm);
  if (now_nsec != 0 && !ilv_shm_has_ended (feed->shm))
    ilv_trace_advance (feed->trace, now_nsec);
}

void
ilv_feed_finish (IlvFeed *feed, GError **error)
{
  struct ilv_error reason;

  if (feed->collect != NULL)
    {
      if (!ilv_collect_finish (feed->collect, &reason))
        give_up (feed, &reason);
      else
        note_damage (feed);
    }
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
ilv_feed_set_slow_nsec (IlvFeed *feed, guint slow_nsec)
{
  if (slow_nsec != 0)
    ilv_control_slow (feed->shm, slow_nsec);
  else
    ilv_control_run (feed->shm);
}
