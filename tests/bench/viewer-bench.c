/* viewer-bench.c - What the viewer costs: taking events in, memory, layout, painting, opening.
 *
 *   viewer-bench [N_EVENTS [FOLDER]]
 *
 * Makes traces of the shapes users look at, with N_EVENTS (3 million) each, and
 * measures each of them. Prints one line of JSON for each number. What "open" reads is
 * written to FOLDER (the temporary one) before and removed afterwards.
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "draw/ilv-layout.h"
#include "draw/ilv-palette.h"
#include "trace/file.h"

#define WIDTH_PX  1600
#define HEIGHT_PX 900
#define N_VIEWS   60
#define BATCH     16384

/* --- Traces ---------------------------------------------------------------- */

typedef struct
{
  GArray *events;          /* struct ilv_event */
  guint64 now_nsec;
  guint32 *seqs;           /* by goroutine, then by channel */
  guint n_goroutines;
} Maker;

static void
put (Maker   *maker,
     guint    type,
     guint    p,
     guint32  g,
     guint32  object,
     guint32  arg)
{
  struct ilv_event event = {
    .type = type,
    .p = p,
    .g = g,
    .time_nsec = maker->now_nsec,
    .object = object,
    .arg = arg,
    .site = 8,
  };

  g_array_append_val (maker->events, event);
}

static void
start_all (Maker *maker)
{
  put (maker, ILV_EVENT_GO_CREATE, 0, 0, 1, 0);
  put (maker, ILV_EVENT_GO_START, 0, 1, 0, 0);
  for (guint g = 2; g <= maker->n_goroutines; g++)
    put (maker, ILV_EVENT_GO_CREATE, 0, 1, g, 0);
  for (guint c = 1; c <= maker->n_goroutines; c++)
    put (maker, ILV_EVENT_OBJECT_MAKE, 0, 1, c, ILV_OBJECT_CHAN);
  put (maker, ILV_EVENT_GO_BLOCK, 0, 1, 0, ILV_WAIT_SLEEP);
}

/* @g runs on @p, hands a value to @to, which waits for it, and waits itself: six events. */
static void
hand_over (Maker   *maker,
           guint    p,
           guint32  g,
           guint32  to)
{
  put (maker, ILV_EVENT_GO_START, p, g, 0, 0);
  put (maker, ILV_EVENT_CHAN_SEND_TO, p, g, to, to);
  put (maker, ILV_EVENT_VALUE, 0, 0, 0, 0);
  g_array_index (maker->events, struct ilv_event, maker->events->len - 1)
    = *(struct ilv_event *) &(struct ilv_value_event) {
      .type = ILV_EVENT_VALUE, .kind = ILV_VALUE_INT, .n_bytes = 8, .size = 8, .bytes = { g },
    };
  put (maker, ILV_EVENT_GO_READY, p, g, to, 0);
  maker->now_nsec += g_random_int_range (100, 600);
  put (maker, ILV_EVENT_GO_BLOCK, p, g, g, ILV_WAIT_CHAN_RECV);
}

/* (transfer full): each goroutine hands over to the next of its ring; @n_rings run side by side. */
static GArray *
make_rings (guint n_goroutines,
            guint n_rings,
            gsize n_events)
{
  Maker maker = { g_array_sized_new (FALSE, FALSE, sizeof (struct ilv_event), n_events + 5000),
                  0, NULL, n_goroutines + 1 };
  guint per_ring = n_goroutines / n_rings;
  guint turn = 0;

  start_all (&maker);
  while (maker.events->len < n_events)
    {
      for (guint ring = 0; ring < n_rings; ring++)
        hand_over (&maker, ring, 2 + ring * per_ring + turn % per_ring,
                   2 + ring * per_ring + (turn + 1) % per_ring);
      turn++;
    }
  put (&maker, ILV_EVENT_EXIT, 0, 1, 0, 0);
  return maker.events;
}

/* --- Measuring ------------------------------------------------------------------ */

