/* ilv-series.h - An array of rows that only grows, packed.
 *
 * The last rows are plain structs. ILV_SERIES_ROWS of them become a block: each field is then a
 * column of as many bits as its range in this block needs, counted from its least value. So what
 * repeats takes next to nothing, and any field of any row is still read at once: there
 * is no decoding of a whole block.
 *
 * Column 0 is the key, up to 48 bits, and must not fall from row to row. In the others, of 48 bits
 * too, 0 is for "none": it does not make the range wider.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>
#include <stddef.h>

#include "model/ilv-store.h"

G_BEGIN_DECLS

#define ILV_SERIES_ROWS        32
#define ILV_SERIES_MAX_COLUMNS 10
/* The largest value of a column. */
#define ILV_SERIES_MAX         ((G_GUINT64_CONSTANT (1) << 48) - 1)

/* Where in a row a column stands. One of more than 48 bits never uses those. */
typedef struct
{
  guint8 offset_bytes;
  guint8 n_bytes;     /* 1 to 8, little-endian */
} IlvSeriesField;

typedef struct
{
  gsize row_bytes;    /* 16 to 48 */
  guint n_columns;
  IlvSeriesField fields[ILV_SERIES_MAX_COLUMNS];
} IlvSeriesClass;

#define ILV_SERIES_FIELD(Row, member) \
  { offsetof (Row, member), sizeof (((Row *) NULL)->member) }

/* Zero-initialised is empty. */
typedef struct
{
  gpointer  tail;      /* the rows that are in no block */
  IlvVector blocks;    /* of packed blocks; NULL: dropped */
  guint32   n;
  guint32   n_before;  /* blocks that were dropped and have no place in the vector any more */
} IlvSeries;

/* Rows before this one are in blocks, or let go. */
static inline guint32
ilv_series_n_packed (const IlvSeries *series)
{
  return (series->n_before + series->blocks.n) * ILV_SERIES_ROWS;
}

/* Row @index as it was added; it must not be in a block. */
static inline gpointer
ilv_series_tail_row (const IlvSeries      *series,
                     const IlvSeriesClass *klass,
                     guint                 index)
{
  return (char *) series->tail + (index - ilv_series_n_packed (series)) * klass->row_bytes;
}

/* The next append packs the rows that are in no block. */
static inline gboolean
ilv_series_is_full (const IlvSeries *series)
{
  return series->n - ilv_series_n_packed (series) == ILV_SERIES_ROWS;
}

/* What append () does where there is no room for one more: packs, or takes room. */
gpointer ilv_series_append_slowly (IlvSeries            *series,
                                   const IlvSeriesClass *klass,
                                   IlvStore             *store);

/* A new row, uninitialised; good until the next append. */
static inline gpointer
ilv_series_append (IlvSeries            *series,
                   const IlvSeriesClass *klass,
                   IlvStore             *store)
{
  guint32 n_packed = ilv_series_n_packed (series);

  /* All of a block's room is there from the second block on. */
  if (n_packed == 0 || series->tail == NULL || ilv_series_is_full (series))
    return ilv_series_append_slowly (series, klass, store);
  return (char *) series->tail + (series->n++ - n_packed) * klass->row_bytes;
}

/* Rows before @first are not needed any more; those of whole blocks are given back. With @first
 * n, all are. */
void     ilv_series_drop   (IlvSeries            *series,
                            const IlvSeriesClass *klass,
                            IlvStore             *store,
                            guint                 first);

/* Gives everything back; it is empty then. */
void     ilv_series_clear  (IlvSeries            *series,
                            const IlvSeriesClass *klass,
                            IlvStore             *store);

/* Of rows in blocks that were not dropped. */

/* The key of the first row of block @block, which is a row's index / ILV_SERIES_ROWS. */
guint64  ilv_series_block_key (const IlvSeries      *series,
                               guint                 block);
/* Fetches block @block, which may not be there, because it is going to be read. */
void     ilv_series_prefetch  (const IlvSeries      *series,
                               guint                 block);
guint64  ilv_series_key       (const IlvSeries      *series,
                               guint                 index);
/* One column, not 0. */
guint64  ilv_series_column    (const IlvSeries      *series,
                               const IlvSeriesClass *klass,
                               guint                 index,
                               guint                 column);
/* All columns. */
void     ilv_series_row       (const IlvSeries      *series,
                               const IlvSeriesClass *klass,
                               guint                 index,
                               guint64               columns[]);
/* The first @n_columns columns of @n rows, all of one block. */
void     ilv_series_rows      (const IlvSeries      *series,
                               const IlvSeriesClass *klass,
                               guint                 index,
                               guint                 n,
                               guint                 n_columns,
                               guint64               columns[][ILV_SERIES_ROWS]);

G_END_DECLS
