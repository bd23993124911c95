/* ilv-columns.c - Pixel columns that were worked out before.
 *
 * A strip is a table with a place for each remainder of a column's number by its size, which is
 * more than a view is wide: what goes out of sight is overwritten by what comes in.
 *
 * Columns are numbered from where the first frame of this scale began, not from 0: at a
 * scale of nanoseconds a run of hours has more pixels than a double can tell from their halves.
 *
 * SPDX-License-Identifier: MIT
 */
#include "draw/ilv-columns.h"

#include <math.h>
#include <string.h>

#define MIN_SLOTS    1024
#define MAX_SLOTS    65536
/* Lanes out of sight are kept as long as there are not more than these. */
#define MAX_STRIPS   256
#define MAX_LABELS   8192
/* How far from a whole number of pixels a move may be: the rounding of long sums. */
#define TOLERANCE_PX 0.01
#define MAX_COLUMN   1e9
#define MAX_SERIAL   G_MAXINT32

typedef struct
{
  gint32 number;
  guint32 serial : 31; /* of the scale it was worked out at; another: it is empty */
  guint32 is_rough : 1;
} Slot;             /* and the value behind it */

static const gsize value_bytes[ILV_N_COLUMN_KINDS] = {
  [ILV_COLUMN_CELLS] = sizeof (IlvCell),
  [ILV_COLUMN_LEVELS] = sizeof (IlvLevels),
  [ILV_COLUMN_SUMS] = sizeof (IlvSums),
};

typedef struct
{
  guint serial;       /* never 0, but for a scale there has not been */
  guint64 axis_serial;
  double start_nsec;  /* where column 0 begins */
  double nsec_per_px;
} Scale;

struct _IlvColumnStrip
{
  IlvColumns *columns;
  gsize slot_bytes;
  char *slots;      /* Slot */
  char *before;     /* of the scale before; NULL: there was none */
  guint stamp;      /* first span or step of the lane: what is let go is not shown from memory */
  guint last_frame;
};

struct _IlvColumns
{
  GHashTable *strips; /* id of a lane, or heading, and kind -> IlvColumnStrip */
  GHashTable *labels; /* gint64 of lane and span -> GStrv */
  guint64 n_events;   /* of the trace when these were right: a later event may name something */
  guint n_slots;      /* a power of two */
  guint frame;
  Scale scale, before;
  gint32 first;       /* number of this frame's first column */
};

static void
strip_free (gpointer data)
{
  IlvColumnStrip *strip = data;

  g_free (strip->slots);
  g_free (strip->before);
  g_free (strip);
}

IlvColumns *
ilv_columns_new (void)
{
  IlvColumns *self = g_new0 (IlvColumns, 1);

  self->strips = g_hash_table_new_full (NULL, NULL, NULL, strip_free);
  self->labels = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                        (GDestroyNotify) g_strfreev);
  return self;
}

void
ilv_columns_free (IlvColumns *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->strips);
  g_hash_table_unref (self->labels);
  g_free (self);
}

static char *
slots_new (const IlvColumnStrip *strip)
{
  return g_malloc0_n (strip->columns->n_slots, strip->slot_bytes);
}

/* What was the scale now is the one before; its slots too. */
static void
begin_scale (IlvColumns    *self,
             const IlvAxis *axis,
             double         start_nsec,
             double         nsec_per_px)
{
  GHashTableIter iter;
  gpointer value;

  self->before = self->scale;
  self->scale = (Scale) { self->scale.serial + 1, ilv_axis_get_serial (axis), start_nsec,
                          nsec_per_px };
  self->first = 0;
  g_hash_table_iter_init (&iter, self->strips);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      IlvColumnStrip *strip = value;
      char *slots = strip->before;

      strip->before = strip->slots;
      strip->slots = slots != NULL ? slots : slots_new (strip);
    }
  /* Serials begin anew: nothing old may be taken for new. */
  if (self->scale.serial > MAX_SERIAL)
    {
      g_hash_table_remove_all (self->strips);
      self->before.serial = 0;
      self->scale.serial = 1;
    }
}

static gboolean
is_out_of_sight (gpointer key,
                 gpointer value,
                 gpointer data)
{
  const IlvColumnStrip *strip = value;
  const IlvColumns *self = data;

  return strip->last_frame + 1 != self->frame;
}

static void
choose_size (IlvColumns *self,
             guint       n_columns)
{
  guint n_slots = MIN_SLOTS;

  while (n_slots < n_columns && n_slots < MAX_SLOTS)
    n_slots *= 2;
  if (n_slots != self->n_slots)
    g_hash_table_remove_all (self->strips);
  self->n_slots = n_slots;
}

