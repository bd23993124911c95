/* ilv-arrangement.c - Which lanes of a trace are shown, and in which order.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-arrangement-private.h"

struct place
{
  guint32 lane;
  guint32 index;
};

gboolean
ilv_arrangement_is_plain (IlvArrangement *self,
                          IlvGroup        group)
{
  if (self->is_fixed)
    return FALSE;
  return g_hash_table_size (self->hidden) == 0 && g_hash_table_size (self->pinned) == 0
         && self->relatives == NULL && self->words == NULL && self->sort == ILV_SORT_CREATED
         && self->lists[group].own_order == NULL;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const struct place *first = a, *second = b;

  return (first->lane > second->lane) - (first->lane < second->lane);
}

/* The lanes are all there. */
static void
note_places (IlvArrangementList *list)
{
  const guint32 *lanes = (const guint32 *) list->lanes->data;
  struct place *places;
  gboolean is_rising = TRUE;

  g_array_set_size (list->places, list->lanes->len);
  places = (struct place *) list->places->data;
  for (guint i = 0; i < list->lanes->len; i++)
    {
      places[i] = (struct place) { lanes[i], i };
      is_rising &= i == 0 || lanes[i] > lanes[i - 1];
    }
  if (!is_rising)
    g_array_sort (list->places, compare_places);
}

static IlvArrangementList *
make_list (IlvArrangement *self,
           IlvGroup        group)
{
  IlvArrangementList *list = &self->lists[group];
  guint n_lanes;
  const guint32 *lanes = ilv_trace_get_group (self->trace, group, &n_lanes);

  if (self->is_fixed || (list->is_made && list->n_known == n_lanes
                         && list->n_gone == ilv_trace_get_n_gone (self->trace)))
    return list;
  ilv_arrangement_collect (self, group, lanes, n_lanes, list->lanes);
  note_places (list);
  list->n_known = n_lanes;
  list->n_gone = ilv_trace_get_n_gone (self->trace);
  list->is_made = TRUE;
  self->serial += group == ILV_GROUP_GOROUTINES;
  return list;
}

gboolean
ilv_arrangement_forget (IlvArrangement *self)
{
  for (guint group = 0; group < ILV_N_GROUPS; group++)
    self->lists[group].is_made = FALSE;
  self->serial++;
  return TRUE;
}

/* --- What can be asked ------------------------------------------------------------ */

IlvArrangement *
ilv_arrangement_new (IlvTrace *trace)
{
  IlvArrangement *self = g_new0 (IlvArrangement, 1);

  self->trace = trace;
  self->hidden = g_hash_table_new (NULL, NULL);
  self->pinned = g_hash_table_new (NULL, NULL);
  self->related = ILV_NO_LANE;
  self->filter = g_strdup ("");
  self->headings = ilv_headings_new ();
  for (guint group = 0; group < ILV_N_GROUPS; group++)
    {
      self->lists[group].lanes = g_array_new (FALSE, FALSE, sizeof (guint32));
      self->lists[group].places = g_array_new (FALSE, FALSE, sizeof (struct place));
    }
  return self;
}

/* Where numbers decide about the order as the trace has it: these groups have few lanes. */
static gboolean
is_by_number (IlvGroup group)
{
  return group == ILV_GROUP_THREADS || group == ILV_GROUP_MACHINES || group == ILV_GROUP_COUNTERS;
}

static void
fix_list (IlvArrangement *self,
          IlvArrangement *from,
          IlvGroup        group)
{
  IlvArrangementList *list = &self->lists[group];
  guint n_lanes;
  const guint32 *lanes = ilv_arrangement_get_lanes (from, group, &n_lanes);

  g_array_append_vals (list->lanes, lanes, n_lanes);
  note_places (list);
}

IlvArrangement *
ilv_arrangement_new_fixed (IlvArrangement *from)
{
  IlvArrangement *self = ilv_arrangement_new (from->trace);
  GHashTableIter iter;
  gpointer lane;

  g_hash_table_iter_init (&iter, from->pinned);
  while (g_hash_table_iter_next (&iter, &lane, NULL))
    g_hash_table_add (self->pinned, lane);
  for (guint group = 0; group < ILV_N_GROUPS; group++)
    fix_list (self, from, group);
  if (from->lists[ILV_GROUP_GOROUTINES].own_order == NULL)
    self->sort = from->sort;
  self->is_fixed = TRUE;
  self->heading_kind = from->heading_kind;
  ilv_headings_copy_folds (from->headings, self->headings);
  return self;
}

void
ilv_arrangement_free (IlvArrangement *self)
{
  g_hash_table_unref (self->hidden);
  g_hash_table_unref (self->pinned);
  g_clear_pointer (&self->relatives, g_hash_table_unref);
  g_free (self->filter);
  g_strfreev (self->words);
  ilv_headings_free (self->headings);
  for (guint group = 0; group < ILV_N_GROUPS; group++)
    {
      g_array_unref (self->lists[group].lanes);
      g_array_unref (self->lists[group].places);
      g_clear_pointer (&self->lists[group].own_order, g_array_unref);
    }
  g_free (self);
}

