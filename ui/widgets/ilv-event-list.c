/* ilv-event-list.c - The moments of a trace as a list model.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-event-list.h"

struct _IlvEventItem
{
  GObject parent_instance;
  guint moment;
};

struct _IlvEventList
{
  GObject parent_instance;
  IlvTrace *trace;
  guint first; /* moment that is the first item */
  guint n;
};

G_DEFINE_FINAL_TYPE (IlvEventItem, ilv_event_item, G_TYPE_OBJECT)

static void ilv_event_list_init_model (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IlvEventList, ilv_event_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ilv_event_list_init_model))

static void
ilv_event_item_class_init (IlvEventItemClass *klass)
{
}

static void
ilv_event_item_init (IlvEventItem *self)
{
}

guint
ilv_event_item_get_moment (IlvEventItem *self)
{
  g_return_val_if_fail (ILV_IS_EVENT_ITEM (self), 0);
  return self->moment;
}

static GType
ilv_event_list_get_item_type (GListModel *model)
{
  return ILV_TYPE_EVENT_ITEM;
}

static guint
ilv_event_list_get_n_items (GListModel *model)
{
  return ILV_EVENT_LIST (model)->n;
}

static gpointer
ilv_event_list_get_item (GListModel *model, guint position)
{
  IlvEventList *self = ILV_EVENT_LIST (model);
  IlvEventItem *item;

  if (position >= self->n)
    return NULL;
  item = g_object_new (ILV_TYPE_EVENT_ITEM, NULL);
  item->moment = self->first + position;
  return item;
}

static void
ilv_event_list_init_model (GListModelInterface *iface)
{
  iface->get_item_type = ilv_event_list_get_item_type;
  iface->get_n_items = ilv_event_list_get_n_items;
  iface->get_item = ilv_event_list_get_item;
}

static void
ilv_event_list_dispose (GObject *object)
{
  g_clear_object (&ILV_EVENT_LIST (object)->trace);
  G_OBJECT_CLASS (ilv_event_list_parent_class)->dispose (object);
}

static void
ilv_event_list_class_init (IlvEventListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ilv_event_list_dispose;
}

static void
ilv_event_list_init (IlvEventList *self)
{
}

IlvEventList *
ilv_event_list_new (IlvTrace *trace)
{
  IlvEventList *self = g_object_new (ILV_TYPE_EVENT_LIST, NULL);

  self->trace = g_object_ref (trace);
  self->first = ilv_trace_get_first_moment (trace);
  self->n = ilv_trace_get_n_moments (trace) - self->first;
  return self;
}

void
ilv_event_list_update (IlvEventList *self)
{
  guint first, n, n_gone, n_new;

  g_return_if_fail (ILV_IS_EVENT_LIST (self));

  first = ilv_trace_get_first_moment (self->trace);
  n = ilv_trace_get_n_moments (self->trace) - first;
  n_gone = MIN (first - self->first, self->n);
  n_new = n - (self->n - n_gone);
  self->first = first;
  self->n -= n_gone;
  if (n_gone > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_gone, 0);
  self->n = n;
  if (n_new > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), n - n_new, 0, n_new);
}

guint
ilv_event_list_find (IlvEventList *self, guint moment)
{
  g_return_val_if_fail (ILV_IS_EVENT_LIST (self), 0);
  return moment - self->first;
}
