/* test-crowd-hint.c - When the axis of events is offered.
 *
 * SPDX-License-Identifier: MIT
 */
#include "../model/model-test.h"
#include "widgets-test.h"
#include "widgets/ilv-crowd-hint.h"

#define N_TURNS 20

/* Whether it is offered for a goroutine that runs and yields with @turn_nsec for each, and then
 * sleeps for a second. */
static gboolean
is_offered (guint64 turn_nsec)
{
  g_autoptr (IlvTrace) trace = trace_from_text ("0ms p0 g- go-create #1 new_g=1\n");
  g_autoptr (IlvSession) session = NULL;
  g_autoptr (IlvCrowdHint) hint = g_object_ref_sink (g_object_new (ILV_TYPE_CROWD_HINT, NULL));
  struct ilv_event event = { .g = 1 };

  for (guint i = 0; i < N_TURNS; i++)
    {
      event.type = i % 2 == 0 ? ILV_EVENT_GO_START : ILV_EVENT_GO_YIELD;
      event.time_nsec = i * turn_nsec;
      ilv_trace_add_events (trace, &event, 1);
    }
  event.type = ILV_EVENT_GO_START;
  event.time_nsec += G_GUINT64_CONSTANT (1000000000);
  ilv_trace_add_events (trace, &event, 1);
  ilv_trace_finish (trace);
  session = ilv_session_new (trace);
  ilv_crowd_hint_set_session (hint, session);
  return gtk_widget_get_visible (GTK_WIDGET (hint));
}

static void
test_crowd_hint_comes_when_most_is_below_a_pixel (void)
{
  g_assert_true (is_offered (1000));
  g_assert_false (is_offered (5 * 1000 * 1000));
}

int
main (int argc, char **argv)
{
  widgets_test_init (&argc, &argv);
  g_test_add_func ("/widgets/crowd-hint/comes-when-most-is-below-a-pixel",
                   test_crowd_hint_comes_when_most_is_below_a_pixel);
  return g_test_run ();
}
