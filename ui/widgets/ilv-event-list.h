/* ilv-event-list.h - The moments of a trace as a list model; items are made when they are asked for.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gio/gio.h>

#include "model/ilv-trace.h"

G_BEGIN_DECLS

#define ILV_TYPE_EVENT_ITEM (ilv_event_item_get_type ())
G_DECLARE_FINAL_TYPE (IlvEventItem, ilv_event_item, ILV, EVENT_ITEM, GObject)

guint         ilv_event_item_get_moment (IlvEventItem *self);

#define ILV_TYPE_EVENT_LIST (ilv_event_list_get_type ())
G_DECLARE_FINAL_TYPE (IlvEventList, ilv_event_list, ILV, EVENT_LIST, GObject)

/* (transfer full) */
IlvEventList *ilv_event_list_new        (IlvTrace     *trace);

/* Takes up what the trace has got, or let go, since. */
void          ilv_event_list_update     (IlvEventList *self);

/* Where in the list a moment is. */
guint         ilv_event_list_find       (IlvEventList *self,
                                         guint         moment);

G_END_DECLS
