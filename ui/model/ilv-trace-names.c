/* ilv-trace-names.c - What things in a trace are called.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-trace-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/ilv-format.h"

#define MAX_LABELS 8

const char *
ilv_trace_get_string (IlvTrace *self,
                      guint32   id)
{
  const char *text;

  g_return_val_if_fail (ILV_IS_TRACE (self), "");

  text = g_hash_table_lookup (self->strings, GUINT_TO_POINTER (id));
  return text != NULL ? text : "";
}

gboolean
ilv_trace_get_place (IlvTrace *self,
                     guint32   site,
                     IlvPlace *place)
{
  const struct site *sites;
  guint low = 0, high;
  const char *text;

  g_return_val_if_fail (ILV_IS_TRACE (self), FALSE);

  sites = (const struct site *) self->sites->data;
  high = self->sites->len;
  *place = (IlvPlace) { 0 };
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (sites[middle].site > site)
        high = middle;
      else
        low = middle + 1;
    }
  if (site == 0 || low == 0)
    return FALSE;
  text = ilv_trace_get_string (self, sites[low - 1].file);
  place->file = *text != '\0' ? text : NULL;
  place->line = sites[low - 1].line;
  text = ilv_trace_get_string (self, sites[low - 1].function);
  place->function = *text != '\0' ? text : NULL;
  return place->line != 0;
}

/* "main.worker" is "worker"; a package other than main stays. */
static const char *
short_function (const char *function)
{
  return g_str_has_prefix (function, "main.") ? function + strlen ("main.") : function;
}

/* "worker", or "worker 2" where there are several. */
static char *
numbered_name (GHashTable *counts,
               guint32     key,
               guint       ordinal,
               const char *name)
{
  if (GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (key))) > 1)
    return g_strdup_printf ("%s %u", name, ordinal);
  return g_strdup (name);
}

char *
ilv_trace_dup_goroutine_name (IlvTrace *self,
                              guint32   g)
{
  Goroutine *goroutine;

  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);

  goroutine = ilv_trace_find_goroutine (self, g);
  if (goroutine != NULL && *ilv_trace_get_string (self, goroutine->info.name) != '\0')
    return g_strdup (ilv_trace_get_string (self, goroutine->info.name));
  if (goroutine == NULL || goroutine->info.func == 0)
    /* translators: a goroutine without a name, by its number */
    return g_strdup_printf (_("goroutine %u"), g);

  return numbered_name (self->ordinals, goroutine->info.func, goroutine->info.ordinal,
                        short_function (ilv_trace_get_string (self, goroutine->info.func)));
}

static const char *
kind_name (guint kind)
{
  static const char *const names[] = {
    [ILV_OBJECT_CHAN] = "chan",
    [ILV_OBJECT_WAIT_GROUP] = "WaitGroup",
    [ILV_OBJECT_MUTEX] = "Mutex",
    [ILV_OBJECT_RWMUTEX] = "RWMutex",
    [ILV_OBJECT_COND] = "Cond",
    [ILV_OBJECT_ONCE] = "Once",
    [ILV_OBJECT_TIMER] = "Timer",
    [ILV_OBJECT_CONTEXT] = "Context",
  };

  return kind < G_N_ELEMENTS (names) && names[kind] != NULL ? names[kind] : "object";
}

/* "time.After, line 30": what the program called to have it made. */
static char *
call_name (IlvTrace     *self,
           const Object *object)
{
  const char *call = ilv_trace_get_string (self, object->info.call);
  g_autofree char *text = NULL;
  IlvPlace place;

  /* translators: a function, and the line of the program that calls it */
  text = ilv_trace_get_place (self, object->info.make_site, &place)
           ? g_strdup_printf (_("%s, line %u"), call, place.line) : g_strdup (call);
  return numbered_name (self->sitemates, ilv_trace_call_key (&object->info), object->ordinal, text);
}

