/* test-heap.c - Memory is given out, found again, and given back.
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib.h>
#include <string.h>

#include "fake-sched.h"
#include "vm/heap_private.h"

static const struct ilv_rtype bytes_type = { .size = 1, .align = 1, .flags = ILV_RTYPE_NOSCAN };

/* The only roots of these tests. */
struct roots
{
  void *words[64];
};

static struct ilv_p p;
static struct ilv_heap *heap;
static struct roots roots;

static void
mark_roots (struct ilv_heap *h, void *data)
{
  struct roots *r = data;

  ilv_heap_mark_range (h, r->words, r->words + G_N_ELEMENTS (r->words));
}

static void
set_up (uint64_t limit_bytes)
{
  struct ilv_heap_config config = { limit_bytes, mark_roots, &roots };

  memset (&roots, 0, sizeof roots);
  heap = ilv_heap_new (&config);
  g_assert_nonnull (heap);
  fake_sched_enter (&p, 0);
  g_assert_true (ilv_heap_attach (heap, &p));
}

static void
tear_down (void)
{
  fake_sched_leave (&p);
  ilv_heap_free (heap);
}

static struct ilv_heap_stats
stats (void)
{
  struct ilv_heap_stats now;

  ilv_heap_stats (heap, &now);
  return now;
}

static bool
is_zero (const uint8_t *bytes, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (bytes[i] != 0)
      return false;
  return true;
}

static void
test_classes_fit (void)
{
  for (uint64_t size = 1; size <= ILV_HEAP_MAX_SMALL; size++)
    {
      unsigned class = ilv_heap_class_of (size);

      g_assert_cmpuint (ilv_heap_class_bytes[class], >=, size);
      if (class > 0)
        g_assert_cmpuint (ilv_heap_class_bytes[class - 1], <, size);
    }
}

static void
test_objects_do_not_overlap (void)
{
  GHashTable *seen = g_hash_table_new (NULL, NULL);
  GArray *objects = g_array_new (FALSE, FALSE, sizeof (uint8_t *));
  static const size_t sizes[] = { 1, 8, 24, 100, 1000, 3000, 27264, 32768, 32769, 100000 };

  set_up (0);
  for (unsigned round = 0; round < 300; round++)
    for (unsigned i = 0; i < G_N_ELEMENTS (sizes); i++)
      {
        uint8_t *object = ilv_heap_alloc (&p, round % 2 ? &bytes_type : NULL, sizes[i]);

        g_assert_true (is_zero (object, sizes[i]));
        memset (object, (int) (objects->len % 255) + 1, sizes[i]);
        g_assert_true (g_hash_table_add (seen, object));
        g_array_append_val (objects, object);
      }
  for (unsigned i = 0; i < objects->len; i++)
    {
      uint8_t *object = g_array_index (objects, uint8_t *, i);
      size_t size = sizes[i % G_N_ELEMENTS (sizes)];

      g_assert_cmpuint (object[0], ==, i % 255 + 1);
      g_assert_cmpuint (object[size - 1], ==, i % 255 + 1);
    }
  tear_down ();
  g_hash_table_unref (seen);
  g_array_unref (objects);
}

static void
test_zero_size_is_one_address (void)
{
  set_up (0);
  g_assert_nonnull (ilv_heap_alloc (&p, &bytes_type, 0));
  g_assert_true (ilv_heap_alloc (&p, &bytes_type, 0) == ilv_heap_alloc_words (&p, 0));
  g_assert_cmpuint (stats ().held_bytes, ==, 0);
  tear_down ();
}

/* A chain of two-word cells { next, number }, built so that only the first is a root. */
static void
push_cell (void **list, uint64_t number)
{
  void **cell = ilv_heap_alloc_words (&p, 16);

  cell[0] = *list;
  cell[1] = (void *) (uintptr_t) (number << 1);
  *list = cell;
}

static void
assert_list (void *list, uint64_t n)
{
  for (void **cell = list; cell != NULL; cell = cell[0])
    g_assert_cmpuint ((uintptr_t) cell[1], ==, --n << 1);
  g_assert_cmpuint (n, ==, 0);
}

static void
test_reachable_stays_the_rest_goes (void)
{
  set_up (0);
  for (uint64_t i = 0; i < 10000; i++)
    {
      push_cell (&roots.words[0], i);
      ilv_heap_alloc_words (&p, 16);
    }
  ilv_heap_collect (&p, false);
  assert_list (roots.words[0], 10000);
  g_assert_cmpuint (stats ().live_bytes, ==, 10000 * 16);
  g_assert_cmpuint (stats ().n_collections, ==, 1);
  roots.words[0] = NULL;
  ilv_heap_collect (&p, false);
  g_assert_cmpuint (stats ().live_bytes, ==, 0);
  ilv_heap_collect (&p, false);
  g_assert_cmpuint (stats ().held_bytes, ==, 0);
  tear_down ();
}

