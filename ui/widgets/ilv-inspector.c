/* ilv-inspector.c - The selected thing, explained in sentences.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-inspector.h"

#include <glib/gi18n.h>

#include <string.h>

#include "model/ilv-explain.h"
#include "widgets/ilv-ui.h"

/* While a span is open its sentences change; nobody reads faster than this. */
#define REFRESH_MSEC 250

struct _IlvInspector
{
  GtkWidget parent_instance;
  IlvSession *session;

  GtkStack *stack;
  GtkLabel *who_label;
  GtkLabel *title_label;
  GtkLabel *when_label;
  GtkLabel *where_label;
  GtkLabel *why_heading;
  GtkLabel *why_label;
  GtkLabel *woken_by_heading;
  GtkLabel *woken_by_label;
  GtkLabel *created_heading;
  GtkLabel *created_label;

  guint refresh_id;
};

enum
{
  GO_TO_SOURCE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IlvInspector, ilv_inspector, GTK_TYPE_WIDGET)

/* @heading may be NULL; @markup NULL hides both. */
static void
set_section (GtkLabel *heading, GtkLabel *label, const char *markup)
{
  if (heading != NULL)
    gtk_widget_set_visible (GTK_WIDGET (heading), markup != NULL);
  gtk_widget_set_visible (GTK_WIDGET (label), markup != NULL);
  /* A label that gets the text it has would lose the link the keyboard is on. */
  if (markup != NULL && strcmp (gtk_label_get_label (label), markup) != 0)
    gtk_label_set_markup (label, markup);
}

static void
show_explanation (IlvInspector *self, const IlvExplanation *explanation)
{
  set_section (NULL, self->who_label, explanation->who);
  set_section (NULL, self->title_label, explanation->title);
  set_section (NULL, self->when_label, explanation->when);
  set_section (NULL, self->where_label, explanation->where);
  set_section (self->why_heading, self->why_label, explanation->why);
  set_section (self->woken_by_heading, self->woken_by_label, explanation->woken_by);
  set_section (self->created_heading, self->created_label, explanation->created);
}

/* (transfer full) (nullable) */
static IlvExplanation *
explain_lane (IlvTrace *trace, guint lane, guint64 time_nsec)
{
  IlvExplanation *explanation = g_new0 (IlvExplanation, 1);
  g_autofree char *name = ilv_trace_dup_lane_name (trace, lane);
  g_autofree char *detail = ilv_trace_dup_lane_detail (trace, lane, time_nsec);

  explanation->who = g_markup_escape_text (name, -1);
  explanation->title = g_markup_escape_text (detail, -1);
  return explanation;
}

static IlvExplanation *
explain (IlvTrace *trace, const IlvTarget *target, guint64 playhead_nsec)
{
  if (target->lane == ILV_NO_LANE)
    return NULL;
  if (target->span != ILV_NO_INDEX)
    return ilv_trace_explain_span (trace, target->lane, target->span);
  if (target->step != ILV_NO_INDEX)
    return ilv_trace_explain_step (trace, target->lane, target->step);
  if (target->edge != ILV_NO_INDEX)
    {
      IlvExplanation *explanation = g_new0 (IlvExplanation, 1);

      explanation->title = ilv_trace_explain_edge (trace, target->edge);
      return explanation;
    }
  return explain_lane (trace, target->lane, playhead_nsec);
}

static void
update (IlvInspector *self)
{
  IlvTarget target = self->session != NULL ? ilv_session_get_selected (self->session)
                                           : ILV_TARGET_NONE;
  g_autoptr (IlvExplanation) explanation = NULL;

  if (self->session != NULL)
    explanation = explain (ilv_session_get_trace (self->session), &target,
                           ilv_session_get_playhead (self->session));
  gtk_label_set_label (self->why_heading, target.span != ILV_NO_INDEX ? _("Why isn’t it running?")
                                                                      : _("What there is then"));
  if (explanation != NULL)
    show_explanation (self, explanation);
  gtk_stack_set_visible_child_name (self->stack, explanation != NULL ? "explanation" : "empty");
}

