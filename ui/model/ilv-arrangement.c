/* ilv-arrangement.c - Which lanes of a trace are shown, and in which order.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-arrangement.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer families are cut at their upper end; deeper lanes are not set in further. */
#define MAX_FOREBEARS 64
#define MAX_DEPTH 6

struct place
{
  guint32 lane;
  guint32 index;
};

struct list
{
  GArray     *lanes;      /* ids, in order */
  GArray     *places;     /* struct place: where each is, by rising ids */
  GArray     *own_order;  /* ids as the user has put them; NULL: as sorted */
  guint       n_known;    /* lanes the group had when this was made, */
  guint       n_gone;     /* and lanes of the trace that were gone */
  gboolean    is_made;
};

struct _IlvArrangement
{
  IlvTrace   *trace;
  GHashTable *hidden;     /* lane ids */
  GHashTable *pinned;
  GHashTable *relatives;  /* lane ids; NULL: all */
  guint32     related;    /* to this lane */
  char       *filter;
  GStrv       words;      /* of the filter, casefolded */
  IlvSort     sort;
  struct list lists[ILV_N_GROUPS];
  gboolean    is_fixed;   /* all lists are made, and stay as they are */
};

static const struct
{
  const char *name;
  const char *label;
} states[ILV_N_STATES] = {
#define ILV_STATE_ROW(NAME, css, legend, is_work) { css, legend },
#include "model/ilv-states.def"
#undef ILV_STATE_ROW
};

/* --- Filter ------------------------------------------------------------------- */

static gboolean
contains (const char *text,
          const char *word)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, word) != NULL;
}

static gboolean
was_in_state (const IlvLane *lane,
              const char    *word)
{
  IlvSpanMix mix;

  if (ilv_lane_n_spans (lane) == lane->first_span)
    return FALSE;
  ilv_lane_mix_spans (lane, lane->first_span, ilv_lane_n_spans (lane), 0, G_MAXINT64, &mix);
  for (guint state = 0; state < ILV_N_STATES; state++)
    if ((mix.states >> state & 1) != 0
        && (contains (states[state].name, word) || contains (_(states[state].label), word)))
      return TRUE;
  return FALSE;
}

static gboolean
has_word (IlvTrace      *trace,
          const IlvLane *lane,
          const char    *word)
{
  g_autofree char *name = ilv_trace_dup_lane_name (trace, lane->id);
  g_autofree char *detail = ilv_trace_dup_lane_detail (trace, lane->id, ILV_TIME_OPEN);
  const IlvGoroutine *goroutine = NULL;

  if (g_str_has_prefix (word, "state:"))
    return lane->kind == ILV_LANE_GOROUTINE && was_in_state (lane, word + strlen ("state:"));
  if (lane->kind == ILV_LANE_GOROUTINE)
    goroutine = ilv_trace_get_goroutine (trace, lane->key);
  return contains (name, word) || contains (detail, word)
         || (goroutine != NULL && contains (ilv_trace_get_string (trace, goroutine->func), word));
}

