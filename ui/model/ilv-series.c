/* ilv-series.c - An array of rows that only grows, packed.
 *
 * A block is its head, the width of each column, the least values of those columns that have one,
 * and the bits, column by column; it is so small that looking at all columns of a row costs few
 * cache lines. Read as little-endian words, as the trace's records are.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-series.h"

#include <string.h>

/* A lane of few rows shall not take room for all of a block: what holds @n rows. */
static const guint8 rooms[ILV_SERIES_ROWS + 1] = {
  0, 2, 2, 3, 4, 6, 6, 8, 8, 12, 12, 12, 12, 16, 16, 16, 16,
  24, 24, 24, 24, 24, 24, 24, 24, 32, 32, 32, 32, 32, 32, 32, 32,
};

struct head
{
  guint32 key_low;
  guint16 key_high;
  guint16 n_bytes;    /* of the block */
  guint8  bits_offset;
  guint8  widths[];   /* and flags */
};

#define HEAD_BYTES  offsetof (struct head, widths)
#define WIDTH_MASK  0x3f
#define HAS_BASE    0x40
#define HAS_ZEROS   0x80 /* 0 is 0, all else is counted from base - 1 */

#define MAX_BLOCK_BYTES \
  (HEAD_BYTES + ILV_SERIES_MAX_COLUMNS * 5 + ILV_SERIES_ROWS * ILV_SERIES_MAX_COLUMNS * 6 + 8)

/* A base pays from there on. */
#define MIN_BASE_GAIN_BITS 2

struct column
{
  guint64 base;
  guint8 width;       /* and flags */
};

/* --- Packing ---------------------------------------------------------------- */

static guint
bits_for (guint64 value)
{
  return value != 0 ? 64 - __builtin_clzll (value) : 0;
}

/* Sixteen bytes of a row at once. */
typedef guint32 Part __attribute__ ((vector_size (16)));

#define MAX_ROW_BYTES 48

/* Sets those bits of a row that are not the same in all rows. Most columns of a block have but one
 * value: so that is known of all of them before any is taken apart. */
static void
compare_rows (const IlvSeriesClass *klass,
              const char           *rows,
              char                  differences[MAX_ROW_BYTES])
{
  for (gsize offset = 0; offset < klass->row_bytes; offset += sizeof (Part))
    {
      gsize start = MIN (offset, klass->row_bytes - sizeof (Part));
      Part first, part, different = { 0 };

      memcpy (&first, rows + start, sizeof first);
      for (guint i = 1; i < ILV_SERIES_ROWS; i++)
        {
          memcpy (&part, rows + start + i * klass->row_bytes, sizeof part);
          different |= part ^ first;
        }
      memcpy (differences + start, &different, sizeof different);
    }
}

/* Up to 8 bytes behind the row are read too. */
static guint64
read_field (const char           *row,
            const IlvSeriesField *field)
{
  guint64 value;

  memcpy (&value, row + field->offset_bytes, sizeof value);
  return value & G_MAXUINT64 >> (64 - 8 * field->n_bytes);
}

static void
read_column (const char           *rows,
             const IlvSeriesClass *klass,
             guint                 column,
             guint64               values[ILV_SERIES_ROWS])
{
  const IlvSeriesField field = klass->fields[column];
  const gsize row_bytes = klass->row_bytes;

  for (guint i = 0; i < ILV_SERIES_ROWS; i++)
    values[i] = read_field (rows + i * row_bytes, &field);
}

