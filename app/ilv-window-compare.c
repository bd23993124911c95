/* ilv-window-compare.c - The window: how its run differs from another.
 *
 * Of the run that was shown before, only what a comparison needs is kept: its trace goes, as big as
 * it may be.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-window-private.h"

#include <glib/gi18n.h>

#include "widgets/ilv-progress-row.h"

/* Events of a run whose statistics are worked out unasked: Run takes a fifth of a second longer. */
#define MAX_UNASKED_EVENTS 400000

static const char *const trace_suffixes[] = { "ilv", NULL };

/* A trace that is read to be compared with. */
typedef struct
{
  IlvWindow *window; /* a reference */
  char *name;
  IlvProgressRow *row; /* a reference; the window's */
  GCancellable *cancellable;
} Other;

static void
other_free (Other *other)
{
  if (other->window->progress_box != NULL)
    gtk_box_remove (other->window->progress_box, GTK_WIDGET (other->row));
  g_object_unref (other->row);
  g_object_unref (other->cancellable);
  g_object_unref (other->window);
  g_free (other->name);
  g_free (other);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Other, other_free)

static void
compare (IlvWindow *self, IlvComparisonSide *other, const char *what)
{
  self->is_comparing = other != NULL;
  ilv_statistics_panel_compare (self->statistics_panel, other, what);
  ilv_window_update_actions (self);
}

void
ilv_window_remember_run (IlvWindow *self)
{
  IlvTrace *trace = ilv_session_get_trace (self->session);
  guint64 n_events = ilv_trace_get_n_events (trace);

  if (n_events == 0)
    return;
  g_clear_pointer (&self->previous_run, ilv_comparison_side_unref);
  self->had_previous_run = TRUE;
  if (n_events <= MAX_UNASKED_EVENTS || self->compares_previous)
    self->previous_run = ilv_comparison_side_new (trace);
  if (self->compares_previous)
    ilv_window_compare_previous (self);
}

void
ilv_window_compare_previous (IlvWindow *self)
{
  ilv_window_end_comparison (self);
  if (!self->had_previous_run)
    return;
  /* Also if there is nothing yet to compare with: the next run is kept. */
  self->compares_previous = TRUE;
  if (self->previous_run != NULL)
    compare (self, self->previous_run, _("the previous run"));
  else
    ilv_window_show_toast (self, _("The previous run was too long to be kept unasked; "
                                   "from now on each run is"));
}

void
ilv_window_end_comparison (IlvWindow *self)
{
  if (self->loading_other != NULL)
    g_cancellable_cancel (self->loading_other);
  g_clear_object (&self->loading_other);
  self->compares_previous = FALSE;
  compare (self, NULL, NULL);
}

static void
ilv_window_other_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Other) other = data;
  g_autoptr (IlvComparisonSide) side = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  gboolean is_loaded = ilv_trace_load_finish (ILV_TRACE (source), result, &error);

  /* By then the window may be gone. */
  if (g_cancellable_is_cancelled (other->cancellable))
    return;
  if (is_loaded)
    {
      side = ilv_comparison_side_new (ILV_TRACE (source));
      compare (other->window, side, other->name);
      return;
    }
  sentence = g_strdup_printf ("%s: %s", other->name, error->message);
  ilv_window_show_error (other->window, sentence);
}

static void
ilv_window_other_progress_cb (IlvTrace *trace, double fraction, gpointer data)
{
  Other *other = data;

  ilv_progress_row_set_fraction (other->row, fraction);
}

void
ilv_window_compare_with (IlvWindow *self, GFile *file)
{
  g_autoptr (IlvTrace) trace = ilv_trace_new ();
  Other *other = g_new0 (Other, 1);
  g_autofree char *what = NULL;

  ilv_window_end_comparison (self);
  self->loading_other = g_cancellable_new ();
  other->window = g_object_ref (self);
  other->name = g_file_get_basename (file);
  other->cancellable = g_object_ref (self->loading_other);
  /* translators: a file's name */
  what = g_strdup_printf (_("Opening %s"), other->name);
  other->row = g_object_ref_sink (ILV_PROGRESS_ROW (ilv_progress_row_new (what)));
  g_signal_connect_object (other->row, "cancelled", G_CALLBACK (g_cancellable_cancel),
                           other->cancellable, G_CONNECT_SWAPPED);
  gtk_box_append (self->progress_box, GTK_WIDGET (other->row));
  ilv_trace_load_async (trace, file, ilv_window_other_progress_cb, other, other->cancellable,
                        ilv_window_other_loaded_cb, other);
}

static void
compare_chosen (IlvWindow *self, GFile *file, gpointer data)
{
  if (file != NULL)
    ilv_window_compare_with (self, file);
}

void
ilv_window_compare_trace (IlvWindow *self)
{
  ilv_window_choose (self, ILV_CHOOSE_FILE, _("Compare With"), NULL, _("Traces"), trace_suffixes,
                     compare_chosen, NULL);
}
