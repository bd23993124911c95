/* ilv-layout-notes.c - What the user wrote: flags on the ruler, lines over the lanes.
 *
 * Flags stay on the ruler, so that what was written covers nothing that happened.
 *
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-layout-private.h"

#include <math.h>

#define MAX_FLAG_PX 180.0
#define MIN_TEXT_PX 20.0  /* with less room it is a flag without words */
#define EMPTY_FLAG_PX 9.0
#define FLAG_HEIGHT_PX 14.0
#define PADDING_PX 5.0

static gboolean
is_in_sight (const struct layout *self,
             const IlvNote       *note)
{
  return note->time_nsec >= self->first_nsec && note->time_nsec <= self->last_nsec;
}

/* Up to the next flag, the end of the ruler, or as wide as its words. */
static double
flag_width (const struct layout *self,
            guint                index,
            double               x)
{
  IlvNote note = ilv_session_get_note (self->session, index);
  double room = MIN (self->right - x, MAX_FLAG_PX);

  if (index + 1 < ilv_session_get_n_notes (self->session))
    room = MIN (room, ilv_layout_x (self, ilv_session_get_note (self->session,
                                                                index + 1).time_nsec) - x - 2);
  if (room < MIN_TEXT_PX)
    return EMPTY_FLAG_PX;
  return MIN (ceil (ilv_layout_text_width (self, ILV_FONT_SMALL, note.text)) + 2 * PADDING_PX,
              room);
}

static void
add_flag (struct layout *self,
          guint          index,
          double         x)
{
  double w = flag_width (self, index, x), y = self->lanes_y - 22;

  ilv_display_list_add (self->list, ILV_SHAPE_RECT, ILV_STYLE_NOTE, x, y, w, FLAG_HEIGHT_PX)->flags
    = ILV_SHAPE_MUTED | ILV_SHAPE_EDGED;
  ilv_display_list_add (self->list, ILV_SHAPE_LINE, ILV_STYLE_NOTE, x, y, 0, 22)->flags
    = ILV_SHAPE_MUTED;
  if (w > EMPTY_FLAG_PX)
    ilv_display_list_add_text (self->list, ILV_STYLE_NOTE, ILV_FONT_SMALL,
                               ilv_session_get_note (self->session, index).text, x + PADDING_PX,
                               y + 11, w - 2 * PADDING_PX + 1, ILV_SHAPE_ELLIPSIZED);
}

/* Over all lanes, and thick where it is about one. */
static void
add_line (struct layout *self,
          const IlvNote *note,
          double         x,
          double         height)
{
  double y, h;

  ilv_display_list_add (self->list, ILV_SHAPE_LINE, ILV_STYLE_NOTE, x, self->lanes_y, 0,
                        height - self->lanes_y)->flags = ILV_SHAPE_MUTED | ILV_SHAPE_DASHED;
  if (note->lane == ILV_NO_LANE || !ilv_layout_lane_box (self, note->lane, &y, &h))
    return;
  ilv_display_list_add (self->list, ILV_SHAPE_DOT, ILV_STYLE_NOTE, x, y + h / 2, 4, 0)->flags
    = ILV_SHAPE_MUTED;
}

void
ilv_layout_notes (struct layout *self,
                  double         height)
{
  for (guint i = 0; i < ilv_session_get_n_notes (self->session); i++)
    {
      IlvNote note = ilv_session_get_note (self->session, i);
      double x;

      if (!is_in_sight (self, &note))
        continue;
      x = ilv_layout_x (self, note.time_nsec);
      add_line (self, &note, x, height);
      if (self->view->parts & ILV_PART_RULER)
        add_flag (self, i, x);
    }
}

int
ilv_layout_note_at (IlvSession        *session,
                    const IlvViewport *viewport,
                    IlvTextMeasure     measure,
                    double             x)
{
  struct layout self = {
    .session = session,
    .trace = ilv_session_get_trace (session),
    .view = viewport,
    .measure = measure,
    .left = viewport->header_px,
    .right = MAX (viewport->width_px, viewport->header_px),
    .first_nsec = ilv_viewport_time (viewport, viewport->header_px),
    .last_nsec = ilv_viewport_time (viewport, viewport->width_px),
  };

  for (guint i = ilv_session_get_n_notes (session); i-- > 0;)
    {
      IlvNote note = ilv_session_get_note (session, i);
      double left;

      if (!is_in_sight (&self, &note))
        continue;
      left = ilv_layout_x (&self, note.time_nsec);
      if (x >= left - 2 && x <= left + flag_width (&self, i, left))
        return (int) i;
    }
  return -1;
}
