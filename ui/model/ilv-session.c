/* ilv-session.c - What the user looks at: the one place all views share.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-session-private.h"

#define FIRST_WIDTH_NSEC 1e6

static guint signals[ILV_SESSION_N_SIGNALS];

G_DEFINE_FINAL_TYPE (IlvSession, ilv_session, G_TYPE_OBJECT)

void
ilv_session_emit (IlvSession       *self,
                  IlvSessionSignal  signal)
{
  g_signal_emit (self, signals[signal], 0);
}

static void
ilv_session_finalize (GObject *object)
{
  IlvSession *self = ILV_SESSION (object);

  g_clear_pointer (&self->arrangement, ilv_arrangement_free);
  ilv_axis_free (self->axis);
  g_clear_pointer (&self->matches, g_array_unref);
  g_clear_pointer (&self->path, g_array_unref);
  g_clear_pointer (&self->notes, g_variant_unref);
  g_clear_pointer (&self->saved_notes, g_bytes_unref);
  g_array_unref (self->undo);
  g_array_unref (self->redo);

  G_OBJECT_CLASS (ilv_session_parent_class)->finalize (object);
}

static void
ilv_session_dispose (GObject *object)
{
  IlvSession *self = ILV_SESSION (object);

  g_clear_object (&self->trace);

  G_OBJECT_CLASS (ilv_session_parent_class)->dispose (object);
}

static void
ilv_session_class_init (IlvSessionClass *klass)
{
  static const char *const names[ILV_SESSION_N_SIGNALS] = {
    [ILV_SESSION_VIEW_CHANGED] = "view-changed",
    [ILV_SESSION_SELECTION_CHANGED] = "selection-changed",
    [ILV_SESSION_HOVER_CHANGED] = "hover-changed",
    [ILV_SESSION_PLAYHEAD_CHANGED] = "playhead-changed",
    [ILV_SESSION_LANES_CHANGED] = "lanes-changed",
    [ILV_SESSION_MARKERS_CHANGED] = "markers-changed",
    [ILV_SESSION_NOTES_CHANGED] = "notes-changed",
  };

  G_OBJECT_CLASS (klass)->dispose = ilv_session_dispose;
  G_OBJECT_CLASS (klass)->finalize = ilv_session_finalize;

  for (guint i = 0; i < ILV_SESSION_N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                               0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
clear_past (gpointer data)
{
  IlvSessionPast *past = data;

  g_variant_unref (past->notes);
}

static GArray *
new_past (void)
{
  GArray *past = g_array_new (FALSE, FALSE, sizeof (IlvSessionPast));

  g_array_set_clear_func (past, clear_past);
  return past;
}

static void
ilv_session_init (IlvSession *self)
{
  self->undo = new_past ();
  self->redo = new_past ();
  self->view = (IlvSessionView) { 0, FIRST_WIDTH_NSEC, ILV_AXIS_TIME };
  self->playhead_nsec = ILV_TIME_OPEN;
  for (guint i = 0; i < ILV_N_MARKERS; i++)
    self->marker_nsec[i] = ILV_TIME_OPEN;
  self->selected = self->hovered = ILV_TARGET_NONE;
  self->selected_heading = ILV_NO_HEADING;
  self->shown_groups = ((1u << ILV_N_GROUPS) - 1) & ~(1u << ILV_GROUP_MACHINES);
  /* Few want to see them, but all should see that they are there. */
  self->folded_groups = 1u << ILV_GROUP_LIBRARY;
  self->is_following = TRUE;
}

IlvSession *
ilv_session_new (IlvTrace *trace)
{
  IlvSession *self;

  g_return_val_if_fail (ILV_IS_TRACE (trace), NULL);

  self = g_object_new (ILV_TYPE_SESSION, NULL);
  self->trace = g_object_ref (trace);
  self->arrangement = ilv_arrangement_new (trace);
  self->notes = ilv_session_read_notes (trace);
  self->saved_notes = ilv_session_dup_notes (self);
  g_signal_connect_object (trace, "grew", G_CALLBACK (ilv_session_trace_grew), self,
                           G_CONNECT_SWAPPED);
  ilv_session_trace_grew (self);
  return self;
}

static GArray *
ref_array (GArray *array)
{
  return array != NULL ? g_array_ref (array) : NULL;
}

IlvSession *
ilv_session_new_snapshot (IlvSession *from)
{
  IlvSession *self;

  g_return_val_if_fail (ILV_IS_SESSION (from), NULL);

  self = g_object_new (ILV_TYPE_SESSION, NULL);
  self->trace = g_object_ref (from->trace);
  self->arrangement = ilv_arrangement_new_fixed (from->arrangement);
  self->notes = g_variant_ref (from->notes);
  self->matches = ref_array (from->matches);
  self->path = ref_array (from->path);
  ilv_session_make_axis (self, from->view.axis);
  self->view = from->view;
  self->playhead_nsec = from->playhead_nsec;
  for (guint i = 0; i < ILV_N_MARKERS; i++)
    self->marker_nsec[i] = from->marker_nsec[i];
  self->selected = from->selected;
  self->hovered = from->hovered;
  self->selected_heading = from->selected_heading;
  self->shown_groups = from->shown_groups;
  self->folded_groups = from->folded_groups;
  self->is_following = FALSE;
  self->light = ilv_session_get_light (from);
  self->shows_cone = from->shows_cone;
  self->is_by_machine = from->is_by_machine;
  return self;
}

IlvTrace *
ilv_session_get_trace (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), NULL);
  return self->trace;
}
