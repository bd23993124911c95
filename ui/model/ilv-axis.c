/* ilv-axis.c - How time lies along the picture.
 *
 * The mapping is a line through knots (time, place), both rising. It is made
 * anew from the lanes when it is asked for rather than kept up to date by every
 * event: most runs are never looked at by steps, and the past of an axis of
 * steps does not change when more comes.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-axis.h"

#include <string.h>

/* After the last event an axis of steps moves one step in this time. */
#define LAST_STEP_NSEC   1e9
/* So many idle stretches, if there are fewer, would take as much as the work. */
#define MIN_N_GAPS       20
#define RADIX_BITS       11
#define RADIX            (1u << RADIX_BITS)

typedef struct
{
  double time_nsec;
  double place_nsec;
} Knot;

struct _IlvAxis
{
  IlvAxisKind kind;
  guint64     serial;
  GArray     *knots;       /* Knot; empty: places are times */
  GArray     *gaps;        /* IlvGap */
  double      slope_after; /* places for a nanosecond, behind the last knot */
};

static const char *const names[ILV_N_AXES] = {
  [ILV_AXIS_TIME] = "time",
  [ILV_AXIS_STEPS] = "steps",
  [ILV_AXIS_GAPS] = "gaps",
};

static void
add_knot (IlvAxis *self,
          double   time_nsec,
          double   place_nsec)
{
  Knot knot = { time_nsec, place_nsec };

  g_array_append_val (self->knots, knot);
}

/* --- Steps -------------------------------------------------------------------- */

/* When something happened in a lane: a goroutine changed its state, an object its. The other
 * lanes only show the same another way. */
static void
collect_instants (const IlvLane *lane,
                  GArray        *instants)
{
  guint64 time_nsec;

  if (lane->kind == ILV_LANE_PROC || lane->kind == ILV_LANE_MACHINE
      || lane->kind == ILV_LANE_COUNTER || lane->kind == ILV_LANE_TASK)
    return;
  for (guint i = lane->first_span; (lane->kind == ILV_LANE_GOROUTINE || lane->kind == ILV_LANE_REGIONS)
                                   && i < ilv_lane_n_spans (lane); i++)
    {
      time_nsec = ilv_lane_span_start (lane, i);
      g_array_append_val (instants, time_nsec);
    }
  for (guint i = lane->first_step; i < ilv_lane_n_steps (lane); i++)
    {
      time_nsec = ilv_lane_step_time (lane, i);
      g_array_append_val (instants, time_nsec);
    }
}

/* Least digit first; a comparison sort of millions of instants would be seen. */
static void
sort_instants (GArray *instants)
{
  g_autofree guint64 *other = g_new (guint64, MAX (instants->len, 1));
  guint64 *from = (guint64 *) instants->data, *to = other;
  guint64 max = 0;

  for (guint i = 0; i < instants->len; i++)
    max = MAX (max, from[i]);
  for (guint shift = 0; shift < 64 && max >> shift != 0; shift += RADIX_BITS)
    {
      guint starts[RADIX + 1] = { 0 };
      guint64 *swap = from;

      for (guint i = 0; i < instants->len; i++)
        starts[(from[i] >> shift & (RADIX - 1)) + 1]++;
      for (guint digit = 1; digit < RADIX; digit++)
        starts[digit] += starts[digit - 1];
      for (guint i = 0; i < instants->len; i++)
        to[starts[from[i] >> shift & (RADIX - 1)]++] = from[i];
      from = to;
      to = swap;
    }
  if (from == other)
    memcpy (instants->data, other, instants->len * sizeof (guint64));
}