static double
now_msec (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

/* Of this thread: what else runs does not count. */
static double
cpu_msec (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static void
report (const char *shape,
        const char *name,
        const char *unit,
        double      value)
{
  printf ("{\"name\": \"%s %s\", \"median\": %.3f, \"min\": %.3f, \"max\": %.3f, "
          "\"unit\": \"%s\"}\n", shape, name, value, value, value, unit);
  fflush (stdout);
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static void
report_times (const char *shape,
              const char *name,
              double      times[N_VIEWS])
{
  qsort (times, N_VIEWS, sizeof *times, compare_doubles);
  printf ("{\"name\": \"%s %s\", \"median\": %.3f, \"min\": %.3f, \"max\": %.3f, "
          "\"p99\": %.3f, \"unit\": \"ms\"}\n", shape, name, times[N_VIEWS / 2], times[0],
          times[N_VIEWS - 1], times[N_VIEWS * 99 / 100]);
  fflush (stdout);
}

static guint64
count_spans (IlvTrace *trace)
{
  guint64 n = 0;

  for (guint i = 0; i < ilv_trace_get_n_lanes (trace); i++)
    n += ilv_lane_n_spans (ilv_trace_get_lane (trace, i));
  return n;
}

/* (transfer full) */
static IlvTrace *
take_in (const char *shape,
         GArray     *events)
{
  IlvTrace *trace = ilv_trace_new ();
  double start = cpu_msec ();

  for (gsize i = 0; i < events->len; i += BATCH)
    ilv_trace_add_events (trace, &g_array_index (events, struct ilv_event, i),
                          MIN (BATCH, events->len - i));
  report (shape, "taking in", "ns/event", (cpu_msec () - start) * 1e6 / events->len);
  report (shape, "memory", "bytes/event", (double) ilv_trace_get_size_bytes (trace) / events->len);
  report (shape, "memory", "bytes/span",
          (double) ilv_trace_get_size_bytes (trace) / count_spans (trace));
  return trace;
}

static double
lay_out (IlvSession     *session,
         IlvTextMeasure  measure,
         guint64         start_nsec,
         guint64         end_nsec,
         cairo_t        *context,
         double         *paint_msec,
         IlvTextCache   *texts)
{
  IlvViewport viewport;
  g_autoptr(IlvDisplayList) list = NULL;
  double start, between;

  ilv_session_show_range (session, start_nsec, end_nsec);
  viewport = ilv_viewport_for_session (session, ILV_PART_ALL & ~ILV_PART_TITLE & ~ILV_PART_LEGEND,
                                       WIDTH_PX, 160);
  viewport.height_px = HEIGHT_PX;
  start = cpu_msec ();
  list = ilv_layout_build (session, &viewport, measure);
  between = cpu_msec ();
  ilv_display_list_paint (list, context, ILV_THEME_LIGHT, texts);
  *paint_msec = cpu_msec () - between;
  return between - start;
}

static void
measure_views (const char *shape,
               IlvTrace   *trace,
               const char *name,
               double      fraction)
{
  g_autoptr(IlvSession) session = ilv_session_new (trace);
  g_autoptr(IlvTextCache) texts = ilv_text_cache_new (NULL);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH_PX, HEIGHT_PX);
  cairo_t *context = cairo_create (surface);
  guint64 end_nsec = ilv_trace_get_end_nsec (trace);
  double layout[N_VIEWS], paint[N_VIEWS];
  g_autofree char *layout_name = g_strconcat ("layout, ", name, NULL);
  g_autofree char *paint_name = g_strconcat ("paint, ", name, NULL);

  for (guint i = 0; i < N_VIEWS; i++)
    {
      double part = fraction > 0 ? fraction : exp2 (-g_random_double_range (0, 20));
      guint64 start = g_random_double () * (1 - part) * end_nsec;

      layout[i] = lay_out (session, ilv_text_cache_measure (texts), start, start + part * end_nsec,
                           context, &paint[i], texts);
    }
  report_times (shape, layout_name, layout);
  report_times (shape, paint_name, paint);
  cairo_destroy (context);
  cairo_surface_destroy (surface);
}

/* --- Opening ---------------------------------------------------------------------- */

typedef struct
{
  GMainLoop *loop;
  const char *shape;
  double start;
  double first, last, longest;
} Opening;

static void
note_turn (Opening *opening)
{
  double now = now_msec ();

  opening->longest = MAX (opening->longest, now - opening->last);
  opening->last = now;
}

static void
progress_cb (IlvTrace *trace,
             double    fraction,
             gpointer  data)
{
  Opening *opening = data;

  if (opening->first == 0 && ilv_trace_get_n_events (trace) > 0)
    opening->first = now_msec () - opening->start;
}

static gboolean
turn_cb (gpointer data)
{
  note_turn (data);
  return G_SOURCE_CONTINUE;
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(GError) error = NULL;

  if (!ilv_trace_load_finish (ILV_TRACE (object), result, &error))
    g_error ("%s", error->message);
  g_main_loop_quit (((Opening *) data)->loop);
}

static void
measure_opening (const char *shape,
                 GArray     *events,
                 const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "viewer-bench.ilv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(IlvTrace) trace = ilv_trace_new ();
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  struct ilv_error error;
  struct ilv_file_writer *writer = ilv_file_writer_new (path, &error);
  Opening opening = { loop, shape };
  guint source;

  if (writer == NULL)
    g_error ("%s", error.text);
  ilv_file_writer_add (writer, (const struct ilv_event *) events->data, events->len);
  if (!ilv_file_writer_finish (writer, &error))
    g_error ("%s", error.text);
  opening.start = opening.last = now_msec ();
  source = g_timeout_add (1, turn_cb, &opening);
  ilv_trace_load_async (trace, file, progress_cb, &opening, NULL, loaded_cb, &opening);
  g_main_loop_run (loop);
  g_source_remove (source);
  report (shape, "open, something to see", "ms", opening.first);
  report (shape, "open, whole", "ms", now_msec () - opening.start);
  report (shape, "open, main loop held at most", "ms", opening.longest);
  g_unlink (path);
}

static void
measure_shape (const char *shape,
               GArray     *events,
               const char *folder)
{
  g_autoptr(IlvTrace) trace = take_in (shape, events);

  measure_views (shape, trace, "whole run", 1);
  measure_views (shape, trace, "zooms", 0);
  measure_views (shape, trace, "pans", 0.01);
  measure_opening (shape, events, folder);
  g_array_unref (events);
}

int
main (int    argc,
      char **argv)
{
  gsize n_events = argc > 1 ? strtoull (argv[1], NULL, 10) : 3000000;
  const char *folder = argc > 2 ? argv[2] : g_get_tmp_dir ();

  g_random_set_seed (1);
  measure_shape ("ping-pong", make_rings (2, 1, n_events), folder);
  measure_shape ("worker pool", make_rings (1000, 4, n_events), folder);
  measure_shape ("sieve", make_rings (2000, 2, n_events), folder);
  return 0;
}
