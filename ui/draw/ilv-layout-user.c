/* ilv-layout-user.c - What a program says of itself: regions, logs, tasks; and its timers.
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-layout-private.h"

#include <math.h>

#define BAND_PX      4.0
#define BAND_STEP_PX 4.0
#define MARK_PX      3.0
#define MIN_GAP_PX   7.0
#define CHIP_PX      13.0

/* Thin bands along the lane's lower edge, the inner ones over the outer. */
static void
add_regions (struct layout *self,
             const IlvLane *lane,
             double         bottom)
{
  for (guint depth = 0; depth < ILV_REGION_DEPTHS; depth++)
    {
      const IlvLane *regions = ilv_trace_get_regions (self->trace, lane->key, depth);

      if (regions == NULL)
        return;
      ilv_layout_band (self, regions, bottom - BAND_PX - depth * BAND_STEP_PX, BAND_PX - 1);
    }
}

/* The message beside its mark, on a ground of its own; until @end_x. */
static void
add_message (struct layout *self,
             guint32        message,
             double         x,
             double         y,
             double         end_x)
{
  const char *text = ilv_trace_get_string (self->trace, message);
  double w = ilv_layout_text_width (self, ILV_FONT_SMALL, text);

  if (*text == '\0' || x + MARK_PX + w + 10 > end_x)
    return;
  ilv_display_list_add (self->list, ILV_SHAPE_RECT, ILV_STYLE_NAME, x + MARK_PX + 1, y, w + 6,
                        CHIP_PX)->flags = ILV_SHAPE_MUTED | ILV_SHAPE_ROUNDED;
  ilv_display_list_add_text (self->list, ILV_STYLE_LOG, ILV_FONT_SMALL, text, x + MARK_PX + 4,
                             y + 10, w, 0);
}

/* One mark for each that there is room for; the next one's place is asked for by time, so what
 * lies between costs nothing. */
static void
add_logs (struct layout *self,
          const IlvLane *lane,
          double         y)
{
  guint n = ilv_lane_n_steps (lane);
  guint i = ilv_lane_first_step_from (lane, self->first_nsec);

  while (i < n && ilv_lane_step_time (lane, i) <= self->last_nsec)
    {
      IlvStep step = ilv_lane_get_step (lane, i);
      double x = ilv_layout_x (self, step.time_nsec);
      guint next = ilv_lane_first_step_from (lane, ilv_viewport_time (self->view, x + MIN_GAP_PX));
      double end_x = self->right;
      IlvShape *mark;

      next = MAX (next, i + 1);
      if (next < n)
        end_x = MIN (ilv_layout_x (self, ilv_lane_step_time (lane, next)), self->right);
      add_message (self, step.peer, x, y, end_x);
      mark = ilv_display_list_add (self->list, ILV_SHAPE_DOT, ILV_STYLE_LOG, x, y + CHIP_PX / 2,
                                   MARK_PX, 0);
      mark->target.lane = lane->id;
      mark->target.step = i;
      i = next;
    }
}

void
ilv_layout_user (struct layout *self,
                 const IlvLane *lane,
                 double         y,
                 double         h)
{
  add_regions (self, lane, y + h);
  add_logs (self, lane, y + 3);
}

/* From its begin to its end, and below how many of its regions are open. */
void
ilv_layout_task (struct layout *self,
                 const IlvLane *lane,
                 double         y,
                 double         h)
{
  ilv_layout_band (self, lane, y + 3, 16);
  ilv_layout_steps (self, lane, ILV_STYLE_COUNTER, y + 20, h - 23);
}

/* When it fired, as far as there is room: whom that woke, an arrow says. */
static void
add_firings (struct layout *self,
             const IlvLane *lane,
             double         y)
{
  guint n = ilv_lane_n_steps (lane);
  guint i = ilv_lane_first_step_from (lane, self->first_nsec);

  while (i < n && ilv_lane_step_time (lane, i) <= self->last_nsec)
    {
      IlvStep step = ilv_lane_get_step (lane, i);
      double x = ilv_layout_x (self, step.time_nsec);
      double gap = step.type == ILV_EVENT_TIMER_FIRE ? MIN_GAP_PX : 1;
      guint next = ilv_lane_first_step_from (lane, ilv_viewport_time (self->view, x + gap));
      IlvShape *mark = NULL;

      if (step.type == ILV_EVENT_TIMER_FIRE)
        mark = ilv_display_list_add (self->list, ILV_SHAPE_DOT, ILV_STYLE_VALUE, x, y, MARK_PX, 0);
      else if (step.type == ILV_EVENT_TIMER_STOP)
        mark = ilv_display_list_add (self->list, ILV_SHAPE_RECT, ILV_STYLE_CLOSED, x - 1, y - 7, 2,
                                     14);
      if (mark != NULL)
        {
          mark->target.lane = lane->id;
          mark->target.step = i;
        }
      i = MAX (next, i + 1);
    }
}

void
ilv_layout_timer (struct layout *self,
                  const IlvLane *lane,
                  double         y,
                  double         h)
{
  ilv_layout_band (self, lane, y + 5, h - 10);
  add_firings (self, lane, y + h / 2);
}
