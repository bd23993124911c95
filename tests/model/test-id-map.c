/* SPDX-License-Identifier: MIT */
#include <glib.h>

#include "model/ilv-id-map.h"

static void
test_id_map_finds_what_was_added (void)
{
  g_autoptr(IlvStore) store = ilv_store_new ();
  IlvIdMap map = { 0 };

  g_assert_cmpuint (ilv_id_map_get (&map, 1), ==, G_MAXUINT32);
  for (guint i = 0; i < 50000; i++)
    ilv_id_map_add (&map, store, i * 3 + 1, i);
  for (guint i = 0; i < 50000; i++)
    {
      g_assert_cmpuint (ilv_id_map_get (&map, i * 3 + 1), ==, i);
      g_assert_cmpuint (ilv_id_map_get (&map, i * 3 + 2), ==, G_MAXUINT32);
    }
}

static void
test_id_map_takes_any_number (void)
{
  static const guint32 keys[] = { 1, 2, 0x7fffffff, 0x80000000, 0xffff0000, 0xfffffffe, 0xffffffff };
  g_autoptr(IlvStore) store = ilv_store_new ();
  IlvIdMap map = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    ilv_id_map_add (&map, store, keys[i], i);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_assert_cmpuint (ilv_id_map_get (&map, keys[i]), ==, i);
  g_assert_cmpuint (ilv_store_get_size (store), <, 16u << 20);
}

static void
test_id_map_forgets_what_was_removed (void)
{
  g_autoptr(IlvStore) store = ilv_store_new ();
  IlvIdMap map = { 0 };

  /* Near ones lie in an array, far ones in a table. */
  for (guint i = 1; i < 5000; i++)
    {
      ilv_id_map_add (&map, store, i, i);
      ilv_id_map_add (&map, store, 0x80000000 + i * 977, i);
    }
  for (guint i = 1; i < 5000; i += 2)
    {
      ilv_id_map_remove (&map, store, i);
      ilv_id_map_remove (&map, store, 0x80000000 + i * 977);
    }
  for (guint i = 3; i < 5000; i += 4)
    {
      ilv_id_map_add (&map, store, i, i + 1);
      ilv_id_map_add (&map, store, 0x80000000 + i * 977, i + 1);
    }
  for (guint i = 1; i < 5000; i++)
    {
      guint value = i % 2 == 0 ? i : i % 4 == 3 ? i + 1 : G_MAXUINT32;

      g_assert_cmpuint (ilv_id_map_get (&map, i), ==, value);
      g_assert_cmpuint (ilv_id_map_get (&map, 0x80000000 + i * 977), ==, value);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/id-map/finds-what-was-added", test_id_map_finds_what_was_added);
  g_test_add_func ("/model/id-map/takes-any-number", test_id_map_takes_any_number);
  g_test_add_func ("/model/id-map/forgets-what-was-removed", test_id_map_forgets_what_was_removed);
  return g_test_run ();
}
