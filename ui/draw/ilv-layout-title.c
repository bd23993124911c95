/* ilv-layout-title.c - What stands above and below a picture that is on its own: title and legend.
 *
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-layout-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "model/ilv-format.h"

#define TITLE_PX 44.0
#define NOTE_PX  16.0
#define PAD_PX   8.0

static char *
describe_end (IlvTrace *trace)
{
  switch (ilv_trace_get_run_state (trace))
    {
    case ILV_RUN_NOT_STARTED:
      return g_strdup (_("not started"));
    case ILV_RUN_RUNNING:
      return g_strdup (_("running"));
    case ILV_RUN_EXITED:
      if (ilv_trace_get_exit_status (trace) == 0)
        return g_strdup (_("finished"));
      /* translators: the program has ended with this number instead of 0 */
      return g_strdup_printf (_("exit status %d"), ilv_trace_get_exit_status (trace));
    case ILV_RUN_CUT_OFF:
      return g_strdup (_("ended early"));
    }
  g_assert_not_reached ();
}

/* NULL: nothing was. */
static char *
describe_let_go (IlvTrace *trace)
{
  guint64 before_nsec;
  guint64 n = ilv_trace_get_n_let_go (trace, &before_nsec);
  g_autofree char *before = NULL;

  if (n == 0)
    return NULL;
  before = ilv_format_duration (before_nsec);
  /* translators: for want of memory; the number of spans and steps, and a time */
  return g_strdup_printf (_("%" PRIu64 " before %s let go"), n, before);
}

char *
ilv_layout_describe_amount (IlvTrace *trace)
{
  guint n_goroutines = ilv_trace_get_n_started (trace);
  guint64 n_events = ilv_trace_get_n_events (trace);
  g_autofree char *duration = ilv_format_duration (ilv_trace_get_end_nsec (trace));
  g_autofree char *goroutines
    = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u goroutine", "%u goroutines", n_goroutines),
                       n_goroutines);
  g_autofree char *events
    = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%" PRIu64 " event",
                                    "%" PRIu64 " events", n_events), n_events);
  /* translators: events of the trace that got lost */
  g_autofree char *missing = g_strdup_printf (_("%" PRIu64 " missing"),
                                              ilv_trace_get_n_missing (trace));
  g_autofree char *let_go = describe_let_go (trace);

  return g_strjoin (" · ", duration, goroutines, events, missing, let_go, NULL);
}

char *
ilv_layout_describe_run (IlvTrace *trace)
{
  g_autofree char *end = describe_end (trace);
  g_autofree char *amount = ilv_layout_describe_amount (trace);

  return g_strjoin (" · ", end, amount, NULL);
}

static guint
n_shown_notes (IlvTrace *trace)
{
  return MIN (g_strv_length ((char **) ilv_trace_get_notes (trace)), 3);
}

double
ilv_layout_title_height (IlvTrace *trace)
{
  return TITLE_PX + n_shown_notes (trace) * NOTE_PX;
}

void
ilv_layout_title (struct layout *self,
                  double         y)
{
  const char *name = ilv_trace_get_program_name (self->trace);
  g_autofree char *about = ilv_layout_describe_run (self->trace);
  IlvStyle style = ilv_trace_get_n_missing (self->trace) > 0 ? ILV_STYLE_WARNING : ILV_STYLE_DETAIL;
  double room = self->view->width_px - 24;

  ilv_display_list_add_text (self->list, ILV_STYLE_TITLE, ILV_FONT_TITLE,
                             name != NULL ? name : _("A program"), 12, y + 20, room,
                             ILV_SHAPE_ELLIPSIZED);
  ilv_display_list_add_text (self->list, style, ILV_FONT_SMALL, about, 12, y + 36, room,
                             ILV_SHAPE_ELLIPSIZED);
  for (guint i = 0; i < n_shown_notes (self->trace); i++)
    ilv_display_list_add_text (self->list, ILV_STYLE_WARNING, ILV_FONT_SMALL,
                               ilv_trace_get_notes (self->trace)[i], 12,
                               y + 36 + (i + 1) * NOTE_PX, room, ILV_SHAPE_ELLIPSIZED);
}