/* (nullable): of the channel of a timer, and the timer of a context. */
static char *
part_name (IlvTrace     *self,
           const Object *object)
{
  Object *whole = object->info.whole != 0 ? ilv_trace_find_object (self, object->info.whole) : NULL;
  g_autofree char *name = NULL;

  if (whole == NULL)
    return NULL;
  if (object->info.kind == ILV_OBJECT_CHAN && whole->info.kind == ILV_OBJECT_TIMER)
    {
      name = ilv_trace_dup_object_name (self, whole->info.id);
      return g_strdup_printf ("%s.C", name);
    }
  if (object->info.kind != ILV_OBJECT_TIMER || whole->info.kind != ILV_OBJECT_CONTEXT)
    return NULL;
  name = ilv_trace_dup_object_name (self, whole->info.id);
  /* translators: the timer of a context.Context, whose name follows */
  return g_strdup_printf (_("deadline of %s"), name);
}

char *
ilv_trace_dup_object_name (IlvTrace *self,
                           guint32   id)
{
  Object *object;
  char *name;

  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);

  object = ilv_trace_find_object (self, id);
  if (object == NULL)
    return g_strdup_printf ("%s %u", kind_name (0), id);
  if (*ilv_trace_get_string (self, object->info.name) != '\0')
    return numbered_name (self->namesakes, object->info.name, object->ordinal,
                          ilv_trace_get_string (self, object->info.name));
  name = part_name (self, object);
  if (name != NULL)
    return name;
  if (object->info.call != 0)
    return call_name (self, object);
  return g_strdup_printf ("%s %u", kind_name (object->info.kind), id);
}

char *
ilv_trace_dup_task_name (IlvTrace *self,
                         guint32   task)
{
  const IlvLane *lane = ilv_trace_get_task (self, task);
  const char *name = "";

  if (lane != NULL && ilv_lane_n_spans (lane) > lane->first_span)
    name = ilv_trace_get_string (self,
                                 ilv_lane_get_span (lane, ilv_lane_n_spans (lane) - 1).object);
  if (*name != '\0')
    return g_strdup (name);
  /* translators: what a program calls a task, which has no name here, by its number */
  return g_strdup_printf (_("task %u"), task);
}

static char *
thread_name (guint32 m)
{
  /* translators: an operating system thread by its number, in a narrow column */
  return g_strdup_printf (_("thread %u"), m);
}

char *
ilv_trace_dup_lane_name (IlvTrace *self,
                         guint     lane)
{
  const IlvLane *info;

  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);

  info = ilv_trace_lane (self, lane);
  switch (info->kind)
    {
    case ILV_LANE_GONE:
      return g_strdup ("");
    case ILV_LANE_PROC:
      return g_strdup_printf ("P%u", info->key);
    case ILV_LANE_MACHINE:
      return thread_name (info->key);
    case ILV_LANE_GOROUTINE:
    case ILV_LANE_REGIONS:
      return ilv_trace_dup_goroutine_name (self, info->key);
    case ILV_LANE_TASK:
      return ilv_trace_dup_task_name (self, info->key);
    case ILV_LANE_COUNTER:
      return ilv_trace_dup_counter_name (self, info->key);
    default:
      return ilv_trace_dup_object_name (self, info->key);
    }
}

static char *
channel_detail (IlvTrace        *self,
                const IlvObject *object)
{
  if (object->kind == ILV_OBJECT_CONTEXT)
    {
      g_autofree char *parent = object->whole != 0 ? ilv_trace_dup_object_name (self, object->whole)
                                                   : NULL;

      /* translators: the context that this one was derived from, in a narrow column */
      return parent != NULL ? g_strdup_printf (_("below %s"), parent)
                            : g_strdup (kind_name (object->kind));
    }
  if (object->capacity > 0)
    /* translators: a channel's capacity, in a narrow column */
    return g_strdup_printf (_("buffer %u"), object->capacity);
  return g_strdup (object->has_capacity ? _("no buffer") : "");
}