static void
test_interior_address_keeps_object (void)
{
  static const size_t sizes[] = { 24, 1000, 27264, 200000 };

  set_up (0);
  for (unsigned i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      uint8_t *object = ilv_heap_alloc (&p, NULL, sizes[i]);

      memset (object, 7, sizes[i]);
      roots.words[i] = object + sizes[i] - 1;
    }
  ilv_heap_collect (&p, false);
  ilv_heap_collect (&p, false);
  for (unsigned i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_assert_cmpuint (*(uint8_t *) roots.words[i], ==, 7);
      g_assert_false (ilv_heap_alloc (&p, NULL, sizes[i]) == (uint8_t *) roots.words[i] - sizes[i] + 1);
    }
  tear_down ();
}

static void
test_noscan_object_keeps_nothing (void)
{
  set_up (0);
  roots.words[0] = ilv_heap_alloc (&p, NULL, 64);
  *(void **) roots.words[0] = ilv_heap_alloc (&p, NULL, 64);
  ilv_heap_collect (&p, false);
  g_assert_cmpuint (stats ().live_bytes, ==, 64);
  tear_down ();
}

static void
test_reused_memory_is_zero (void)
{
  set_up (0);
  for (unsigned round = 0; round < 3; round++)
    {
      for (unsigned i = 0; i < 2000; i++)
        {
          uint8_t *small = ilv_heap_alloc (&p, NULL, 48);

          g_assert_true (is_zero (small, 48));
          memset (small, 0xAA, 48);
        }
      for (unsigned i = 0; i < 20; i++)
        {
          uint8_t *large = ilv_heap_alloc (&p, NULL, 50000);

          g_assert_true (is_zero (large, 50000));
          memset (large, 0xAA, 50000);
        }
      ilv_heap_collect (&p, false);
    }
  tear_down ();
}

static void
test_pin_keeps_object (void)
{
  struct ilv_heap_pin *pin;

  set_up (0);
  pin = ilv_heap_alloc_words (&p, 64);
  ilv_heap_pin (heap, pin);
  ilv_heap_pin (heap, pin);
  ilv_heap_collect (&p, false);
  g_assert_cmpuint (stats ().live_bytes, ==, 64);
  ilv_heap_unpin (heap, pin);
  ilv_heap_unpin (heap, pin);
  ilv_heap_collect (&p, false);
  g_assert_cmpuint (stats ().live_bytes, ==, 0);
  tear_down ();
}

/* A mark stack that may not grow must still find all. */
static void
test_mark_stack_overflow_loses_nothing (void)
{
  void **fan;

  set_up (0);
  heap->marker.max_chunks = 1;
  fan = ilv_heap_alloc_words (&p, 5000 * sizeof (void *));
  roots.words[0] = fan;
  for (unsigned i = 0; i < 5000; i++)
    for (unsigned j = 0; j < 3; j++)
      push_cell (&fan[i], j);
  ilv_heap_collect (&p, false);
  g_assert_cmpuint (stats ().live_bytes, ==, 5000 * 3 * 16 + 40960);
  for (unsigned i = 0; i < 5000; i++)
    assert_list (fan[i], 3);
  tear_down ();
}

static void
test_limit_is_kept (void)
{
  uint64_t n = 0;

  set_up (4 << 20);
  while (n < 100)
    {
      void **object = ilv_heap_alloc_words (&p, 100000);

      if (object == NULL)
        break;
      object[0] = roots.words[0];
      roots.words[0] = object;
      n++;
    }
  g_assert_cmpuint (n, >, 30);
  g_assert_cmpuint (n, <=, 41);
  g_assert_cmpuint (stats ().held_bytes, <=, 4 << 20);
  g_assert_true (ilv_heap_is_collection_due (&p));
  roots.words[0] = NULL;
  ilv_heap_collect (&p, false);
  g_assert_false (ilv_heap_is_collection_due (&p));
  g_assert_nonnull (ilv_heap_alloc (&p, NULL, 100000));
  g_assert_null (ilv_heap_alloc (&p, NULL, UINT64_C (1) << 50));
  tear_down ();
}

/* Garbage only: the heap asks in time, so it stays about as big as one cycle. */
static void
test_garbage_is_reused (void)
{
  set_up (0);
  for (unsigned i = 0; i < 4000000; i++)
    {
      ilv_heap_alloc (&p, NULL, 16 + i % 200);
      if (ilv_heap_is_collection_due (&p))
        ilv_heap_collect (&p, false);
    }
  g_assert_cmpuint (stats ().n_collections, >, 20);
  g_assert_cmpuint (stats ().held_bytes, <, 20 << 20);
  tear_down ();
}

/* Against a model: random graphs, of which what is reachable must keep its contents. */
struct node
{
  struct node *edges[4];
  uint64_t size_bytes, stamp;
};

static struct node *
random_node (GRand *rand, uint64_t stamp)
{
  uint64_t size_bytes = sizeof (struct node) + (uint64_t) g_rand_int_range (rand, 0, 64);
  struct node *node;

  if (g_rand_int_range (rand, 0, 100) == 0)
    size_bytes += 40000;
  node = ilv_heap_alloc_words (&p, size_bytes);
  g_assert_true (is_zero ((uint8_t *) node, size_bytes));
  node->size_bytes = size_bytes;
  node->stamp = stamp;
  return node;
}

