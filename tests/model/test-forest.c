/* SPDX-License-Identifier: MIT */
#include <glib.h>

#include "model/ilv-forest.h"

/* Sum and maximum of numbers: order does not matter to them, gaps and double counting do. */
typedef struct
{
  guint64 sum, max;
} Node;

static void
add_node (gpointer      sum,
          gconstpointer node)
{
  Node *total = sum;
  const Node *part = node;

  total->sum += part->sum;
  total->max = MAX (total->max, part->max);
}

static gboolean
reaches (gconstpointer node,
         gpointer      data)
{
  return ((const Node *) node)->max >= *(guint64 *) data;
}

static const IlvForestClass node_class = { sizeof (Node), add_node };

static Node
sum_one_by_one (const guint64 *numbers,
                guint          from,
                guint          to)
{
  Node node = { 0, 0 };

  for (guint i = from; i < to; i++)
    add_node (&node, &(Node) { numbers[i], numbers[i] });
  return node;
}

static guint
find_one_by_one (const guint64 *numbers,
                 guint          from,
                 guint          n,
                 guint64        wanted)
{
  while (from < n && numbers[from] < wanted)
    from++;
  return from;
}

static void
test_forest_agrees_with_brute_force (void)
{
  g_autoptr(IlvStore) store = ilv_store_new ();
  IlvForest forest = { 0 };
  guint64 numbers[200];

  for (guint n = 0; n < G_N_ELEMENTS (numbers); n++)
    {
      guint from = g_test_rand_int_range (0, n + 1), to = g_test_rand_int_range (from, n + 1);
      guint64 wanted = g_test_rand_int_range (0, 1100);
      Node sum = { 0, 0 };
      Node expected = sum_one_by_one (numbers, from, to);

      ilv_forest_sum (&forest, &node_class, from, to, &sum);
      g_assert_cmpuint (sum.sum, ==, expected.sum);
      g_assert_cmpuint (sum.max, ==, expected.max);
      g_assert_cmpuint (ilv_forest_find (&forest, &node_class, from, reaches, &wanted), ==,
                        find_one_by_one (numbers, from, n, wanted));

      numbers[n] = g_test_rand_int_range (0, 1000);
      ilv_forest_append (&forest, &node_class, store, &(Node) { numbers[n], numbers[n] });
    }
}

static void
test_forest_sums_every_stretch (void)
{
  g_autoptr(IlvStore) store = ilv_store_new ();
  IlvForest forest = { 0 };
  guint64 numbers[37];

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      numbers[i] = G_GUINT64_CONSTANT (1) << i;
      ilv_forest_append (&forest, &node_class, store, &(Node) { numbers[i], numbers[i] });
    }
  for (guint from = 0; from <= G_N_ELEMENTS (numbers); from++)
    for (guint to = from; to <= G_N_ELEMENTS (numbers); to++)
      {
        Node sum = { 0, 0 };

        ilv_forest_sum (&forest, &node_class, from, to, &sum);
        g_assert_cmpuint (sum.sum, ==, sum_one_by_one (numbers, from, to).sum);
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/forest/agrees-with-brute-force", test_forest_agrees_with_brute_force);
  g_test_add_func ("/model/forest/sums-every-stretch", test_forest_sums_every_stretch);
  return g_test_run ();
}