/* The thread @proc was on last at @time_nsec, and since when; 0 before its first span. */
static guint32
thread_at (IlvTrace      *self,
           const IlvProc *proc,
           guint64        time_nsec,
           guint64       *since_nsec)
{
  const IlvLane *lane = ilv_trace_get_lane (self, proc->lane);
  guint index = ilv_lane_first_span_after (lane, time_nsec);

  if (index == ilv_lane_n_spans (lane) || ilv_lane_span_start (lane, index) > time_nsec)
    {
      if (index <= lane->first_span)
        return 0;
      index--;
    }
  *since_nsec = ilv_lane_span_start (lane, index);
  return ilv_lane_get_span (lane, index).by;
}

/* An idle processor keeps the number of its last thread, until that takes another. */
static gboolean
was_thread_taken (IlvTrace *self,
                  guint32   but_proc,
                  guint32   m,
                  guint64   since_nsec,
                  guint64   time_nsec)
{
  for (guint i = 0; i < self->procs.n; i++)
    {
      const IlvProc *proc = &ilv_vector_index (&self->procs, IlvProc, i);
      guint64 since;

      if (proc->id != but_proc && thread_at (self, proc, time_nsec, &since) == m
          && (since > since_nsec || (since == since_nsec && proc->id > but_proc)))
        return TRUE;
    }
  return FALSE;
}

static char *
proc_detail (IlvTrace      *self,
             const IlvProc *proc,
             guint64        time_nsec)
{
  guint64 since;
  guint32 m = thread_at (self, proc, time_nsec, &since);

  if (m == 0 || was_thread_taken (self, proc->id, m, since, time_nsec))
    return g_strdup ("");
  return thread_name (m);
}

/* The processor it had at @time_nsec. */
static char *
machine_detail (const IlvLane *lane,
                guint64        time_nsec)
{
  guint step = ilv_lane_step_at (lane, time_nsec);
  guint32 level = step != ILV_NO_INDEX ? ilv_lane_get_step (lane, step).level : 0;

  if (time_nsec == ILV_TIME_OPEN)
    return g_strdup ("");
  /* translators: a thread that has nothing to do, in a narrow column */
  return level != 0 ? g_strdup_printf ("P%u", level - 1) : g_strdup (_("parked"));
}

/* What it counted at @time_nsec; the most it ever did if that is open. */
static char *
counter_detail (const IlvLane *lane,
                guint64        time_nsec)
{
  guint n = ilv_lane_n_steps (lane);
  guint step = ilv_lane_step_at (lane, time_nsec);
  g_autofree char *text = NULL;
  IlvStepMix mix;

  if (n == lane->first_step || step == ILV_NO_INDEX)
    return g_strdup ("");
  if (time_nsec != ILV_TIME_OPEN)
    return ilv_trace_dup_count (lane->key, ilv_lane_get_step (lane, step).level);
  ilv_lane_mix_steps (lane, lane->first_step, n, &mix);
  text = ilv_trace_dup_count (lane->key, mix.max_level);
  /* translators: the highest number there was, in a narrow column */
  return g_strdup_printf (_("max %s"), text);
}

/* What it was set for last. */
static char *
timer_detail (const IlvLane *lane)
{
  guint n = ilv_lane_n_spans (lane);

  return n > lane->first_span ? ilv_trace_dup_delay (ilv_lane_get_span (lane, n - 1).object)
                              : g_strdup ("");
}

char *
ilv_trace_dup_lane_detail (IlvTrace *self,
                           guint     lane,
                           guint64   time_nsec)
{
  const IlvLane *info;

  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);

  info = ilv_trace_lane (self, lane);
  switch (info->kind)
    {
    case ILV_LANE_GONE:
      return g_strdup ("");
    case ILV_LANE_PROC:
      return proc_detail (self, ilv_trace_get_proc (self, info->key), time_nsec);
    case ILV_LANE_GOROUTINE:
    case ILV_LANE_REGIONS:
    case ILV_LANE_TASK:
      return g_strdup_printf ("%u", info->key);
    case ILV_LANE_MACHINE:
      return machine_detail (info, time_nsec);
    case ILV_LANE_COUNTER:
      return counter_detail (info, time_nsec);
    case ILV_LANE_TIMER:
      return timer_detail (info);
    case ILV_LANE_CHANNEL:
      return channel_detail (self, ilv_trace_get_object (self, info->key));
    default:
      return g_strdup (kind_name (ilv_trace_get_object (self, info->key)->kind));
    }
}