/* Of values that are not all the same, and have @plain bits. */
static struct column
measure (const guint64 values[ILV_SERIES_ROWS],
         guint         plain)
{
  guint64 least[2] = { G_MAXUINT64, G_MAXUINT64 }, greatest[2] = { 0 };
  guint has_zeros = 0, counted;

  for (guint i = 0; i < ILV_SERIES_ROWS; i++)
    {
      guint64 but_zero = values[i] - 1;

      least[i % 2] = MIN (least[i % 2], but_zero);
      greatest[i % 2] = MAX (greatest[i % 2], values[i]);
      has_zeros |= values[i] == 0;
    }
  least[0] = MIN (least[0], least[1]);
  greatest[0] = MAX (greatest[0], greatest[1]);
  if (least[0] >= G_MAXUINT32)
    return (struct column) { 0, plain };
  least[0]++;
  counted = bits_for (greatest[0] - least[0] + has_zeros);
  if (plain - counted < MIN_BASE_GAIN_BITS)
    return (struct column) { 0, plain };
  return (struct column) { least[0], counted | HAS_BASE | (has_zeros ? HAS_ZEROS : 0) };
}

/* What is stored for @values, in their place. */
static void
count_from_base (const struct column *column,
                 guint64              values[ILV_SERIES_ROWS])
{
  guint64 base = column->base - ((column->width & HAS_ZEROS) != 0);

  if (base == 0)
    return;
  for (guint i = 0; i < ILV_SERIES_ROWS; i++)
    values[i] = values[i] != 0 ? values[i] - base : 0;
}

/* Reads column @c and says how it is stored; the values are only set if it has a width.
 * @different: its bits that are not the same in all rows. */
static struct column
prepare (const IlvSeriesClass *klass,
         const char           *rows,
         guint                 c,
         guint64               different,
         guint64               values[ILV_SERIES_ROWS])
{
  guint64 first = read_field (rows, &klass->fields[c]);
  /* What is no bit of the first and of no difference is a bit of none. */
  guint plain = bits_for (first | different);
  struct column column;

  if (different == 0 && first <= G_MAXUINT32)
    return (struct column) { first, first != 0 ? HAS_BASE : 0 };
  read_column (rows, klass, c, values);
  if (plain < MIN_BASE_GAIN_BITS)
    return (struct column) { 0, plain };
  column = measure (values, plain);
  count_from_base (&column, values);
  return column;
}

/* The same of column 0. */
static struct column
prepare_key (const IlvSeriesClass *klass,
             const char           *rows,
             guint64               values[ILV_SERIES_ROWS])
{
  guint64 key;

  read_column (rows, klass, 0, values);
  key = values[0];
  for (guint i = 0; i < ILV_SERIES_ROWS; i++)
    values[i] -= key;
  return (struct column) { key, bits_for (values[ILV_SERIES_ROWS - 1]) };
}

/* Returns the end of the bits: as many words of 32 as one value has bits. Neighbours become one
 * value of twice the width as long as 64 bits have room for it: those do not wait for each other. */
static char *
write_bits (char    *out,
            guint    width,
            guint64  values[ILV_SERIES_ROWS])
{
  guint64 bits = 0;
  guint n = ILV_SERIES_ROWS, fill = 0;

  if (width == 0)
    return out;
  for (; width <= 32 && n > 1; n /= 2, width *= 2)
    for (guint i = 0; i < n / 2; i++)
      values[i] = values[2 * i] | values[2 * i + 1] << width;
  for (guint i = 0; i < n; i++)
    {
      bits |= values[i] << fill;
      fill += width;
      if (fill >= 64)
        {
          memcpy (out, &bits, sizeof bits);
          out += sizeof bits;
          fill -= 64;
          bits = fill > 0 ? values[i] >> (width - fill) : 0;
        }
    }
  memcpy (out, &bits, sizeof bits);
  return out + fill / 8;
}