static uint64_t
check_graph (struct node *node, GHashTable *seen)
{
  uint64_t n = 1;

  if (node == NULL || !g_hash_table_add (seen, node))
    return 0;
  g_assert_cmpuint (node->stamp, <, 100000);
  g_assert_cmpuint (node->size_bytes, >=, sizeof (struct node));
  for (unsigned i = 0; i < 4; i++)
    n += check_graph (node->edges[i], seen);
  return n;
}

static void
test_random_graphs_survive (void)
{
  GRand *rand = g_rand_new_with_seed (7);

  set_up (0);
  for (uint64_t i = 0; i < 100000; i++)
    {
      struct node *node = random_node (rand, i);
      struct node **slot = (struct node **) &roots.words[g_rand_int_range (rand, 0, 64)];

      for (unsigned e = 0; e < 4; e++)
        node->edges[e] = roots.words[g_rand_int_range (rand, 0, 64)];
      if (i % 16 == 0)
        memset (node->edges, 0, sizeof node->edges);
      *slot = node;
      if (i % 5000 == 4999)
        {
          g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
          uint64_t n = 0;

          for (unsigned r = 0; r < 64; r++)
            roots.words[r] = i % 20000 == 19999 && r % 2 ? NULL : roots.words[r];
          ilv_heap_collect (&p, false);
          for (unsigned r = 0; r < 64; r++)
            n += check_graph (roots.words[r], seen);
          g_assert_cmpuint (n, >, 0);
        }
    }
  tear_down ();
  g_rand_free (rand);
}

enum { N_THREADS = 4 };

static void *thread_lists[N_THREADS];

static void
mark_thread_lists (struct ilv_heap *h, void *data)
{
  ilv_heap_mark_range (h, thread_lists, thread_lists + N_THREADS);
}

static gpointer
allocate_in_thread (gpointer data)
{
  unsigned id = GPOINTER_TO_UINT (data);
  struct ilv_p mine;

  fake_sched_enter (&mine, id);
  g_assert_true (ilv_heap_attach (heap, &mine));
  for (uint64_t i = 0; i < 200000; i++)
    {
      void **cell = ilv_heap_alloc_words (&mine, 16 + i % 5 * 16);

      g_assert_null (cell[0]);
      cell[0] = i % 1000 == 0 ? NULL : thread_lists[id];
      cell[1] = (void *) (uintptr_t) ((uint64_t) id << 32 | i << 1);
      thread_lists[id] = cell;
      if (ilv_heap_is_collection_due (&mine))
        ilv_heap_collect (&mine, false);
      if (i % 64 == 0)
        fake_sched_poll (&mine);
    }
  fake_sched_leave (&mine);
  return NULL;
}

static void
test_threads_allocate_at_once (void)
{
  struct ilv_heap_config config = { 0, mark_thread_lists, NULL };
  GThread *threads[N_THREADS];

  memset (thread_lists, 0, sizeof thread_lists);
  heap = ilv_heap_new (&config);
  for (unsigned i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("allocate", allocate_in_thread, GUINT_TO_POINTER (i));
  for (unsigned i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
  for (unsigned i = 0; i < N_THREADS; i++)
    {
      uint64_t number = 199999;

      for (void **cell = thread_lists[i]; cell != NULL; cell = cell[0])
        g_assert_cmpuint ((uintptr_t) cell[1], ==, (uint64_t) i << 32 | number-- << 1);
      g_assert_cmpuint (number, ==, 198999);
    }
  g_assert_cmpuint (stats ().n_collections, >, 0);
  ilv_heap_free (heap);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vm/heap/classes-fit", test_classes_fit);
  g_test_add_func ("/vm/heap/objects-do-not-overlap", test_objects_do_not_overlap);
  g_test_add_func ("/vm/heap/zero-size-is-one-address", test_zero_size_is_one_address);
  g_test_add_func ("/vm/heap/reachable-stays-the-rest-goes", test_reachable_stays_the_rest_goes);
  g_test_add_func ("/vm/heap/interior-address-keeps-object", test_interior_address_keeps_object);
  g_test_add_func ("/vm/heap/noscan-object-keeps-nothing", test_noscan_object_keeps_nothing);
  g_test_add_func ("/vm/heap/reused-memory-is-zero", test_reused_memory_is_zero);
  g_test_add_func ("/vm/heap/pin-keeps-object", test_pin_keeps_object);
  g_test_add_func ("/vm/heap/mark-stack-overflow-loses-nothing",
                   test_mark_stack_overflow_loses_nothing);
  g_test_add_func ("/vm/heap/limit-is-kept", test_limit_is_kept);
  g_test_add_func ("/vm/heap/garbage-is-reused", test_garbage_is_reused);
  g_test_add_func ("/vm/heap/random-graphs-survive", test_random_graphs_survive);
  g_test_add_func ("/vm/heap/threads-allocate-at-once", test_threads_allocate_at_once);
  return g_test_run ();
}