void
ilv_columns_begin (IlvColumns    *self,
                   const IlvAxis *axis,
                   double         start_nsec,
                   double         nsec_per_px,
                   guint          n_columns)
{
  double moved_px = (start_nsec - self->scale.start_nsec) / self->scale.nsec_per_px;
  double nearest_px = floor (moved_px + 0.5);
  double grown_px = (nsec_per_px / self->scale.nsec_per_px - 1) * n_columns;

  self->frame++;
  if (g_hash_table_size (self->labels) > MAX_LABELS)
    g_hash_table_remove_all (self->labels);
  choose_size (self, n_columns);
  if (g_hash_table_size (self->strips) > MAX_STRIPS)
    g_hash_table_foreach_remove (self->strips, is_out_of_sight, self);
  if (self->scale.serial == 0 || self->scale.axis_serial != ilv_axis_get_serial (axis)
      || !(fabs (grown_px) < TOLERANCE_PX) || !(fabs (moved_px - nearest_px) < TOLERANCE_PX)
      || !(fabs (nearest_px) < MAX_COLUMN))
    begin_scale (self, axis, start_nsec, nsec_per_px);
  else
    self->first = nearest_px;
}

static IlvColumnStrip *
get_strip (IlvColumns    *self,
           guint32        id,
           IlvColumnKind  kind,
           guint          stamp)
{
  gpointer key = GSIZE_TO_POINTER ((gsize) id * ILV_N_COLUMN_KINDS + kind);
  IlvColumnStrip *strip = g_hash_table_lookup (self->strips, key);

  if (strip == NULL)
    {
      strip = g_new0 (IlvColumnStrip, 1);
      strip->columns = self;
      strip->slot_bytes = sizeof (Slot) + value_bytes[kind];
      strip->slots = slots_new (strip);
      strip->stamp = stamp;
      g_hash_table_insert (self->strips, key, strip);
    }
  if (strip->stamp != stamp)
    {
      memset (strip->slots, 0, self->n_slots * strip->slot_bytes);
      g_clear_pointer (&strip->before, g_free);
      strip->stamp = stamp;
    }
  strip->last_frame = self->frame;
  return strip;
}

IlvColumnStrip *
ilv_columns_get_strip (IlvColumns    *self,
                       const IlvLane *lane,
                       IlvColumnKind  kind)
{
  return get_strip (self, lane->id, kind,
                    kind == ILV_COLUMN_CELLS ? lane->first_span : lane->first_step);
}

IlvColumnStrip *
ilv_columns_get_heading_strip (IlvColumns *self,
                               guint32     heading,
                               guint       stamp)
{
  return get_strip (self, heading, ILV_COLUMN_SUMS, stamp);
}

static Slot *
slot_for (const IlvColumnStrip *strip,
          char                 *slots,
          gint32                number)
{
  return (Slot *) (slots + ((guint32) number & (strip->columns->n_slots - 1))
                             * strip->slot_bytes);
}

static const Slot *
find_slot (const IlvColumnStrip *strip,
           char                 *slots,
           gint32                number,
           guint                 serial)
{
  const Slot *slot = slot_for (strip, slots, number);

  return slot->number == number && slot->serial == serial ? slot : NULL;
}

gconstpointer
ilv_column_strip_find (const IlvColumnStrip *strip,
                       int                   column)
{
  const IlvColumns *self = strip->columns;
  const Slot *slot = find_slot (strip, strip->slots, self->first + column, self->scale.serial);

  return slot != NULL && !slot->is_rough ? slot + 1 : NULL;
}

gconstpointer
ilv_column_strip_guess (const IlvColumnStrip *strip,
                        int                   column)
{
  const IlvColumns *self = strip->columns;
  const Slot *slot = find_slot (strip, strip->slots, self->first + column, self->scale.serial);
  double middle = self->scale.start_nsec + (self->first + column + 0.5) * self->scale.nsec_per_px;
  double number = floor ((middle - self->before.start_nsec) / self->before.nsec_per_px);

  if (slot == NULL && strip->before != NULL && self->before.serial != 0
      && self->before.axis_serial == self->scale.axis_serial && fabs (number) < MAX_COLUMN)
    slot = find_slot (strip, strip->before, number, self->before.serial);
  return slot != NULL ? slot + 1 : NULL;
}

void
ilv_column_strip_keep (IlvColumnStrip *strip,
                       int             column,
                       gconstpointer   value,
                       gboolean        is_rough)
{
  const IlvColumns *self = strip->columns;
  gint32 number = self->first + column;
  Slot *slot = slot_for (strip, strip->slots, number);

  *slot = (Slot) { number, self->scale.serial, is_rough };
  memcpy (slot + 1, value, strip->slot_bytes - sizeof (Slot));
}

char **
ilv_columns_get_labels (IlvColumns *self,
                        IlvTrace   *trace,
                        guint32     lane,
                        guint       span)
{
  gint64 key = (gint64) ((guint64) lane << 32 | span);
  guint64 n_events = ilv_trace_get_n_events (trace);
  char **labels;

  if (n_events != self->n_events)
    g_hash_table_remove_all (self->labels);
  self->n_events = n_events;
  labels = g_hash_table_lookup (self->labels, &key);
  if (labels == NULL)
    {
      labels = ilv_trace_dup_span_labels (trace, lane, span);
      g_hash_table_insert (self->labels, g_memdup2 (&key, sizeof key), labels);
    }
  return labels;
}
