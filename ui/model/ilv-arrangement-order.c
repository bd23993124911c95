/* ilv-arrangement-order.c - The order of lanes: pinned ones first, then as sorted or as the user
 * has put them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-arrangement-private.h"

#include <string.h>

/* Longer families are cut at their upper end; deeper lanes are not set in further. */
#define MAX_FOREBEARS 64
#define MAX_DEPTH 6

struct entry
{
  guint32 lane;
  guint   rank;       /* in the trace, or where the user has put it */
  guint64 key;        /* larger comes first */
  char   *name;
  gboolean is_pinned;
};

static guint64
get_key (IlvArrangement *self,
         const IlvLane  *lane)
{
  IlvSort sort = self->sort;
  IlvSpanMix mix;
  guint64 total = 0;
  guint n = ilv_lane_n_spans (lane);

  if (sort == ILV_SORT_LATEST && n > lane->first_span)
    return ilv_lane_span_start (lane, n - 1);
  if (sort == ILV_SORT_LATEST && ilv_lane_n_steps (lane) > lane->first_step)
    return ilv_lane_step_time (lane, ilv_lane_n_steps (lane) - 1);
  if (n == lane->first_span || (sort != ILV_SORT_RUNNING && sort != ILV_SORT_WAITING))
    return 0;
  ilv_lane_mix_spans (lane, lane->first_span, n, 0, ilv_trace_get_end_nsec (self->trace), &mix);
  if (sort == ILV_SORT_RUNNING)
    return mix.time_nsec[ILV_STATE_RUNNING];
  for (guint state = 0; state < ILV_N_STATES; state++)
    if (state != ILV_STATE_RUNNING)
      total += mix.time_nsec[state];
  return total;
}

/* Goroutines from @g up to the first one; at most MAX_FOREBEARS. */
static guint
list_forebears (IlvTrace *trace,
                guint32   g,
                guint32   forebears[MAX_FOREBEARS])
{
  const IlvGoroutine *goroutine = ilv_trace_get_goroutine (trace, g);
  guint n = 0;

  for (; goroutine != NULL && n < MAX_FOREBEARS;
       goroutine = ilv_trace_get_goroutine (trace, goroutine->creator))
    forebears[n++] = goroutine->id;
  return n;
}

/* (transfer full) Of the eldest first: a text that those of its children begin with. */
static char *
dup_family (IlvTrace      *trace,
            const IlvLane *lane)
{
  GString *family = g_string_new (NULL);
  guint32 forebears[MAX_FOREBEARS];
  guint n = lane->kind == ILV_LANE_GOROUTINE ? list_forebears (trace, lane->key, forebears) : 0;

  while (n > 0)
    g_string_append_printf (family, "%08x ", forebears[--n]);
  return g_string_free (family, FALSE);
}

static char *
dup_function (IlvTrace      *trace,
              const IlvLane *lane)
{
  const IlvGoroutine *goroutine
    = lane->kind == ILV_LANE_GOROUTINE ? ilv_trace_get_goroutine (trace, lane->key) : NULL;

  return g_strdup (goroutine != NULL ? ilv_trace_get_string (trace, goroutine->func) : "");
}

/* (transfer full) (nullable) What the order goes by; NULL: no name. */
static char *
dup_sort_name (IlvArrangement *self,
               const IlvLane  *lane)
{
  g_autofree char *name = NULL;

  switch (self->sort)
    {
    case ILV_SORT_NAME:
      name = ilv_trace_dup_lane_name (self->trace, lane->id);
      return g_utf8_collate_key_for_filename (name, -1);
    case ILV_SORT_FUNCTION:
      return dup_function (self->trace, lane);
    case ILV_SORT_FAMILY:
      return dup_family (self->trace, lane);
    default:
      return NULL;
    }
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const struct entry *first = a, *second = b;
  int order = second->is_pinned - first->is_pinned;

  if (order == 0)
    order = (second->key > first->key) - (second->key < first->key);
  if (order == 0 && first->name != NULL)
    order = strcmp (first->name, second->name);
  return order != 0 ? order : (first->rank > second->rank) - (first->rank < second->rank);
}

static void
clear_entry (gpointer data)
{
  struct entry *entry = data;

  g_free (entry->name);
}

/* Places the user has given; what has come later comes after. */
static GHashTable *
rank_own_order (const GArray *own_order)
{
  GHashTable *ranks = g_hash_table_new (NULL, NULL);

  for (guint i = 0; own_order != NULL && i < own_order->len; i++)
    g_hash_table_insert (ranks, GUINT_TO_POINTER (g_array_index (own_order, guint32, i)),
                         GUINT_TO_POINTER (i + 1));
  return ranks;
}

static GArray *
collect_entries (IlvArrangement *self,
                 IlvGroup        group,
                 const guint32  *lanes,
                 guint           n_lanes)
{
  const GArray *own_order = self->lists[group].own_order;
  g_autoptr(GHashTable) ranks = rank_own_order (own_order);
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (struct entry));

  g_array_set_clear_func (entries, clear_entry);
  for (guint i = 0; i < n_lanes; i++)
    {
      guint rank = GPOINTER_TO_UINT (g_hash_table_lookup (ranks, GUINT_TO_POINTER (lanes[i])));
      struct entry entry = { lanes[i], rank != 0 ? rank : n_lanes + 1 + i };

      if (!ilv_arrangement_shows (self, lanes[i]))
        continue;
      entry.is_pinned = ilv_arrangement_get_pinned (self, lanes[i]);
      if (own_order == NULL)
        {
          const IlvLane *lane = ilv_trace_get_lane (self->trace, lanes[i]);

          entry.key = get_key (self, lane);
          entry.name = dup_sort_name (self, lane);
        }
      g_array_append_val (entries, entry);
    }
  return entries;
}

void
ilv_arrangement_collect (IlvArrangement *self,
                         IlvGroup        group,
                         const guint32  *lanes,
                         guint           n_lanes,
                         GArray         *shown)
{
  g_autoptr(GArray) entries = collect_entries (self, group, lanes, n_lanes);

  g_array_sort (entries, compare_entries);
  g_array_set_size (shown, 0);
  for (guint i = 0; i < entries->len; i++)
    g_array_append_val (shown, g_array_index (entries, struct entry, i).lane);
}

guint
ilv_arrangement_get_depth (IlvArrangement *self,
                           guint32         lane_id)
{
  const IlvLane *lane = ilv_trace_get_lane (self->trace, lane_id);
  guint32 forebears[MAX_FOREBEARS];
  guint depth = 0, n, index;

  if (lane->kind == ILV_LANE_GOROUTINE && self->heading_kind != ILV_HEADING_NONE)
    return ilv_arrangement_get_heading (self, lane_id) != ILV_NO_HEADING;
  if (self->sort != ILV_SORT_FAMILY || lane->kind != ILV_LANE_GOROUTINE
      || self->lists[ILV_GROUP_GOROUTINES].own_order != NULL)
    return 0;
  n = list_forebears (self->trace, lane->key, forebears);
  for (guint i = 1; i < n; i++)
    depth += ilv_arrangement_find (self, ILV_GROUP_GOROUTINES,
                                   ilv_trace_get_goroutine (self->trace, forebears[i])->lane,
                                   &index);
  return MIN (depth, MAX_DEPTH);
}
