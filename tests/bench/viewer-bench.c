/* viewer-bench.c - What the viewer costs: taking events in, memory, layout, painting, opening.
 *
 *   viewer-bench [--shape=NAME] [--events=N] [--goroutines=N] [--folder=DIR]
 *
 * Makes traces of the shapes users look at, with N events (3 million) each, and one of
 * N goroutines (100,000) that live for a moment, and measures each of them. Prints one line of JSON
 * for each number. What "open" reads is written to DIR (the temporary one) before and removed
 * afterwards. Frames are those of the screen, which may be rough at first (ilv-columns.h), unless they
 * are "for a file". Memory is what the process has resident more than before, all included.
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

#include "bench.h"
#include "draw/ilv-layout.h"
#include "draw/ilv-palette.h"
#include "trace/file.h"

#define WIDTH_PX  1600
#define HEIGHT_PX 900
#define N_VIEWS   60
#define N_FRAMES  200
#define PAN_PX    16
#define SCROLL_PX 40
#define ZOOM      1.25
#define BATCH     16384

/* --- Traces ---------------------------------------------------------------- */

typedef struct
{
  const char *name;
  guint n_goroutines;
  guint n_rings;           /* 0: they do not wait for each other but live for a moment */
  guint64 n_events;        /* at least */
} Shape;

typedef void (*TakeFunc) (const struct ilv_event *events, gsize n_events, gpointer data);

/* Hands the events of a shape on as they are made: all at once would not fit. */
typedef struct
{
  struct ilv_event *events; /* BATCH of them */
  gsize n;
  guint64 n_taken;
  guint64 now_nsec;
  GRand *random;
  TakeFunc take;
  gpointer data;
} Maker;

static void
hand_on (Maker *maker)
{
  maker->take (maker->events, maker->n, maker->data);
  maker->n_taken += maker->n;
  maker->n = 0;
}

static struct ilv_event *
put (Maker   *maker,
     guint    type,
     guint    p,
     guint32  g,
     guint32  object,
     guint32  arg)
{
  struct ilv_event *event;

  if (maker->n == BATCH)
    hand_on (maker);
  event = &maker->events[maker->n++];
  *event = (struct ilv_event) {
    .type = type,
    .p = p,
    .g = g,
    .time_nsec = maker->now_nsec,
    .object = object,
    .arg = arg,
    .site = 8,
  };
  return event;
}

static void
start_main (Maker *maker)
{
  put (maker, ILV_EVENT_GO_CREATE, 0, 0, 1, 0);
  put (maker, ILV_EVENT_GO_START, 0, 1, 0, 0);
}

static void
start_all (Maker *maker,
           guint  n_goroutines)
{
  start_main (maker);
  for (guint g = 2; g <= n_goroutines; g++)
    put (maker, ILV_EVENT_GO_CREATE, 0, 1, g, 0);
  for (guint c = 1; c <= n_goroutines; c++)
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
  *(struct ilv_value_event *) put (maker, ILV_EVENT_VALUE, 0, 0, 0, 0) = (struct ilv_value_event) {
    .type = ILV_EVENT_VALUE, .kind = ILV_VALUE_INT, .n_bytes = 8, .size = 8, .bytes = { g },
  };
  put (maker, ILV_EVENT_GO_READY, p, g, to, 0);
  maker->now_nsec += g_rand_int_range (maker->random, 100, 600);
  put (maker, ILV_EVENT_GO_BLOCK, p, g, g, ILV_WAIT_CHAN_RECV);
}

/* Each goroutine hands over to the next of its ring; the rings run side by side. */
static void
make_rings (Maker       *maker,
            const Shape *shape)
{
  guint per_ring = shape->n_goroutines / shape->n_rings;

  start_all (maker, shape->n_goroutines + 1);
  for (guint turn = 0; maker->n_taken + maker->n < shape->n_events; turn++)
    for (guint ring = 0; ring < shape->n_rings; ring++)
      hand_over (maker, ring, 2 + ring * per_ring + turn % per_ring,
                 2 + ring * per_ring + (turn + 1) % per_ring);
}

