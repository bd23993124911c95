/* ilv-session-headings.c - Headings over goroutines: which there are, what is folded, and what their
 * goroutines are doing.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-session-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of more lanes, so many are counted for all. */
#define MAX_COUNTED 1024

static const struct
{
  const char *words;
  gboolean is_work;
} states[ILV_N_STATES] = {
#define ILV_STATE_ROW(NAME, css, legend, is_work) { legend, is_work },
#include "model/ilv-states.def"
#undef ILV_STATE_ROW
};

/* --- Folding ----------------------------------------------------------------------- */

IlvHeadingKind
ilv_session_get_headings (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), ILV_HEADING_NONE);
  return ilv_arrangement_get_heading_kind (self->arrangement);
}

void
ilv_session_set_headings (IlvSession     *self,
                          IlvHeadingKind  kind)
{
  g_return_if_fail (ILV_IS_SESSION (self) && kind < ILV_N_HEADING_KINDS);

  if (!ilv_arrangement_set_heading_kind (self->arrangement, kind))
    return;
  ilv_session_select_heading (self, ILV_NO_HEADING);
  ilv_session_emit (self, ILV_SESSION_LANES_CHANGED);
}

/* What was selected and is folded away: its heading is. */
static void
select_what_is_left (IlvSession *self)
{
  IlvGroup group;
  guint index;

  if (ilv_trace_has_lane (self->trace, self->selected.lane)
      && !ilv_session_find_lane (self, self->selected.lane, &group, &index)
      && ilv_session_get_heading (self, self->selected.lane) != ILV_NO_HEADING)
    ilv_session_select_heading (self, ilv_session_get_heading (self, self->selected.lane));
}

gboolean
ilv_session_get_heading_folded (IlvSession *self,
                                guint32     heading)
{
  IlvHeadings *headings;

  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);
  headings = ilv_arrangement_get_headings (self->arrangement);
  return headings != NULL && ilv_headings_get_folded (headings, heading);
}

void
ilv_session_set_heading_folded (IlvSession *self,
                                guint32     heading,
                                gboolean    is_folded)
{
  IlvHeadings *headings;

  g_return_if_fail (ILV_IS_SESSION (self));
  headings = ilv_arrangement_get_headings (self->arrangement);
  if (headings == NULL || !ilv_headings_set_folded (headings, heading, is_folded))
    return;
  select_what_is_left (self);
  ilv_session_emit (self, ILV_SESSION_LANES_CHANGED);
}

void
ilv_session_fold_headings (IlvSession *self,
                           gboolean    are_folded)
{
  IlvHeadings *headings;

  g_return_if_fail (ILV_IS_SESSION (self));
  headings = ilv_arrangement_get_headings (self->arrangement);
  if (headings == NULL || !ilv_headings_set_all_folded (headings, are_folded))
    return;
  select_what_is_left (self);
  ilv_session_emit (self, ILV_SESSION_LANES_CHANGED);
}

gboolean
ilv_session_get_headings_folded (IlvSession *self)
{
  IlvHeadings *headings;

  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);
  headings = ilv_arrangement_get_headings (self->arrangement);
  return headings != NULL && ilv_headings_are_all_folded (headings);
}

/* --- Rows ---------------------------------------------------------------------------- */

guint
ilv_session_get_n_rows (IlvSession *self,
                        IlvGroup    group)
{
  g_return_val_if_fail (ILV_IS_SESSION (self) && group < ILV_N_GROUPS, 0);

  if (!ilv_session_get_group_shown (self, group) || ilv_session_get_folded (self, group))
    return 0;
  return ilv_arrangement_get_n_rows (self->arrangement, ilv_session_group_in_trace (self, group));
}

IlvRow
ilv_session_get_row (IlvSession *self,
                     IlvGroup    group,
                     guint       index)
{
  return ilv_arrangement_get_row (self->arrangement, ilv_session_group_in_trace (self, group),
                                  index);
}

