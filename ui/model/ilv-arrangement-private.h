/* ilv-arrangement-private.h - Which lanes are shown, for the files it is written in:
 * ilv-arrangement.c (lists of lanes), ilv-arrangement-rows.c (rows and headings),
 * ilv-arrangement-filter.c, ilv-arrangement-order.c, ilv-arrangement-related.c.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-arrangement.h"

G_BEGIN_DECLS

typedef struct
{
  GArray     *lanes;      /* ids, in order */
  GArray     *places;     /* where each is, by rising ids */
  GArray     *own_order;  /* ids as the user has put them; NULL: as sorted */
  guint       n_known;    /* lanes the group had when this was made, */
  guint       n_gone;     /* and lanes of the trace that were gone */
  gboolean    is_made;
} IlvArrangementList;

struct _IlvArrangement
{
  IlvTrace   *trace;
  GHashTable *hidden;     /* lane ids */
  GHashTable *pinned;
  GHashTable *relatives;  /* lane ids; NULL: all */
  guint32     related;    /* to this lane */
  char       *filter;
  GStrv       words;      /* of the filter, casefolded */
  IlvSort     sort;
  IlvArrangementList lists[ILV_N_GROUPS];
  gboolean    is_fixed;   /* all lists are made, and stay as they are */

  IlvHeadingKind heading_kind;
  IlvHeadings *headings;      /* over the goroutines that are shown, as far as these are divided: */
  guint        n_divided;     /* so many of them, */
  guint        n_gone_divided; /* when so many of all lanes were gone */
  guint        serial;        /* rises when they are to be divided anew; */
  guint        serial_divided; /* as it was when they were, */
  guint        n_divisions;   /* for so many times */
};

/* Whether @lane's group shows its lanes as the trace has them. */
gboolean ilv_arrangement_is_plain       (IlvArrangement *self,
                                         IlvGroup        group);
/* What was asked for has changed. Returns TRUE. */
gboolean ilv_arrangement_forget         (IlvArrangement *self);

/* Whether @lane is neither hidden nor filtered out nor unrelated. */
gboolean ilv_arrangement_shows          (IlvArrangement *self,
                                         guint32         lane);

/* Those of @lanes that are to be shown go to @shown, in order. */
void     ilv_arrangement_collect        (IlvArrangement *self,
                                         IlvGroup        group,
                                         const guint32  *lanes,
                                         guint           n_lanes,
                                         GArray         *shown);

G_END_DECLS