/* Goroutines that are started, run, tell a WaitGroup that they are done, and end. */
static void
make_short_lives (Maker       *maker,
                  const Shape *shape)
{
  const guint n_at_once = 100;

  start_main (maker);
  put (maker, ILV_EVENT_OBJECT_MAKE, 0, 1, 1, ILV_OBJECT_WAIT_GROUP);
  for (guint g = 2; g <= shape->n_goroutines; g += n_at_once)
    {
      for (guint i = 0; i < n_at_once; i++)
        {
          put (maker, ILV_EVENT_GO_CREATE, 0, 1, g + i, 0);
          put (maker, ILV_EVENT_WG_ADD, 0, 1, 1, i + 1);
          maker->now_nsec += g_rand_int_range (maker->random, 100, 600);
        }
      put (maker, ILV_EVENT_GO_BLOCK, 0, 1, 1, ILV_WAIT_WAIT_GROUP);
      for (guint i = 0; i < n_at_once; i++)
        {
          put (maker, ILV_EVENT_GO_START, 1, g + i, 0, 0);
          maker->now_nsec += g_rand_int_range (maker->random, 100, 600);
          put (maker, ILV_EVENT_WG_ADD, 1, g + i, 1, n_at_once - 1 - i);
          put (maker, ILV_EVENT_GO_END, 1, g + i, 0, 0);
        }
      put (maker, ILV_EVENT_GO_READY, 1, g + n_at_once - 1, 1, 0);
      put (maker, ILV_EVENT_GO_START, 0, 1, 0, 0);
    }
}

/* Returns how many events there are. */
static guint64
make (const Shape *shape,
      TakeFunc     take,
      gpointer     data)
{
  Maker maker = { .take = take, .data = data, .random = g_rand_new_with_seed (1) };

  maker.events = g_new (struct ilv_event, BATCH);
  if (shape->n_rings > 0)
    make_rings (&maker, shape);
  else
    make_short_lives (&maker, shape);
  put (&maker, ILV_EVENT_EXIT, 0, 1, 0, 0);
  hand_on (&maker);
  g_rand_free (maker.random);
  g_free (maker.events);
  return maker.n_taken;
}

/* --- Measuring ------------------------------------------------------------------ */

static guint64
count_spans (IlvTrace *trace)
{
  guint64 n = 0;

  for (guint i = 0; i < ilv_trace_get_n_lanes (trace); i++)
    n += ilv_lane_n_spans (ilv_trace_get_lane (trace, i));
  return n;
}

/* Of this process. */
static double
resident_bytes (void)
{
  unsigned long n_pages = 0;
  FILE *file = fopen ("/proc/self/statm", "r");

  if (file == NULL || fscanf (file, "%*s %lu", &n_pages) != 1)
    g_error ("/proc/self/statm cannot be read");
  fclose (file);
  return (double) n_pages * sysconf (_SC_PAGESIZE);
}

static void
report_memory (const char *shape,
               const char *name,
               IlvTrace   *trace,
               double      resident)
{
  g_autofree char *said = g_strconcat (name, ", as it says itself", NULL);
  guint64 n_spans = count_spans (trace);

  bench_report (shape, name, "bytes/event", resident / ilv_trace_get_n_events (trace));
  bench_report (shape, name, "bytes/span", resident / n_spans);
  bench_report (shape, said, "bytes/span", (double) ilv_trace_get_size_bytes (trace) / n_spans);
  bench_report (shape, name, "bytes/lane", resident / ilv_trace_get_n_lanes (trace));
}

typedef struct
{
  IlvTrace *trace;
  double spent_msec;
} TakeIn;

static void
take_in_batch (const struct ilv_event *events,
               gsize                   n_events,
               gpointer                data)
{
  TakeIn *take_in = data;
  double start = bench_thread_msec ();

  ilv_trace_add_events (take_in->trace, events, n_events);
  take_in->spent_msec += bench_thread_msec () - start;
}

/* (transfer full) */
static IlvTrace *
take_in (const Shape *shape)
{
  TakeIn take_in = { ilv_trace_new (), 0 };
  double before = resident_bytes ();
  guint64 n_events = make (shape, take_in_batch, &take_in);

  bench_report (shape->name, "taking in", "ns/event", take_in.spent_msec * 1e6 / n_events);
  report_memory (shape->name, "memory", take_in.trace, resident_bytes () - before);
  return take_in.trace;
}

/* A picture of WIDTH_PX x HEIGHT_PX. */
typedef struct
{
  const char *shape;
  IlvSession *session;
  IlvTextCache *texts;
  IlvColumns *columns;  /* NULL: every column is worked out, as for a file */
  double top_px;
  cairo_surface_t *surface;
  cairo_t *context;
  double layout[N_FRAMES], paint[N_FRAMES], frame[N_FRAMES];
  guint n;              /* frames drawn */
} View;

static void
init_view (View       *view,
           const char *shape,
           IlvTrace   *trace,
           int         scale)
{
  *view = (View) {
    .shape = shape,
    .session = ilv_session_new (trace),
    .texts = ilv_text_cache_new (NULL),
    .columns = ilv_columns_new (),
    .surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH_PX * scale,
                                           HEIGHT_PX * scale),
  };
  cairo_surface_set_device_scale (view->surface, scale, scale);
  view->context = cairo_create (view->surface);
}

