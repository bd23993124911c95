/* live-bench.c - What the window does with a program that writes as fast as asked for.
 *
 *   live-bench [--rate=N] [--seconds=N] [--goroutines=N]
 *
 * A process writes N events a second (5 million) of goroutines (400) that hand each other values into
 * real shared memory, on two rings. This one takes them in as the window does, keeps to a
 * quarter of a gigabyte, and draws 1600 x 900 pixels 60 times a second. Prints one line of JSON
 * for each number; what the writer could not write in time, because nobody made room, is the rate
 * it came to.
 *
 * SPDX-License-Identifier: MIT
 */
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"
#include "draw/ilv-layout.h"
#include "draw/ilv-palette.h"
#include "ilv-feed.h"
#include "trace/ring.h"

#define WIDTH_PX    1600
#define HEIGHT_PX   900
#define FRAME_MSEC  16
#define N_RINGS     2
#define LIMIT_BYTES (256u << 20)
#define MAX_FRAMES  100000

/* --- The program -------------------------------------------------------------- */

typedef struct
{
  struct ilv_ring_writer writers[N_RINGS];
  guint32 *seqs;             /* of goroutines, then of channels */
  guint n_goroutines;
  guint64 now_nsec, n_events;
} Program;

static void
put (Program *program,
     guint    ring,
     guint    type,
     guint32  g,
     guint32  object,
     guint32  arg,
     guint32  subject)
{
  ilv_ring_write (&program->writers[ring], &(struct ilv_event) {
    .type = type, .p = ring, .g = g, .time_nsec = program->now_nsec, .object = object,
    .seq = ++program->seqs[subject], .arg = arg, .site = 8,
  });
  program->n_events++;
}

static void
begin (Program *program)
{
  guint n = program->n_goroutines;

  for (guint32 g = 1; g <= n; g++)
    {
      put (program, 0, ILV_EVENT_GO_CREATE, 0, g, 0, g);
      put (program, 0, ILV_EVENT_OBJECT_MAKE, 0, g, ILV_OBJECT_CHAN, n + g);
      put (program, 0, ILV_EVENT_GO_START, g, 0, 0, g);
      put (program, 0, ILV_EVENT_GO_BLOCK, g, g, ILV_WAIT_CHAN_RECV, g);
    }
}

/* @g, which was made ready, hands over to @to. */
static void
hand_over (Program *program,
           guint    ring,
           guint32  g,
           guint32  to)
{
  guint n = program->n_goroutines;

  put (program, ring, ILV_EVENT_GO_START, g, 0, 0, g);
  put (program, ring, ILV_EVENT_CHAN_SEND_TO, g, to, to, n + to);
  put (program, ring, ILV_EVENT_GO_READY, g, to, 0, to);
  put (program, ring, ILV_EVENT_GO_BLOCK, g, g, ILV_WAIT_CHAN_RECV, g);
}

/* Half of the goroutines pass a value around on each processor; a millisecond's worth at a time. */
static void
run (Program *program,
     guint64  rate,
     guint64  seconds)
{
  guint half = program->n_goroutines / 2;
  double start_msec = bench_now_msec ();

  begin (program);
  for (guint32 ring = 0; ring < N_RINGS; ring++)
    put (program, ring, ILV_EVENT_GO_READY, 0, 1 + ring * half, 0, 1 + ring * half);
  for (guint64 turn = 0; program->n_events < rate * seconds; turn++)
    {
      for (guint32 ring = 0; ring < N_RINGS; ring++)
        hand_over (program, ring, 1 + ring * half + turn % half,
                   1 + ring * half + (turn + 1) % half);
      program->now_nsec = program->n_events * 1000000000 / rate;
      while (turn % 128 == 0 && bench_now_msec () - start_msec < program->now_nsec / 1e6 - 1)
        usleep (500);
    }
}

static void
be_the_program (int     fd,
                guint   n_goroutines,
                guint64 rate,
                guint64 seconds)
{
  struct ilv_error error;
  struct ilv_shm *shm = ilv_shm_map (fd, &error);
  struct ilv_clock clock;
  Program program = { .n_goroutines = n_goroutines };

  if (shm == NULL)
    g_error ("%s", error.text);
  ilv_clock_start (&clock);
  ilv_shm_begin (shm, &clock);
  for (guint i = 0; i < N_RINGS; i++)
    ilv_ring_writer_init (&program.writers[i], shm, i, &clock);
  program.seqs = g_new0 (guint32, 2 * n_goroutines + 1);
  run (&program, rate, seconds);
  ilv_shm_end (shm);
}

/* --- The window ------------------------------------------------------------------ */

