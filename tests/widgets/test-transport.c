/* test-transport.c - A replay moves the playhead, and ends.
 *
 * SPDX-License-Identifier: MIT
 */
#include "../model/model-test.h"
#include "widgets-test.h"
#include "widgets/ilv-transport.h"

typedef struct
{
  IlvTrace *trace;
  IlvSession *session;
  IlvTransport *transport;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->trace = trace_from_text ("0ms p0 g- go-create #1 new_g=1\n"
                                    "1ms p0 g1 go-start #2\n"
                                    "9ms p0 g1 go-block #3 reason=13\n"
                                    "10ms p0 g- go-ready #4 woken_g=1\n");
  ilv_trace_finish (fixture->trace);
  fixture->session = ilv_session_new (fixture->trace);
  fixture->transport = g_object_ref_sink (g_object_new (ILV_TYPE_TRANSPORT, NULL));
  ilv_transport_set_session (fixture->transport, fixture->session);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ilv_transport_set_session (fixture->transport, NULL);
  g_assert_finalize_object (fixture->transport);
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->trace);
}

static void
test_transport_plays_a_run_in_ten_seconds (Fixture *fixture, gconstpointer data)
{
  ilv_transport_toggle (fixture->transport);
  g_assert_true (ilv_transport_is_playing (fixture->transport));
  ilv_transport_advance (fixture->transport, 5 * G_USEC_PER_SEC);
  g_assert_cmpuint (ilv_session_get_playhead (fixture->session) / 1000, ==, 5000);
  ilv_transport_advance (fixture->transport, 4 * G_USEC_PER_SEC);
  g_assert_true (ilv_transport_is_playing (fixture->transport));
  ilv_transport_advance (fixture->transport, 2 * G_USEC_PER_SEC);
  g_assert_false (ilv_transport_is_playing (fixture->transport));
  g_assert_cmpuint (ilv_session_get_playhead (fixture->session), ==, 10 * 1000 * 1000);
}

static void
test_transport_goes_on_from_where_the_playhead_is_put (Fixture *fixture, gconstpointer data)
{
  ilv_transport_set_speed (fixture->transport, 1e-3);
  ilv_session_set_playhead (fixture->session, 2 * 1000 * 1000);
  ilv_transport_toggle (fixture->transport);
  ilv_transport_advance (fixture->transport, G_USEC_PER_SEC);
  g_assert_cmpuint (ilv_session_get_playhead (fixture->session) / 1000, ==, 3000);
  ilv_session_set_playhead (fixture->session, 7 * 1000 * 1000);
  ilv_transport_advance (fixture->transport, G_USEC_PER_SEC);
  g_assert_cmpuint (ilv_session_get_playhead (fixture->session) / 1000, ==, 8000);
  ilv_transport_toggle (fixture->transport);
  g_assert_false (ilv_transport_is_playing (fixture->transport));
}

/* By steps every event takes equally long: the sleep, the third of three, as long as the work. */
static void
test_transport_plays_by_events (Fixture *fixture, gconstpointer data)
{
  guint64 playhead;

  ilv_session_set_axis_kind (fixture->session, ILV_AXIS_STEPS);
  ilv_transport_toggle (fixture->transport);
  ilv_transport_advance (fixture->transport, 8 * G_USEC_PER_SEC);
  playhead = ilv_session_get_playhead (fixture->session);
  g_assert_cmpuint (playhead, >, 9 * 1000 * 1000);
  g_assert_cmpuint (playhead, <, 10 * 1000 * 1000);
}

#define ADD(path, function) \
  g_test_add ("/widgets/transport/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  widgets_test_init (&argc, &argv);
  ADD ("plays-a-run-in-ten-seconds", test_transport_plays_a_run_in_ten_seconds);
  ADD ("goes-on-from-where-the-playhead-is-put",
       test_transport_goes_on_from_where_the_playhead_is_put);
  ADD ("plays-by-events", test_transport_plays_by_events);
  return g_test_run ();
}
