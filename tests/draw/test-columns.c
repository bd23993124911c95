/* test-columns.c - Columns from earlier frames are those that would be worked out now.
 * SPDX-License-Identifier: MIT
 */
#include "../model/model-test.h"

#include <math.h>

#include "draw/ilv-layout.h"

#define WIDTH   300
#define N_STEPS 60

typedef struct
{
  IlvTrace *trace;
  IlvSession *session;
  IlvColumns *columns;
  guint64 now_nsec;
  guint n_turns;
} Fixture;

/* The one goroutine runs and yields; now and then it is away for long. */
static void
grow (Fixture *fixture,
      guint    n_turns)
{
  g_autoptr(GArray) events = g_array_new (FALSE, TRUE, sizeof (struct ilv_event));

  for (guint i = 0; i < n_turns; i++, fixture->n_turns++)
    {
      struct ilv_event event = { .type = fixture->n_turns % 2 ? ILV_EVENT_GO_YIELD
                                                              : ILV_EVENT_GO_START,
                                 .g = 1, .time_nsec = fixture->now_nsec };

      g_array_append_val (events, event);
      fixture->now_nsec += fixture->n_turns % 200 == 0 ? 90000 : g_random_int_range (5, 250);
    }
  ilv_trace_add_events (fixture->trace, (const struct ilv_event *) events->data, events->len);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  struct ilv_event birth = { .type = ILV_EVENT_GO_CREATE, .object = 1 };

  *fixture = (Fixture) { .trace = ilv_trace_new (), .columns = ilv_columns_new () };
  ilv_trace_add_events (fixture->trace, &birth, 1);
  grow (fixture, 4000);
  fixture->session = ilv_session_new (fixture->trace);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  ilv_columns_free (fixture->columns);
  g_object_unref (fixture->session);
  g_object_unref (fixture->trace);
}

static IlvViewport
create_viewport (Fixture *fixture,
                 double   start_nsec,
                 double   nsec_per_px)
{
  return (IlvViewport) {
    .parts = ILV_PART_LANES,
    .start_nsec = start_nsec,
    .nsec_per_px = nsec_per_px,
    .width_px = WIDTH,
    .columns = fixture->columns,
    .max_effort = G_MAXUINT,
  };
}

/* (transfer full) */
static char *
build_text (Fixture     *fixture,
            IlvViewport  viewport)
{
  g_autoptr(IlvDisplayList) list = ilv_layout_build (fixture->session, &viewport,
                                                     ilv_text_measure_anywhere ());

  return ilv_display_list_to_text (list);
}

static void
assert_exact (Fixture *fixture,
              double   start_nsec,
              double   nsec_per_px)
{
  IlvViewport viewport = create_viewport (fixture, start_nsec, nsec_per_px);
  g_autofree char *remembered = build_text (fixture, viewport);
  g_autofree char *anew = NULL;

  viewport.columns = NULL;
  anew = build_text (fixture, viewport);
  g_assert_nonnull (strstr (anew, "row "));
  g_assert_cmpstr (remembered, ==, anew);
}

static void
test_columns_move_with_the_view (Fixture       *fixture,
                                 gconstpointer  data)
{
  double start_nsec = 1000;

  for (guint i = 0; i < N_STEPS; i++)
    {
      assert_exact (fixture, start_nsec, 700);
      start_nsec += 700.0 * g_random_int_range (-150, 200);
      start_nsec = CLAMP (start_nsec, -100 * 700.0, 250000);
      start_nsec = floor (start_nsec / 700) * 700;
    }
}

static void
test_columns_of_another_scale_are_others (Fixture       *fixture,
                                          gconstpointer  data)
{
  for (guint i = 0; i < N_STEPS; i++)
    assert_exact (fixture, 1000 + 37 * i, 400 + i % 3 * 0.5);
}

/* Nothing that may still change is kept. */
static void
test_columns_see_what_grows (Fixture       *fixture,
                             gconstpointer  data)
{
  for (guint i = 0; i < N_STEPS; i++)
    {
      double end_nsec = ilv_trace_get_end_nsec (fixture->trace);

      assert_exact (fixture, floor (end_nsec / 700) * 700 - 200 * 700, 700);
      grow (fixture, 1 + i % 40);
    }
}

static void
test_columns_forget_what_is_let_go (Fixture       *fixture,
                                    gconstpointer  data)
{
  gsize size_bytes = ilv_trace_get_size_bytes (fixture->trace);
  g_autofree char *text = NULL;

  assert_exact (fixture, 0, 700);
  ilv_trace_set_limit (fixture->trace, size_bytes);
  while (ilv_trace_get_n_let_go (fixture->trace, NULL) == 0)
    grow (fixture, 4000);
  /* One lane after the other. */
  for (guint i = 0; i < 10; i++)
    grow (fixture, 4000);
  text = build_text (fixture, create_viewport (fixture, 0, 700));
  g_assert_null (strstr (text, "row "));
}

static void
test_columns_follow_the_axis (Fixture       *fixture,
                              gconstpointer  data)
{
  for (guint kind = 0; kind < ILV_N_AXES; kind++)
    {
      IlvViewport viewport = create_viewport (fixture, 1000, 20000);
      g_autofree char *remembered = NULL, *anew = NULL;

      ilv_session_set_axis_kind (fixture->session, kind);
      viewport.axis = ilv_session_get_axis (fixture->session);
      remembered = build_text (fixture, viewport);
      viewport.columns = NULL;
      anew = build_text (fixture, viewport);
      g_assert_cmpstr (remembered, ==, anew);
    }
}

/* A frame has time for some; the rest is rough at first, but there, and fine in the end, also
 * if the view is zoomed meanwhile. */
static void
test_columns_become_fine (Fixture       *fixture,
                          gconstpointer  data)
{
  IlvViewport viewport = create_viewport (fixture, 0, 3000);
  g_autofree char *fine = NULL, *last = NULL;
  gboolean is_rough = TRUE;
  guint n_frames = 0;

  viewport.max_effort = 0;
  while (is_rough)
    {
      g_autoptr(IlvDisplayList) list = ilv_layout_build (fixture->session, &viewport,
                                                         ilv_text_measure_anywhere ());

      is_rough = list->is_rough;
      g_assert_true (is_rough || n_frames > 0);
      for (guint i = 10; i < list->cells->len; i++)
        g_assert_cmpuint (g_array_index (list->cells, IlvCell, i).span, !=, ILV_NO_INDEX);
      viewport.max_effort = WIDTH;
      if (++n_frames < 4)
        viewport.nsec_per_px /= 1.1;
      g_assert_cmpuint (n_frames, <, 60);
    }
  g_assert_cmpuint (n_frames, >, 4);
  viewport.max_effort = G_MAXUINT;
  last = build_text (fixture, viewport);
  viewport.columns = NULL;
  fine = build_text (fixture, viewport);
  g_assert_cmpstr (last, ==, fine);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/draw/columns/" path, Fixture, NULL, set_up, function, \
                                        tear_down)
  ADD ("move-with-the-view", test_columns_move_with_the_view);
  ADD ("of-another-scale-are-others", test_columns_of_another_scale_are_others);
  ADD ("see-what-grows", test_columns_see_what_grows);
  ADD ("forget-what-is-let-go", test_columns_forget_what_is_let_go);
  ADD ("follow-the-axis", test_columns_follow_the_axis);
  ADD ("become-fine", test_columns_become_fine);
#undef ADD
  return g_test_run ();
}
