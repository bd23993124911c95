/* SPDX-License-Identifier: MIT */
#include <glib.h>

#include "model/ilv-store.h"

#include <string.h>

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
  /* 10 × 24 bytes in 240, none of the smaller ones kept. */
  g_assert_cmpuint (ilv_store_get_size (store), <, 4000 * 240 * 11 / 10 + (256u << 10));
}

/* Pieces of any size hold what was put into them while others come and go. */
static void
test_store_pieces_do_not_overlap (void)
{
  g_autoptr(IlvStore) store = ilv_store_new ();
  struct { guint8 *bytes; gsize n; } pieces[300] = { { NULL } };

  for (guint round = 0; round < 20000; round++)
    {
      guint i = g_test_rand_int_range (0, G_N_ELEMENTS (pieces));

      for (gsize k = 0; k < pieces[i].n; k++)
        g_assert_cmpuint (pieces[i].bytes[k], ==, i % 251);
      if (pieces[i].n > 0)
        ilv_store_give_back (store, pieces[i].bytes, pieces[i].n);
      pieces[i].n = g_test_rand_int_range (1, g_test_rand_bit () ? 600 : ILV_STORE_MAX_PIECE + 1);
      pieces[i].bytes = ilv_store_take (store, pieces[i].n);
      memset (pieces[i].bytes, i % 251, pieces[i].n);
    }
}

/* Memory of pieces that were given back serves pieces of other sizes, and goes to the system. */
static void
test_store_gives_memory_back (void)
{
  g_autoptr(IlvStore) store = ilv_store_new ();
  const gsize sizes[] = { 100, 1000, 10000 };
  gpointer pieces[1000];
  gsize largest = 0;

  for (guint i = 0; i < 9; i++)
    {
      guint n = 10000000 / sizes[i % 3] / 10;

      for (guint k = 0; k < MIN (n, 1000); k++)
        pieces[k] = ilv_store_take (store, sizes[i % 3]);
      largest = MAX (largest, ilv_store_get_size (store));
      for (guint k = 0; k < MIN (n, 1000); k++)
        ilv_store_give_back (store, pieces[k], sizes[i % 3]);
    }
  g_assert_cmpuint (largest, <, 2000000);
  g_assert_cmpuint (ilv_store_get_size (store), <=, largest);
}

static void
test_store_vector_drops_its_first (void)
{
  g_autoptr(IlvStore) store = ilv_store_new ();

  for (guint n = 100; n <= 100000; n *= 10)
    {
      IlvVector vector = { 0 };
      guint n_moved, n_before = 0;
      gsize size_bytes;

      append_numbers (&vector, store, n);
      size_bytes = ilv_store_get_size (store);
      for (guint first = n / 10; first < n; first += n / 10)
        {
          n_before += ilv_vector_drop (&vector, store, sizeof (Element), first - n_before);
          g_assert_cmpuint (vector.n, ==, n - n_before);
          for (guint i = first; i < n; i++)
            g_assert_cmpuint (ilv_vector_index (&vector, Element, i - n_before).number, ==, i);
        }
      g_assert_cmpuint (ilv_store_get_size (store), <=, size_bytes);
      n_moved = ilv_vector_drop (&vector, store, sizeof (Element), vector.n);
      g_assert_cmpuint (n_moved + n_before, ==, n);
      append_numbers (&vector, store, 10);
      assert_numbers (&vector, 10);
    }
}

static void
test_store_vector_gives_back_what_was_cleared (void)
{
  g_autoptr(IlvStore) store = ilv_store_new ();
  IlvVector vector = { 0 };
  gsize size_bytes;

  append_numbers (&vector, store, 100000);
  size_bytes = ilv_store_get_size (store);
  for (guint i = 0; i < 90000; i++)
    if (i % 30000 != 7)
      ilv_vector_clear (&vector, store, sizeof (Element), i);
  g_assert_cmpuint (ilv_store_get_size (store), <, size_bytes - 80000 * sizeof (Element));
  for (guint i = 0; i < 100000; i++)
    g_assert_cmpuint (ilv_vector_index (&vector, Element, i).number, ==,
                      i < 90000 && i % 30000 != 7 ? 0 : i);
  append_numbers (&vector, store, 100);
  g_assert_cmpuint (ilv_vector_index (&vector, Element, 99999).number, ==, 99999);
  ilv_vector_drop (&vector, store, sizeof (Element), vector.n);
  g_assert_cmpuint (ilv_store_get_size (store), <, 100000);
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
  g_test_add_func ("/model/store/pieces-do-not-overlap", test_store_pieces_do_not_overlap);
  g_test_add_func ("/model/store/gives-memory-back", test_store_gives_memory_back);
  g_test_add_func ("/model/store/vector-drops-its-first", test_store_vector_drops_its_first);
  g_test_add_func ("/model/store/vector-gives-back-what-was-cleared",
                   test_store_vector_gives_back_what_was_cleared);
  return g_test_run ();
}