static void
clear_view (View *view)
{
  cairo_destroy (view->context);
  cairo_surface_destroy (view->surface);
  ilv_text_cache_free (view->texts);
  ilv_columns_free (view->columns);
  g_object_unref (view->session);
}

/* As if there had been no frame before. */
static void
forget (View *view)
{
  ilv_columns_free (view->columns);
  view->columns = ilv_columns_new ();
}

/* TRUE: it would show more if drawn again. */
static gboolean
draw (View *view)
{
  IlvViewport viewport
    = ilv_viewport_for_session (view->session, ILV_PART_ALL & ~ILV_PART_TITLE & ~ILV_PART_LEGEND,
                                WIDTH_PX, 160);
  g_autoptr(IlvDisplayList) list = NULL;
  double start, between, end;

  viewport.top_px = view->top_px;
  viewport.height_px = HEIGHT_PX;
  viewport.columns = view->columns;
  viewport.max_effort = ILV_COLUMNS_A_FRAME;
  start = bench_thread_msec ();
  list = ilv_layout_build (view->session, &viewport, ilv_text_cache_measure (view->texts));
  between = bench_thread_msec ();
  ilv_display_list_paint (list, view->context, ILV_THEME_LIGHT, view->texts);
  end = bench_thread_msec ();
  if (view->n < N_FRAMES)
    {
      view->layout[view->n] = between - start;
      view->paint[view->n] = end - between;
      view->frame[view->n++] = end - start;
    }
  return list->is_rough;
}

static void
report_view (View       *view,
             const char *action)
{
  const struct
  {
    const char *what;
    double *times;
  } kinds[] = { { "layout", view->layout }, { "paint", view->paint }, { "frame", view->frame } };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s, %s", kinds[i].what, action);

      bench_report_all (view->shape, name, "ms", kinds[i].times, view->n);
    }
}

/* Each frame somewhere else, with nothing known from the one before but letters; @fraction of the
 * run, 0: from all of it to a millionth. As on screen the first frame may be rough, unless
 * it @is_exact. */
static void
measure_views (const char *shape,
               IlvTrace   *trace,
               const char *name,
               double      fraction,
               int         scale,
               gboolean    is_exact)
{
  guint64 end_nsec = ilv_trace_get_end_nsec (trace);
  View view;

  init_view (&view, shape, trace, scale);
  draw (&view);
  view.n = 0;
  for (guint i = 0; i < N_VIEWS; i++)
    {
      double part = fraction > 0 ? fraction : exp2 (-g_random_double_range (0, 20));
      guint64 start = g_random_double () * (1 - part) * end_nsec;

      ilv_session_show_range (view.session, start, start + part * end_nsec);
      forget (&view);
      if (is_exact)
        g_clear_pointer (&view.columns, ilv_columns_free);
      draw (&view);
    }
  report_view (&view, name);
  clear_view (&view);
}

/* As on screen: the whole run, then in to its middle and out again, each frame followed by those
 * that make it finer. */
static void
measure_zooming (const char *shape,
                 IlvTrace   *trace)
{
  double middle = ilv_trace_get_end_nsec (trace) / 2.0;
  guint n_steps = log (ilv_trace_get_end_nsec (trace) / 1e6) / log (ZOOM);
  guint n_finer = 0, n_zooms = 0;
  View view;

  init_view (&view, shape, trace, 1);
  ilv_session_show_all (view.session);
  for (guint i = 0; i < 2 * n_steps && view.n < N_FRAMES; i++, n_zooms++)
    {
      ilv_session_zoom_at (view.session, middle, i < n_steps ? ZOOM : 1 / ZOOM);
      while (draw (&view))
        n_finer++;
    }
  report_view (&view, "zooming");
  bench_report (shape, "frames more to be fine, a zoom", "frames",
                (double) n_finer / MAX (n_zooms, 1));
  clear_view (&view);
}

static const double fractions[] = { 0.5, 0.1, 0.01, 0.001 };

/* As on screen: down through the lanes, at several scales. */
static void
measure_scrolling (const char *shape,
                   IlvTrace   *trace)
{
  double end_nsec = ilv_trace_get_end_nsec (trace), height;
  View view;

  init_view (&view, shape, trace, 1);
  height = ilv_layout_get_lanes_height (view.session) - HEIGHT_PX;
  for (guint i = 0; i < G_N_ELEMENTS (fractions); i++)
    {
      ilv_session_show_range (view.session, end_nsec / 4, end_nsec / 4 + end_nsec * fractions[i]);
      for (view.top_px = 0; draw (&view);)
        ;
      for (guint n = 0; n < N_FRAMES / G_N_ELEMENTS (fractions) - 10 && view.top_px < height; n++)
        {
          view.top_px += SCROLL_PX;
          draw (&view);
        }
    }
  report_view (&view, "scrolling");
  clear_view (&view);
}