static gpointer
pack (IlvStore             *store,
      const IlvSeriesClass *klass,
      const char           *rows)
{
  guint64 values[ILV_SERIES_MAX_COLUMNS][ILV_SERIES_ROWS];
  struct column columns[ILV_SERIES_MAX_COLUMNS];
  char differences[MAX_ROW_BYTES + sizeof (guint64)];
  char block[MAX_BLOCK_BYTES];
  struct head head = { 0 };
  char *out = block + HEAD_BYTES + klass->n_columns;
  gpointer piece;

  compare_rows (klass, rows, differences);
  columns[0] = prepare_key (klass, rows, values[0]);
  block[HEAD_BYTES] = columns[0].width;
  for (guint c = 1; c < klass->n_columns; c++)
    {
      guint32 base;

      columns[c] = prepare (klass, rows, c, read_field (differences, &klass->fields[c]), values[c]);
      block[HEAD_BYTES + c] = columns[c].width;
      if ((columns[c].width & HAS_BASE) == 0)
        continue;
      base = columns[c].base;
      memcpy (out, &base, sizeof base);
      out += sizeof base;
    }
  head.key_low = columns[0].base;
  head.key_high = columns[0].base >> 32;
  head.bits_offset = out - block;
  for (guint c = 0; c < klass->n_columns; c++)
    out = write_bits (out, columns[c].width & WIDTH_MASK, values[c]);
  head.n_bytes = out - block;
  memcpy (block, &head, HEAD_BYTES);
  piece = ilv_store_take (store, head.n_bytes);
  memcpy (piece, block, head.n_bytes);
  return piece;
}

/* --- Growing and letting go ---------------------------------------------------- */

/* How many rows the tail has room for, where @n are in it. */
static guint
tail_room (const IlvSeries *series,
           guint            n)
{
  return ilv_series_n_packed (series) > 0 ? ILV_SERIES_ROWS : rooms[n];
}

static void
enlarge_tail (IlvSeries            *series,
              const IlvSeriesClass *klass,
              IlvStore             *store,
              guint                 n)
{
  guint room = ilv_series_n_packed (series) > 0 ? ILV_SERIES_ROWS : rooms[n + 1];
  char *tail = ilv_store_take (store, room * klass->row_bytes);

  if (series->tail != NULL)
    {
      memcpy (tail, series->tail, n * klass->row_bytes);
      ilv_store_give_back (store, series->tail, rooms[n] * klass->row_bytes);
    }
  else
    {
      memset (tail, 0, n * klass->row_bytes);
    }
  series->tail = tail;
}

gpointer
ilv_series_append_slowly (IlvSeries            *series,
                          const IlvSeriesClass *klass,
                          IlvStore             *store)
{
  guint n = series->n - ilv_series_n_packed (series);

  if (n == ILV_SERIES_ROWS)
    {
      gpointer block = pack (store, klass, series->tail);

      *(gpointer *) ilv_vector_append (&series->blocks, store, sizeof block) = block;
      n = 0;
    }
  else if (series->tail == NULL || n == tail_room (series, n))
    {
      enlarge_tail (series, klass, store, n);
    }
  series->n++;
  return (char *) series->tail + n * klass->row_bytes;
}

void
ilv_series_drop (IlvSeries            *series,
                 const IlvSeriesClass *klass,
                 IlvStore             *store,
                 guint                 first)
{
  guint n_blocks = MIN (first / ILV_SERIES_ROWS - series->n_before, series->blocks.n);

  for (guint i = n_blocks; i > 0; i--)
    {
      struct head **block = &ilv_vector_index (&series->blocks, struct head *, i - 1);

      if (*block == NULL)
        break;
      ilv_store_give_back (store, *block, (*block)->n_bytes);
      *block = NULL;
    }
  series->n_before += ilv_vector_drop (&series->blocks, store, sizeof (gpointer), n_blocks);
  /* A full tail stays: it is about to become a block. */
  if (first == series->n && series->tail != NULL && !ilv_series_is_full (series))
    {
      guint n = series->n - ilv_series_n_packed (series);

      ilv_store_give_back (store, series->tail, tail_room (series, n) * klass->row_bytes);
      series->tail = NULL;
    }
}

/* --- Reading --------------------------------------------------------------------- */

static const struct head *
block_at (const IlvSeries *series,
          guint            block)
{
  return ilv_vector_index (&series->blocks, struct head *, block - series->n_before);
}