/* --- Values ------------------------------------------------------------------- */

/* A value is kept as kind, number of bytes and these without zeros at the end; a string
 * has its size before them. Its number is where it begins, plus 1. A text, which comes in
 * up to two records, is the last value while it grows. */
#define MAX_PACKED_VALUE (2 + sizeof (guint32) + ILV_VALUE_BYTES)

guint32
ilv_trace_add_value (IlvTrace                     *self,
                     const struct ilv_value_event *value)
{
  guint n_bytes = MIN (value->n_bytes, ILV_VALUE_BYTES);
  guint32 index = self->values.n + 1;
  guint8 *packed;

  if (self->values.n > G_MAXUINT32 - MAX_PACKED_VALUE)
    return 0;
  while (n_bytes > 0 && value->bytes[n_bytes - 1] == 0)
    n_bytes--;
  packed = ilv_vector_reserve (&self->values, self->store, 1, MAX_PACKED_VALUE);
  *packed++ = value->kind;
  *packed++ = n_bytes;
  self->values.n += 2 + n_bytes;
  if (value->kind == ILV_VALUE_STRING || value->kind == ILV_VALUE_FLOAT)
    {
      memcpy (packed, &value->size, sizeof value->size);
      packed += sizeof value->size;
      self->values.n += sizeof value->size;
    }
  memcpy (packed, value->bytes, n_bytes);
  return index;
}

gboolean
ilv_trace_extend_value (IlvTrace                     *self,
                        guint32                       index,
                        const struct ilv_value_event *value)
{
  guint n_bytes = MIN (value->n_bytes, ILV_VALUE_BYTES);
  guint8 *packed, *more;

  if (index <= self->first_value || value->kind != ILV_VALUE_TEXT)
    return FALSE;
  packed = (guint8 *) self->values.data + index - 1;
  if (packed[0] != ILV_VALUE_TEXT || packed[1] != ILV_VALUE_BYTES
      || index + 1 + ILV_VALUE_BYTES != self->values.n)
    return FALSE;
  packed[1] += n_bytes;
  more = ilv_vector_reserve (&self->values, self->store, 1, n_bytes);
  memcpy (more, value->bytes, n_bytes);
  self->values.n += n_bytes;
  return TRUE;
}

static struct ilv_value_event
unpack_value (IlvTrace *self,
              guint32   index)
{
  const guint8 *packed = (const guint8 *) self->values.data + index - 1;
  struct ilv_value_event value = { .kind = packed[0], .n_bytes = packed[1] };

  packed += 2;
  if (value.kind == ILV_VALUE_STRING || value.kind == ILV_VALUE_FLOAT)
    {
      memcpy (&value.size, packed, sizeof value.size);
      packed += sizeof value.size;
    }
  memcpy (value.bytes, packed, value.n_bytes);
  if (value.kind == ILV_VALUE_STRING)
    value.n_bytes = MIN (value.size, ILV_VALUE_BYTES);
  return value;
}

static double
read_float (const struct ilv_value_event *value)
{
  float single;
  double number;

  if (value->size == sizeof single)
    {
      memcpy (&single, value->bytes, sizeof single);
      return single;
    }
  memcpy (&number, value->bytes, sizeof number);
  return number;
}

static char *
format_float (double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (digits, sizeof digits, "%g", number));
}

static char *
format_string_value (const struct ilv_value_event *value)
{
  gsize n_bytes = MIN (value->n_bytes, ILV_VALUE_BYTES);
  g_autofree char *text = NULL;

  /* Bytes that are missing may cut a character in two. */
  while (n_bytes < value->size && n_bytes > 0 && (value->bytes[n_bytes - 1] & 0xc0) == 0x80)
    n_bytes--;
  if (n_bytes < value->size && n_bytes > 0 && value->bytes[n_bytes - 1] >= 0xc0)
    n_bytes--;
  text = ilv_format_text ((const char *) value->bytes, n_bytes, ILV_VALUE_BYTES);
  return g_strconcat ("\"", text, n_bytes < value->size ? "…" : "", "\"", NULL);
}

