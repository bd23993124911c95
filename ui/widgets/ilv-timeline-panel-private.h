/* ilv-timeline-panel-private.h - The timeline, for the files it is written in:
 * ilv-timeline-panel.c (what it consists of), ilv-timeline-panel-actions.c (what can be done).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "ilv-timeline-panel.h"
#include "widgets/ilv-crowd-hint.h"
#include "widgets/ilv-lane-bar.h"
#include "widgets/ilv-legend.h"
#include "widgets/ilv-overview.h"
#include "widgets/ilv-search-bar.h"
#include "widgets/ilv-time-ruler.h"
#include "widgets/ilv-transport.h"

G_BEGIN_DECLS

struct _IlvTimelinePanel
{
  GtkWidget parent_instance;
  IlvSession *session;

  GtkToggleButton *threads_button;
  GtkToggleButton *goroutines_button;
  GtkToggleButton *channels_button;
  GtkToggleButton *sync_button;
  GtkToggleButton *timers_button;
  GtkToggleButton *tasks_button;
  GtkToggleButton *counters_button;
  GtkToggleButton *library_button;
  GtkMenuButton *more_button;   /* to the groups that few programs have */
  GtkToggleButton *by_proc_button;
  GtkToggleButton *by_machine_button;
  GtkDropDown *axis_dropdown; /* its items are in the order of IlvAxisKind */
  GtkToggleButton *follow_button;
  GtkLabel *span_label;
  IlvLaneBar *lane_bar;
  IlvTransport *transport;
  IlvSearchBar *search_bar;
  GtkStack *stack;
  IlvCrowdHint *crowd_hint;
  IlvTimeRuler *ruler;
  IlvTimelineView *view;
  IlvOverview *overview;
  IlvLegend *legend;

  guint is_updating : 1; /* buttons are being set from the session */
};

/* The actions "view.…" and their keys. */
void ilv_timeline_panel_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
