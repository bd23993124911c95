/* ilv-headings.c - Lanes of a list divided among headings.
 *
 * How many rows come before a heading is a sum over those before it. The sums lie in a binary
 * indexed tree: sums[i] (from 1) holds the rows of the last lowbit (i) headings up to the i-th.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-headings.h"

struct heading
{
  guint32 key;
  GArray *places; /* guint, rising */
};

struct _IlvHeadings
{
  GArray     *headings;  /* struct heading */
  GArray     *sums;      /* guint */
  GHashTable *numbers;   /* of headings by key, from 1 */
  guint       n_lanes;
  guint       n_above;   /* lanes above all headings */
  GHashTable *others;    /* keys of those that are not as the rest: */
  gboolean    are_folded;
};

static void
clear_heading (gpointer data)
{
  g_array_unref (((struct heading *) data)->places);
}

IlvHeadings *
ilv_headings_new (void)
{
  IlvHeadings *self = g_new0 (IlvHeadings, 1);

  self->headings = g_array_new (FALSE, FALSE, sizeof (struct heading));
  g_array_set_clear_func (self->headings, clear_heading);
  self->sums = g_array_new (FALSE, FALSE, sizeof (guint));
  self->numbers = g_hash_table_new (NULL, NULL);
  self->others = g_hash_table_new (NULL, NULL);
  return self;
}

void
ilv_headings_free (IlvHeadings *self)
{
  g_array_unref (self->headings);
  g_array_unref (self->sums);
  g_hash_table_unref (self->numbers);
  g_hash_table_unref (self->others);
  g_free (self);
}

void
ilv_headings_clear (IlvHeadings *self)
{
  g_array_set_size (self->headings, 0);
  g_array_set_size (self->sums, 0);
  g_hash_table_remove_all (self->numbers);
  self->n_lanes = self->n_above = 0;
}

/* --- Sums of rows ----------------------------------------------------------------- */

static guint
lowbit (guint number)
{
  return number & -number;
}

static guint *
sum_at (IlvHeadings *self,
        guint        number)
{
  return &g_array_index (self->sums, guint, number - 1);
}

/* Of the first @n headings. */
static guint
count_rows (IlvHeadings *self,
            guint        n)
{
  guint n_rows = 0;

  for (; n > 0; n -= lowbit (n))
    n_rows += *sum_at (self, n);
  return n_rows;
}

static void
append_rows (IlvHeadings *self,
             guint        n_rows)
{
  guint number = self->sums->len + 1;

  for (guint i = 1; i < lowbit (number); i *= 2)
    n_rows += *sum_at (self, number - i);
  g_array_append_val (self->sums, n_rows);
}

/* Adding modulo 2^32: @by may stand for less than nothing. */
static void
change_rows (IlvHeadings *self,
             guint        number,
             guint        by)
{
  for (guint i = number; i <= self->sums->len; i += lowbit (i))
    *sum_at (self, i) += by;
}

/* The heading @row is in, of rows below all that stands above; and the row in it. */
static guint
number_at (IlvHeadings *self,
           guint       *row)
{
  guint number = 0, step = 1;

  while (step * 2 <= self->sums->len)
    step *= 2;
  for (; step > 0; step /= 2)
    if (number + step <= self->sums->len && *sum_at (self, number + step) <= *row)
      {
        number += step;
        *row -= *sum_at (self, number);
      }
  return number + 1;
}

/* --- Headings ------------------------------------------------------------------------ */

static struct heading *
heading_at (IlvHeadings *self,
            guint        number)
{
  return &g_array_index (self->headings, struct heading, number - 1);
}

/* 0: there is none. */
static guint
number_of (IlvHeadings *self,
           guint32      key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, GUINT_TO_POINTER (key)));
}

static gboolean
has_row (const struct heading *heading)
{
  return heading->places->len > 1;
}

static guint
rows_of (IlvHeadings          *self,
         const struct heading *heading)
{
  if (!has_row (heading))
    return heading->places->len;
  return ilv_headings_get_folded (self, heading->key) ? 1 : heading->places->len + 1;
}

void
ilv_headings_add (IlvHeadings *self,
                  guint32      key)
{
  guint place = self->n_lanes++, number, before;
  struct heading *heading;

  if (key == ILV_NO_HEADING)
    {
      self->n_above++;
      return;
    }
  number = number_of (self, key);
  if (number == 0)
    {
      struct heading fresh = { key, g_array_new (FALSE, FALSE, sizeof (guint)) };

      g_array_append_val (fresh.places, place);
      g_array_append_val (self->headings, fresh);
      g_hash_table_insert (self->numbers, GUINT_TO_POINTER (key),
                           GUINT_TO_POINTER (self->headings->len));
      append_rows (self, 1);
      return;
    }
  heading = heading_at (self, number);
  before = rows_of (self, heading);
  g_array_append_val (heading->places, place);
  change_rows (self, number, rows_of (self, heading) - before);
}