char *
ilv_trace_dup_value (IlvTrace *self,
                     guint32   index)
{
  struct ilv_value_event value;
  const guint8 *packed;
  guint64 number;

  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);

  if (index <= self->first_value || index > self->values.n)
    return NULL;
  packed = (const guint8 *) self->values.data + index - 1;
  if (packed[0] == ILV_VALUE_TEXT)
    return ilv_format_text ((const char *) packed + 2, packed[1], ILV_VALUE_TEXT_BYTES);
  value = unpack_value (self, index);
  memcpy (&number, value.bytes, sizeof number);
  switch (value.kind)
    {
    case ILV_VALUE_INT:
      return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) number);
    case ILV_VALUE_UINT:
      return g_strdup_printf ("%" G_GUINT64_FORMAT, number);
    case ILV_VALUE_FLOAT:
      return format_float (read_float (&value));
    case ILV_VALUE_BOOL:
      return g_strdup (value.bytes[0] != 0 ? "true" : "false");
    case ILV_VALUE_STRING:
      return format_string_value (&value);
    case ILV_VALUE_POINTER:
      return g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", number);
    default:
      return NULL;
    }
}

/* --- Labels ------------------------------------------------------------------------ */

/* Longest wording first. */
struct labels
{
  char *texts[MAX_LABELS + 1];
  guint n;
};

static void G_GNUC_PRINTF (2, 3)
add_label (struct labels *labels,
           const char    *format,
           ...)
{
  va_list args;

  g_assert (labels->n < MAX_LABELS);
  va_start (args, format);
  labels->texts[labels->n++] = g_strdup_vprintf (format, args);
  va_end (args);
}

static void
add_channel_labels (IlvTrace      *self,
                    struct labels *labels,
                    guint32        g,
                    const IlvSpan *span)
{
  gboolean is_send = span->reason == ILV_WAIT_CHAN_SEND || span->reason == ILV_WAIT_CHAN_SEND_NIL;
  const char *verb = is_send ? "send" : "recv";
  const char *arrow = is_send ? "→" : "←";
  g_autofree char *name = span->object != 0 ? ilv_trace_dup_object_name (self, span->object)
                                            : g_strdup ("nil");
  g_autofree char *value = ilv_trace_dup_wait_value (self, g, span);

  if (value != NULL)
    add_label (labels, "%s %s %s %s", verb, value, arrow, name);
  add_label (labels, "%s %s %s", verb, arrow, name);
  add_label (labels, "%s %s", arrow, name);
  add_label (labels, "%s", verb);
}

static void
add_sync_labels (IlvTrace      *self,
                 struct labels *labels,
                 const IlvSpan *span)
{
  static const char *const verbs[] = {
    [ILV_WAIT_WAIT_GROUP] = "Wait",
    [ILV_WAIT_MUTEX_LOCK] = "Lock",
    [ILV_WAIT_RWMUTEX_RLOCK] = "RLock",
    [ILV_WAIT_RWMUTEX_LOCK] = "Lock",
    [ILV_WAIT_COND_WAIT] = "Wait",
  };
  const char *verb = span->reason < G_N_ELEMENTS (verbs) ? verbs[span->reason] : NULL;
  const IlvObject *object = ilv_trace_get_object (self, span->object);

  if (object != NULL && object->kind == ILV_OBJECT_ONCE)
    verb = "Do";
  if (verb != NULL && span->object != 0)
    {
      g_autofree char *name = ilv_trace_dup_object_name (self, span->object);

      add_label (labels, "%s.%s", name, verb);
    }
  add_label (labels, "%s", verb != NULL ? verb : ilv_wait_reason_words (span->reason));
}