const guint32 *
ilv_arrangement_get_lanes (IlvArrangement *self,
                           IlvGroup        group,
                           guint          *n_lanes)
{
  IlvArrangementList *list;

  if (ilv_arrangement_is_plain (self, group))
    return ilv_trace_get_group (self->trace, group, n_lanes);
  list = make_list (self, group);
  *n_lanes = list->lanes->len;
  return (const guint32 *) list->lanes->data;
}

/* Lane ids rise within a group as the trace has it, but where numbers decide. */
static gboolean
find_in_trace (IlvTrace *trace,
               IlvGroup  group,
               guint32   lane,
               guint    *index)
{
  guint n_lanes, low = 0, high;
  const guint32 *lanes = ilv_trace_get_group (trace, group, &n_lanes);

  if (is_by_number (group))
    {
      for (*index = 0; *index < n_lanes; (*index)++)
        if (lanes[*index] == lane)
          return TRUE;
      return FALSE;
    }
  high = n_lanes;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (lanes[middle] < lane)
        low = middle + 1;
      else
        high = middle;
    }
  *index = low;
  return low < n_lanes && lanes[low] == lane;
}

gboolean
ilv_arrangement_find (IlvArrangement *self,
                      IlvGroup        group,
                      guint32         lane,
                      guint          *index)
{
  const struct place wanted = { .lane = lane };
  const GArray *places;
  guint at;

  if (ilv_arrangement_is_plain (self, group))
    return find_in_trace (self->trace, group, lane, index);
  places = make_list (self, group)->places;
  if (!g_array_binary_search ((GArray *) places, &wanted, compare_places, &at))
    return FALSE;
  *index = g_array_index (places, struct place, at).index;
  return TRUE;
}

guint
ilv_arrangement_get_n_hidden (IlvArrangement *self)
{
  guint n_hidden = 0;

  for (guint group = 0; group < ILV_N_GROUPS; group++)
    {
      guint n_all, n_shown;

      ilv_trace_get_group (self->trace, group, &n_all);
      ilv_arrangement_get_lanes (self, group, &n_shown);
      n_hidden += n_all - n_shown;
    }
  return n_hidden;
}

gboolean
ilv_arrangement_show_all (IlvArrangement *self)
{
  gboolean is_changed = ilv_arrangement_set_filter (self, "");

  is_changed |= ilv_arrangement_set_related (self, ILV_NO_LANE);
  is_changed |= g_hash_table_size (self->hidden) > 0;
  g_hash_table_remove_all (self->hidden);
  ilv_arrangement_forget (self);
  return is_changed;
}

static gboolean
set_member (IlvArrangement *self,
            GHashTable     *set,
            guint32         lane,
            gboolean        is_member)
{
  gboolean is_changed = is_member ? g_hash_table_add (set, GUINT_TO_POINTER (lane))
                                  : g_hash_table_remove (set, GUINT_TO_POINTER (lane));

  return is_changed && ilv_arrangement_forget (self);
}

gboolean
ilv_arrangement_set_hidden (IlvArrangement *self,
                            guint32         lane,
                            gboolean        is_hidden)
{
  return set_member (self, self->hidden, lane, is_hidden);
}

gboolean
ilv_arrangement_set_pinned (IlvArrangement *self,
                            guint32         lane,
                            gboolean        is_pinned)
{
  return set_member (self, self->pinned, lane, is_pinned);
}

gboolean
ilv_arrangement_get_pinned (IlvArrangement *self,
                            guint32         lane)
{
  return g_hash_table_contains (self->pinned, GUINT_TO_POINTER (lane));
}

gboolean
ilv_arrangement_set_sort (IlvArrangement *self,
                          IlvSort         sort)
{
  gboolean is_changed = self->sort != sort;

  for (guint group = 0; group < ILV_N_GROUPS; group++)
    {
      is_changed |= self->lists[group].own_order != NULL;
      g_clear_pointer (&self->lists[group].own_order, g_array_unref);
    }
  self->sort = sort;
  return is_changed && ilv_arrangement_forget (self);
}

IlvSort
ilv_arrangement_get_sort (IlvArrangement *self)
{
  return self->sort;
}

gboolean
ilv_arrangement_move (IlvArrangement *self,
                      guint32         lane,
                      guint           index)
{
  IlvGroup group = ilv_trace_get_lane (self->trace, lane)->group;
  IlvArrangementList *list = &self->lists[group];
  guint n_lanes, from;
  const guint32 *lanes = ilv_arrangement_get_lanes (self, group, &n_lanes);
  GArray *order;

  if (!ilv_arrangement_find (self, group, lane, &from) || index >= n_lanes || index == from)
    return FALSE;
  order = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n_lanes);
  g_array_append_vals (order, lanes, n_lanes);
  g_array_remove_index (order, from);
  g_array_insert_val (order, index, lane);
  g_clear_pointer (&list->own_order, g_array_unref);
  list->own_order = order;
  return ilv_arrangement_forget (self);
}

