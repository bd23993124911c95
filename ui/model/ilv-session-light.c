/* ilv-session-light.c - What keeps its colours while the rest fades.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-session-private.h"

static gboolean
is_equal (IlvLight a,
          IlvLight b)
{
  return a.kind == b.kind && (a.kind == ILV_LIGHT_ALL || a.key == b.key);
}

IlvLight
ilv_session_get_light (IlvSession *self)
{
  g_return_val_if_fail (ILV_IS_SESSION (self), ILV_LIGHT_NONE);
  return self->tried_light.kind != ILV_LIGHT_ALL ? self->tried_light : self->light;
}

static void
change (IlvSession *self,
        IlvLight   *changed,
        IlvLight    light)
{
  IlvLight before = ilv_session_get_light (self);

  *changed = light;
  if (!is_equal (before, ilv_session_get_light (self)))
    ilv_session_emit (self, ILV_SESSION_MARKERS_CHANGED);
}

void
ilv_session_set_light (IlvSession *self,
                       IlvLight    light)
{
  g_return_if_fail (ILV_IS_SESSION (self));
  change (self, &self->light, light);
}

void
ilv_session_try_light (IlvSession *self,
                       IlvLight    light)
{
  g_return_if_fail (ILV_IS_SESSION (self));
  change (self, &self->tried_light, light);
}

IlvLight
ilv_session_light_for (IlvSession      *self,
                       const IlvTarget *target)
{
  const IlvLane *lane;
  const IlvObject *object;

  g_return_val_if_fail (ILV_IS_SESSION (self), ILV_LIGHT_NONE);

  if (!ilv_trace_has_lane (self->trace, target->lane))
    return ILV_LIGHT_NONE;
  lane = ilv_trace_get_lane (self->trace, target->lane);
  if (lane->kind == ILV_LANE_GOROUTINE && target->span < ilv_lane_n_spans (lane)
      && target->span >= lane->first_span)
    return (IlvLight) { ILV_LIGHT_STATE, ilv_lane_get_span (lane, target->span).state };
  if (lane->kind == ILV_LANE_GOROUTINE)
    return (IlvLight) { ILV_LIGHT_FUNCTION,
                        ilv_trace_get_goroutine (self->trace, lane->key)->func };
  object = ilv_trace_get_object (self->trace, lane->key);
  if (object != NULL && object->lane == target->lane)
    return (IlvLight) { ILV_LIGHT_OBJECT, object->id };
  return ILV_LIGHT_NONE;
}
