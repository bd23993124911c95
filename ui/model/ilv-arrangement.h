/* ilv-arrangement.h - Which lanes of a trace are shown, and in which order.
 *
 * As long as nothing was asked for, a group's lanes are those of the trace, and
 * this costs nothing. Otherwise a list of them is kept, made anew when lanes
 * have come or something else was asked for.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-headings.h"
#include "model/ilv-trace.h"

G_BEGIN_DECLS

typedef enum
{
  ILV_SORT_CREATED,
  ILV_SORT_NAME,
  ILV_SORT_RUNNING,  /* who ran longest comes first */
  ILV_SORT_WAITING,  /* who waited longest */
  ILV_SORT_LATEST,   /* whose last change is the latest */
  ILV_SORT_FUNCTION, /* goroutines of one function beside one another */
  ILV_SORT_FAMILY,   /* each below the one that started it */
  ILV_N_SORTS
} IlvSort;

/* What headings there are among the goroutines: one for each function, or for each goroutine that
 * started them. Their keys are string ids and goroutine ids. */
typedef enum
{
  ILV_HEADING_NONE,
  ILV_HEADING_FUNCTION,
  ILV_HEADING_CREATOR,
  ILV_N_HEADING_KINDS
} IlvHeadingKind;

/* A lane, and the heading it stands below (ILV_NO_HEADING: none); or the heading itself (lane
 * ILV_NO_LANE). */
typedef struct
{
  guint32 lane;
  guint32 heading;
} IlvRow;

typedef struct _IlvArrangement IlvArrangement;

/* Borrows @trace, which must live longer. */
IlvArrangement *ilv_arrangement_new          (IlvTrace       *trace);
/* The lanes @from shows now, whatever comes or is asked for later. */
IlvArrangement *ilv_arrangement_new_fixed    (IlvArrangement *from);
void            ilv_arrangement_free         (IlvArrangement *self);

/* Lanes to show of a group, in order: pinned ones first. Good until the trace
 * grows or another call changes the arrangement. */
const guint32  *ilv_arrangement_get_lanes    (IlvArrangement *self,
                                              IlvGroup        group,
                                              guint          *n_lanes);
/* Where among them @lane is; FALSE: it is not shown. O(log n). */
gboolean        ilv_arrangement_find         (IlvArrangement *self,
                                              IlvGroup        group,
                                              guint32         lane,
                                              guint          *index);

/* What is drawn of a group, one below the other: its lanes, without those that are folded away, and
 * headings. All in O(log n), however fast lanes come. */
guint           ilv_arrangement_get_n_rows   (IlvArrangement *self,
                                              IlvGroup        group);
IlvRow          ilv_arrangement_get_row      (IlvArrangement *self,
                                              IlvGroup        group,
                                              guint           index);
gboolean        ilv_arrangement_find_row     (IlvArrangement *self,
                                              IlvGroup        group,
                                              guint32         lane,
                                              guint          *index);

/* Another kind begins with nothing folded. Returns whether something changed. */
gboolean        ilv_arrangement_set_heading_kind (IlvArrangement *self,
                                              IlvHeadingKind  kind);
IlvHeadingKind  ilv_arrangement_get_heading_kind (IlvArrangement *self);
/* The goroutines as they are now divided; NULL: they are not. Folding is asked of it; good until the
 * next call. */
IlvHeadings    *ilv_arrangement_get_headings (IlvArrangement *self);
/* A number that changes when lanes of a heading are others than before, not when some are added. */
guint           ilv_arrangement_get_division (IlvArrangement *self);
/* The heading @lane stands below, or would if it were not folded; ILV_NO_HEADING: none. */
guint32         ilv_arrangement_get_heading  (IlvArrangement *self,
                                              guint32         lane);
/* The @n-th lane of a heading. */
guint32         ilv_arrangement_get_heading_lane (IlvArrangement *self,
                                              guint32         heading,
                                              guint           n);

/* Lanes there are, but not shown. */
guint           ilv_arrangement_get_n_hidden (IlvArrangement *self);
/* Shows all of them again: nothing is hidden, filtered, or left out as not related. Order and pins
 * stay. FALSE: nothing was hidden. */
gboolean        ilv_arrangement_show_all     (IlvArrangement *self);

/* These return whether something changed. */
gboolean        ilv_arrangement_set_hidden   (IlvArrangement *self,
                                              guint32         lane,
                                              gboolean        is_hidden);
gboolean        ilv_arrangement_set_pinned   (IlvArrangement *self,
                                              guint32         lane,
                                              gboolean        is_pinned);
gboolean        ilv_arrangement_get_pinned   (IlvArrangement *self,
                                              guint32         lane);
gboolean        ilv_arrangement_set_sort     (IlvArrangement *self,
                                              IlvSort         sort);
IlvSort         ilv_arrangement_get_sort     (IlvArrangement *self);
/* How far @lane is set in: 1 below a heading; else as many as its goroutine has shown forebears, if
 * it stands below them, at most 6. */
guint           ilv_arrangement_get_depth    (IlvArrangement *self,
                                              guint32         lane);
/* Moves @lane to place @index of those shown in its group; the order there is then
 * the user's until a sort is chosen. */
gboolean        ilv_arrangement_move         (IlvArrangement *self,
                                              guint32         lane,
                                              guint           index);

/* Words a lane must have, in its name, function or kind, in any case; "-word": must not have;
 * "state:word": was in a state called so. Processors always stay. "" for none. */
gboolean        ilv_arrangement_set_filter   (IlvArrangement *self,
                                              const char     *text);
const char     *ilv_arrangement_get_filter   (IlvArrangement *self);

/* Only @lane and what it had to do with: goroutines that started, woke or sent
 * to each other, objects they used. ILV_NO_LANE: everything. */
gboolean        ilv_arrangement_set_related  (IlvArrangement *self,
                                              guint32         lane);
guint32         ilv_arrangement_get_related  (IlvArrangement *self);

G_END_DECLS
