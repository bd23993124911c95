/* ilv-forest.h - Sums over any stretch of an array that only grows.
 *
 * An implicit in-order forest of complete binary trees, as known from Tristan
 * Hume's "iforests" and Perfetto's: node 2i stands for leaf i, the node between
 * two trees of equal size for both together. The trees are never rebalanced:
 * adding a leaf writes its node and those of the trees it completes, O(1) on
 * average, and any stretch is covered by O(log n) nodes.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

#include "model/ilv-store.h"

G_BEGIN_DECLS

/* Adds @node to @sum. */
typedef void     (*IlvForestAdd)   (gpointer sum, gconstpointer node);
/* Whether what is searched for may lie under @node. */
typedef gboolean (*IlvForestMatch) (gconstpointer node, gpointer data);

typedef struct
{
  gsize        node_bytes;
  IlvForestAdd add;
} IlvForestClass;

/* Zero-initialised is empty. */
typedef struct
{
  IlvVector nodes;
  guint32   n_leaves;
  guint32   n_before;   /* leaves that were dropped, and have no place among the nodes any more */
} IlvForest;

/* Adds a leaf with the summary @leaf. */
void  ilv_forest_append (IlvForest            *forest,
                         const IlvForestClass *klass,
                         IlvStore             *store,
                         gconstpointer         leaf);

/* Leaves before @first are not needed any more, and are not asked for. */
void  ilv_forest_drop   (IlvForest            *forest,
                         const IlvForestClass *klass,
                         IlvStore             *store,
                         guint                 first);

/* Adds leaves @from to before @to to @sum. */
void  ilv_forest_sum    (const IlvForest      *forest,
                         const IlvForestClass *klass,
                         guint                 from,
                         guint                 to,
                         gpointer              sum);

/* The first leaf from @from on for which @match is true; n_leaves if there is
 * none. @match of a sum must be true if it is for one of its leaves. */
guint ilv_forest_find   (const IlvForest      *forest,
                         const IlvForestClass *klass,
                         guint                 from,
                         IlvForestMatch        match,
                         gpointer              data);

G_END_DECLS
