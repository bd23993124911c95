/* ilv-trace-selects.c - The cases that selects had, and which was taken.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-trace-private.h"

const IlvSeriesClass ilv_trace_select_class = {
  sizeof (struct select_record), 3,
  {
    ILV_SERIES_FIELD (struct select_record, span),
    ILV_SERIES_FIELD (struct select_record, object),
    ILV_SERIES_FIELD (struct select_record, kind),
  },
};

static struct select_record
select_at (const IlvSeries *selects,
           guint            index)
{
  guint64 columns[3];

  if (index >= ilv_series_n_packed (selects))
    return *(struct select_record *) ilv_series_tail_row (selects, &ilv_trace_select_class, index);
  ilv_series_row (selects, &ilv_trace_select_class, index, columns);
  return (struct select_record) { columns[0], columns[1], columns[2] };
}

/* Index of the first record of span @span or a later one. */
static guint
first_select_from (const struct selects *selects,
                   guint                 span)
{
  guint low = selects->first, high = selects->records.n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (select_at (&selects->records, middle).span < span)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

GArray *
ilv_trace_list_cases (IlvTrace *self,
                      guint32   g,
                      guint     span,
                      int      *chosen)
{
  GArray *cases = g_array_new (FALSE, FALSE, sizeof (IlvSelectCase));
  const struct selects *selects;
  Goroutine *goroutine;

  *chosen = -1;
  g_return_val_if_fail (ILV_IS_TRACE (self), cases);

  goroutine = ilv_trace_find_goroutine (self, g);
  if (goroutine == NULL || goroutine->selects == NULL)
    return cases;
  selects = goroutine->selects;
  for (guint i = first_select_from (selects, span); i < selects->records.n; i++)
    {
      struct select_record record = select_at (&selects->records, i);
      IlvSelectCase one = { record.object, record.kind == SELECT_SEND };

      if (record.span != span)
        break;
      if (record.kind == SELECT_CHOSEN)
        *chosen = record.object;
      else
        g_array_append_val (cases, one);
    }
  return cases;
}

void
ilv_trace_let_go_of_selects (IlvTrace      *self,
                             const IlvLane *lane)
{
  Goroutine *goroutine = ilv_trace_find_goroutine (self, lane->key);
  struct selects *selects = goroutine->selects;

  if (selects == NULL)
    return;
  selects->first = first_select_from (selects, lane->first_span);
  ilv_series_drop (&selects->records, &ilv_trace_select_class, self->store, selects->first);
}
