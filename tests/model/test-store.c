/* SPDX-License-Identifier: MIT */
#include <glib.h>

#include "model/ilv-store.h"

typedef struct
{
  guint32 number;
  char filling[20];
} Element;

static void
append_numbers (IlvVector *vector,
                IlvStore  *store,
                guint      n)
{
  for (guint i = 0; i < n; i++)
    {
      Element *element = ilv_vector_append (vector, store, sizeof *element);

      element->number = vector->n - 1;
    }
}

static void
assert_numbers (const IlvVector *vector,
                guint            n)
{
  g_assert_cmpuint (vector->n, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpuint (ilv_vector_index (vector, Element, i).number, ==, i);
}

static void
test_store_vector_keeps_elements_when_it_grows (void)
{
  g_autoptr(IlvStore) store = ilv_store_new ();
  IlvVector vector = { 0 };

  append_numbers (&vector, store, 300000);
  assert_numbers (&vector, 300000);
}

static void
test_store_vectors_grow_side_by_side (void)
{
  g_autoptr(IlvStore) store = ilv_store_new ();
  IlvVector vectors[50] = { 0 };

  for (guint round = 0; round < 40; round++)
    for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
      append_numbers (&vectors[i], store, 1 + i * round);
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    assert_numbers (&vectors[i], vectors[i].n);
}

static void
test_store_reserve_leaves_count_alone (void)
{
  g_autoptr(IlvStore) store = ilv_store_new ();
  IlvVector vector = { 0 };

  append_numbers (&vector, store, 3);
  ilv_vector_reserve (&vector, store, sizeof (Element), 100000);
  assert_numbers (&vector, 3);
  g_assert_cmpuint (vector.capacity, >=, 100003);
}

/* What a vector has outgrown serves the next one. */
static void
test_store_reuses_outgrown_pieces (void)
{
  g_autoptr(IlvStore) store = ilv_store_new ();

  for (guint i = 0; i < 4000; i++)
    {
      IlvVector vector = { 0 };

      append_numbers (&vector, store, 10);
    }
  /* 10 × 24 bytes in 256, no 64 or 128 kept. */
  g_assert_cmpuint (ilv_store_get_size (store), <, 2 * 4000 * 256 + (4u << 20));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/store/vector-keeps-elements-when-it-grows",
                   test_store_vector_keeps_elements_when_it_grows);
  g_test_add_func ("/model/store/vectors-grow-side-by-side", test_store_vectors_grow_side_by_side);
  g_test_add_func ("/model/store/reserve-leaves-count-alone",
                   test_store_reserve_leaves_count_alone);
  g_test_add_func ("/model/store/reuses-outgrown-pieces", test_store_reuses_outgrown_pieces);
  return g_test_run ();
}
