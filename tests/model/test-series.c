/* SPDX-License-Identifier: MIT */
#include <glib.h>

#include "model/ilv-series.h"

#define N_COLUMNS 4
#define N_ROWS    1000

typedef struct
{
  guint64 columns[N_COLUMNS];
} Row;

static const IlvSeriesClass row_class = {
  sizeof (Row), N_COLUMNS, { { 0, 8 }, { 8, 8 }, { 16, 8 }, { 24, 8 } },
};

/* Of 0 to 48 bits, often 0, often near to each other. */
static guint64
random_value (void)
{
  static const guint64 bases[] = { 0, 1, 2, 1000, G_MAXUINT32 - 2, G_GUINT64_CONSTANT (1) << 40 };
  guint64 base = bases[g_test_rand_int_range (0, G_N_ELEMENTS (bases))];

  if (g_test_rand_int_range (0, 3) == 0)
    return 0;
  return base + g_test_rand_int_range (0, 3);
}

/* A column of one block has values of one kind: all the same, few, or anything. */
static void
fill (Row rows[N_ROWS])
{
  guint64 key = 0, common[N_COLUMNS] = { 0 };
  guint kinds[N_COLUMNS] = { 0 };

  for (guint i = 0; i < N_ROWS; i++)
    {
      key += g_test_rand_int_range (0, 3) == 0 ? g_test_rand_int_range (0, 1 << 30) : 0;
      rows[i].columns[0] = key;
      for (guint c = 1; c < N_COLUMNS; c++)
        {
          if (i % ILV_SERIES_ROWS == 0)
            {
              kinds[c] = g_test_rand_int_range (0, 3);
              common[c] = random_value ();
            }
          rows[i].columns[c] = kinds[c] == 0 ? common[c]
                               : kinds[c] == 1 ? common[c] + g_test_rand_int_range (0, 9)
                                               : random_value ();
        }
    }
}

static void
append_rows (IlvSeries *series,
             IlvStore  *store,
             const Row  rows[],
             guint      n)
{
  for (guint i = 0; i < n; i++)
    *(Row *) ilv_series_append (series, &row_class, store) = rows[i];
}

static void
assert_row (const IlvSeries *series,
            const Row       *row,
            guint            index)
{
  guint64 columns[N_COLUMNS];

  if (index >= ilv_series_n_packed (series))
    {
      const Row *tail = ilv_series_tail_row (series, &row_class, index);

      g_assert_cmpmem (tail, sizeof *tail, row, sizeof *row);
      return;
    }
  ilv_series_row (series, &row_class, index, columns);
  g_assert_cmpmem (columns, sizeof columns, row, sizeof *row);
  g_assert_cmpuint (ilv_series_key (series, index), ==, row->columns[0]);
  for (guint c = 1; c < N_COLUMNS; c++)
    g_assert_cmpuint (ilv_series_column (series, &row_class, index, c), ==, row->columns[c]);
}

static void
test_series_gives_back_what_was_added (void)
{
  for (guint round = 0; round < 50; round++)
    {
      g_autoptr(IlvStore) store = ilv_store_new ();
      g_autofree Row *rows = g_new (Row, N_ROWS);
      IlvSeries series = { 0 };

      fill (rows);
      append_rows (&series, store, rows, N_ROWS);
      g_assert_cmpuint (series.n, ==, N_ROWS);
      g_assert_cmpuint (ilv_series_n_packed (&series), ==, 992);
      for (guint i = 0; i < N_ROWS; i++)
        assert_row (&series, &rows[i], i);
      g_assert_cmpuint (ilv_series_block_key (&series, 3), ==, rows[96].columns[0]);
    }
}

static void
test_series_reads_several_rows_at_once (void)
{
  g_autoptr(IlvStore) store = ilv_store_new ();
  g_autofree Row *rows = g_new (Row, N_ROWS);
  guint64 columns[N_COLUMNS][ILV_SERIES_ROWS];
  IlvSeries series = { 0 };

  fill (rows);
  append_rows (&series, store, rows, N_ROWS);
  for (guint round = 0; round < 500; round++)
    {
      guint from = g_test_rand_int_range (0, 992);
      guint n = g_test_rand_int_range (1, ILV_SERIES_ROWS - from % ILV_SERIES_ROWS + 1);
      guint n_columns = g_test_rand_int_range (1, N_COLUMNS + 1);

      ilv_series_rows (&series, &row_class, from, n, n_columns, columns);
      for (guint c = 0; c < n_columns; c++)
        for (guint i = 0; i < n; i++)
          g_assert_cmpuint (columns[c][i], ==, rows[from + i].columns[c]);
    }
}

/* After dropping, the others are as they were, and more can be added, also behind none at all. */
static void
test_series_grows_behind_what_was_dropped (void)
{
  g_autofree Row *rows = g_new (Row, N_ROWS);

  fill (rows);
  for (guint round = 0; round < 100; round++)
    {
      g_autoptr(IlvStore) store = ilv_store_new ();
      guint n = g_test_rand_int_range (1, 30) * ILV_SERIES_ROWS + g_test_rand_int_range (-1, 2);
      guint first = g_test_rand_int_range (0, 2 * n);
      IlvSeries series = { 0 };

      append_rows (&series, store, rows, n);
      first = MIN (first, n);
      ilv_series_drop (&series, &row_class, store, first);
      append_rows (&series, store, rows + n, N_ROWS - n);
      g_assert_cmpuint (series.n, ==, N_ROWS);
      for (guint i = first; i < N_ROWS; i++)
        assert_row (&series, &rows[i], i);
    }
}

/* What repeats takes no room but for the keys. */
static void
test_series_packs_what_repeats (void)
{
  g_autoptr(IlvStore) store = ilv_store_new ();
  IlvSeries series = { 0 };

  for (guint i = 0; i < 320000; i++)
    *(Row *) ilv_series_append (&series, &row_class, store)
      = (Row) { { i * 4ull, 7, G_MAXUINT32, i % 3 } };
  /* 7 bits of key and 2 of the last column in 32 bytes a row, and a head for each block. */
  g_assert_cmpuint (ilv_store_get_size (store), <, 320000 * 4);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/series/gives-back-what-was-added",
                   test_series_gives_back_what_was_added);
  g_test_add_func ("/model/series/reads-several-rows-at-once",
                   test_series_reads_several_rows_at_once);
  g_test_add_func ("/model/series/grows-behind-what-was-dropped",
                   test_series_grows_behind_what_was_dropped);
  g_test_add_func ("/model/series/packs-what-repeats", test_series_packs_what_repeats);
  return g_test_run ();
}
