/* ilv-session.h - What the user looks at: the one place all views share.
 *
 * Visible span, follow mode, selection, hover, playhead, which groups and lanes
 * are shown. Widgets read it, change it through these functions, and redraw on
 * its signals:
 *
 *   "view-changed"       visible span or follow mode
 *   "selection-changed"  "hover-changed"  "playhead-changed"
 *   "lanes-changed"      folding, hiding, order
 *   "markers-changed"    markers, and what is marked over the lanes
 *   "notes-changed"      what the user wrote
 *
 * Each is emitted only if something did change.
 *
 * Following a live program: the view stands still while the live edge runs to
 * the right (a sweep: only the strip that is new is drawn), and jumps on when
 * the edge arrives. A young run is shown whole, the view doubling each time;
 * from ILV_SESSION_SWEEP_NSEC on it jumps by a quarter of its width.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-arrangement.h"
#include "model/ilv-axis.h"
#include "model/ilv-trace.h"

G_BEGIN_DECLS

#define ILV_SESSION_SWEEP_NSEC (G_GUINT64_CONSTANT (4) * 1000 * 1000 * 1000)

#define ILV_TYPE_SESSION (ilv_session_get_type ())
G_DECLARE_FINAL_TYPE (IlvSession, ilv_session, ILV, SESSION, GObject)

/* A thing in the picture. lane ILV_NO_LANE: nothing. One of span, step, edge
 * is an index, the others are ILV_NO_INDEX; all three: the lane itself. */
typedef struct
{
  guint32 lane;
  guint32 span;
  guint32 step;
  guint32 edge;
} IlvTarget;

#define ILV_TARGET_NONE ((IlvTarget) { ILV_NO_LANE, ILV_NO_INDEX, ILV_NO_INDEX, ILV_NO_INDEX })

gboolean         ilv_target_equal            (const IlvTarget *a,
                                              const IlvTarget *b);

IlvSession      *ilv_session_new             (IlvTrace        *trace);

/* (transfer full): what is looked at now; it does not go along when the trace grows or @from
 * changes. For pictures that take long to make. */
IlvSession      *ilv_session_new_snapshot    (IlvSession      *from);

/* (transfer none) */
IlvTrace        *ilv_session_get_trace       (IlvSession      *self);

/* How time lies along the picture; ILV_AXIS_TIME at first. The visible span stays, and
 * undoing views undoes this. The axis is good until the trace grows or the view
 * changes; NULL: time. */
IlvAxisKind      ilv_session_get_axis_kind   (IlvSession      *self);
void             ilv_session_set_axis_kind   (IlvSession      *self,
                                              IlvAxisKind      kind);
const IlvAxis   *ilv_session_get_axis        (IlvSession      *self);

/* The visible span, in time. Never empty; at least ILV_SESSION_MIN_NSEC of the axis. */
#define ILV_SESSION_MIN_NSEC 20
guint64          ilv_session_get_start_nsec  (IlvSession      *self);
guint64          ilv_session_get_end_nsec    (IlvSession      *self);

/* The same exactly, in places on the axis; it may begin before 0. */
void             ilv_session_get_view        (IlvSession      *self,
                                              double          *start_nsec,
                                              double          *end_nsec);

/* All of these stop following. */
void             ilv_session_show_range      (IlvSession      *self,
                                              guint64          start_nsec,
                                              guint64          end_nsec);
/* What is at @place_nsec of the axis stays where it is; @factor > 1 zooms in. */
void             ilv_session_zoom_at         (IlvSession      *self,
                                              double           place_nsec,
                                              double           factor);
/* @delta_nsec of the axis > 0: later. Give whole pixels: what is painted can be moved then. */
void             ilv_session_pan             (IlvSession      *self,
                                              double           delta_nsec);
void             ilv_session_show_all        (IlvSession      *self);
/* As much as is visible now, at the run's begin or end. */
void             ilv_session_show_end        (IlvSession      *self,
                                              gboolean         is_last);
/* Scrolls just so far that @time_nsec is visible. */
void             ilv_session_reveal          (IlvSession      *self,
                                              guint64          time_nsec);