/* Returns where the next entry goes. */
static double
add_legend_entry (struct layout *self,
                  IlvStyle       style,
                  IlvShapeFlags  flags,
                  const char    *label,
                  double         x,
                  double         y)
{
  double w = ilv_layout_text_width (self, ILV_FONT_SMALL, label);

  if (x + 24 + w > self->view->width_px)
    return x;
  if (ilv_style_get_hatch (style) != ILV_HATCH_NONE)
    flags |= ILV_SHAPE_HATCHED;
  ilv_layout_muted (self, ILV_SHAPE_RECT, style, x, y + 11, 18, 12)->flags
    |= ILV_SHAPE_ROUNDED | flags;
  ilv_display_list_add_text (self->list, ILV_STYLE_DETAIL, ILV_FONT_SMALL, label, x + 24, y + 21,
                             w, 0);
  return x + 24 + w + 18;
}

static double
add_arrow_entry (struct layout *self,
                 double         x,
                 double         y)
{
  const char *label = ilv_arrow_get_label ();
  double w = ilv_layout_text_width (self, ILV_FONT_SMALL, label);

  if (x + 24 + w > self->view->width_px)
    return x;
  ilv_layout_muted (self, ILV_SHAPE_ARROW, ILV_STYLE_CREATE, x, y + 17, 18, 0);
  ilv_display_list_add_text (self->list, ILV_STYLE_DETAIL, ILV_FONT_SMALL, label, x + 24, y + 21,
                             w, 0);
  return x + 24 + w + 18;
}

static guint
band_kinds_seen (IlvTrace *trace)
{
  guint n_bands, seen = 0;
  const IlvBand *bands = ilv_trace_get_bands (trace, &n_bands);

  for (guint i = 0; i < n_bands; i++)
    seen |= 1u << bands[i].kind;
  return seen;
}

/* As in the window's legend: while something is lit, only that keeps its colour. */
static IlvStyle
legend_style (struct layout *self,
              guint          state)
{
  IlvLight light = ilv_session_get_light (self->session);

  return light.kind == ILV_LIGHT_ALL || (light.kind == ILV_LIGHT_STATE && light.key == state)
           ? ilv_style_for_state (state) : ILV_STYLE_FADED;
}

/* Only what occurs in this run. */
void
ilv_layout_legend (struct layout *self,
                   double         y)
{
  static const struct
  {
    IlvStyle style;
    const char *label;
  } bands[] = {
    [ILV_BAND_GC] = { ILV_STYLE_BAND, N_("all wait for garbage collection") },
    [ILV_BAND_HELD] = { ILV_STYLE_BAND, N_("held by the viewer") },
    [ILV_BAND_STALL] = { ILV_STYLE_STALL, N_("waits for the trace to be read") },
  };
  guint seen = ilv_trace_get_states_seen (self->trace);
  double x = 12;

  ilv_layout_muted (self, ILV_SHAPE_LINE, ILV_STYLE_PAPER, 0, y, self->view->width_px, 0);
  for (guint state = 0; state < ILV_N_STATES; state++)
    if (seen >> state & 1)
      x = add_legend_entry (self, legend_style (self, state),
                            ilv_state_is_work (state) ? 0 : ILV_SHAPE_EDGED,
                            ilv_state_get_label (state), x, y);
  if (ilv_trace_get_n_goroutines (self->trace) > 1)
    x = add_arrow_entry (self, x, y);
  seen = band_kinds_seen (self->trace);
  for (guint kind = 0; kind < G_N_ELEMENTS (bands); kind++)
    if (seen >> kind & 1)
      x = add_legend_entry (self, bands[kind].style, 0, _(bands[kind].label), x, y);
}
