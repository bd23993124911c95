/* ilv-timeline-view.h - The lanes: what happened, over time.
 *
 * Shows what a session says and changes nothing but the session. It scrolls up
 * and down by itself (put it into a GtkScrolledWindow); time is the session's.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <gtk/gtk.h>

#include "draw/ilv-layout.h"

G_BEGIN_DECLS

#define ILV_TYPE_TIMELINE_VIEW (ilv_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (IlvTimelineView, ilv_timeline_view, ILV, TIMELINE_VIEW, GtkWidget)

/* @session: NULL shows nothing. */
void ilv_timeline_view_set_session (IlvTimelineView *self, IlvSession *session);

/* Scrolls so far that @lane is seen. */
void ilv_timeline_view_reveal_lane (IlvTimelineView *self, guint lane);

/* Offers what can be done with the selected lane; FALSE: none is selected or in sight. */
gboolean ilv_timeline_view_open_menu (IlvTimelineView *self);

/* What is at @x, @y of the widget, as it was painted last. */
IlvTarget ilv_timeline_view_pick (IlvTimelineView *self, double x, double y);

/* Where @target is in the widget; FALSE: it is not painted. */
gboolean ilv_timeline_view_find (IlvTimelineView *self, const IlvTarget *target,
                                 graphene_rect_t *area);

/* (transfer full) (nullable) What the tooltip at @x, @y says; NULL: nothing is there. */
char *ilv_timeline_view_explain_at (IlvTimelineView *self, double x, double y);

/* The time at @x of the widget; to the left of the lanes: the view's start. */
guint64 ilv_timeline_view_time_at (IlvTimelineView *self, double x);

/* The same as a place on the session's axis, exactly. */
double ilv_timeline_view_place_at (IlvTimelineView *self, double x);

/* Width of the column of names, and time per pixel. The width is found out while painting: the
 * signal "header-changed" tells those whose time begins at the same place. */
double ilv_timeline_view_get_header_width (IlvTimelineView *self);
double ilv_timeline_view_get_nsec_per_px  (IlvTimelineView *self);

/* Tiles painted for the last frame, of how many. */
guint ilv_timeline_view_get_n_painted (IlvTimelineView *self, guint *n_shown);

/* Light, dark or high contrast, as the desktop is set. */
IlvTheme ilv_timeline_get_theme (void);

G_END_DECLS