/* The target's time with some air around it; for a lane the whole run. */
void             ilv_session_show_target     (IlvSession      *self,
                                              const IlvTarget *target);

/* Views visited before. A drag or a turn of the wheel counts as one. */
gboolean         ilv_session_can_undo_view   (IlvSession      *self);
gboolean         ilv_session_can_redo_view   (IlvSession      *self);
void             ilv_session_undo_view       (IlvSession      *self);
void             ilv_session_redo_view       (IlvSession      *self);

/* Follow mode; on at first. */
gboolean         ilv_session_get_follow      (IlvSession      *self);
void             ilv_session_set_follow      (IlvSession      *self,
                                              gboolean         follow);

/* Selection and hover. */
IlvTarget        ilv_session_get_selected    (IlvSession      *self);
/* What stands below a folded heading is unfolded. */
void             ilv_session_select          (IlvSession      *self,
                                              const IlvTarget *target);
IlvTarget        ilv_session_get_hovered     (IlvSession      *self);
void             ilv_session_hover           (IlvSession      *self,
                                              const IlvTarget *target);
/* Moves the selection by spans in its lane (@by may be negative), or to the
 * row above or below at the same time: a lane or a heading. FALSE: nowhere to go. */
gboolean         ilv_session_select_next     (IlvSession      *self,
                                              int              by);
gboolean         ilv_session_select_lane     (IlvSession      *self,
                                              int              by);
/* Selects a lane and sees to it that it is drawn, and the time in which something happens there
 * is in sight. */
void             ilv_session_go_to_lane      (IlvSession      *self,
                                              guint            lane);
/* From a span to the one of the goroutine that made it runnable. */
gboolean         ilv_session_select_waker    (IlvSession      *self);
/* From a goroutine's span along causality: to what last woke or started it, or
 * to whom it wakes or starts next. FALSE: nobody. */
gboolean         ilv_session_select_linked   (IlvSession      *self,
                                              gboolean         is_effect);

/* The playhead; ILV_TIME_OPEN: none. */
guint64          ilv_session_get_playhead    (IlvSession      *self);
void             ilv_session_set_playhead    (IlvSession      *self,
                                              guint64          time_nsec);

/* Two marks whose distance is shown; ILV_TIME_OPEN: not set. */
typedef enum
{
  ILV_MARKER_A,
  ILV_MARKER_B,
  ILV_N_MARKERS
} IlvMarker;
guint64          ilv_session_get_marker      (IlvSession      *self,
                                              IlvMarker        marker);
void             ilv_session_set_marker      (IlvSession      *self,
                                              IlvMarker        marker,
                                              guint64          time_nsec);
/* The time at a place, or where something begins or ends in @lane that is no
 * farther from it than @tolerance_nsec of the axis. */
guint64          ilv_session_snap            (IlvSession      *self,
                                              guint32          lane,
                                              double           place_nsec,
                                              double           tolerance_nsec);

/* Marks over the lanes: what a search has found (IlvMatch, ilv-search.h), the critical path
 * (IlvPathStep, ilv-causality.h); NULL: none. Setting takes the array, getting lends it. */
void             ilv_session_take_matches    (IlvSession      *self,
                                              GArray          *matches);
const GArray    *ilv_session_get_matches     (IlvSession      *self);
void             ilv_session_take_path       (IlvSession      *self,
                                              GArray          *path);
const GArray    *ilv_session_get_path        (IlvSession      *self);
/* What keeps its colours in the lanes of goroutines and what they ran on, while the rest fades. */
typedef enum
{
  ILV_LIGHT_ALL,
  ILV_LIGHT_STATE,           /* spans in one state */
  ILV_LIGHT_OBJECT,          /* spans that wait for one channel, mutex … */
  ILV_LIGHT_FUNCTION,        /* goroutines of one function */
} IlvLightKind;
typedef struct
{
  IlvLightKind kind;
  guint32      key;          /* IlvState, object id, string id */
} IlvLight;
#define ILV_LIGHT_NONE ((IlvLight) { ILV_LIGHT_ALL, 0 })
/* What is tried (something under the pointer), else what was set. Emits "markers-changed". */
IlvLight         ilv_session_get_light       (IlvSession      *self);
void             ilv_session_set_light       (IlvSession      *self,
                                              IlvLight         light);