static gboolean
ilv_inspector_refresh_cb (gpointer data)
{
  IlvInspector *self = ILV_INSPECTOR (data);

  self->refresh_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
ilv_inspector_trace_grew_cb (IlvInspector *self)
{
  if (self->refresh_id == 0 && ilv_session_get_selected (self->session).lane != ILV_NO_LANE)
    self->refresh_id = g_timeout_add (REFRESH_MSEC, ilv_inspector_refresh_cb, self);
}

static gboolean
ilv_inspector_link_cb (IlvInspector *self, const char *href)
{
  return ilv_inspector_follow (self, href);
}

/* The time a jump to another lane keeps: that of what is selected. */
static guint64
get_moment (IlvInspector *self)
{
  IlvTrace *trace = ilv_session_get_trace (self->session);
  IlvTarget selected = ilv_session_get_selected (self->session);
  guint64 playhead = ilv_session_get_playhead (self->session);
  IlvSpan span;

  if (playhead != ILV_TIME_OPEN)
    return playhead;
  if (selected.lane == ILV_NO_LANE || selected.span == ILV_NO_INDEX)
    return ilv_session_get_start_nsec (self->session);
  span = ilv_lane_get_span (ilv_trace_get_lane (trace, selected.lane), selected.span);
  return ilv_trace_get_span_end (trace, &span);
}

static void
jump_to_lane (IlvInspector *self, guint32 lane)
{
  IlvTarget target = ILV_TARGET_NONE;

  if (lane == ILV_NO_LANE)
    return;
  target.lane = lane;
  target.span = ilv_lane_span_at (ilv_trace_get_lane (ilv_session_get_trace (self->session), lane),
                                  get_moment (self));
  ilv_session_select (self->session, &target);
}

static void
jump_to_site (IlvInspector *self, guint32 site)
{
  IlvPlace place;

  if (ilv_trace_get_place (ilv_session_get_trace (self->session), site, &place) && place.line > 0)
    g_signal_emit (self, signals[GO_TO_SOURCE], 0, place.line, place.file);
}

static void
ilv_inspector_dispose (GObject *object)
{
  IlvInspector *self = ILV_INSPECTOR (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->session);
  ilv_ui_unparent_children (GTK_WIDGET (self));
  G_OBJECT_CLASS (ilv_inspector_parent_class)->dispose (object);
}

static void
ilv_inspector_class_init (IlvInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ilv_inspector_dispose;
  signals[GO_TO_SOURCE] = g_signal_new ("go-to-source", ILV_TYPE_INSPECTOR, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
  gtk_widget_class_set_css_name (widget_class, "inspector");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               ILV_RESOURCE_PATH "/widgets/ilv-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, IlvInspector, stack);
  gtk_widget_class_bind_template_child (widget_class, IlvInspector, who_label);
  gtk_widget_class_bind_template_child (widget_class, IlvInspector, title_label);
  gtk_widget_class_bind_template_child (widget_class, IlvInspector, when_label);
  gtk_widget_class_bind_template_child (widget_class, IlvInspector, where_label);
  gtk_widget_class_bind_template_child (widget_class, IlvInspector, why_heading);
  gtk_widget_class_bind_template_child (widget_class, IlvInspector, why_label);
  gtk_widget_class_bind_template_child (widget_class, IlvInspector, woken_by_heading);
  gtk_widget_class_bind_template_child (widget_class, IlvInspector, woken_by_label);
  gtk_widget_class_bind_template_child (widget_class, IlvInspector, created_heading);
  gtk_widget_class_bind_template_child (widget_class, IlvInspector, created_label);
  gtk_widget_class_bind_template_callback (widget_class, ilv_inspector_link_cb);
}

static void
ilv_inspector_init (IlvInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ilv_inspector_set_session (IlvInspector *self, IlvSession *session)
{
  g_return_if_fail (ILV_IS_INSPECTOR (self));
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (ilv_session_get_trace (self->session), self);
      g_signal_handlers_disconnect_by_data (self->session, self);
    }
  g_set_object (&self->session, session);
  if (session != NULL)
    {
      g_signal_connect_object (session, "selection-changed", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "playhead-changed", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (ilv_session_get_trace (session), "grew",
                               G_CALLBACK (ilv_inspector_trace_grew_cb), self, G_CONNECT_SWAPPED);
    }
  update (self);
}

gboolean
ilv_inspector_follow (IlvInspector *self, const char *href)
{
  IlvTrace *trace;
  IlvLinkKind kind;
  guint64 number;

  g_return_val_if_fail (ILV_IS_INSPECTOR (self), FALSE);
  if (self->session == NULL || !ilv_explain_parse_link (href, &kind, &number))
    return FALSE;
  trace = ilv_session_get_trace (self->session);
  switch (kind)
    {
    case ILV_LINK_GOROUTINE:
      {
        const IlvGoroutine *goroutine = ilv_trace_get_goroutine (trace, (guint32) number);

        jump_to_lane (self, goroutine != NULL ? goroutine->lane : ILV_NO_LANE);
        break;
      }
    case ILV_LINK_OBJECT:
      {
        const IlvObject *object = ilv_trace_get_object (trace, (guint32) number);

        jump_to_lane (self, object != NULL ? object->lane : ILV_NO_LANE);
        break;
      }
    case ILV_LINK_TIME:
      ilv_session_set_playhead (self->session, number);
      ilv_session_reveal (self->session, number);
      break;
    case ILV_LINK_SITE:
      jump_to_site (self, (guint32) number);
      break;
    }
  return TRUE;
}