/* As on screen: some pixels on each time, at several scales. */
static void
measure_panning (const char *shape,
                 IlvTrace   *trace,
                 const char *name,
                 int         scale)
{
  double end_nsec = ilv_trace_get_end_nsec (trace);
  View view;

  init_view (&view, shape, trace, scale);
  for (guint i = 0; i < G_N_ELEMENTS (fractions); i++)
    {
      double width = end_nsec * fractions[i];

      ilv_session_show_range (view.session, end_nsec / 4, end_nsec / 4 + width);
      while (draw (&view))
        ;
      for (guint n = 0; n < N_FRAMES / G_N_ELEMENTS (fractions) - 10; n++)
        {
          ilv_session_pan (view.session, width / (WIDTH_PX - 160) * PAN_PX);
          draw (&view);
        }
    }
  report_view (&view, name);
  clear_view (&view);
}

/* --- Opening ---------------------------------------------------------------------- */

typedef struct
{
  GMainLoop *loop;
  double start;
  double first, last, longest;
} Opening;

static void
note_turn (Opening *opening)
{
  double now = bench_now_msec ();

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
    opening->first = bench_now_msec () - opening->start;
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
write_batch (const struct ilv_event *events,
             gsize                   n_events,
             gpointer                data)
{
  ilv_file_writer_add (data, events, n_events);
}

static void
write_shape (const Shape *shape,
             const char  *path)
{
  struct ilv_error error;
  struct ilv_file_writer *writer = ilv_file_writer_new (path, &error);

  if (writer == NULL)
    g_error ("%s", error.text);
  make (shape, write_batch, writer);
  if (!ilv_file_writer_finish (writer, &error))
    g_error ("%s", error.text);
}

static void
measure_opening (const Shape *shape,
                 const char  *folder)
{
  g_autofree char *path = g_build_filename (folder, "viewer-bench.ilv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(IlvTrace) trace = ilv_trace_new ();
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Opening opening = { .loop = loop };
  double before;
  guint source;

  write_shape (shape, path);
  before = resident_bytes ();
  opening.start = opening.last = bench_now_msec ();
  source = g_timeout_add (1, turn_cb, &opening);
  ilv_trace_load_async (trace, file, progress_cb, &opening, NULL, loaded_cb, &opening);
  g_main_loop_run (loop);
  g_source_remove (source);
  bench_report (shape->name, "open, something to see", "ms", opening.first);
  bench_report (shape->name, "open, whole", "ms", bench_now_msec () - opening.start);
  bench_report (shape->name, "open, main loop held at most", "ms", opening.longest);
  report_memory (shape->name, "open, memory", trace, resident_bytes () - before);
  g_unlink (path);
}

static void
measure_shape (const Shape *shape,
               const char  *folder)
{
  IlvTrace *trace = take_in (shape);

  measure_views (shape->name, trace, "whole run for a file", 1, 1, TRUE);
  measure_views (shape->name, trace, "whole run", 1, 1, FALSE);
  measure_views (shape->name, trace, "anywhere", 0, 1, FALSE);
  measure_views (shape->name, trace, "anywhere at 200 %", 0, 2, FALSE);
  measure_zooming (shape->name, trace);
  measure_panning (shape->name, trace, "panning", 1);
  measure_panning (shape->name, trace, "panning at 200 %", 2);
  measure_scrolling (shape->name, trace);
  g_object_unref (trace);
  measure_opening (shape, folder);
}

int
main (int    argc,
      char **argv)
{
  gint64 n_events = 3000000;
  int n_goroutines = 100000;
  g_autofree char *folder = NULL, *wanted = NULL;
  const GOptionEntry entries[] = {
    { "shape", 0, 0, G_OPTION_ARG_STRING, &wanted, "Only this one", "NAME" },
    { "events", 0, 0, G_OPTION_ARG_INT64, &n_events, "How many events", "N" },
    { "goroutines", 0, 0, G_OPTION_ARG_INT, &n_goroutines, "How many live for a moment", "N" },
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &folder, "Where files are written", "DIR" },
    { NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autoptr(GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  const Shape shapes[] = {
    { "ping-pong", 2, 1, n_events },
    { "worker pool", 1000, 4, n_events },
    { "dense pool", 30, 2, n_events },
    { "sieve", 2000, 2, n_events },
    { "short lives", n_goroutines, 0, 0 },
  };
  g_random_set_seed (1);
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (wanted == NULL || g_str_equal (wanted, shapes[i].name))
      measure_shape (&shapes[i], folder != NULL ? folder : g_get_tmp_dir ());
  return 0;
}
