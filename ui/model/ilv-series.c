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

/* Of a block, for most of what is asked. */
#define CACHE_LINE     64
#define PREFETCH_LINES 3

#define HEAD_BYTES  offsetof (struct head, widths)
#define WIDTH_MASK  0x3f
#define HAS_BASE    0x40
#define HAS_ZEROS   0x80 /* 0 is 0, all else is counted from base - 1 */

#define MAX_BLOCK_BYTES \
  (HEAD_BYTES + ILV_SERIES_MAX_COLUMNS * 5 + ILV_SERIES_ROWS * ILV_SERIES_MAX_COLUMNS * 6 + 8)

/* A base pays from there on. */
#define MIN_BASE_GAIN_BITS 2

/* A column on its way into a block. */
struct column
{
  guint64 base;
  guint8 width;                      /* and flags */
  guint8 n_parts, part_width;        /* what of it is stored as bits, one part after the other */
  guint64 parts[ILV_SERIES_ROWS];
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

/* --- Any column: one value after the other --- */

static void
read_column (const char           *rows,
             const IlvSeriesClass *klass,
             guint                 c,
             struct column        *column)
{
  for (guint i = 0; i < ILV_SERIES_ROWS; i++)
    column->parts[i] = read_field (rows + i * klass->row_bytes, &klass->fields[c]);
  column->n_parts = ILV_SERIES_ROWS;
}

/* How values between @least and @greatest, and 0 if it @has_zeros, are stored; @plain: as they are, in so
 * many bits. */
static void
choose_base (struct column *column,
             guint          plain,
             guint64        least,
             guint64        greatest,
             gboolean       has_zeros)
{
  guint counted = bits_for (greatest - least + has_zeros);

  if (least > G_MAXUINT32 || plain < counted + MIN_BASE_GAIN_BITS)
    {
      column->base = 0;
      column->width = plain;
      return;
    }
  column->base = least;
  column->width = counted | HAS_BASE | (has_zeros ? HAS_ZEROS : 0);
}

/* What is taken from the values that are not 0. */
static guint64
base_of (const struct column *column)
{
  return column->base - ((column->width & HAS_ZEROS) != 0);
}

static void
prepare_large (struct column *column,
               guint          plain)
{
  guint64 least = G_MAXUINT64, greatest = 0, base;
  gboolean has_zeros = FALSE;

  for (guint i = 0; i < ILV_SERIES_ROWS; i++)
    {
      guint64 but_zero = column->parts[i] - 1;

      least = MIN (least, but_zero);
      greatest = MAX (greatest, column->parts[i]);
      has_zeros |= column->parts[i] == 0;
    }
  choose_base (column, plain, least + 1, greatest, has_zeros);
  base = base_of (column);
  for (guint i = 0; base != 0 && i < ILV_SERIES_ROWS; i++)
    column->parts[i] = column->parts[i] != 0 ? column->parts[i] - base : 0;
  column->part_width = column->width & WIDTH_MASK;
}

/* --- One whose values all have less than 32 bits: four at once --- */

typedef gint32 Four __attribute__ ((vector_size (16)));

#define N_FOURS  (ILV_SERIES_ROWS / 4)
#define LOW_BITS ((Four) { G_MAXINT32, G_MAXINT32, G_MAXINT32, G_MAXINT32 })

static gint32
read_low (const char *field)
{
  gint32 value;

  memcpy (&value, field, sizeof value);
  return value;
}

static void
read_fours (const char           *rows,
            const IlvSeriesClass *klass,
            guint                 c,
            Four                  values[N_FOURS])
{
  const IlvSeriesField field = klass->fields[c];
  const gint32 mask = G_MAXUINT32 >> (32 - 8 * MIN (field.n_bytes, 4));
  const gsize row_bytes = klass->row_bytes;
  const char *next = rows + field.offset_bytes;

  for (guint i = 0; i < N_FOURS; i++, next += 4 * row_bytes)
    values[i] = (Four) {
      read_low (next), read_low (next + row_bytes),
      read_low (next + 2 * row_bytes), read_low (next + 3 * row_bytes),
    } & mask;
}

static Four
choose (Four is_first,
        Four first,
        Four second)
{
  return (first & is_first) | (second & ~is_first);
}

static gint32
largest_of (Four four)
{
  return MAX (MAX (four[0], four[1]), MAX (four[2], four[3]));
}

static void
measure_fours (const Four     values[N_FOURS],
               guint          plain,
               struct column *column)
{
  Four least = LOW_BITS, greatest = { 0 }, greatest_but_zero = { 0 };

  for (guint i = 0; i < N_FOURS; i++)
    {
      /* The least becomes 0, and 0 the greatest. */
      Four but_zero = (values[i] - 1) & LOW_BITS;

      least = choose (but_zero < least, but_zero, least);
      greatest = choose (values[i] > greatest, values[i], greatest);
      greatest_but_zero = choose (but_zero > greatest_but_zero, but_zero, greatest_but_zero);
    }
  choose_base (column, plain, G_MAXINT32 - largest_of (LOW_BITS - least) + (guint64) 1,
               largest_of (greatest), largest_of (greatest_but_zero) == G_MAXINT32);
}

/* Two neighbours become one part. */
static void
store_fours (const Four     values[N_FOURS],
             struct column *column)
{
  typedef guint64 Two __attribute__ ((vector_size (16)));
  const gint32 base = base_of (column);
  const gint width = column->width & WIDTH_MASK;

