/* ilv-layout-waits.c - Who waits for whom at a moment.
 *
 * An arc diagram: goroutines stand in one column, lines run beside it, each in a track of its own as
 * far as there is room. It needs no search for a pleasing arrangement, does not jump about when
 * the playhead moves, and a cycle is seen as lines that go both ways.
 *
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-layout-waits.h"

#include <glib/gi18n-lib.h>

#define ROW_PX    46.0
#define BOX_Y     4.0
#define BOX_PX    22.0
#define TEXT_Y    38.0
#define LEFT_PX   8.0
#define BOX_W_PX  120.0
#define TRACK_PX  7.0
#define N_TRACKS  10

struct row
{
  guint32 g;
  guint waiter; /* G_MAXUINT: it does not wait */
};

struct waits
{
  IlvTrace *trace;
  const IlvWaitGraph *graph;
  IlvDisplayList *list;
  IlvTextMeasure measure;
  GArray *rows;        /* struct row */
  GHashTable *indexes; /* goroutine -> index of its row, one more */
  double width_px;
  guint max_rows;
};

static const IlvWaiter *
get_waiter (const struct waits *self,
            guint               index)
{
  return &g_array_index (self->graph->waiters, IlvWaiter, index);
}

static void
add_row (struct waits *self,
         guint32       g,
         guint         waiter)
{
  struct row row = { g, waiter };

  if (g_hash_table_contains (self->indexes, GUINT_TO_POINTER (g)))
    return;
  g_array_append_val (self->rows, row);
  g_hash_table_insert (self->indexes, GUINT_TO_POINTER (g), GUINT_TO_POINTER (self->rows->len));
}

/* Trouble first, then who waits, then who is waited for. */
static void
collect_rows (struct waits *self)
{
  guint n = self->graph->waiters->len;

  for (guint pass = 0; pass < 3; pass++)
    for (guint i = 0; i < n; i++)
      {
        const IlvWaiter *waiter = get_waiter (self, i);
        guint rank = waiter->is_in_cycle ? 0 : waiter->is_stuck ? 1 : 2;

        if (rank == pass)
          add_row (self, waiter->g, i);
      }
  for (guint i = 0; i < self->graph->wakers->len; i++)
    {
      const IlvWaker *waker = &g_array_index (self->graph->wakers, IlvWaker, i);

      add_row (self, waker->g, waker->waiter);
    }
}

static IlvTarget
get_target (const struct waits *self,
            const struct row   *row)
{
  IlvTarget target = ILV_TARGET_NONE;
  const IlvGoroutine *goroutine = ilv_trace_get_goroutine (self->trace, row->g);

  if (row->waiter != G_MAXUINT)
    {
      target.lane = get_waiter (self, row->waiter)->lane;
      target.span = get_waiter (self, row->waiter)->span;
    }
  else if (goroutine != NULL)
    {
      target.lane = goroutine->lane;
      target.span = ilv_lane_span_at (ilv_trace_get_lane (self->trace, goroutine->lane),
                                      self->graph->time_nsec);
    }
  return target;
}

/* (transfer full): "recv, results · never woken". */
static char *
describe (const struct waits *self,
          const struct row   *row)
{
  const IlvWaiter *waiter;
  g_autofree char *object = NULL;
  const char *trouble;

  if (row->waiter == G_MAXUINT)
    return g_strdup (_("does not wait"));
  waiter = get_waiter (self, row->waiter);
  if (waiter->object != 0)
    object = ilv_trace_dup_object_name (self->trace, waiter->object);
  trouble = waiter->is_in_cycle ? _("in a cycle") : waiter->is_stuck ? _("never woken") : NULL;
  return g_strdup_printf ("%s%s%s%s%s", ilv_wait_reason_words (waiter->reason),
                          object != NULL ? ", " : "", object != NULL ? object : "",
                          trouble != NULL ? " · " : "", trouble != NULL ? trouble : "");
}

static IlvStyle
get_style (const struct waits *self,
           const IlvTarget    *target)
{
  const IlvLane *lane;

  if (target->lane == ILV_NO_LANE)
    return ILV_STYLE_NAME;
  lane = ilv_trace_get_lane (self->trace, target->lane);
  if (target->span >= ilv_lane_n_spans (lane))
    return ILV_STYLE_BREAK;
  return ilv_style_for_state (ilv_lane_get_span (lane, target->span).state);
}

static gboolean
is_trouble (const struct waits *self,
            const struct row   *row)
{
  return row->waiter != G_MAXUINT
         && (get_waiter (self, row->waiter)->is_stuck
             || get_waiter (self, row->waiter)->is_in_cycle);
}

