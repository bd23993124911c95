/* ilv-trace.c - Everything known of one run of one program.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-trace.h"

#include <glib/gi18n-lib.h>

#include "model/ilv-gate.h"
#include "model/ilv-trace-private.h"

#include <string.h>

/* Some four thousand million, and room for what is added at once. */
#define MAX_MOMENTS (G_MAXUINT32 - (1u << 26))

/* Between two looks at whether the main loop wants the trace back: some 50 µs. */
#define EVENTS_AT_ONCE 256

enum
{
  GREW,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IlvTrace, ilv_trace, G_TYPE_OBJECT)

static void
ilv_trace_finalize (GObject *object)
{
  IlvTrace *self = ILV_TRACE (object);

  ilv_trace_free_machines (self);
  g_hash_table_unref (self->strings);
  g_hash_table_unref (self->sources);
  g_hash_table_unref (self->ordinals);
  g_hash_table_unref (self->namesakes);
  g_hash_table_unref (self->sitemates);
  g_array_unref (self->sites);
  g_ptr_array_unref (self->notes);
  g_clear_pointer (&self->user_notes, g_bytes_unref);
  g_string_free (self->pending_text, TRUE);
  ilv_store_free (self->store);

  G_OBJECT_CLASS (ilv_trace_parent_class)->finalize (object);
}

static void
ilv_trace_class_init (IlvTraceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ilv_trace_finalize;

  /**
   * IlvTrace::grew:
   *
   * More is known than before. At most once for each call that brings something.
   */
  signals[GREW] = g_signal_new ("grew", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  ilv_trace_feed_init ();
}

static void
ilv_trace_init (IlvTrace *self)
{
  self->store = ilv_store_new ();
  self->strings = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->sources = g_hash_table_new (NULL, NULL);
  self->ordinals = g_hash_table_new (NULL, NULL);
  self->namesakes = g_hash_table_new (NULL, NULL);
  self->sitemates = g_hash_table_new (NULL, NULL);
  self->sites = g_array_new (FALSE, FALSE, sizeof (struct site));
  self->notes = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->notes, NULL);
  self->pending_text = g_string_new (NULL);
  self->value_step = ILV_NO_INDEX;
}

/* --- Shared by the files of IlvTrace ------------------------------------- */

guint32
ilv_trace_add_lane_to (IlvTrace    *self,
                       IlvGroup     group_id,
                       IlvLaneKind  kind,
                       guint32      key)
{
  guint32 id = self->lanes.n;
  IlvVector *group;
  guint i;

  ilv_lane_init (append (self->lanes, IlvLane), kind, id, key);
  *append (self->kept, guint32) = id;
  ilv_trace_lane (self, id)->group = group_id;
  if (group_id == ILV_GROUP_NONE)
    return id;
  group = &self->groups[group_id];
  append (*group, guint32);
  i = group->n - 1;
  /* These stand in the order of their numbers, all else as it came. */
  while ((kind == ILV_LANE_PROC || kind == ILV_LANE_MACHINE || kind == ILV_LANE_COUNTER) && i > 0
         && ilv_trace_lane (self, ilv_vector_index (group, guint32, i - 1))->key > key)
    {
      ilv_vector_index (group, guint32, i) = ilv_vector_index (group, guint32, i - 1);
      i--;
    }
  ilv_vector_index (group, guint32, i) = id;
  return id;
}

guint32
ilv_trace_add_lane (IlvTrace    *self,
                    IlvLaneKind  kind,
                    guint32      key)
{
  return ilv_trace_add_lane_to (self, ilv_lane_kind_group (kind), kind, key);
}

guint32
ilv_trace_count_up (GHashTable *counts,
                    guint32     key)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (key))) + 1;

  g_hash_table_insert (counts, GUINT_TO_POINTER (key), GUINT_TO_POINTER (n));
  return n;
}

/* --- Filling ---------------------------------------------------------------- */

IlvTrace *
ilv_trace_new (void)
{
  return g_object_new (ILV_TYPE_TRACE, NULL);
}

/* Indexes have 32 bits, also of what was let go. */
static void
refuse (IlvTrace *self,
        gsize     n_events)
{
  if (!self->is_full)
    ilv_trace_add_note (self, _("The run is too long for its picture; what follows is missing."));
  self->is_full = TRUE;
  self->n_missing += n_events;
  self->has_grown = TRUE;
}

static void
take_in (IlvTrace               *self,
         const struct ilv_event *events,
         gsize                   n_events)
{
  if (self->run_state == ILV_RUN_NOT_STARTED)
    self->run_state = ILV_RUN_RUNNING;
  if (self->moments.n >= MAX_MOMENTS)
    {
      refuse (self, n_events);
      return;
    }
  ilv_trace_feed (self, events, n_events);
  self->has_grown = TRUE;
  ilv_trace_let_go (self, n_events);
}

