/* ilv-forest.c - Sums over any stretch of an array that only grows.
 *
 * The tree of height k that covers leaves j·2^k to (j+1)·2^k has its root in the
 * middle of their nodes, at j·2^(k+1) + 2^k - 1; for k = 0 that is the leaf.
 * Only complete trees are ever looked at, and they never change. Dropping leaves takes the nodes up
 * to the last of them away: what is left of a tree that they were part of is nonsense, and is not
 * looked at, because all that is asked for begins behind them.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-forest.h"

#include <string.h>

static gpointer
node_at (const IlvForest      *forest,
         const IlvForestClass *klass,
         guint                 height,
         guint                 j)
{
  gsize index = ((gsize) j << (height + 1)) + ((gsize) 1 << height) - 1;

  return (char *) forest->nodes.data + (index - 2 * (gsize) forest->n_before) * klass->node_bytes;
}

/* Whether the tree of @height that is the @j-th of these is all there. */
static gboolean
has_tree (const IlvForest *forest,
          guint            height,
          guint            j)
{
  return (gsize) j << height >= forest->n_before;
}

/* The largest tree that begins with leaf @from and ends before @to. */
static guint
height_from (guint from,
             guint to)
{
  guint height = 0;

  while ((from & (1u << height)) == 0 && (guint64) from + (2ull << height) <= to)
    height++;
  return height;
}

void
ilv_forest_append (IlvForest            *forest,
                   const IlvForestClass *klass,
                   IlvStore             *store,
                   gconstpointer         leaf)
{
  guint n = ++forest->n_leaves;

  ilv_vector_reserve (&forest->nodes, store, klass->node_bytes, 2);
  forest->nodes.n += 2;
  memcpy (node_at (forest, klass, 0, n - 1), leaf, klass->node_bytes);

  for (guint height = 1; n % (1u << height) == 0 && has_tree (forest, height, (n >> height) - 1);
       height++)
    {
      guint j = (n >> height) - 1;
      gpointer root = node_at (forest, klass, height, j);

      memcpy (root, node_at (forest, klass, height - 1, 2 * j), klass->node_bytes);
      klass->add (root, node_at (forest, klass, height - 1, 2 * j + 1));
    }
}

void
ilv_forest_drop (IlvForest            *forest,
                 const IlvForestClass *klass,
                 IlvStore             *store,
                 guint                 first)
{
  g_assert (first <= forest->n_leaves);
  if (first > forest->n_before)
    forest->n_before += ilv_vector_drop (&forest->nodes, store, klass->node_bytes,
                                         (first - forest->n_before) * 2) / 2;
}

void
ilv_forest_sum (const IlvForest      *forest,
                const IlvForestClass *klass,
                guint                 from,
                guint                 to,
                gpointer              sum)
{
  g_assert (to <= forest->n_leaves);

  while (from < to)
    {
      guint height = height_from (from, to);

      klass->add (sum, node_at (forest, klass, height, from >> height));
      from += 1u << height;
    }
}

guint
ilv_forest_find (const IlvForest      *forest,
                 const IlvForestClass *klass,
                 guint                 from,
                 IlvForestMatch        match,
                 gpointer              data)
{
  while (from < forest->n_leaves)
    {
      guint height = height_from (from, forest->n_leaves);
      guint j = from >> height;

      if (!match (node_at (forest, klass, height, j), data))
        {
          from += 1u << height;
          continue;
        }
      while (height-- > 0)
        {
          j *= 2;
          if (!match (node_at (forest, klass, height, j), data))
            j++;
        }
      return j;
    }
  return forest->n_leaves;
}
