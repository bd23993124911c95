/* ilv-backlog.c - Events on their way between two threads.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-backlog.h"

#include <string.h>

/* One copy for the lock of many: 128 KB. */
#define CHUNK_EVENTS 4096

struct chunk
{
  gsize n_events;
  struct ilv_event events[CHUNK_EVENTS];
};

struct _IlvBacklog
{
  GMutex mutex;
  GCond changed;
  GQueue chunks;     /* only the last one has room */
  gsize n_events;    /* added and not taken, the batch in work included */
  gsize max_events;
  gboolean is_ended;
  gboolean is_dropped;
};

IlvBacklog *
ilv_backlog_new (gsize max_events)
{
  IlvBacklog *self = g_new0 (IlvBacklog, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  g_queue_init (&self->chunks);
  self->max_events = max_events;
  return self;
}

void
ilv_backlog_free (IlvBacklog *self)
{
  g_queue_clear_full (&self->chunks, g_free);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_free (self);
}

/* Of @n_events, how many went into the last chunk, or into a new one. */
static gsize
append (IlvBacklog *self,
        const struct ilv_event *events,
        gsize n_events)
{
  struct chunk *chunk = g_queue_peek_tail (&self->chunks);

  if (chunk == NULL || chunk->n_events == CHUNK_EVENTS)
    {
      chunk = g_new (struct chunk, 1);
      chunk->n_events = 0;
      g_queue_push_tail (&self->chunks, chunk);
    }
  n_events = MIN (n_events, CHUNK_EVENTS - chunk->n_events);
  memcpy (chunk->events + chunk->n_events, events, n_events * sizeof *events);
  chunk->n_events += n_events;
  self->n_events += n_events;
  return n_events;
}

void
ilv_backlog_add (IlvBacklog *self,
                 const struct ilv_event *events,
                 gsize n_events)
{
  g_mutex_lock (&self->mutex);
  while (n_events > 0)
    {
      gsize n;

      while (self->n_events >= self->max_events && !self->is_dropped)
        g_cond_wait (&self->changed, &self->mutex);
      if (self->is_dropped)
        break;
      n = append (self, events, n_events);
      events += n;
      n_events -= n;
      g_cond_broadcast (&self->changed);
    }
  g_mutex_unlock (&self->mutex);
}

void
ilv_backlog_end (IlvBacklog *self)
{
  g_mutex_lock (&self->mutex);
  self->is_ended = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

/* After waiting for one. NULL: the end, or nobody wants the rest. */
static struct chunk *
pop (IlvBacklog *self)
{
  struct chunk *chunk;

  g_mutex_lock (&self->mutex);
  while (self->n_events == 0 && !self->is_ended && !self->is_dropped)
    g_cond_wait (&self->changed, &self->mutex);
  chunk = self->is_dropped ? NULL : g_queue_pop_head (&self->chunks);
  g_mutex_unlock (&self->mutex);
  return chunk;
}

gboolean
ilv_backlog_take (IlvBacklog *self,
                  struct ilv_sink sink)
{
  g_autofree struct chunk *chunk = pop (self);

  if (chunk == NULL)
    return FALSE;

  sink.take (chunk->events, chunk->n_events, sink.data);

  g_mutex_lock (&self->mutex);
  self->n_events -= chunk->n_events;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

gboolean
ilv_backlog_is_empty (IlvBacklog *self)
{
  gboolean is_empty;

  g_mutex_lock (&self->mutex);
  is_empty = self->n_events == 0;
  g_mutex_unlock (&self->mutex);
  return is_empty;
}

void
ilv_backlog_drop (IlvBacklog *self)
{
  g_mutex_lock (&self->mutex);
  self->is_dropped = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}
