/* ilv-comparison.c - The statistics of two runs side by side.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-comparison.h"

#include <string.h>

struct _IlvComparisonSide
{
  GArray *rows[ILV_N_STATISTICS_KEYS]; /* see list_rows() */
};

static char *
dup_name (IlvTrace         *trace,
          IlvStatisticsKey  key,
          guint32           id)
{
  switch (key)
    {
    case ILV_STATISTICS_BY_STATE:
      return g_strdup ("");
    case ILV_STATISTICS_BY_GOROUTINE:
      return ilv_trace_dup_goroutine_name (trace, id);
    case ILV_STATISTICS_BY_FUNCTION:
      return g_strdup (ilv_trace_get_string (trace, id));
    case ILV_STATISTICS_BY_OBJECT:
      return id != 0 ? ilv_trace_dup_object_name (trace, id) : g_strdup ("");
    }
  g_assert_not_reached ();
}

static void
clear_row (gpointer data)
{
  IlvComparedRow *row = data;

  g_free (row->name);
  g_clear_pointer (&row->a_buckets, g_array_unref);
}

static GArray *
new_rows (void)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (IlvComparedRow));

  g_array_set_clear_func (rows, clear_row);
  return rows;
}

struct listing
{
  IlvTrace *trace;
  IlvStatisticsKey key;
  gboolean has_buckets;
  GArray *rows;
};

static void
append_row (const IlvStatistics *row,
            GArray              *durations,
            gpointer             data)
{
  struct listing *listing = data;
  IlvComparedRow compared = {
    .name = dup_name (listing->trace, listing->key, row->key),
    .state = row->state,
    .a = *row,
    .a_buckets = listing->has_buckets ? ilv_histogram_new (durations) : NULL,
  };

  g_array_append_val (listing->rows, compared);
}

static int
compare_first (gconstpointer a,
               gconstpointer b)
{
  const IlvComparedRow *left = a, *right = b;

  return ilv_statistics_compare (&left->a, &right->a);
}

/* (transfer full): IlvComparedRow whose first run is @trace and which have no second. */
static GArray *
list_rows (IlvTrace         *trace,
           IlvStatisticsKey  key,
           gboolean          has_buckets)
{
  struct listing listing = { trace, key, has_buckets, new_rows () };

  ilv_trace_walk_statistics (trace, key, 0, ilv_trace_get_end_nsec (trace), append_row, &listing);
  g_array_sort (listing.rows, compare_first);
  return listing.rows;
}

/* (transfer full): rows of one run that have no partner yet: lists of indexes by state and name,
 * the first at the end. */
static GHashTable *
index_rows (GArray *rows)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) g_array_unref);

  for (guint i = rows->len; i-- > 0;)
    {
      const IlvComparedRow *row = &g_array_index (rows, IlvComparedRow, i);
      g_autofree char *name = g_strdup_printf ("%u %s", row->state, row->name);
      GArray *same = g_hash_table_lookup (index, name);

      if (same == NULL)
        {
          same = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (index, g_steal_pointer (&name), same);
        }
      g_array_append_val (same, i);
    }
  return index;
}

/* -1: there is none left. */
static int
take_partner (GHashTable *index,
              guint8      state,
              const char *name)
{
  g_autofree char *wanted = g_strdup_printf ("%u %s", state, name);
  GArray *same = g_hash_table_lookup (index, wanted);
  guint partner;

  if (same == NULL || same->len == 0)
    return -1;
  partner = g_array_index (same, guint, same->len - 1);
  g_array_set_size (same, same->len - 1);
  return (int) partner;
}

static guint64
difference (const IlvComparedRow *row)
{
  return MAX (row->a.total_nsec, row->b.total_nsec) - MIN (row->a.total_nsec, row->b.total_nsec);
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const IlvComparedRow *left = a, *right = b;
  guint64 left_nsec = difference (left), right_nsec = difference (right);

  if (left_nsec != right_nsec)
    return left_nsec < right_nsec ? 1 : -1;
  if (left->state != right->state)
    return left->state - right->state;
  return strcmp (left->name, right->name);
}

/* (transfer full): @first with partners from @second, and what is left of that. */
static GArray *
pair_rows (GArray *first,
           GArray *second)
{
  g_autoptr(GHashTable) index = index_rows (first);
  GArray *rows = new_rows ();

  for (guint i = 0; i < first->len; i++)
    {
      IlvComparedRow row = g_array_index (first, IlvComparedRow, i);

      row.name = g_strdup (row.name);
      if (row.a_buckets != NULL)
        g_array_ref (row.a_buckets);
      g_array_append_val (rows, row);
    }
  for (guint i = 0; i < second->len; i++)
    {
      const IlvComparedRow *row = &g_array_index (second, IlvComparedRow, i);
      int partner = take_partner (index, row->state, row->name);

      if (partner >= 0)
        g_array_index (rows, IlvComparedRow, partner).b = row->a;
      else
        {
          IlvComparedRow compared = {
            .name = g_strdup (row->name), .state = row->state, .b = row->a
          };

          g_array_append_val (rows, compared);
        }
    }
  g_array_sort (rows, compare_rows);
  return rows;
}

IlvComparisonSide *
ilv_comparison_side_new (IlvTrace *trace)
{
  IlvComparisonSide *self;

  g_return_val_if_fail (ILV_IS_TRACE (trace), NULL);

  self = g_rc_box_new0 (IlvComparisonSide);
  for (guint key = 0; key < ILV_N_STATISTICS_KEYS; key++)
    self->rows[key] = list_rows (trace, key, TRUE);
  return self;
}

static void
clear_side (gpointer data)
{
  IlvComparisonSide *self = data;

  for (guint key = 0; key < ILV_N_STATISTICS_KEYS; key++)
    g_array_unref (self->rows[key]);
}

IlvComparisonSide *
ilv_comparison_side_ref (IlvComparisonSide *self)
{
  return g_rc_box_acquire (self);
}

void
ilv_comparison_side_unref (IlvComparisonSide *self)
{
  g_rc_box_release_full (self, clear_side);
}

GArray *
ilv_comparison_list_rows (const IlvComparisonSide *a,
                          IlvTrace                *b,
                          IlvStatisticsKey         key)
{
  g_autoptr(GArray) second = list_rows (b, key, FALSE);

  return pair_rows (a->rows[key], second);
}

GArray *
ilv_trace_compare (IlvTrace         *a,
                   IlvTrace         *b,
                   IlvStatisticsKey  key)
{
  g_autoptr(GArray) first = list_rows (a, key, FALSE);
  g_autoptr(GArray) second = list_rows (b, key, FALSE);

  return pair_rows (first, second);
}
