/* ilv-session-notes.c - What the user wrote at moments of the run.
 *
 * They are one immutable value, so that undo keeps what was by keeping a reference; in a file they
 * are the same bytes. Each is time, goroutine, object (at most one of them not 0: the lane it is
 * about, by the trace's own numbers), and text.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-session-private.h"

#define NOTES_TYPE G_VARIANT_TYPE ("a(tuus)")
#define NOTE_FORMAT "(tuu&s)"

typedef struct
{
  guint64 time_nsec;
  guint32 g, object;
  const char *text;
} Note;

GVariant *
ilv_session_read_notes (IlvTrace *trace)
{
  GBytes *bytes = ilv_trace_get_user_notes (trace);
  g_autoptr(GVariant) notes = NULL;

  if (bytes == NULL)
    return g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE ("(tuus)"), NULL, 0));
  /* Not trusted: what is no such value becomes one, if an empty one. */
  notes = g_variant_ref_sink (g_variant_new_from_bytes (NOTES_TYPE, bytes, FALSE));
  return g_variant_get_normal_form (notes);
}

static Note
get_nth (GVariant *notes,
         gsize     index)
{
  Note note;

  g_variant_get_child (notes, index, NOTE_FORMAT, &note.time_nsec, &note.g, &note.object,
                       &note.text);
  return note;
}

static guint32
find_lane (IlvTrace   *trace,
           const Note *note)
{
  const IlvGoroutine *goroutine = note->g != 0 ? ilv_trace_get_goroutine (trace, note->g) : NULL;
  const IlvObject *object = note->object != 0 ? ilv_trace_get_object (trace, note->object) : NULL;

  if (goroutine != NULL)
    return goroutine->lane;
  return object != NULL ? object->lane : ILV_NO_LANE;
}

/* A lane that is neither a goroutine's nor an object's: the note is about all of them. */
static Note
make_note (IlvTrace   *trace,
           guint64     time_nsec,
           guint32     lane,
           const char *text)
{
  Note note = { time_nsec, 0, 0, text };
  const IlvLane *info;

  if (!ilv_trace_has_lane (trace, lane))
    return note;
  info = ilv_trace_get_lane (trace, lane);
  note.g = info->kind == ILV_LANE_GOROUTINE ? info->key : 0;
  note.object = 0;
  if (note.g == 0 && ilv_trace_get_object (trace, info->key) != NULL
      && ilv_trace_get_object (trace, info->key)->lane == lane)
    note.object = info->key;
  return note;
}

static gboolean
is_same_place (const Note *a,
               const Note *b)
{
  return a->time_nsec == b->time_nsec && a->g == b->g && a->object == b->object;
}

guint
ilv_session_get_n_notes (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), 0);
  return (guint) g_variant_n_children (self->notes);
}

IlvNote
ilv_session_get_note (IlvSession *self,
                      guint       index)
{
  Note note;

  g_return_val_if_fail (ILV_IS_SESSION (self) && index < ilv_session_get_n_notes (self),
                        ((IlvNote) { ILV_TIME_OPEN, ILV_NO_LANE, "" }));
  note = get_nth (self->notes, index);
  return (IlvNote) { note.time_nsec, find_lane (self->trace, &note), note.text };
}

int
ilv_session_find_note (IlvSession *self,
                       guint64     time_nsec,
                       guint32     lane)
{
  Note wanted = make_note (self->trace, time_nsec, lane, NULL);

  for (guint i = 0; i < ilv_session_get_n_notes (self); i++)
    {
      Note note = get_nth (self->notes, i);

      if (is_same_place (&note, &wanted))
        return (int) i;
    }
  return -1;
}

void
ilv_session_put_notes (IlvSession *self,
                       GVariant   *notes)
{
  if (notes == self->notes)
    return;
  g_variant_ref_sink (notes);
  g_variant_unref (self->notes);
  self->notes = notes;
  ilv_session_emit (self, ILV_SESSION_NOTES_CHANGED);
}

static void
add_note (GVariantBuilder *builder,
          const Note      *note)
{
  g_variant_builder_add (builder, "(tuus)", note->time_nsec, note->g, note->object, note->text);
}

void
ilv_session_write_note (IlvSession *self,
                        guint64     time_nsec,
                        guint32     lane,
                        const char *text)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (NOTES_TYPE);
  Note written = make_note (self->trace, time_nsec, lane, text);
  g_autoptr(GVariant) notes = NULL;
  gboolean is_in = *text == '\0';

  g_return_if_fail (ILV_IS_SESSION (self) && time_nsec != ILV_TIME_OPEN);

  for (guint i = 0; i < ilv_session_get_n_notes (self); i++)
    {
      Note note = get_nth (self->notes, i);

      if (!is_in && note.time_nsec > time_nsec)
        {
          add_note (&builder, &written);
          is_in = TRUE;
        }
      if (!is_same_place (&note, &written))
        add_note (&builder, &note);
    }
  if (!is_in)
    add_note (&builder, &written);
  notes = g_variant_ref_sink (g_variant_builder_end (&builder));
  if (g_variant_equal (notes, self->notes))
    return;
  ilv_session_remember (self);
  ilv_session_put_notes (self, notes);
}

GBytes *
ilv_session_dup_notes (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), NULL);
  return ilv_session_get_n_notes (self) > 0 ? g_variant_get_data_as_bytes (self->notes) : NULL;
}

gboolean
ilv_session_has_unsaved_notes (IlvSession *self)
{
  g_autoptr(GBytes) notes = ilv_session_dup_notes (self);

  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);
  return notes == NULL || self->saved_notes == NULL ? notes != self->saved_notes
                                                    : !g_bytes_equal (notes, self->saved_notes);
}

void
ilv_session_set_saved_notes (IlvSession *self,
                             GBytes     *notes)
{
  g_return_if_fail (ILV_IS_SESSION (self));

  if (notes != NULL)
    g_bytes_ref (notes);
  g_clear_pointer (&self->saved_notes, g_bytes_unref);
  self->saved_notes = notes;
}
