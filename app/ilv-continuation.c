/* ilv-continuation.c - What a window does once something else is over.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-continuation.h"

struct _IlvContinuation
{
  IlvWindow *window; /* a reference */
  IlvWindowFunc func;
  gpointer data;
  GDestroyNotify destroy;
};

IlvContinuation *
ilv_continuation_new (IlvWindow *window, IlvWindowFunc func, gpointer data, GDestroyNotify destroy)
{
  IlvContinuation *self = g_rc_box_new0 (IlvContinuation);

  self->window = g_object_ref (window);
  self->func = func;
  self->data = data;
  self->destroy = destroy;
  return self;
}

IlvContinuation *
ilv_continuation_ref (IlvContinuation *self)
{
  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  IlvContinuation *self = data;

  if (self->destroy != NULL)
    self->destroy (self->data);
  g_object_unref (self->window);
}

void
ilv_continuation_unref (IlvContinuation *self)
{
  g_rc_box_release_full (self, clear);
}

IlvWindow *
ilv_continuation_get_window (IlvContinuation *self)
{
  return self->window;
}

gboolean
ilv_continuation_is_something (const IlvContinuation *self)
{
  return self->func != NULL;
}

void
ilv_continuation_run (IlvContinuation *self)
{
  if (self->func != NULL)
    self->func (self->window, self->data);
}

static gboolean
ilv_continuation_idle_cb (gpointer data)
{
  ilv_continuation_run (data);
  return G_SOURCE_REMOVE;
}

void
ilv_continuation_run_later (IlvContinuation *self)
{
  if (self->func != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, ilv_continuation_idle_cb,
                     ilv_continuation_ref (self), (GDestroyNotify) ilv_continuation_unref);
}
