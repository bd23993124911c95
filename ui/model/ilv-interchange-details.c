/* ilv-interchange-details.c - What is known of a slice or an instant beside its name.
 *
 * Keys and fixed words are not translated: queries name them, and people compare.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-interchange-private.h"

void
ilv_details_add_text (IlvDetails *self,
                      const char *key,
                      const char *text)
{
  g_assert (self->n < ILV_MAX_DETAILS);
  if (*text != '\0')
    self->items[self->n++] = (IlvDetail) { key, g_strdup (text), 0 };
}

void
ilv_details_add_number (IlvDetails *self,
                        const char *key,
                        guint64     number)
{
  g_assert (self->n < ILV_MAX_DETAILS);
  self->items[self->n++] = (IlvDetail) { key, NULL, number };
}

void
ilv_details_clear (IlvDetails *self)
{
  for (guint i = 0; i < self->n; i++)
    g_free (self->items[i].text);
  self->n = 0;
}

static void
add_goroutine (IlvDetails *self,
               IlvTrace   *trace,
               const char *key,
               guint32     g)
{
  g_autofree char *name = NULL;

  if (g == 0 || g == ILV_BY_UNKNOWN)
    return;
  name = ilv_trace_dup_goroutine_name (trace, g);
  ilv_details_add_text (self, key, name);
}

static void
add_place (IlvDetails *self,
           IlvTrace   *trace,
           guint32     site)
{
  g_autofree char *file = NULL, *text = NULL;
  IlvPlace place;

  if (!ilv_trace_get_place (trace, site, &place) || place.file == NULL)
    return;
  file = g_path_get_basename (place.file);
  text = g_strdup_printf ("%s:%u", file, place.line);
  ilv_details_add_text (self, "line", text);
}

static void
add_state (IlvDetails    *self,
           IlvTrace      *trace,
           const IlvSpan *span)
{
  g_autofree char *object = NULL;

  switch ((IlvState) span->state)
    {
    case ILV_STATE_RUNNING:
      if (span->p != ILV_NO_P)
        ilv_details_add_number (self, "processor", span->p);
      break;
    case ILV_STATE_READY:
      add_goroutine (self, trace, "made_ready_by", span->by);
      break;
    case ILV_STATE_SYSCALL:
      break;
    default:
      ilv_details_add_text (self, "reason", ilv_wait_reason_words (span->reason));
      if (span->object != 0)
        {
          object = ilv_trace_dup_object_name (trace, span->object);
          ilv_details_add_text (self, "object", object);
        }
      add_goroutine (self, trace, "woken_by", span->by);
      break;
    }
}

void
ilv_details_add_span (IlvDetails    *self,
                      IlvTrace      *trace,
                      const IlvLane *lane,
                      const IlvSpan *span)
{
  switch ((IlvLaneKind) lane->kind)
    {
    case ILV_LANE_GOROUTINE:
      ilv_details_add_number (self, "goroutine", lane->key);
      add_state (self, trace, span);
      break;
    case ILV_LANE_PROC:
      add_goroutine (self, trace, "goroutine", span->object);
      ilv_details_add_number (self, "thread", span->by);
      break;
    case ILV_LANE_MACHINE:
      add_goroutine (self, trace, "goroutine", span->object);
      ilv_details_add_number (self, "processor", span->by);
      break;
    case ILV_LANE_MUTEX:
    case ILV_LANE_ONCE:
      add_goroutine (self, trace, "holder", span->object);
      break;
    case ILV_LANE_TIMER:
      ilv_details_add_number (self, "set_for_usec", span->object);
      add_goroutine (self, trace, "set_by", span->by);
      break;
    case ILV_LANE_TASK:
      add_goroutine (self, trace, "begun_by", span->by);
      break;
    case ILV_LANE_REGIONS:
      if (span->by != 0)
        ilv_details_add_number (self, "task", span->by);
      break;
    default:
      break;
    }
  add_place (self, trace, span->site);
}

/* What was done to an object: not that somebody waits for it, which the counters tell. */
static const char *
add_operation (IlvDetails    *self,
               IlvTrace      *trace,
               const IlvLane *lane,
               const IlvStep *step)
{
  const struct ilv_event_spec *spec = ilv_event_spec (step->type);
  gboolean is_timer = lane->kind == ILV_LANE_TIMER;
  g_autofree char *value = NULL;

  if (spec->subject != ILV_SUBJECT_THING)
    return NULL;
  add_goroutine (self, trace, "goroutine", step->g);
  add_goroutine (self, trace, is_timer ? "wakes" : "peer", is_timer ? step->value : step->peer);
  value = is_timer ? NULL : ilv_trace_dup_value (trace, step->value);
  if (value != NULL)
    ilv_details_add_text (self, "value", value);
  add_place (self, trace, step->site);
  return spec->name;
}

const char *
ilv_details_add_step (IlvDetails    *self,
                      IlvTrace      *trace,
                      const IlvLane *lane,
                      const IlvStep *step)
{
  switch ((IlvLaneKind) lane->kind)
    {
    case ILV_LANE_COUNTER:
      return NULL;
    case ILV_LANE_PROC:
      if (step->level > 0)
        ilv_details_add_number (self, "thread", step->level);
      return ilv_event_spec (step->type)->name;
    case ILV_LANE_MACHINE:
      if (step->level > 0)
        ilv_details_add_number (self, "processor", step->level - 1);
      return ilv_event_spec (step->type)->name;
    case ILV_LANE_GOROUTINE:
      ilv_details_add_text (self, "category", ilv_trace_get_string (trace, step->level));
      add_place (self, trace, step->site);
      return ilv_trace_get_string (trace, step->peer);
    case ILV_LANE_TASK:
      add_goroutine (self, trace, "goroutine", step->g);
      ilv_details_add_text (self, "region", ilv_trace_get_string (trace, step->peer));
      add_place (self, trace, step->site);
      return ilv_event_spec (step->type)->name;
    default:
      return add_operation (self, trace, lane, step);
    }
}