void
ilv_trace_add_events (IlvTrace               *self,
                      const struct ilv_event *events,
                      gsize                   n_events)
{
  g_return_if_fail (ILV_IS_TRACE (self));

  if (n_events == 0)
    return;
  take_in (self, events, n_events);
  ilv_trace_say_grew (self);
}

void
ilv_trace_take_events (IlvTrace               *self,
                       const struct ilv_event *events,
                       gsize                   n_events)
{
  while (n_events > 0)
    {
      gint64 until_usec;

      ilv_gate_enter ();
      until_usec = g_get_monotonic_time () + ILV_GATE_TURN_USEC;
      do
        {
          gsize n = MIN (n_events, EVENTS_AT_ONCE);

          take_in (self, events, n);
          events += n;
          n_events -= n;
        }
      while (n_events > 0 && !ilv_gate_is_wanted () && g_get_monotonic_time () < until_usec);
      ilv_gate_leave ();
    }
}

void
ilv_trace_say_grew (IlvTrace *self)
{
  g_return_if_fail (ILV_IS_TRACE (self));

  if (!self->has_grown)
    return;
  self->has_grown = FALSE;
  ilv_trace_update_machines (self);
  g_signal_emit (self, signals[GREW], 0);
}

void
ilv_trace_advance (IlvTrace *self,
                   guint64   clock_nsec)
{
  g_return_if_fail (ILV_IS_TRACE (self));

  if (self->run_state != ILV_RUN_RUNNING || !self->has_begun
      || ilv_trace_from_clock (self, clock_nsec) <= self->end_nsec)
    return;
  self->end_nsec = ilv_trace_from_clock (self, clock_nsec);
  self->has_grown = TRUE;
  ilv_trace_say_grew (self);
}

void
ilv_trace_finish (IlvTrace *self)
{
  g_return_if_fail (ILV_IS_TRACE (self));

  if (self->run_state == ILV_RUN_EXITED)
    self->end_nsec = self->last_nsec;
  else
    self->run_state = ILV_RUN_CUT_OFF;
  ilv_trace_sample_goroutines (self, TRUE);
  self->has_grown = TRUE;
  ilv_trace_say_grew (self);
}

void
ilv_trace_add_missing (IlvTrace *self,
                       guint64   n_events)
{
  g_return_if_fail (ILV_IS_TRACE (self));

  self->n_missing += n_events;
}

void
ilv_trace_add_note (IlvTrace   *self,
                    const char *sentence)
{
  g_autofree char *stripped = NULL;

  g_return_if_fail (ILV_IS_TRACE (self));

  stripped = g_strstrip (g_strdup (sentence));
  if (*stripped != '\0')
    g_ptr_array_insert (self->notes, self->notes->len - 1, g_steal_pointer (&stripped));
}

/* --- The run ------------------------------------------------------------------ */

IlvRunState
ilv_trace_get_run_state (IlvTrace *self)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), ILV_RUN_NOT_STARTED);
  return self->run_state;
}

int
ilv_trace_get_exit_status (IlvTrace *self)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), 0);
  return self->exit_status;
}

guint64
ilv_trace_get_end_nsec (IlvTrace *self)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), 0);
  return self->end_nsec;
}

guint64
ilv_trace_get_n_events (IlvTrace *self)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), 0);
  return self->n_events;
}

guint64
ilv_trace_get_n_missing (IlvTrace *self)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), 0);
  return self->n_missing;
}

guint
ilv_trace_get_n_procs_set (IlvTrace *self)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), 0);
  return self->n_procs_set;
}

guint
ilv_trace_get_states_seen (IlvTrace *self)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), 0);
  return self->states_seen;
}

gsize
ilv_trace_get_size_bytes (IlvTrace *self)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), 0);
  return ilv_store_get_size (self->store);
}

const char * const *
ilv_trace_get_notes (IlvTrace *self)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);
  return (const char * const *) self->notes->pdata;
}

GBytes *
ilv_trace_get_user_notes (IlvTrace *self)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);
  return self->user_notes;
}

const char *
ilv_trace_get_program_path (IlvTrace *self)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);
  return self->program != 0 ? ilv_trace_get_string (self, self->program) : NULL;
}

const char *
ilv_trace_get_program_name (IlvTrace *self)
{
  const char *path = ilv_trace_get_program_path (self);
  const char *slash = path != NULL ? strrchr (path, '/') : NULL;

  return slash != NULL ? slash + 1 : path;
}