static void
draw_row (struct waits *self,
          guint         index)
{
  const struct row *row = &g_array_index (self->rows, struct row, index);
  g_autofree char *name = ilv_trace_dup_goroutine_name (self->trace, row->g);
  g_autofree char *text = describe (self, row);
  IlvTarget target = get_target (self, row);
  IlvStyle style = get_style (self, &target);
  double y = index * ROW_PX + BOX_Y;

  ilv_display_list_add (self->list, ILV_SHAPE_RECT, style, LEFT_PX, y, BOX_W_PX, BOX_PX)->flags
    = ILV_SHAPE_ROUNDED | ILV_SHAPE_EDGED;
  g_array_index (self->list->shapes, IlvShape, self->list->shapes->len - 1).target = target;
  ilv_display_list_add_text (self->list, style, ILV_FONT_LABEL, name, LEFT_PX + 8, y + 15,
                             BOX_W_PX - 12, ILV_SHAPE_ELLIPSIZED);
  ilv_display_list_add_text (self->list, is_trouble (self, row) ? ILV_STYLE_PATH : ILV_STYLE_NAME,
                             ILV_FONT_SMALL, text, LEFT_PX + 8, index * ROW_PX + TEXT_Y,
                             MAX (self->width_px - LEFT_PX - 12, 40), ILV_SHAPE_ELLIPSIZED);
}

static void
draw_line (struct waits *self,
           IlvStyle      style,
           double        x,
           double        y,
           double        w,
           double        h)
{
  ilv_display_list_add (self->list, ILV_SHAPE_LINE, style, x, y, w, h)->flags = ILV_SHAPE_MUTED;
}

/* Out of the upper half of a box, into the lower half of another. */
static void
draw_edge (struct waits *self,
           guint         from,
           guint         to,
           guint         track,
           IlvStyle      style)
{
  double left = LEFT_PX + BOX_W_PX;
  double x = left + 12 + track % N_TRACKS * TRACK_PX;
  double from_y = from * ROW_PX + BOX_Y + 6, to_y = to * ROW_PX + BOX_Y + BOX_PX - 6;

  draw_line (self, style, left, from_y, x - left, 0);
  draw_line (self, style, x, MIN (from_y, to_y), 0, to_y > from_y ? to_y - from_y : from_y - to_y);
  draw_line (self, style, left + 5, to_y, x - left - 5, 0);
  draw_line (self, style, left, to_y, 6, -4);
  draw_line (self, style, left, to_y, 6, 4);
}

static void
draw_edges (struct waits *self,
            guint         n_rows)
{
  guint track = 0;

  for (guint i = 0; i < n_rows; i++)
    {
      const struct row *row = &g_array_index (self->rows, struct row, i);
      const IlvWaiter *waiter;

      if (row->waiter == G_MAXUINT)
        continue;
      waiter = get_waiter (self, row->waiter);
      for (guint w = 0; w < waiter->n_wakers; w++)
        {
          const IlvWaker *waker = &g_array_index (self->graph->wakers, IlvWaker,
                                                  waiter->first_waker + w);
          guint to = GPOINTER_TO_UINT (g_hash_table_lookup (self->indexes,
                                                            GUINT_TO_POINTER (waker->g)));

          if (to > 0 && to <= n_rows && to - 1 != i)
            draw_edge (self, i, to - 1, track++,
                       is_trouble (self, row) ? ILV_STYLE_PATH : ILV_STYLE_DETAIL);
        }
    }
}

IlvDisplayList *
ilv_layout_build_waits (IlvTrace           *trace,
                        const IlvWaitGraph *graph,
                        double              width_px,
                        guint               max_rows,
                        IlvTextMeasure      measure)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (struct row));
  g_autoptr(GHashTable) indexes = g_hash_table_new (NULL, NULL);
  struct waits self = {
    .trace = trace,
    .graph = graph,
    .list = ilv_display_list_new (),
    .measure = measure,
    .rows = rows,
    .indexes = indexes,
    .width_px = width_px,
    .max_rows = max_rows,
  };
  guint n_rows;

  collect_rows (&self);
  n_rows = MIN (rows->len, max_rows);
  draw_edges (&self, n_rows);
  for (guint i = 0; i < n_rows; i++)
    draw_row (&self, i);
  if (n_rows < rows->len)
    {
      g_autofree char *text = g_strdup_printf (_("… and %u more"), rows->len - n_rows);

      ilv_display_list_add_text (self.list, ILV_STYLE_DETAIL, ILV_FONT_SMALL, text, LEFT_PX,
                                 n_rows * ROW_PX + 20, width_px - LEFT_PX, 0);
    }
  self.list->width_px = width_px;
  self.list->height_px = (n_rows + (n_rows < rows->len)) * ROW_PX;
  return self.list;
}
