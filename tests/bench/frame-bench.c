/* frame-bench.c - What a frame of the timeline costs, in the real widget.
 *
 *   xvfb-run frame-bench FILE.go [SECONDS]
 *
 * Runs the program for so long (5) and follows it live; then zooms, pans and scrolls what was
 * seen, a step each frame. Prints one line of JSON for each action: the main thread's processor time
 * from the beginning of a frame to its end, with all GTK does in it, and
 * the time from frame to frame.
 *
 * SPDX-License-Identifier: MIT
 */
#include <adwaita.h>
#include <stdlib.h>

#include "bench.h"
#include "ilv-runner.h"
#include "widgets/ilv-timeline-view.h"
#include "widgets/ilv-ui.h"

#define WIDTH_PX  1600
#define HEIGHT_PX 900
#define N_FRAMES  200
#define PAN_PX    16
#define SCROLL_PX 40
#define ZOOM      1.05

typedef struct
{
  GMainLoop *loop;
  IlvRunner *runner;
  IlvSession *session;
  GtkWidget *view;
  GtkAdjustment *vadjustment;
  GArray *spent_msec;    /* double; of each frame of this action */
  GArray *between_msec;
  double began_msec;     /* the frame, of processor time; */
  double last_msec;      /* and the one before it, of real time; 0: none */
  guint n_frames;        /* of this action */
} Bench;

static void
before_paint_cb (Bench *bench)
{
  double now = bench_now_msec ();
  double between = now - bench->last_msec;

  if (bench->last_msec > 0)
    g_array_append_val (bench->between_msec, between);
  bench->last_msec = now;
  bench->began_msec = bench_thread_msec ();
}

static void
after_paint_cb (Bench *bench)
{
  double spent = bench_thread_msec () - bench->began_msec;

  g_array_append_val (bench->spent_msec, spent);
}

static void
report (const char *what, const char *action, GArray *times)
{
  if (times->len > 0)
    bench_report_all (what, action, "ms", (double *) times->data, times->len);
}

static void
begin_action (Bench *bench)
{
  g_array_set_size (bench->spent_msec, 0);
  g_array_set_size (bench->between_msec, 0);
  bench->last_msec = 0;
  bench->n_frames = 0;
}

static void
end_action (Bench *bench, const char *action)
{
  report ("frame,", action, bench->spent_msec);
  report ("from frame to frame,", action, bench->between_msec);
}

static void
step_zoom (Bench *bench)
{
  double start_nsec, end_nsec;

  ilv_session_get_view (bench->session, &start_nsec, &end_nsec);
  ilv_session_zoom_at (bench->session, (start_nsec + end_nsec) / 2,
                       bench->n_frames < N_FRAMES / 2 ? ZOOM : 1 / ZOOM);
}

static void
step_pan (Bench *bench)
{
  double per_px = ilv_timeline_view_get_nsec_per_px (ILV_TIMELINE_VIEW (bench->view));

  ilv_session_pan (bench->session, bench->n_frames < N_FRAMES / 2 ? PAN_PX * per_px
                                                                  : -PAN_PX * per_px);
}

static void
step_scroll (Bench *bench)
{
  double value = gtk_adjustment_get_value (bench->vadjustment);

  gtk_adjustment_set_value (bench->vadjustment, bench->n_frames < N_FRAMES / 2 ? value + SCROLL_PX
                                                                               : value - SCROLL_PX);
}

static const struct
{
  const char *name;
  void (*step) (Bench *bench);
} actions[] = { { "zooming", step_zoom }, { "panning", step_pan }, { "scrolling", step_scroll } };

typedef struct
{
  Bench *bench;
  guint action;
} Step;

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Step *step = data;
  Bench *bench = step->bench;

  if (bench->n_frames == N_FRAMES)
    {
      end_action (bench, actions[step->action].name);
      begin_action (bench);
      step->action++;
    }
  if (step->action == G_N_ELEMENTS (actions))
    {
      g_main_loop_quit (bench->loop);
      return G_SOURCE_REMOVE;
    }
  actions[step->action].step (bench);
  bench->n_frames++;
  return G_SOURCE_CONTINUE;
}

static gboolean
stop_cb (gpointer data)
{
  ilv_runner_stop (((Bench *) data)->runner);
  return G_SOURCE_REMOVE;
}

static void
create_window (Bench *bench)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GdkFrameClock *clock;

  bench->view = g_object_new (ILV_TYPE_TIMELINE_VIEW, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), bench->view);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH_PX, HEIGHT_PX);
  bench->vadjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  ilv_timeline_view_set_session (ILV_TIMELINE_VIEW (bench->view), bench->session);
  gtk_window_present (GTK_WINDOW (window));
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (before_paint_cb), bench);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (after_paint_cb), bench);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Bench bench = { .loop = g_main_loop_new (NULL, FALSE) };
  Step step = { &bench, 0 };
  double seconds = argc > 2 ? g_ascii_strtod (argv[2], NULL) : 5;
  double before;

  if (argc < 2)
    g_error ("frame-bench FILE.go [SECONDS]");
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  adw_init ();
  ilv_ui_init ();
  bench.spent_msec = g_array_new (FALSE, FALSE, sizeof (double));
  bench.between_msec = g_array_new (FALSE, FALSE, sizeof (double));
  bench.runner = ilv_runner_new ((const char *[]) { argv[1], NULL });
  bench.session = ilv_session_new (ilv_runner_get_trace (bench.runner));
  create_window (&bench);

  begin_action (&bench);
  if (!ilv_runner_start (bench.runner, &error))
    g_error ("%s", error->message);
  before = bench_now_msec ();
  g_timeout_add ((guint) (seconds * 1000), stop_cb, &bench);
  g_signal_connect_swapped (bench.runner, "ended", G_CALLBACK (g_main_loop_quit), bench.loop);
  g_main_loop_run (bench.loop);
  end_action (&bench, "live");
  bench_report (NULL, "events taken in", "events/s",
                (double) ilv_trace_get_n_events (ilv_runner_get_trace (bench.runner))
                  / (bench_now_msec () - before) * 1000);

  begin_action (&bench);
  gtk_widget_add_tick_callback (bench.view, tick_cb, &step, NULL);
  g_main_loop_run (bench.loop);
  return 0;
}