gboolean
ilv_session_find_heading (IlvSession *self,
                          guint32     heading,
                          guint      *index)
{
  IlvHeadings *headings;

  g_return_val_if_fail (ILV_IS_SESSION (self), FALSE);
  headings = ilv_arrangement_get_headings (self->arrangement);
  return headings != NULL && heading != ILV_NO_HEADING
         && ilv_session_get_n_rows (self, ILV_GROUP_GOROUTINES) > 0
         && ilv_headings_find_heading (headings, heading, index);
}

guint32
ilv_session_get_heading (IlvSession *self,
                         guint       lane)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), ILV_NO_HEADING);
  return ilv_arrangement_get_heading (self->arrangement, lane);
}

guint
ilv_session_get_heading_n_lanes (IlvSession *self,
                                 guint32     heading)
{
  IlvHeadings *headings;

  g_return_val_if_fail (ILV_IS_SESSION (self), 0);
  headings = ilv_arrangement_get_headings (self->arrangement);
  return headings != NULL ? ilv_headings_get_n_lanes (headings, heading) : 0;
}

static guint
get_weight (guint n_lanes,
            guint max_lanes)
{
  guint weight = 1;

  while (n_lanes / weight > max_lanes)
    weight *= 2;
  return weight;
}

guint
ilv_session_get_sample_stamp (IlvSession *self,
                              guint32     heading,
                              guint       max_lanes)
{
  guint n_lanes = ilv_session_get_heading_n_lanes (self, heading);

  return ilv_arrangement_get_division (self->arrangement) * 32
         + g_bit_storage (get_weight (n_lanes, max_lanes));
}

/* One of each @weight lanes, by no pattern that a program may follow too, and the same again when
 * lanes have come. */
GArray *
ilv_session_sample_heading (IlvSession *self,
                            guint32     heading,
                            guint       max_lanes,
                            guint      *weight)
{
  guint n_lanes = ilv_session_get_heading_n_lanes (self, heading);
  GArray *sample = g_array_new (FALSE, FALSE, sizeof (guint32));

  *weight = get_weight (n_lanes, max_lanes);
  for (guint i = 0; i * *weight < n_lanes; i++)
    {
      guint n = i * *weight + (i * 2654435761u >> 8) % *weight;
      guint32 lane;

      if (n >= n_lanes)
        continue;
      lane = ilv_arrangement_get_heading_lane (self->arrangement, heading, n);
      g_array_append_val (sample, lane);
    }
  return sample;
}

/* --- Words --------------------------------------------------------------------------- */

char *
ilv_session_dup_heading_name (IlvSession *self,
                              guint32     heading)
{
  g_autofree char *creator = NULL;
  const char *function;

  g_return_val_if_fail (ILV_IS_SESSION (self), NULL);

  if (ilv_session_get_headings (self) == ILV_HEADING_CREATOR)
    {
      if (ilv_trace_get_goroutine (self->trace, heading) == NULL)
        /* translators: heading over goroutines of which nobody knows who started them */
        return g_strdup (_("starter unknown"));
      creator = ilv_trace_dup_goroutine_name (self->trace, heading);
      /* translators: heading over the goroutines that this one started */
      return g_strdup_printf (_("by %s"), creator);
    }
  function = ilv_trace_get_string (self->trace, heading);
  if (*function == '\0')
    /* translators: heading over goroutines whose function is not known */
    return g_strdup (_("function unknown"));
  return g_strdup (g_str_has_prefix (function, "main.") ? function + strlen ("main.") : function);
}

static void
count_lane (const IlvLane    *lane,
            guint64           time_nsec,
            guint             weight,
            IlvHeadingCounts *counts)
{
  guint span;

  if (time_nsec == ILV_TIME_OPEN && ilv_lane_has_open_span (lane))
    counts->n_states[ilv_lane_get_open_state (lane)] += weight;
  else if (time_nsec == ILV_TIME_OPEN)
    counts->n_over += weight;
  else if ((span = ilv_lane_span_at (lane, time_nsec)) != ILV_NO_INDEX)
    counts->n_states[ilv_lane_get_span (lane, span).state] += weight;
  else if (lane->last_end_nsec <= time_nsec)
    counts->n_over += weight;
}

