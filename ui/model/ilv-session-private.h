/* ilv-session-private.h - The session, for the files it is written in:
 * ilv-session.c (the object), ilv-session-view.c (axis, visible span), ilv-session-select.c
 * (selection and hover), ilv-session-light.c, ilv-session-marks.c (playhead, markers), ilv-session-notes.c,
 * ilv-session-lanes.c, ilv-session-headings.c.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-session.h"

G_BEGIN_DECLS

/* Places on an axis. */
typedef struct
{
  double start_nsec, end_nsec;
  IlvAxisKind axis;
} IlvSessionView;

/* What undo goes back to. */
typedef struct
{
  IlvSessionView view;
  GVariant *notes;
} IlvSessionPast;

/* What belongs to the picture is taken over by ilv_session_new_snapshot(). */
struct _IlvSession
{
  GObject     parent_instance;

  IlvTrace   *trace;
  IlvArrangement *arrangement;
  GArray     *undo, *redo;                   /* IlvSessionPast */
  GVariant   *notes;                         /* a(tuus), see ilv-session-notes.c */
  GBytes     *saved_notes;                   /* as the last file has them; NULL: it has none */
  GArray     *matches;                       /* NULL: none */
  GArray     *path;

  IlvAxis    *axis;                          /* NULL: time */
  guint64     axis_n_events;                 /* of the trace when the axis was made */
  gint64      axis_next_usec;                /* when it may be made anew */
  IlvSessionView view;                       /* always on this axis */
  gint64      last_change_usec;              /* of the view, by the user */
  guint64     playhead_nsec;
  guint64     marker_nsec[ILV_N_MARKERS];    /* ILV_TIME_OPEN: none */
  IlvTarget   selected, hovered;
  guint32     selected_heading;              /* ILV_NO_HEADING: none */

  IlvLight    light, tried_light;

  guint       shown_groups, folded_groups;   /* bit sets */
  guint       is_following : 1;
  guint       shows_cone : 1;
  guint       is_by_machine : 1;
};

typedef enum
{
  ILV_SESSION_VIEW_CHANGED,
  ILV_SESSION_SELECTION_CHANGED,
  ILV_SESSION_HOVER_CHANGED,
  ILV_SESSION_PLAYHEAD_CHANGED,
  ILV_SESSION_LANES_CHANGED,
  ILV_SESSION_MARKERS_CHANGED,
  ILV_SESSION_NOTES_CHANGED,
  ILV_SESSION_N_SIGNALS
} IlvSessionSignal;

void ilv_session_emit       (IlvSession       *self,
                             IlvSessionSignal  signal);

/* Makes it anew, for all there is of the trace. */
void ilv_session_make_axis  (IlvSession       *self,
                             IlvAxisKind       kind);

/* The group of the trace whose lanes stand in @group of the picture. */
IlvGroup ilv_session_group_in_trace (IlvSession *self,
                                     IlvGroup    group);

/* View and notes are about to change: undoing goes back to what they are. */
void ilv_session_remember   (IlvSession       *self);

/* Undo takes the notes back to these. */
void ilv_session_put_notes  (IlvSession       *self,
                             GVariant         *notes);

/* (transfer full): those that came with the trace, or none. */
GVariant *ilv_session_read_notes (IlvTrace    *trace);

/* The trace is there, or has grown: axis and, if it follows, view go along. */
void ilv_session_trace_grew (IlvSession       *self);

G_END_DECLS