static void
add_asleep_labels (struct labels *labels,
                   const IlvSpan *span)
{
  g_autofree char *duration = NULL;

  if (span->reason == ILV_WAIT_SLEEP)
    {
      if (span->end_nsec != ILV_TIME_OPEN)
        {
          duration = ilv_format_duration (span->end_nsec - span->start_nsec);
          /* translators: a goroutine that is in time.Sleep, and for how long */
          add_label (labels, _("sleep %s"), duration);
        }
      add_label (labels, "%s", _("sleep"));
    }
  else if (span->reason == ILV_WAIT_NONE)
    add_label (labels, "%s", _("waiting"));
  else
    add_label (labels, "%s", ilv_wait_reason_words (span->reason));
}

static void
add_running_labels (IlvTrace      *self,
                    struct labels *labels,
                    guint32        g,
                    const IlvSpan *span)
{
  const IlvGoroutine *goroutine = ilv_trace_get_goroutine (self, g);
  IlvPlace place;
  const char *function = "";

  ilv_trace_get_place (self, span->site, &place);
  if (place.function != NULL)
    function = place.function;
  else if (goroutine != NULL)
    function = ilv_trace_get_string (self, goroutine->func);
  if (*function != '\0')
    add_label (labels, "%s", short_function (function));
}

static void
add_goroutine_labels (IlvTrace      *self,
                      struct labels *labels,
                      guint32        g,
                      const IlvSpan *span)
{
  switch ((IlvState) span->state)
    {
    case ILV_STATE_RUNNING:
      add_running_labels (self, labels, g, span);
      break;
    case ILV_STATE_READY:
      add_label (labels, "%s", _("ready"));
      break;
    case ILV_STATE_CHANNEL:
      add_channel_labels (self, labels, g, span);
      break;
    case ILV_STATE_SELECT:
      add_label (labels, "select");
      break;
    case ILV_STATE_SYNC:
      add_sync_labels (self, labels, span);
      break;
    case ILV_STATE_SYSCALL:
      if (span->object != 0)
        add_label (labels, "%s", ilv_trace_get_string (self, span->object));
      break;
    case ILV_STATE_GC:
      add_label (labels, "GC");
      break;
    case ILV_STATE_ASLEEP:
      add_asleep_labels (labels, span);
      break;
    case ILV_N_STATES:
      g_assert_not_reached ();
    }
}

char *
ilv_trace_dup_delay (guint32 usec)
{
  return ilv_format_duration ((guint64) usec * 1000);
}

/* A region or a task, and how long it took. */
static void
add_named_labels (IlvTrace      *self,
                  struct labels *labels,
                  const IlvSpan *span)
{
  const char *name = ilv_trace_get_string (self, span->object);
  g_autofree char *duration = NULL;

  if (span->end_nsec != ILV_TIME_OPEN)
    {
      duration = ilv_format_duration (span->end_nsec - span->start_nsec);
      add_label (labels, "%s · %s", name, duration);
    }
  add_label (labels, "%s", name);
}

char **
ilv_trace_dup_span_labels (IlvTrace *self,
                           guint     lane,
                           guint     span)
{
  const IlvLane *info;
  IlvSpan what;
  struct labels labels = { 0 };

  g_return_val_if_fail (ILV_IS_TRACE (self), NULL);

  info = ilv_trace_lane (self, lane);
  what = ilv_lane_get_span (info, span);
  if (info->kind == ILV_LANE_GOROUTINE)
    {
      add_goroutine_labels (self, &labels, info->key, &what);
    }
  else if (info->kind == ILV_LANE_TIMER)
    {
      labels.texts[labels.n++] = ilv_trace_dup_delay (what.object);
    }
  else if (info->kind == ILV_LANE_REGIONS || info->kind == ILV_LANE_TASK)
    {
      add_named_labels (self, &labels, &what);
    }
  else
    {
      g_autofree char *name = ilv_trace_dup_goroutine_name (self, what.object);

      if (info->kind == ILV_LANE_MACHINE)
        add_label (&labels, "%s · P%u", name, what.by);
      add_label (&labels, "%s", name);
      add_label (&labels, "%u", what.object);
    }
  return g_memdup2 (labels.texts, (labels.n + 1) * sizeof *labels.texts);
}
