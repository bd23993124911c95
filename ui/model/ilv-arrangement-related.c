/* ilv-arrangement-related.c - Lanes by what they had to do with one of them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-arrangement-private.h"

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
  return ilv_arrangement_forget (self);
}

guint32
ilv_arrangement_get_related (IlvArrangement *self)
{
  return self->related;
}
