/* test-map.c - Maps, against a model, and while they change.
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "fake-sched.h"
#include "go-types.h"
#include "vm/map.h"

static struct ilv_p p;
static struct ilv_heap *heap;
static void *roots[8];

static void
mark_roots (struct ilv_heap *h, void *data)
{
  ilv_heap_mark_range (h, roots, roots + G_N_ELEMENTS (roots));
}

static void
set_up (void)
{
  struct ilv_heap_config config = { 0, mark_roots, NULL };

  memset (roots, 0, sizeof roots);
  heap = ilv_heap_new (&config);
  fake_sched_enter (&p, 0);
  g_assert_true (ilv_heap_attach (heap, &p));
}

static void
tear_down (void)
{
  fake_sched_leave (&p);
  ilv_heap_free (heap);
}

static struct ilv_map *
new_map (const struct ilv_rtype *type)
{
  return roots[0] = ilv_map_new (&p, type, 0);
}

static void
put_int (struct ilv_map *map, int64_t key, int64_t value)
{
  enum ilv_map_fault fault;
  int64_t *place = ilv_map_put (&p, map, &key, &fault);

  g_assert_cmpint (fault, ==, ILV_MAP_OK);
  *place = value;
}

static int64_t *
get_int (struct ilv_map *map, int64_t key)
{
  enum ilv_map_fault fault;
  int64_t *value = ilv_map_get (map, &int_int_map_type, &key, &fault);

  g_assert_cmpint (fault, ==, ILV_MAP_OK);
  return value;
}

static void
delete_int (struct ilv_map *map, int64_t key)
{
  enum ilv_map_fault fault;

  ilv_map_delete (map, &int_int_map_type, &key, &fault);
  g_assert_cmpint (fault, ==, ILV_MAP_OK);
}

static void
test_agrees_with_model (void)
{
  GHashTable *model = g_hash_table_new (NULL, NULL);
  GRand *rand = g_rand_new_with_seed (11);
  struct ilv_map *map;

  set_up ();
  map = new_map (&int_int_map_type);
  for (int i = 1; i <= 200000; i++)
    {
      int key = g_rand_int_range (rand, 0, i < 100000 ? 20000 : 50);
      int64_t *value = get_int (map, key);

      g_assert_cmpint (value != NULL ? *value : 0, ==,
                       GPOINTER_TO_INT (g_hash_table_lookup (model, GINT_TO_POINTER (key))));
      if (g_rand_boolean (rand))
        {
          put_int (map, key, i);
          g_hash_table_insert (model, GINT_TO_POINTER (key), GINT_TO_POINTER (i));
        }
      else
        {
          delete_int (map, key);
          g_hash_table_remove (model, GINT_TO_POINTER (key));
        }
      g_assert_cmpuint (ilv_map_len (map), ==, g_hash_table_size (model));
      if (ilv_heap_is_collection_due (&p))
        ilv_heap_collect (&p, false);
    }
  tear_down ();
  g_hash_table_unref (model);
  g_rand_free (rand);
}

static void
test_string_keys_compare_by_contents (void)
{
  enum ilv_map_fault fault;
  struct ilv_map *map;
  char text[32];

  set_up ();
  map = new_map (&string_int_map_type);
  for (int i = 0; i < 5000; i++)
    {
      g_autofree char *key = g_strdup_printf ("key %d", i);
      struct ilv_string string;

      g_assert_true (ilv_heap_alloc (&p, NULL, 1) != NULL);
      string = (struct ilv_string) { memcpy (ilv_heap_alloc (&p, NULL, strlen (key)), key, strlen (key)),
                                     (int64_t) strlen (key) };
      *(int64_t *) ilv_map_put (&p, map, &string, &fault) = i;
    }
  ilv_heap_collect (&p, false);
  for (int i = 0; i < 5000; i++)
    {
      struct ilv_string key;

      snprintf (text, sizeof text, "key %d", i);
      key = go_string (text);
      g_assert_cmpint (*(int64_t *) ilv_map_get (map, &string_int_map_type, &key, &fault), ==, i);
    }
  tear_down ();
}

static void
test_nil_map (void)
{
  enum ilv_map_fault fault;
  int64_t key = 1;

  set_up ();
  g_assert_cmpuint (ilv_map_len (NULL), ==, 0);
  g_assert_null (ilv_map_get (NULL, &int_int_map_type, &key, &fault));
  g_assert_cmpint (fault, ==, ILV_MAP_OK);
  g_assert_null (ilv_map_put (&p, NULL, &key, &fault));
  g_assert_cmpint (fault, ==, ILV_MAP_NIL);
  ilv_map_delete (NULL, &int_int_map_type, &key, &fault);
  g_assert_cmpint (fault, ==, ILV_MAP_OK);
  ilv_map_clear (NULL, &fault);
  g_assert_cmpint (fault, ==, ILV_MAP_OK);
  tear_down ();
}

static void
test_unhashable_key_is_a_fault (void)
{
  struct ilv_slice slice = { NULL, 0, 0 };
  struct ilv_iface key = go_boxed (&ints_type, &slice);
  enum ilv_map_fault fault;
  struct ilv_map *map;

  set_up ();
  map = new_map (&any_int_map_type);
  g_assert_null (ilv_map_get (map, &any_int_map_type, &key, &fault));
  g_assert_cmpint (fault, ==, ILV_MAP_UNHASHABLE);
  g_assert_null (ilv_map_put (&p, map, &key, &fault));
  g_assert_cmpint (fault, ==, ILV_MAP_UNHASHABLE);
  g_assert_true (ilv_map_fault_type (&any_int_map_type, &key) == &ints_type);
  g_assert_null (ilv_map_get (NULL, &any_int_map_type, &key, &fault));
  g_assert_cmpint (fault, ==, ILV_MAP_UNHASHABLE);
  tear_down ();
}

/* 1 and 1.0 are different keys of a map[any]int; equal values of one type are one. */
static void
test_interface_keys_compare_type_and_value (void)
{
  struct ilv_string a = go_string ("x"), b = { (const uint8_t *) g_strdup ("x"), 1 };
  struct ilv_iface keys[] = { go_int (1), go_float (1), go_boxed (&string_type, &a), { NULL, 0 } };
  struct ilv_iface same = go_boxed (&string_type, &b);
  enum ilv_map_fault fault;
  struct ilv_map *map;

  set_up ();
  map = new_map (&any_int_map_type);
  for (unsigned i = 0; i < G_N_ELEMENTS (keys); i++)
    *(int64_t *) ilv_map_put (&p, map, &keys[i], &fault) = i;
  g_assert_cmpuint (ilv_map_len (map), ==, 4);
  g_assert_cmpint (*(int64_t *) ilv_map_get (map, &any_int_map_type, &same, &fault), ==, 2);
  tear_down ();
  g_free ((char *) (uintptr_t) b.bytes);
}

