/* ilv-lane-private.h - What the files of IlvLane share.
 *
 *   ilv-lane.c        how a lane begins, and lets go of its oldest
 *   ilv-lane-spans.c  rows of spans: reading, finding, growing
 *   ilv-lane-sums.c   what a stretch of spans contains
 *   ilv-lane-steps.c  the same of steps
 *
 * The index has one leaf for each block of rows (ilv-series.h), made just before the rows are
 * packed: the time in each state is summed up from the lane's beginning to the end of each leaf,
 * so that any stretch is a difference of two; the longest span needs a forest. Together
 * 3 bytes a span.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-lane.h"

G_BEGIN_DECLS

#define LEAF ILV_SERIES_ROWS

struct _IlvLaneIndex
{
  IlvVector sums;       /* time in each state, up to each leaf from n_sums_before on */
  guint32   n_sums_before;
  IlvForest longest;    /* span of a leaf */
  IlvForest extremes;   /* of steps */
};

/* Those of spans that most is asked of come first. */
enum
{
  SPAN_TIME,
  SPAN_GAP,
  SPAN_STATE,
  SPAN_REASON,
  SPAN_OBJECT,
  SPAN_BY,              /* plus 1: ILV_BY_UNKNOWN is none */
  SPAN_SITE,
  N_SPAN_COLUMNS
};

/* What most is asked of some spans that follow each other. */
struct few
{
  guint64 columns[SPAN_STATE + 1][ILV_SERIES_ROWS];
  guint64 end_nsec[ILV_SERIES_ROWS];
};

extern const IlvSeriesClass ilv_lane_span_class, ilv_lane_step_class;
/* Of the index. */
extern const IlvForestClass ilv_lane_longest_class, ilv_lane_extremes_class;

/* Reads spans from @from on, as far as they lie in one block and before @to; returns how many. */
guint         ilv_lane_read_few     (const IlvLane *lane, guint from, guint to, struct few *few);

IlvLaneIndex *ilv_lane_ensure_index (IlvLane *lane, IlvStore *store);

/* The spans that are in no block, of which the last is closed, become a leaf. */
void          ilv_lane_add_leaf     (IlvLane *lane, IlvStore *store);
/* Gives back what the index has of leaves before @n_leaves. */
void          ilv_lane_drop_leaves  (IlvLane *lane, IlvStore *store, guint n_leaves);

G_END_DECLS
