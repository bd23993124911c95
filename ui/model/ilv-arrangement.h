/* ilv-arrangement.h - Which lanes of a trace are shown, and in which order.
 *
 * As long as nothing was asked for, a group's lanes are those of the trace, and
 * this costs nothing. Otherwise a list of them is kept, made anew when lanes
 * have come or something else was asked for.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

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
/* How many shown forebears @lane's goroutine has, if it stands below them; at most 6. */
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