static gboolean
passes_filter (IlvArrangement *self,
               const IlvLane  *lane)
{
  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    {
      const char *word = self->words[i];
      gboolean is_unwanted = word[0] == '-' && word[1] != '\0';

      if (has_word (self->trace, lane, word + is_unwanted) == is_unwanted)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_shown (IlvArrangement *self,
          guint32         id)
{
  const IlvLane *lane = ilv_trace_get_lane (self->trace, id);

  if (g_hash_table_contains (self->hidden, GUINT_TO_POINTER (id)))
    return FALSE;
  if (lane->kind == ILV_LANE_PROC || lane->kind == ILV_LANE_MACHINE)
    return TRUE;
  if (self->relatives != NULL && !g_hash_table_contains (self->relatives, GUINT_TO_POINTER (id)))
    return FALSE;
  return passes_filter (self, lane);
}

/* --- Order --------------------------------------------------------------------- */

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

static gboolean
is_plain (IlvArrangement *self,
          IlvGroup        group)
{
  if (self->is_fixed)
    return FALSE;
  return g_hash_table_size (self->hidden) == 0 && g_hash_table_size (self->pinned) == 0
         && self->relatives == NULL && self->words == NULL && self->sort == ILV_SORT_CREATED
         && self->lists[group].own_order == NULL;
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

      if (!is_shown (self, lanes[i]))
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

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const struct place *first = a, *second = b;

  return (first->lane > second->lane) - (first->lane < second->lane);
}

/* The lanes are all there. */
static void
note_places (struct list *list)
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

static struct list *
make_list (IlvArrangement *self,
           IlvGroup        group)
{
  struct list *list = &self->lists[group];
  guint n_lanes;
  const guint32 *lanes = ilv_trace_get_group (self->trace, group, &n_lanes);
  g_autoptr(GArray) entries = NULL;

  if (self->is_fixed || (list->is_made && list->n_known == n_lanes
                         && list->n_gone == ilv_trace_get_n_gone (self->trace)))
    return list;
  entries = collect_entries (self, group, lanes, n_lanes);
  g_array_sort (entries, compare_entries);
  g_array_set_size (list->lanes, 0);
  for (guint i = 0; i < entries->len; i++)
    g_array_append_val (list->lanes, g_array_index (entries, struct entry, i).lane);
  note_places (list);
  list->n_known = n_lanes;
  list->n_gone = ilv_trace_get_n_gone (self->trace);
  list->is_made = TRUE;
  return list;
}

static gboolean
forget_lists (IlvArrangement *self)
{
  for (guint group = 0; group < ILV_N_GROUPS; group++)
    self->lists[group].is_made = FALSE;
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
  struct list *list = &self->lists[group];
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
  struct list *list;

  if (is_plain (self, group))
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

  if (is_plain (self, group))
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
  forget_lists (self);
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

  return is_changed && forget_lists (self);
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
  return is_changed && forget_lists (self);
}

IlvSort
ilv_arrangement_get_sort (IlvArrangement *self)
{
  return self->sort;
}

guint
ilv_arrangement_get_depth (IlvArrangement *self,
                           guint32         lane_id)
{
  const IlvLane *lane = ilv_trace_get_lane (self->trace, lane_id);
  guint32 forebears[MAX_FOREBEARS];
  guint depth = 0, n, index;

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

gboolean
ilv_arrangement_move (IlvArrangement *self,
                      guint32         lane,
                      guint           index)
{
  IlvGroup group = ilv_trace_get_lane (self->trace, lane)->group;
  struct list *list = &self->lists[group];
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
  return forget_lists (self);
}

gboolean
ilv_arrangement_set_filter (IlvArrangement *self,
                            const char     *text)
{
  g_autofree char *folded = NULL;
  GPtrArray *words;
  g_auto(GStrv) parts = NULL;

  if (g_str_equal (self->filter, text))
    return FALSE;
  g_free (self->filter);
  self->filter = g_strdup (text);
  g_clear_pointer (&self->words, g_strfreev);
  folded = g_utf8_casefold (text, -1);
  parts = g_strsplit_set (folded, " \t", -1);
  words = g_ptr_array_new ();
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  if (words->len > 0)
    {
      g_ptr_array_add (words, NULL);
      self->words = (GStrv) g_ptr_array_free (words, FALSE);
    }
  else
    {
      g_ptr_array_unref (words);
    }
  return forget_lists (self);
}

const char *
ilv_arrangement_get_filter (IlvArrangement *self)
{
  return self->filter;
}

/* --- Related ------------------------------------------------------------------------ */

static void
add_goroutine (IlvArrangement *self,
               guint32         g)
{
  const IlvGoroutine *goroutine = ilv_trace_get_goroutine (self->trace, g);

  if (goroutine != NULL)
    g_hash_table_add (self->relatives, GUINT_TO_POINTER (goroutine->lane));
}

static void
add_object (IlvArrangement *self,
            guint32         id)
{
  const IlvObject *object = ilv_trace_get_object (self->trace, id);

  if (object != NULL && object->lane != ILV_NO_LANE)
    g_hash_table_add (self->relatives, GUINT_TO_POINTER (object->lane));
}

static void
add_relatives_of_goroutine (IlvArrangement *self,
                            const IlvLane  *lane)
{
  guint n_moments = ilv_trace_get_n_moments (self->trace);

  for (guint i = ilv_trace_get_first_moment (self->trace); i < n_moments; i++)
    {
      IlvEdge edge;

      if (!ilv_trace_get_edge (self->trace, i, &edge) 
          || (edge.from != lane->key && edge.to != lane->key))
        continue;
      add_goroutine (self, edge.from);
      add_goroutine (self, edge.to);
      add_object (self, edge.object);
    }
  for (guint i = lane->first_span; i < ilv_lane_n_spans (lane); i++)
    {
      IlvSpan span = ilv_lane_get_span (lane, i);

      if (span.state != ILV_STATE_SYSCALL)
        add_object (self, span.object);
    }
}

static void
add_relatives_of_object (IlvArrangement *self,
                         const IlvLane  *lane)
{
  guint n_moments = ilv_trace_get_n_moments (self->trace);

  for (guint i = ilv_trace_get_first_moment (self->trace); i < n_moments; i++)
    {
      IlvEdge edge;

      if (!ilv_trace_get_edge (self->trace, i, &edge) || edge.object != lane->key)
        continue;
      add_goroutine (self, edge.from);
      add_goroutine (self, edge.to);
    }
  for (guint i = lane->first_step; i < ilv_lane_n_steps (lane); i++)
    add_goroutine (self, ilv_lane_get_step (lane, i).g);
  for (guint i = lane->first_span; (lane->kind == ILV_LANE_MUTEX || lane->kind == ILV_LANE_ONCE)
                                  && i < ilv_lane_n_spans (lane); i++)
    add_goroutine (self, ilv_lane_get_span (lane, i).object);
}

gboolean
ilv_arrangement_set_related (IlvArrangement *self,
                             guint32         lane)
{
  const IlvLane *info;

  if (self->related == lane)
    return FALSE;
  /* A number has to do with everything. */
  if (lane != ILV_NO_LANE && ilv_trace_get_lane (self->trace, lane)->kind == ILV_LANE_COUNTER)
    return FALSE;
  self->related = lane;
  g_clear_pointer (&self->relatives, g_hash_table_unref);
  if (lane != ILV_NO_LANE)
    {
      self->relatives = g_hash_table_new (NULL, NULL);
      g_hash_table_add (self->relatives, GUINT_TO_POINTER (lane));
      info = ilv_trace_get_lane (self->trace, lane);
      if (info->kind == ILV_LANE_GOROUTINE)
        add_relatives_of_goroutine (self, info);
      else if (info->kind != ILV_LANE_PROC && info->kind != ILV_LANE_MACHINE
               && info->kind != ILV_LANE_COUNTER && info->kind != ILV_LANE_TASK)
        add_relatives_of_object (self, info);
    }
  return forget_lists (self);
}

guint32
ilv_arrangement_get_related (IlvArrangement *self)
{
  return self->related;
}