static void
test_zeroes_are_one_key_and_nans_many (void)
{
  double key = 0.0;
  enum ilv_map_fault fault;
  struct ilv_map_iter iter;
  const void *found;
  void *value;
  struct ilv_map *map;
  unsigned n = 0;

  set_up ();
  map = new_map (&float_int_map_type);
  *(int64_t *) ilv_map_put (&p, map, &key, &fault) = 1;
  key = -0.0;
  *(int64_t *) ilv_map_put (&p, map, &key, &fault) = 2;
  g_assert_cmpuint (ilv_map_len (map), ==, 1);
  key = NAN;
  for (int i = 0; i < 20; i++)
    *(int64_t *) ilv_map_put (&p, map, &key, &fault) = i;
  g_assert_cmpuint (ilv_map_len (map), ==, 21);
  g_assert_null (ilv_map_get (map, &float_int_map_type, &key, &fault));
  ilv_map_delete (map, &float_int_map_type, &key, &fault);
  g_assert_cmpuint (ilv_map_len (map), ==, 21);
  ilv_map_iter_init (&p, &iter, map);
  while (ilv_map_iter_next (&iter, &found, &value))
    n++;
  g_assert_cmpuint (n, ==, 21);
  ilv_map_clear (map, &fault);
  g_assert_cmpuint (ilv_map_len (map), ==, 0);
  tear_down ();
}

/* What may change during an iteration, and what must come of it: every key that
 * is there from beginning to end exactly once; a deleted one not after that;
 * none twice. */