  for (guint i = 0; i < N_FOURS; i++)
    {
      Two pairs = (Two) ((values[i] - base) & (values[i] != 0));

      pairs = (pairs & G_MAXUINT32) | pairs >> 32 << width;
      memcpy (&column->parts[2 * i], &pairs, sizeof pairs);
    }
  column->n_parts = ILV_SERIES_ROWS / 2;
  column->part_width = 2 * width;
}

static void
prepare_fours (Four           values[N_FOURS],
               guint          plain,
               struct column *column)
{
  if (plain < MIN_BASE_GAIN_BITS)
    {
      column->base = 0;
      column->width = plain;
    }
  else
    {
      measure_fours (values, plain, column);
    }
  store_fours (values, column);
}

/* --- All of them --- */

/* @different: its bits that are not the same in all rows. */
static void
prepare (const IlvSeriesClass *klass,
         const char           *rows,
         guint                 c,
         guint64               different,
         struct column        *column)
{
  guint64 first = read_field (rows, &klass->fields[c]);
  /* What is no bit of the first and of no difference is a bit of none. */
  guint plain = bits_for (first | different);

  if (different == 0 && first <= G_MAXUINT32)
    {
      column->base = first;
      column->width = first != 0 ? HAS_BASE : 0;
    }
  else if (plain < 32)
    {
      Four values[N_FOURS];

      read_fours (rows, klass, c, values);
      prepare_fours (values, plain, column);
    }
  else
    {
      read_column (rows, klass, c, column);
      prepare_large (column, plain);
    }
}

/* The same of column 0. */
static void
prepare_key (const IlvSeriesClass *klass,
             const char           *rows,
             struct column        *column)
{
  guint64 key = read_field (rows, &klass->fields[0]);
  guint64 last = read_field (rows + (ILV_SERIES_ROWS - 1) * klass->row_bytes, &klass->fields[0]);

  column->width = bits_for (last - key);
  if (column->width < 32)
    {
      Four values[N_FOURS];

      read_fours (rows, klass, 0, values);
      for (guint i = 0; i < N_FOURS; i++)
        values[i] = (Four) ((Part) values[i] - (guint32) key);
      column->base = 0;
      store_fours (values, column);
    }
  else
    {
      read_column (rows, klass, 0, column);
      for (guint i = 0; i < ILV_SERIES_ROWS; i++)
        column->parts[i] -= key;
      column->part_width = column->width;
    }
  column->base = key;
}

/* Returns the end of the bits: as many words of 32 as one value has bits. Neighbours become one
 * part of twice the width as long as 64 bits have room for it: those do not wait for each other. */
static char *
write_bits (char          *out,
            struct column *column)
{
  guint64 bits = 0, *parts = column->parts;
  guint n = column->n_parts, width = column->part_width, fill = 0;

  if ((column->width & WIDTH_MASK) == 0)
    return out;
  for (; width <= 32 && n > 1; n /= 2, width *= 2)
    for (guint i = 0; i < n / 2; i++)
      parts[i] = parts[2 * i] | parts[2 * i + 1] << width;
  for (guint i = 0; i < n; i++)
    {
      bits |= parts[i] << fill;
      fill += width;
      if (fill >= 64)
        {
          memcpy (out, &bits, sizeof bits);
          out += sizeof bits;
          fill -= 64;
          bits = fill > 0 ? parts[i] >> (width - fill) : 0;
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
  struct column columns[ILV_SERIES_MAX_COLUMNS];
  char differences[MAX_ROW_BYTES + sizeof (guint64)];
  char block[MAX_BLOCK_BYTES];
  struct head head = { 0 };
  char *out = block + HEAD_BYTES + klass->n_columns;
  gpointer piece;

  compare_rows (klass, rows, differences);
  prepare_key (klass, rows, &columns[0]);
  block[HEAD_BYTES] = columns[0].width;
  for (guint c = 1; c < klass->n_columns; c++)
    {
      guint32 base;

      prepare (klass, rows, c, read_field (differences, &klass->fields[c]), &columns[c]);
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
    out = write_bits (out, &columns[c]);
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

void
ilv_series_clear (IlvSeries            *series,
                  const IlvSeriesClass *klass,
                  IlvStore             *store)
{
  guint n_in_tail = series->n - ilv_series_n_packed (series);

  ilv_series_drop (series, klass, store, ilv_series_n_packed (series));
  if (series->tail != NULL)
    ilv_store_give_back (store, series->tail, tail_room (series, n_in_tail) * klass->row_bytes);
  *series = (IlvSeries) { 0 };
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

void
ilv_series_prefetch (const IlvSeries *series,
                     guint            block)
{
  const char *head;

  if (block >= series->n_before + series->blocks.n)
    return;
  head = (const char *) block_at (series, block);
  for (guint i = 0; i < PREFETCH_LINES; i++)
    __builtin_prefetch (head + i * CACHE_LINE);
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

/* As value_at (), @n of them: what they have in common is looked at once. */
static void
read_values (const struct head  *head,
             const struct place *place,
             guint               row,
             guint               n,
             guint64            *values)
{
  guint width = place->width & WIDTH_MASK, bit = place->bit + row * width;

  for (guint i = 0; i < n; i++, bit += width)
    values[i] = read_bits (head, bit, width);
  if ((place->width & HAS_BASE) == 0)
    return;
  for (guint i = 0; i < n; i++)
    values[i] = restore (place->width, place->base, values[i]);
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
      read_values (head, &place, index % ILV_SERIES_ROWS, n, columns[c]);
      if (c + 1 < klass->n_columns)
        advance (&place, head, c);
    }
  for (guint i = 0; i < n; i++)
    columns[0][i] += key;
}