static void
init_steps (IlvAxis  *self,
            IlvTrace *trace)
{
  g_autoptr(GArray) instants = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 end_nsec = ilv_trace_get_end_nsec (trace);
  guint64 last_nsec = 0;
  guint n_lanes;
  const guint32 *lanes = ilv_trace_get_lanes (trace, &n_lanes);

  for (guint i = 0; i < n_lanes; i++)
    collect_instants (ilv_trace_get_lane (trace, lanes[i]), instants);
  sort_instants (instants);
  for (guint i = 0; i < instants->len; i++)
    {
      guint64 time_nsec = g_array_index (instants, guint64, i);

      if (i == 0 || time_nsec != last_nsec)
        add_knot (self, time_nsec, i * ILV_AXIS_STEP_NSEC);
      last_nsec = time_nsec;
    }
  if (instants->len > 0)
    add_knot (self, MAX (end_nsec, last_nsec + 1), instants->len * ILV_AXIS_STEP_NSEC);
  self->slope_after = ILV_AXIS_STEP_NSEC / LAST_STEP_NSEC;
}

/* --- Gaps ---------------------------------------------------------------------- */

static int
compare_gaps (gconstpointer a,
              gconstpointer b)
{
  const IlvGap *first = a, *second = b;

  return (first->start_nsec > second->start_nsec) - (first->start_nsec < second->start_nsec);
}

/* (transfer full): when a goroutine ran, as IlvGap, in order of time, without overlap. */
static GArray *
list_busy (IlvTrace *trace)
{
  GArray *busy = g_array_new (FALSE, FALSE, sizeof (IlvGap));
  guint n_lanes, n = 0;
  const guint32 *lanes = ilv_trace_get_group (trace, ILV_GROUP_THREADS, &n_lanes);

  for (guint l = 0; l < n_lanes; l++)
    {
      const IlvLane *lane = ilv_trace_get_lane (trace, lanes[l]);

      for (guint i = lane->first_span; lane->kind == ILV_LANE_PROC && i < ilv_lane_n_spans (lane);
           i++)
        {
          IlvSpan span = ilv_lane_get_span (lane, i);
          IlvGap work = { span.start_nsec, ilv_trace_get_span_end (trace, &span) };

          g_array_append_val (busy, work);
        }
    }
  g_array_sort (busy, compare_gaps);
  for (guint i = 0; i < busy->len; i++)
    {
      IlvGap work = g_array_index (busy, IlvGap, i);
      IlvGap *last = n > 0 ? &g_array_index (busy, IlvGap, n - 1) : NULL;

      if (last != NULL && work.start_nsec <= last->end_nsec)
        last->end_nsec = MAX (last->end_nsec, work.end_nsec);
      else
        g_array_index (busy, IlvGap, n++) = work;
    }
  g_array_set_size (busy, n);
  return busy;
}

/* All that is cut short is cut to one length, chosen so that together they do not take more
 * room than the work does. */
static double
choose_length (const GArray *busy)
{
  double busy_nsec = 0;

  for (guint i = 0; i < busy->len; i++)
    {
      const IlvGap *work = &g_array_index (busy, IlvGap, i);

      busy_nsec += work->end_nsec - work->start_nsec;
    }
  return MAX (busy_nsec / MAX (busy->len, MIN_N_GAPS), 1);
}

static void
cut_gap (IlvAxis *self,
         guint64  start_nsec,
         guint64  end_nsec,
         double   length_nsec,
         double  *saved_nsec)
{
  IlvGap gap = { start_nsec, end_nsec };

  if (end_nsec <= start_nsec || end_nsec - start_nsec <= length_nsec)
    return;
  add_knot (self, start_nsec, start_nsec - *saved_nsec);
  *saved_nsec += end_nsec - start_nsec - length_nsec;
  add_knot (self, end_nsec, end_nsec - *saved_nsec);
  g_array_append_val (self->gaps, gap);
}

