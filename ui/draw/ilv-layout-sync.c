/* ilv-layout-sync.c - Lanes of Onces and Conds, how contexts end, and who waits for ever.
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-layout-private.h"

#include <glib/gi18n-lib.h>

#define MARK_PX    3.0
#define MIN_GAP_PX 7.0
#define MARK_Y     12.0

static gboolean
is_seen (const struct layout *self,
         guint64              time_nsec)
{
  return time_nsec >= self->first_nsec && time_nsec <= self->last_nsec;
}

/* A text beside a mark at @x, if it ends before @end_x. */
static void
add_word (struct layout *self,
          IlvStyle       style,
          const char    *word,
          double         x,
          double         y,
          double         end_x)
{
  double w = ilv_layout_text_width (self, ILV_FONT_SMALL, word);

  if (x + 6 + w <= end_x)
    ilv_display_list_add_text (self->list, style, ILV_FONT_SMALL, word, x + 6, y, w, 0);
}

void
ilv_layout_once (struct layout *self,
                 const IlvLane *lane,
                 double         y,
                 double         h)
{
  const IlvObject *object = ilv_trace_get_object (self->trace, lane->key);
  double x = ilv_layout_x (self, object->close_nsec);
  IlvShape *bar;

  ilv_layout_holders (self, lane, y, h);
  ilv_layout_queue (self, lane, y, h);
  if (!object->is_closed || !is_seen (self, object->close_nsec))
    return;
  bar = ilv_display_list_add (self->list, ILV_SHAPE_RECT, ILV_STYLE_CLOSED, x, y + 4, 2, h - 10);
  bar->target.lane = lane->id;
  bar->target.step = ilv_lane_step_at (lane, object->close_nsec);
  /* translators: what a sync.Once was for has been done; short, stands in the picture */
  add_word (self, ILV_STYLE_CLOSED, _("done"), x, y + h / 2, self->right);
}

/* translators: a signal of a sync.Cond woke no goroutine; short, stands in the picture */
#define NOBODY N_("nobody")

static char *
describe_signal (struct layout *self,
                 const IlvLane *lane,
                 guint          index)
{
  guint32 n_woken = ilv_lane_get_step (lane, index).level;
  guint32 woken = ilv_lane_signalled (lane, index);

  if (n_woken == 0)
    return g_strdup (_(NOBODY));
  /* translators: so many goroutines were woken by a signal; short, stands in the picture */
  return woken != 0 ? ilv_trace_dup_goroutine_name (self->trace, woken)
                    : g_strdup_printf (_("%u woken"), n_woken);
}

static void
add_signal (struct layout *self,
            const IlvLane *lane,
            guint          index,
            double         x,
            double         y,
            double         end_x)
{
  g_autofree char *word = describe_signal (self, lane, index);
  gboolean is_lost = ilv_lane_get_step (lane, index).level == 0;
  IlvShape *mark = ilv_display_list_add (self->list, ILV_SHAPE_DOT,
                                         is_lost ? ILV_STYLE_CLOSED : ILV_STYLE_VALUE, x, y,
                                         MARK_PX, 0);

  mark->target.lane = lane->id;
  mark->target.step = index;
  add_word (self, is_lost ? ILV_STYLE_CLOSED : ILV_STYLE_VALUE, word, x, y + 3, end_x);
}

/* The first signal from step @from on; n_steps if there is none in sight. */
static guint
next_signal (const struct layout *self,
             const IlvLane       *lane,
             guint                from)
{
  guint n = ilv_lane_n_steps (lane);

  for (guint i = from; i < n && ilv_lane_step_time (lane, i) <= self->last_nsec; i++)
    if (ilv_lane_get_step (lane, i).type == ILV_EVENT_SIGNAL)
      return i;
  return n;
}

/* One mark for each that there is room for; what lies between costs nothing. */
void
ilv_layout_cond (struct layout *self,
                 const IlvLane *lane,
                 double         y,
                 double         h)
{
  guint n = ilv_lane_n_steps (lane);
  guint i = next_signal (self, lane, ilv_lane_first_step_from (lane, self->first_nsec));

  ilv_layout_queue (self, lane, y, h);
  while (i < n)
    {
      double x = ilv_layout_x (self, ilv_lane_step_time (lane, i));
      guint after = ilv_lane_first_step_from (lane, ilv_viewport_time (self->view,
                                                                       x + MIN_GAP_PX));
      guint next = next_signal (self, lane, MAX (after, i + 1));
      double end_x = next < n ? ilv_layout_x (self, ilv_lane_step_time (lane, next)) - MARK_PX
                              : self->right;

      add_signal (self, lane, i, x, y + MARK_Y, MIN (end_x, self->right));
      i = next;
    }
}

/* A context that ended because the one above it did hangs on it by a line. */
void
ilv_layout_context (struct layout *self,
                    const IlvLane *lane,
                    double         y,
                    double         h)
{
  const IlvObject *object = ilv_trace_get_object (self->trace, lane->key);
  const IlvObject *parent = object->whole != 0 ? ilv_trace_get_object (self->trace, object->whole)
                                               : NULL;
  double parent_y, parent_h, x, from_y;

  if (parent == NULL || parent->lane == ILV_NO_LANE || !parent->is_closed || !object->is_closed
      || object->close_nsec < parent->close_nsec || !is_seen (self, object->close_nsec)
      || !ilv_layout_lane_box (self, parent->lane, &parent_y, &parent_h))
    return;
  x = ilv_layout_x (self, object->close_nsec);
  from_y = parent_y + parent_h / 2;
  ilv_display_list_add (self->list, ILV_SHAPE_LINE, ILV_STYLE_CLOSED, x, from_y, 0,
                        y + h / 2 - from_y)->flags = ILV_SHAPE_MUTED;
}

#define CROSS_PX 4.0

/* Main itself may wait: then the program was killed, or it is a deadlock, which says so. */
void
ilv_layout_leak (struct layout *self,
                 const IlvLane *lane,
                 double         y,
                 double         h)
{
  guint64 end_nsec = ilv_trace_get_end_nsec (self->trace);
  double x = ilv_layout_x (self, end_nsec) + CROSS_PX + 2, middle = y + h / 2;

  if (ilv_trace_get_run_state (self->trace) != ILV_RUN_EXITED || !ilv_lane_has_open_span (lane)
      || !ilv_state_waits_for_others (ilv_lane_get_open_state (lane)) || !is_seen (self, end_nsec)
      || x + CROSS_PX > self->right)
    return;
  for (int way = -1; way <= 1; way += 2)
    ilv_display_list_add (self->list, ILV_SHAPE_LINE, ILV_STYLE_PATH, x - CROSS_PX,
                          middle - way * CROSS_PX, 2 * CROSS_PX, way * 2 * CROSS_PX)
      ->flags = ILV_SHAPE_MUTED;
  /* translators: a goroutine still waited when the program was over; short, in the picture */
  add_word (self, ILV_STYLE_PATH, _("left waiting"), x, middle + 4, self->right);
}
