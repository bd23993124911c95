/* SPDX-License-Identifier: MIT */
#include <glib.h>

#include "trace/table.h"

struct record
{
  uint32_t id, count;
};

static void
count_visit (uint32_t id, void *record, void *data)
{
  const struct record *r = record;
  guint *n_found = data;

  if (r->count == 0)
    return;
  g_assert_cmpuint (r->id, ==, id);
  (*n_found)++;
}

/* Puts @n ids, @stride apart, twice, and finds each again. */
static void
check_ids (uint32_t first, uint32_t stride, guint n)
{
  struct ilv_table table;
  guint n_found = 0;

  ilv_table_init (&table, sizeof (struct record));
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < n; i++)
      {
        struct record *record = ilv_table_put (&table, first + i * stride);

        g_assert_cmpuint (record->count, ==, round);
        record->id = first + i * stride;
        record->count++;
      }
  for (guint i = 0; i < n; i++)
    {
      struct record *record = ilv_table_get (&table, first + i * stride);

      g_assert_cmpuint (record->id, ==, first + i * stride);
      g_assert_cmpuint (record->count, ==, 2);
    }
  ilv_table_each (&table, count_visit, &n_found);
  g_assert_cmpuint (n_found, ==, n);
  ilv_table_clear (&table);
}

static void
test_table_finds_what_was_put (void)
{
  check_ids (1, 1, 100000);          /* an honest trace */
  check_ids (0, 0x10000, 0x10000);   /* one id in each page, all over */
  check_ids (0xffff0000, 1, 0x10000); /* up to the last id */
  check_ids (7, 0x9e3779b1, 50000);  /* wild */
}

static void
test_table_records_stay_where_they_are (void)
{
  struct ilv_table table;
  struct record *first;

  ilv_table_init (&table, sizeof (struct record));
  first = ilv_table_put (&table, 1);
  for (uint32_t id = 2; id < 100000; id++)
    ilv_table_put (&table, id * 16);
  g_assert_true (ilv_table_get (&table, 1) == first);
  ilv_table_clear (&table);
}

static void
test_table_does_not_find_what_was_not_put (void)
{
  struct ilv_table table;
  struct record *neighbour;

  ilv_table_init (&table, sizeof (struct record));
  g_assert_null (ilv_table_get (&table, 5));
  ((struct record *) ilv_table_put (&table, 5))->count = 1;
  g_assert_null (ilv_table_get (&table, 500));
  neighbour = ilv_table_get (&table, 6);
  g_assert_cmpuint (neighbour->count, ==, 0);
  ilv_table_clear (&table);
  g_assert_null (ilv_table_get (&table, 5));
  ilv_table_clear (&table);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trace/table/finds-what-was-put", test_table_finds_what_was_put);
  g_test_add_func ("/trace/table/records-stay-where-they-are",
                   test_table_records_stay_where_they_are);
  g_test_add_func ("/trace/table/does-not-find-what-was-not-put",
                   test_table_does_not_find_what_was_not_put);
  return g_test_run ();
}