static void
iterate_and_change (GRand *rand, int n_keys)
{
  struct ilv_map *map = new_map (&int_int_map_type);
  g_autofree int *n_seen = g_new0 (int, 4 * n_keys);
  g_autofree bool *was_deleted = g_new0 (bool, 4 * n_keys);
  struct ilv_map_iter *iter = ilv_heap_alloc_words (&p, sizeof *iter);
  const void *key;
  void *value;
  int n_new = n_keys;

  for (int i = 0; i < n_keys; i++)
    put_int (map, i, i * 10);
  roots[1] = iter;
  ilv_map_iter_init (&p, iter, map);
  while (ilv_map_iter_next (iter, &key, &value))
    {
      int64_t k = *(const int64_t *) key;
      int other = g_rand_int_range (rand, 0, n_keys);

      g_assert_cmpint (*(int64_t *) value, ==, k * 10);
      n_seen[k]++;
      switch (g_rand_int_range (rand, 0, 4))
        {
        case 0:
          if (n_seen[other] == 0)
            {
              delete_int (map, other);
              was_deleted[other] = true;
            }
          break;
        case 1:
        case 2:
          for (int j = 0; j < 3 && n_new < 4 * n_keys; j++, n_new++)
            put_int (map, n_new, n_new * 10);
          break;
        default:
          ilv_heap_collect (&p, false);
        }
    }
  for (int i = 0; i < 4 * n_keys; i++)
    {
      g_assert_cmpint (n_seen[i], <=, 1);
      if (i < n_keys)
        g_assert_cmpint (n_seen[i], ==, was_deleted[i] ? 0 : 1);
    }
}

static void
test_iteration_survives_changes (void)
{
  GRand *rand = g_rand_new_with_seed (3);

  set_up ();
  for (int round = 0; round < 200; round++)
    iterate_and_change (rand, g_rand_int_range (rand, 1, 60));
  tear_down ();
  g_rand_free (rand);
}

static void
test_clear_ends_iteration (void)
{
  struct ilv_map_iter iter;
  enum ilv_map_fault fault;
  const void *key;
  void *value;
  struct ilv_map *map;

  set_up ();
  map = new_map (&int_int_map_type);
  for (int i = 0; i < 100; i++)
    put_int (map, i, i);
  ilv_map_iter_init (&p, &iter, map);
  g_assert_true (ilv_map_iter_next (&iter, &key, &value));
  ilv_map_clear (map, &fault);
  g_assert_false (ilv_map_iter_next (&iter, &key, &value));
  tear_down ();
}

static void
test_iteration_starts_anywhere (void)
{
  bool has_begun[10] = { false };
  struct ilv_map *map;

  set_up ();
  map = new_map (&int_int_map_type);
  for (int i = 0; i < 10; i++)
    put_int (map, i, i);
  for (int i = 0; i < 1000; i++)
    {
      struct ilv_map_iter iter;
      const void *key;
      void *value;

      ilv_map_iter_init (&p, &iter, map);
      g_assert_true (ilv_map_iter_next (&iter, &key, &value));
      has_begun[*(const int64_t *) key] = true;
    }
  for (int i = 0; i < 10; i++)
    g_assert_true (has_begun[i]);
  tear_down ();
}

static void
test_small_values_lie_apart (void)
{
  enum ilv_map_fault fault;
  struct ilv_map *map;

  set_up ();
  map = new_map (&int32_bool_map_type);
  for (int32_t key = -500; key < 500; key++)
    *(bool *) ilv_map_put (&p, map, &key, &fault) = key % 3 == 0;
  for (int32_t key = -500; key < 500; key++)
    g_assert_cmpint (*(bool *) ilv_map_get (map, &int32_bool_map_type, &key, &fault), ==, key % 3 == 0);
  tear_down ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vm/map/agrees-with-model", test_agrees_with_model);
  g_test_add_func ("/vm/map/string-keys-compare-by-contents", test_string_keys_compare_by_contents);
  g_test_add_func ("/vm/map/nil-map-is-empty-and-cannot-be-written", test_nil_map);
  g_test_add_func ("/vm/map/unhashable-key-is-a-fault", test_unhashable_key_is_a_fault);
  g_test_add_func ("/vm/map/interface-keys-compare-type-and-value",
                   test_interface_keys_compare_type_and_value);
  g_test_add_func ("/vm/map/zeroes-are-one-key-and-nans-many", test_zeroes_are_one_key_and_nans_many);
  g_test_add_func ("/vm/map/iteration-survives-changes", test_iteration_survives_changes);
  g_test_add_func ("/vm/map/clear-ends-iteration", test_clear_ends_iteration);
  g_test_add_func ("/vm/map/iteration-starts-anywhere", test_iteration_starts_anywhere);
  g_test_add_func ("/vm/map/small-values-lie-apart", test_small_values_lie_apart);
  return g_test_run ();
}