static guint64
read_bits (const struct head *head,
           guint              bit,
           guint              width)
{
  guint64 bits;

  memcpy (&bits, (const char *) head + head->bits_offset + bit / 8, sizeof bits);
  return bits >> bit % 8 & ((G_GUINT64_CONSTANT (1) << width) - 1);
}

static guint64
head_key (const struct head *head)
{
  return (guint64) head->key_high << 32 | head->key_low;
}

/* What @stored stands for in a column whose base lies at @base. */
static guint64
restore (guint         width,
         const guint8 *base,
         guint64       stored)
{
  guint32 least;

  if ((width & HAS_BASE) == 0 || ((width & HAS_ZEROS) != 0 && stored == 0))
    return stored;
  memcpy (&least, base, sizeof least);
  return stored + least - ((width & HAS_ZEROS) != 0);
}

guint64
ilv_series_block_key (const IlvSeries *series,
                      guint            block)
{
  return head_key (block_at (series, block));
}

guint64
ilv_series_key (const IlvSeries *series,
                guint            index)
{
  const struct head *head = block_at (series, index / ILV_SERIES_ROWS);

  return head_key (head)
         + read_bits (head, index % ILV_SERIES_ROWS * head->widths[0], head->widths[0]);
}

/* Where a column's bits begin, and its base, which is read only if it has one. */
struct place
{
  guint bit;
  guint width;        /* and flags */
  const guint8 *base;
};

static struct place
first_place (const struct head    *head,
             const IlvSeriesClass *klass)
{
  return (struct place) { 0, head->widths[0], head->widths + klass->n_columns };
}

/* That of the column behind column @c. */
static void
advance (struct place      *place,
         const struct head *head,
         guint              c)
{
  place->bit += (place->width & WIDTH_MASK) * ILV_SERIES_ROWS;
  place->base += (place->width & HAS_BASE) != 0 ? sizeof (guint32) : 0;
  place->width = head->widths[c + 1];
}

static guint64
value_at (const struct head  *head,
          const struct place *place,
          guint               row)
{
  guint width = place->width & WIDTH_MASK;

  return restore (place->width, place->base, read_bits (head, place->bit + row * width, width));
}

guint64
ilv_series_column (const IlvSeries      *series,
                   const IlvSeriesClass *klass,
                   guint                 index,
                   guint                 column)
{
  const struct head *head = block_at (series, index / ILV_SERIES_ROWS);
  struct place place = first_place (head, klass);

  for (guint c = 0; c < column; c++)
    advance (&place, head, c);
  return value_at (head, &place, index % ILV_SERIES_ROWS);
}

void
ilv_series_row (const IlvSeries      *series,
                const IlvSeriesClass *klass,
                guint                 index,
                guint64               columns[])
{
  const struct head *head = block_at (series, index / ILV_SERIES_ROWS);
  struct place place = first_place (head, klass);

  for (guint c = 0; c < klass->n_columns; c++)
    {
      columns[c] = value_at (head, &place, index % ILV_SERIES_ROWS);
      if (c + 1 < klass->n_columns)
        advance (&place, head, c);
    }
  columns[0] += head_key (head);
}

void
ilv_series_rows (const IlvSeries      *series,
                 const IlvSeriesClass *klass,
                 guint                 index,
                 guint                 n,
                 guint                 n_columns,
                 guint64               columns[][ILV_SERIES_ROWS])
{
  const struct head *head = block_at (series, index / ILV_SERIES_ROWS);
  struct place place = first_place (head, klass);
  guint64 key = head_key (head);

  for (guint c = 0; c < n_columns; c++)
    {
      for (guint i = 0; i < n; i++)
        columns[c][i] = value_at (head, &place, index % ILV_SERIES_ROWS + i);
      if (c + 1 < klass->n_columns)
        advance (&place, head, c);
    }
  for (guint i = 0; i < n; i++)
    columns[0][i] += key;
}