void
ilv_session_count_heading (IlvSession       *self,
                           guint32           heading,
                           guint64           time_nsec,
                           IlvHeadingCounts *counts)
{
  guint weight;
  g_autoptr(GArray) sample = ilv_session_sample_heading (self, heading, MAX_COUNTED, &weight);

  *counts = (IlvHeadingCounts) { .n_lanes = ilv_session_get_heading_n_lanes (self, heading),
                                 .is_estimate = weight > 1 };
  for (guint i = 0; i < sample->len; i++)
    count_lane (ilv_trace_get_lane (self->trace, g_array_index (sample, guint32, i)), time_nsec,
                weight, counts);
}

static void
add_count (GString    *text,
           gboolean    is_estimate,
           guint       n,
           const char *words)
{
  if (n == 0)
    return;
  g_string_append (text, is_estimate ? " · ≈" : " · ");
  g_string_append_printf (text, words, n);
}

/* With as many words as @n_words lets them have. (transfer full) */
static char *
dup_counts (const IlvHeadingCounts *counts,
            guint                   n_words)
{
  guint n_working = 0, n_waiting = 0;
  GString *text = g_string_new (NULL);

  for (guint state = 0; state < ILV_N_STATES; state++)
    {
      if (states[state].is_work)
        n_working += counts->n_states[state];
      else if (state != ILV_STATE_READY)
        n_waiting += counts->n_states[state];
    }
  g_string_append_printf (text, "%u", counts->n_lanes);
  /* translators: so many goroutines; short, in a narrow column, one after the other */
  if (n_words > 0)
    add_count (text, counts->is_estimate, n_working, C_("goroutines", "%u run"));
  if (n_words > 1)
    add_count (text, counts->is_estimate, counts->n_states[ILV_STATE_READY],
               C_("goroutines", "%u ready"));
  if (n_words > 0)
    add_count (text, counts->is_estimate, n_waiting, C_("goroutines", "%u wait"));
  if (n_words > 1)
    add_count (text, counts->is_estimate, counts->n_over, C_("goroutines", "%u over"));
  return g_string_free (text, FALSE);
}

char **
ilv_session_dup_heading_details (IlvSession *self,
                                 guint32     heading)
{
  IlvHeadingCounts counts;
  char **details;

  g_return_val_if_fail (ILV_IS_SESSION (self), NULL);

  ilv_session_count_heading (self, heading, self->playhead_nsec, &counts);
  details = g_new0 (char *, 4);
  for (guint i = 0; i < 3; i++)
    details[i] = dup_counts (&counts, 2 - i);
  return details;
}

char *
ilv_session_dup_heading_text (IlvSession *self,
                              guint32     heading,
                              guint64     time_nsec)
{
  g_autofree char *name = ilv_session_dup_heading_name (self, heading);
  GString *text = g_string_new (name);
  IlvHeadingCounts counts;

  ilv_session_count_heading (self, heading, time_nsec, &counts);
  g_string_append (text, "\n");
  g_string_append_printf (text,
                          g_dngettext (GETTEXT_PACKAGE, "%u goroutine", "%u goroutines",
                                       counts.n_lanes),
                          counts.n_lanes);
  for (guint state = 0; state < ILV_N_STATES; state++)
    if (counts.n_states[state] > 0)
      g_string_append_printf (text, "\n%s%u %s", counts.is_estimate ? "≈" : "",
                              counts.n_states[state], _(states[state].words));
  if (counts.n_over > 0)
    {
      g_string_append (text, counts.is_estimate ? "\n≈" : "\n");
      g_string_append_printf (text, C_("goroutines", "%u over"), counts.n_over);
    }
  return g_string_free (text, FALSE);
}