static void
init_gaps (IlvAxis  *self,
           IlvTrace *trace)
{
  g_autoptr(GArray) busy = list_busy (trace);
  double length_nsec = choose_length (busy), saved_nsec = 0;
  guint64 free_from = 0;

  add_knot (self, free_from, free_from);
  for (guint i = 0; i < busy->len; i++)
    {
      const IlvGap *work = &g_array_index (busy, IlvGap, i);

      cut_gap (self, free_from, work->start_nsec, length_nsec, &saved_nsec);
      free_from = MAX (free_from, work->end_nsec);
    }
  if (busy->len > 0)
    cut_gap (self, free_from, ilv_trace_get_end_nsec (trace), length_nsec, &saved_nsec);
}

/* --- The axis ------------------------------------------------------------------- */

static gssize last_serial;

IlvAxis *
ilv_axis_new (IlvTrace    *trace,
              IlvAxisKind  kind)
{
  IlvAxis *self = g_new0 (IlvAxis, 1);

  self->kind = kind;
  self->serial = g_atomic_pointer_add (&last_serial, 1) + 1;
  self->knots = g_array_new (FALSE, FALSE, sizeof (Knot));
  self->gaps = g_array_new (FALSE, FALSE, sizeof (IlvGap));
  self->slope_after = 1;
  if (kind == ILV_AXIS_STEPS)
    init_steps (self, trace);
  else if (kind == ILV_AXIS_GAPS)
    init_gaps (self, trace);
  return self;
}

void
ilv_axis_free (IlvAxis *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->knots);
  g_array_unref (self->gaps);
  g_free (self);
}

IlvAxisKind
ilv_axis_get_kind (const IlvAxis *self)
{
  return self != NULL ? self->kind : ILV_AXIS_TIME;
}

/* Index of the last knot at or before a time or place; -1: all are behind it. */
static int
find_knot (const IlvAxis *self,
           double         at,
           gboolean       is_place)
{
  const Knot *knots = (const Knot *) self->knots->data;
  guint low = 0, high = self->knots->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if ((is_place ? knots[middle].place_nsec : knots[middle].time_nsec) <= at)
        low = middle + 1;
      else
        high = middle;
    }
  return (int) low - 1;
}

/* The line that is in force about a knot: through it, with so many places for a nanosecond. */
static double
get_slope (const IlvAxis *self,
           int            index)
{
  const Knot *knot;

  if (index < 0)
    return 1;
  if (index + 1 >= (int) self->knots->len)
    return self->slope_after;
  knot = &g_array_index (self->knots, Knot, index);
  return (knot[1].place_nsec - knot[0].place_nsec) / (knot[1].time_nsec - knot[0].time_nsec);
}

guint64
ilv_axis_get_serial (const IlvAxis *self)
{
  return self != NULL ? self->serial : 0;
}

double
ilv_axis_place (const IlvAxis *self,
                double         time_nsec)
{
  const Knot *knot;
  int index;

  if (self == NULL || self->knots->len == 0)
    return time_nsec;
  index = find_knot (self, time_nsec, FALSE);
  knot = &g_array_index (self->knots, Knot, MAX (index, 0));
  return knot->place_nsec + (time_nsec - knot->time_nsec) * get_slope (self, index);
}

double
ilv_axis_time (const IlvAxis *self,
               double         place_nsec)
{
  const Knot *knot;
  int index;

  if (self == NULL || self->knots->len == 0)
    return place_nsec;
  index = find_knot (self, place_nsec, TRUE);
  knot = &g_array_index (self->knots, Knot, MAX (index, 0));
  return knot->time_nsec + (place_nsec - knot->place_nsec) / get_slope (self, index);
}

const IlvGap *
ilv_axis_get_gaps (const IlvAxis *self,
                   guint         *n_gaps)
{
  *n_gaps = self != NULL ? self->gaps->len : 0;
  return self != NULL ? (const IlvGap *) self->gaps->data : NULL;
}

const char *
ilv_axis_kind_name (IlvAxisKind kind)
{
  return names[kind];
}

gboolean
ilv_axis_parse (const char  *name,
                IlvAxisKind *kind)
{
  for (guint i = 0; i < ILV_N_AXES; i++)
    if (g_str_equal (names[i], name))
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}