void             ilv_session_try_light       (IlvSession      *self,
                                              IlvLight         light);
/* What a target is about: the state of a span, the function of a goroutine's lane, an object's
 * lane; ILV_LIGHT_ALL: nothing. */
IlvLight         ilv_session_light_for       (IlvSession      *self,
                                              const IlvTarget *target);
/* What the user wrote at moments of the run, in order of time. Kept with a saved trace; undoing views
 * undoes changes of notes too. */
typedef struct
{
  guint64     time_nsec;
  guint32     lane;          /* it is about; ILV_NO_LANE: all of them */
  const char *text;          /* good until the notes change */
} IlvNote;
guint            ilv_session_get_n_notes     (IlvSession      *self);
IlvNote          ilv_session_get_note        (IlvSession      *self,
                                              guint            index);
/* Index of the one at this moment of this lane; -1: there is none. */
int              ilv_session_find_note       (IlvSession      *self,
                                              guint64          time_nsec,
                                              guint32          lane);
/* There is one note for each moment of a lane: a new text replaces it, "" removes it. */
void             ilv_session_write_note      (IlvSession      *self,
                                              guint64          time_nsec,
                                              guint32          lane,
                                              const char      *text);
/* (transfer full) (nullable): all of them as a trace's file keeps them; NULL: there are none. */
GBytes          *ilv_session_dup_notes       (IlvSession      *self);
/* Whether they are other than in the trace's file, or than @notes (nullable), which a file has by
 * now. */
gboolean         ilv_session_has_unsaved_notes (IlvSession    *self);
void             ilv_session_set_saved_notes (IlvSession      *self,
                                              GBytes          *notes);
/* Whether what came before and after the hovered event is shown. */
gboolean         ilv_session_get_shows_cone  (IlvSession      *self);
void             ilv_session_set_shows_cone  (IlvSession      *self,
                                              gboolean         shows_cone);

/* Lanes. All groups are shown and unfolded at first, but machines: these may stand in the place
 * of threads. */
gboolean         ilv_session_get_group_shown (IlvSession      *self,
                                              IlvGroup         group);
void             ilv_session_set_group_shown (IlvSession      *self,
                                              IlvGroup         group,
                                              gboolean         is_shown);
/* Whether the group of threads has a lane for each processor (P) and says which thread has it, or
 * one for each thread (M) and says which processor it has. */
gboolean         ilv_session_get_by_machine  (IlvSession      *self);
void             ilv_session_set_by_machine  (IlvSession      *self,
                                              gboolean         is_by_machine);
/* Lanes of the trace that the group is about, shown or not. */
guint            ilv_session_count_lanes     (IlvSession      *self,
                                              IlvGroup         group);
gboolean         ilv_session_get_folded      (IlvSession      *self,
                                              IlvGroup         group);
void             ilv_session_set_folded      (IlvSession      *self,
                                              IlvGroup         group,
                                              gboolean         is_folded);
void             ilv_session_set_lane_hidden (IlvSession      *self,
                                              guint            lane,
                                              gboolean         is_hidden);
/* Hidden, filtered out or not related; not those of groups that are folded or not shown. */
guint            ilv_session_get_n_hidden    (IlvSession      *self);
void             ilv_session_show_all_lanes  (IlvSession      *self);
/* See ilv-arrangement.h. */
void             ilv_session_set_lane_pinned (IlvSession      *self,
                                              guint            lane,
                                              gboolean         is_pinned);
gboolean         ilv_session_get_lane_pinned (IlvSession      *self,
                                              guint            lane);
void             ilv_session_set_sort        (IlvSession      *self,
                                              IlvSort          sort);
IlvSort          ilv_session_get_sort        (IlvSession      *self);
/* As ilv_arrangement_get_depth() has it. */
guint            ilv_session_get_lane_depth  (IlvSession      *self,
                                              guint            lane);
void             ilv_session_set_filter      (IlvSession      *self,
                                              const char      *text);