typedef struct
{
  GMainLoop *loop;
  IlvFeed *feed;
  IlvTrace *trace;
  IlvSession *session;
  IlvTextCache *texts;
  IlvColumns *columns;
  cairo_t *context;
  pid_t pid;
  gboolean is_over;
  double start_msec, end_msec, last_msec, turn_msec, held_msec;
  double frames[MAX_FRAMES], intervals[MAX_FRAMES];
  guint n;
} Window;

static void
draw (Window *window)
{
  IlvViewport viewport = ilv_viewport_for_session (window->session, ILV_PART_ALL & ~ILV_PART_TITLE
                                                   & ~ILV_PART_LEGEND, WIDTH_PX, 160);
  g_autoptr(IlvDisplayList) list = NULL;

  viewport.height_px = HEIGHT_PX;
  viewport.columns = window->columns;
  viewport.max_effort = ILV_COLUMNS_A_FRAME;
  list = ilv_layout_build (window->session, &viewport, ilv_text_cache_measure (window->texts));
  ilv_display_list_paint (list, window->context, ILV_THEME_LIGHT, window->texts);
}

static gboolean
frame_cb (gpointer data)
{
  Window *window = data;
  double start_msec = bench_now_msec (), start_cpu_msec = bench_thread_msec ();

  ilv_feed_step (window->feed);
  draw (window);
  if (window->n < MAX_FRAMES)
    {
      window->intervals[window->n] = start_msec - window->last_msec;
      window->frames[window->n++] = bench_thread_msec () - start_cpu_msec;
    }
  window->last_msec = start_msec;
  if (!window->is_over && waitpid (window->pid, NULL, WNOHANG) == window->pid)
    {
      window->is_over = TRUE;
      ilv_feed_close (window->feed);
    }
  if (window->is_over && ilv_feed_is_drained (window->feed))
    {
      window->end_msec = bench_now_msec ();
      g_main_loop_quit (window->loop);
    }
  return G_SOURCE_CONTINUE;
}

/* Between two turns of the main loop lies nothing that takes time but what holds it. */
static gboolean
turn_cb (gpointer data)
{
  Window *window = data;
  double now = bench_now_msec ();

  window->held_msec = MAX (window->held_msec, now - window->turn_msec);
  window->turn_msec = now;
  return G_SOURCE_CONTINUE;
}

static void
report_all (Window *window)
{
  double main_msec = bench_thread_msec ();
  guint64 n_events = ilv_trace_get_n_events (window->trace);
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  bench_report ("live", "taken in", "events/s",
                n_events / (window->end_msec - window->start_msec) * 1e3);
  bench_report ("live", "CPU of taking in", "ns/event",
                (bench_process_msec () - main_msec) * 1e6 / n_events);
  bench_report ("live", "missing", "events", ilv_trace_get_n_missing (window->trace));
  bench_report ("live", "memory", "MiB", usage.ru_maxrss / 1024.0);
  bench_report ("live", "main loop held at most", "ms", window->held_msec);
  bench_report_all ("live", "frame, CPU", "ms", window->frames, window->n);
  bench_report_all ("live", "from frame to frame", "ms", window->intervals, window->n);
}

int
main (int    argc,
      char **argv)
{
  gint64 rate = 5000000;
  int seconds = 5, n_goroutines = 400, fd;
  const GOptionEntry entries[] = {
    { "rate", 0, 0, G_OPTION_ARG_INT64, &rate, "How many events a second", "N" },
    { "seconds", 0, 0, G_OPTION_ARG_INT, &seconds, "For how long", "N" },
    { "goroutines", 0, 0, G_OPTION_ARG_INT, &n_goroutines, "How many there are", "N" },
    { NULL },
  };
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autoptr(GError) error = NULL;
  static Window window;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  window.trace = ilv_trace_new ();
  window.session = ilv_session_new (window.trace);
  window.texts = ilv_text_cache_new (NULL);
  window.columns = ilv_columns_new ();
  window.context = cairo_create (cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH_PX,
                                                             HEIGHT_PX));
  window.loop = g_main_loop_new (NULL, FALSE);
  window.feed = ilv_feed_new (window.trace, NULL, &error);
  if (window.feed == NULL || (fd = ilv_feed_dup_fd (window.feed, &error)) < 0)
    g_error ("%s", error->message);
  ilv_feed_set_limits (window.feed, 0, LIMIT_BYTES);
  window.start_msec = window.last_msec = window.turn_msec = bench_now_msec ();
  window.pid = fork ();
  if (window.pid == 0)
    {
      be_the_program (fd, n_goroutines, rate, seconds);
      _exit (0);
    }
  g_timeout_add (FRAME_MSEC, frame_cb, &window);
  g_timeout_add (1, turn_cb, &window);
  g_main_loop_run (window.loop);
  ilv_feed_finish (window.feed, NULL);
  report_all (&window);
  ilv_feed_free (window.feed);
  return 0;
}