const char *
ilv_trace_get_source (IlvTrace   *self,
                      const char *path)
{
  GHashTableIter iter;
  gpointer key, text;

  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);

  g_hash_table_iter_init (&iter, self->sources);
  while (g_hash_table_iter_next (&iter, &key, &text))
    if (g_strcmp0 (ilv_trace_get_string (self, GPOINTER_TO_UINT (key)), path) == 0)
      return ilv_trace_get_string (self, GPOINTER_TO_UINT (text));
  return NULL;
}

/* --- Lanes ---------------------------------------------------------------------- */

guint
ilv_trace_get_n_lanes (IlvTrace *self)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), 0);
  return self->lanes.n;
}

gboolean
ilv_trace_has_lane (IlvTrace *self,
                    guint     lane)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), FALSE);
  return lane < self->lanes.n && ilv_trace_lane (self, lane)->kind != ILV_LANE_GONE;
}

const guint32 *
ilv_trace_get_lanes (IlvTrace *self,
                     guint    *n_lanes)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);

  *n_lanes = self->kept.n;
  return self->kept.data;
}

const IlvLane *
ilv_trace_get_lane (IlvTrace *self,
                    guint     lane)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);
  return ilv_trace_lane (self, lane);
}

const guint32 *
ilv_trace_get_group (IlvTrace *self,
                     IlvGroup  group,
                     guint    *n_lanes)
{
  g_return_val_if_fail (ILV_IS_TRACE (self) && group < ILV_N_GROUPS, NULL);

  *n_lanes = self->groups[group].n;
  return self->groups[group].data;
}

guint64
ilv_trace_get_span_end (IlvTrace      *self,
                        const IlvSpan *span)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), 0);
  return MIN (span->end_nsec, self->end_nsec);
}

/* --- Things ----------------------------------------------------------------------- */

guint
ilv_trace_get_n_goroutines (IlvTrace *self)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), 0);
  return self->groups[ILV_GROUP_GOROUTINES].n;
}

guint
ilv_trace_get_n_started (IlvTrace *self)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), 0);
  return self->goroutines.n;
}

guint
ilv_trace_get_n_live (IlvTrace *self)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), 0);
  return self->goroutines.n - self->n_dead;
}

const IlvGoroutine *
ilv_trace_get_goroutine (IlvTrace *self,
                         guint32   g)
{
  Goroutine *goroutine;

  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);

  goroutine = ilv_trace_find_goroutine (self, g);
  return goroutine != NULL ? &goroutine->info : NULL;
}

const IlvGoroutine *
ilv_trace_get_nth_goroutine (IlvTrace *self,
                             guint     index)
{
  const IlvVector *lanes;

  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);

  lanes = &self->groups[ILV_GROUP_GOROUTINES];
  g_return_val_if_fail (index < lanes->n, NULL);
  return ilv_trace_get_goroutine (self,
                                  ilv_trace_lane (self, ilv_vector_index (lanes, guint32, index))->key);
}

const IlvObject *
ilv_trace_get_object (IlvTrace *self,
                      guint32   id)
{
  Object *object;

  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);

  object = ilv_trace_find_object (self, id);
  return object != NULL ? &object->info : NULL;
}

const IlvProc *
ilv_trace_get_proc (IlvTrace *self,
                    guint32   p)
{
  guint32 index;

  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);

  index = ilv_id_map_get (&self->proc_ids, p + 1);
  return index != G_MAXUINT32 ? &ilv_vector_index (&self->procs, IlvProc, index) : NULL;
}

/* --- Arrays over time ---------------------------------------------------------------- */

const IlvOutput *
ilv_trace_get_outputs (IlvTrace *self,
                       guint    *n_outputs)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);

  *n_outputs = self->outputs.n;
  return self->outputs.data;
}

guint
ilv_trace_get_first_output (IlvTrace *self)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), 0);
  return self->first_output;
}

const char *
ilv_trace_get_output_text (IlvTrace *self,
                           gsize    *n_bytes)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);

  *n_bytes = self->output_text.n;
  return self->output_text.data;
}

const IlvBand *
ilv_trace_get_bands (IlvTrace *self,
                     guint    *n_bands)
{
  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);

  *n_bands = self->bands.n;
  return self->bands.data;
}

gboolean
ilv_trace_get_state_at (IlvTrace *self,
                        guint32   g,
                        guint64   time_nsec,
                        IlvSpan  *span)
{
  Goroutine *goroutine;
  const IlvLane *lane;
  guint index;

  g_return_val_if_fail (ILV_IS_TRACE (self), FALSE);

  goroutine = ilv_trace_find_goroutine (self, g);
  if (goroutine == NULL)
    return FALSE;
  lane = ilv_trace_lane (self, goroutine->info.lane);
  index = ilv_lane_span_at (lane, time_nsec);
  if (index == ILV_NO_INDEX)
    return FALSE;
  *span = ilv_lane_get_span (lane, index);
  return TRUE;
}