const char      *ilv_session_get_filter      (IlvSession      *self);
void             ilv_session_show_related    (IlvSession      *self,
                                              guint            lane);
/* To the row @index of its group, if a lane is there that stands below the same heading. */
void             ilv_session_move_lane       (IlvSession      *self,
                                              guint            lane,
                                              guint            index);
/* Lane ids of a group that are shown, in order, also those below folded headings: none if the group
 * is folded or not shown. */
const guint32   *ilv_session_get_lanes       (IlvSession      *self,
                                              IlvGroup         group,
                                              guint           *n_lanes);
/* What is to be drawn of a group: lanes and headings, from the top. O(log n). */
guint            ilv_session_get_n_rows      (IlvSession      *self,
                                              IlvGroup         group);
IlvRow           ilv_session_get_row         (IlvSession      *self,
                                              IlvGroup         group,
                                              guint            index);
/* Which of the rows a lane is in; FALSE: it is not to be drawn. */
gboolean         ilv_session_find_lane       (IlvSession      *self,
                                              guint            lane,
                                              IlvGroup        *group,
                                              guint           *index);

/* Headings over the goroutines, for each function or for each that started some; none at first. What is
 * folded is forgotten when another kind is chosen. */
IlvHeadingKind   ilv_session_get_headings    (IlvSession      *self);
void             ilv_session_set_headings    (IlvSession      *self,
                                              IlvHeadingKind   kind);
gboolean         ilv_session_get_heading_folded (IlvSession   *self,
                                              guint32          heading);
void             ilv_session_set_heading_folded (IlvSession   *self,
                                              guint32          heading,
                                              gboolean         is_folded);
/* All of them, and those that are still to come. */
void             ilv_session_fold_headings   (IlvSession      *self,
                                              gboolean         are_folded);
gboolean         ilv_session_get_headings_folded (IlvSession  *self);
/* The row of the goroutines a heading is in; FALSE: there is none. */
gboolean         ilv_session_find_heading    (IlvSession      *self,
                                              guint32          heading,
                                              guint           *index);
/* The heading a lane stands below, or would; ILV_NO_HEADING: none. */
guint32          ilv_session_get_heading     (IlvSession      *self,
                                              guint            lane);
guint            ilv_session_get_heading_n_lanes (IlvSession  *self,
                                              guint32          heading);
/* (transfer full): guint32 lanes of a heading, @max_lanes of them at most: each then stands for
 * @weight. While the stamp is the same these are what they were, or some more. */
GArray          *ilv_session_sample_heading  (IlvSession      *self,
                                              guint32          heading,
                                              guint            max_lanes,
                                              guint           *weight);
guint            ilv_session_get_sample_stamp (IlvSession     *self,
                                              guint32          heading,
                                              guint            max_lanes);
/* What a heading's goroutines do at @time_nsec, ILV_TIME_OPEN: at the end. */
typedef struct
{
  guint    n_lanes;
  guint    n_states[ILV_N_STATES];
  guint    n_over;
  gboolean is_estimate;      /* not all were looked at */
} IlvHeadingCounts;
void             ilv_session_count_heading   (IlvSession      *self,
                                              guint32          heading,
                                              guint64          time_nsec,
                                              IlvHeadingCounts *counts);
/* (transfer full): "worker", "by main"; what stands beside it, longest wording first, NULL-terminated,
 * at the playhead or at the end: { "1000 · 4 run · 8 ready · 988 wait", "1000 · 4 run · 988 wait", "1000",
 * NULL }; and both with each state, in lines. */
char            *ilv_session_dup_heading_name (IlvSession     *self,
                                              guint32          heading);
char           **ilv_session_dup_heading_details (IlvSession  *self,
                                              guint32          heading);
char            *ilv_session_dup_heading_text (IlvSession     *self,
                                              guint32          heading,
                                              guint64          time_nsec);
/* A heading instead of a target; ILV_NO_HEADING: none. Emits "selection-changed". */
guint32          ilv_session_get_selected_heading (IlvSession *self);
void             ilv_session_select_heading  (IlvSession      *self,
                                              guint32          heading);

G_END_DECLS