guint
ilv_headings_get_n_rows (IlvHeadings *self)
{
  return self->n_above + count_rows (self, self->headings->len);
}

void
ilv_headings_get_row (IlvHeadings *self,
                      guint        row,
                      guint       *place,
                      guint32     *key)
{
  const struct heading *heading;

  g_return_if_fail (row < ilv_headings_get_n_rows (self));

  *place = row;
  *key = ILV_NO_HEADING;
  if (row < self->n_above)
    return;
  row -= self->n_above;
  heading = heading_at (self, number_at (self, &row));
  if (has_row (heading))
    *key = heading->key;
  if (!has_row (heading))
    *place = g_array_index (heading->places, guint, 0);
  else
    *place = row > 0 ? g_array_index (heading->places, guint, row - 1) : ILV_NO_PLACE;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  guint first = *(const guint *) a, second = *(const guint *) b;

  return (first > second) - (first < second);
}

gboolean
ilv_headings_find (IlvHeadings *self,
                   guint        place,
                   guint32      key,
                   guint       *row)
{
  guint number, index;
  const struct heading *heading;

  *row = place;
  if (place < self->n_above)
    return TRUE;
  number = number_of (self, key);
  if (number == 0)
    return FALSE;
  heading = heading_at (self, number);
  if ((has_row (heading) && ilv_headings_get_folded (self, key))
      || !g_array_binary_search (heading->places, &place, compare_places, &index))
    return FALSE;
  *row = self->n_above + count_rows (self, number - 1) + has_row (heading) + index;
  return TRUE;
}

gboolean
ilv_headings_find_heading (IlvHeadings *self,
                           guint32      key,
                           guint       *row)
{
  guint number = number_of (self, key);

  if (number == 0 || !has_row (heading_at (self, number)))
    return FALSE;
  *row = self->n_above + count_rows (self, number - 1);
  return TRUE;
}

guint
ilv_headings_get_n_lanes (IlvHeadings *self,
                          guint32      key)
{
  guint number = number_of (self, key);

  return number != 0 ? heading_at (self, number)->places->len : 0;
}

guint
ilv_headings_get_nth (IlvHeadings *self,
                      guint32      key,
                      guint        n)
{
  g_return_val_if_fail (n < ilv_headings_get_n_lanes (self, key), ILV_NO_PLACE);
  return g_array_index (heading_at (self, number_of (self, key))->places, guint, n);
}

/* --- Folding ------------------------------------------------------------------------- */

gboolean
ilv_headings_get_folded (IlvHeadings *self,
                         guint32      key)
{
  return g_hash_table_contains (self->others, GUINT_TO_POINTER (key)) != self->are_folded;
}

gboolean
ilv_headings_set_folded (IlvHeadings *self,
                         guint32      key,
                         gboolean     is_folded)
{
  guint number = number_of (self, key), before = 0;

  if (ilv_headings_get_folded (self, key) == !!is_folded)
    return FALSE;
  if (number != 0)
    before = rows_of (self, heading_at (self, number));
  if (is_folded ? !self->are_folded : self->are_folded)
    g_hash_table_add (self->others, GUINT_TO_POINTER (key));
  else
    g_hash_table_remove (self->others, GUINT_TO_POINTER (key));
  if (number != 0)
    change_rows (self, number, rows_of (self, heading_at (self, number)) - before);
  return TRUE;
}

static void
sum_up (IlvHeadings *self)
{
  g_array_set_size (self->sums, 0);
  for (guint number = 1; number <= self->headings->len; number++)
    append_rows (self, rows_of (self, heading_at (self, number)));
}

gboolean
ilv_headings_set_all_folded (IlvHeadings *self,
                             gboolean     are_folded)
{
  if (self->are_folded == !!are_folded && g_hash_table_size (self->others) == 0)
    return FALSE;
  self->are_folded = !!are_folded;
  g_hash_table_remove_all (self->others);
  sum_up (self);
  return TRUE;
}

gboolean
ilv_headings_are_all_folded (IlvHeadings *self)
{
  return self->are_folded && g_hash_table_size (self->others) == 0;
}

void
ilv_headings_copy_folds (IlvHeadings *self,
                         IlvHeadings *to)
{
  GHashTableIter iter;
  gpointer key;

  to->are_folded = self->are_folded;
  g_hash_table_remove_all (to->others);
  g_hash_table_iter_init (&iter, self->others);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (to->others, key);
  sum_up (to);
}
