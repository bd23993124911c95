/* SPDX-License-Identifier: MIT */
#include "trace-test.h"
#include "trace/validate.h"

/* Two processors, main makes a channel and starts g2, they meet. */
#define PROLOGUE                                    \
  "0ms p0 g- string id=1 length=4\n"                \
  "data \"main\"\n"                                 \
  "0ms p0 g- procs n=2\n"                           \
  "0ms p0 g- proc-start m=1\n"                      \
  "0ms p1 g- proc-start m=2\n"                      \
  "1ms p0 g- go-create #1 new_g=1 func=1\n"         \
  "1ms p0 g1 go-start #2\n"                         \
  "1ms p0 g1 object-make #1 object=1 kind=1\n"      \
  "1ms p0 g1 chan-cap #2 chan=1 cap=1\n"            \
  "1ms p0 g1 object-make #1 object=2 kind=4\n"      \
  "1ms p0 g1 object-make #1 object=3 kind=2\n"      \
  "1ms p0 g1 go-create #1 new_g=2 func=1\n"         \
  "2ms p1 g2 go-start #2\n"

/* NULL if @text is legal after the prologue; else the first message. */
static char *
first_message (const char *text)
{
  g_autofree char *whole = g_strconcat (PROLOGUE, text, NULL);
  g_autoptr (GArray) events = events_from_text (whole);
  struct ilv_validate *validate = ilv_validate_new ();
  char *message;

  ilv_validate_add (validate, (struct ilv_event *) events->data, events->len);
  g_assert_cmpint (ilv_validate_finish (validate), ==,
                   ilv_validate_n_violations (validate) == 0);
  message = g_strdup (ilv_validate_message (validate, 0));
  ilv_validate_free (validate);
  return message;
}

static void
assert_legal (const char *text)
{
  g_autofree char *message = first_message (text);

  g_assert_cmpstr (message, ==, NULL);
}

/* The first violation of @text after the prologue is @words. */
static void
assert_illegal (const char *text, const char *words)
{
  g_autofree char *message = first_message (text);
  g_autofree char *wanted = g_strconcat (": ", words, NULL);

  g_assert_nonnull (message);
  if (!g_str_has_suffix (message, wanted))
    g_error ("\"%s\" does not end in \"%s\"", message, words);
}

static void
test_validate_accepts_a_life (void)
{
  assert_legal ("2ms p1 g2 go-block #3 on=1 reason=2\n"
                "3ms p0 g1 chan-send-to #3 chan=1 receiver=2\n"
                "value int size=8 42\n"
                "3ms p0 g1 go-ready #4 woken_g=2\n"
                "3ms p0 g1 output fd=1 length=30\n"
                "data \"0123456789012345678901234567\"\n"
                "data \"89\"\n"
                "4ms p1 g2 go-start #5\n"
                "4ms p1 g2 syscall-enter #6\n"
                "4ms p1 g2 syscall-exit #7\n"
                "4ms p1 g2 go-end #8\n"
                "5ms p0 g1 go-yield #3\n"
                "5ms p1 g1 go-start #4\n"
                "5ms p0 g- proc-stop m=1\n"
                "6ms p1 g1 chan-send #4 chan=1 len=1\n"
                "6ms p1 g1 chan-close #5 chan=1\n"
                "6ms p1 g1 chan-recv #6 chan=1\n"
                "6ms p1 g1 chan-recv-closed #7 chan=1\n"
                "6ms p1 g1 select n_cases=2 chosen=-1\n"
                "6ms p1 g1 user-log category=1 message=1\n"
                "6ms p1 g1 task-start task=5 name=1\n"
                "6ms p1 g1 region-start task=5 name=1\n"
                "6ms p1 g1 region-stop task=5 name=1\n"
                "6ms p1 g1 task-stop task=5 name=1\n"
                "7ms p- g- exit\n"
                "7ms p- g- lost n_low=3\n");
}

static void
test_validate_accepts_a_lost_processor (void)
{
  assert_legal ("2ms p1 g2 syscall-enter #3\n"
                "3ms p1 g- proc-stop m=2\n"
                "3ms p1 g- proc-start m=3\n"
                "4ms p- g2 syscall-lost #4\n"
                "5ms p1 g2 go-start #5\n"
                "5ms p1 g2 syscall-enter #6\n"
                "5ms p0 g1 go-create #1 new_g=3 func=1\n"
                "5ms p1 g3 go-start #2\n"
                "6ms p- g2 syscall-lost #7\n"
                "6ms p1 g3 go-end #3\n");
}

static void
test_validate_checks_goroutines (void)
{
  assert_illegal ("3ms p0 g1 go-start #3", "goroutine 1 is running, not runnable");
  assert_illegal ("3ms p0 g1 go-ready #3 woken_g=2", "goroutine 2 is running, not waiting");
  assert_illegal ("3ms p0 g1 go-create #1 new_g=2", "the number before it was 2");
  assert_illegal ("3ms p0 g1 go-end #4", "the number before it was 2");
  assert_illegal ("3ms p0 g1 go-create #1", "there is no goroutine 0");
  assert_illegal ("3ms p0 g2 heap", "goroutine 2 does not run there");
  assert_illegal ("3ms p- g2 heap", "goroutine 2 does not run there");
  assert_illegal ("3ms p0 g1 go-end #3\n3ms p0 g1 heap", "goroutine 1 does not run there");
  assert_illegal ("3ms p0 g1 go-create #1 new_g=3\n3ms p0 g3 go-start #2",
                  "goroutine 1 runs there");
  assert_illegal ("3ms p0 g1 go-create #1 new_g=3\n3ms p5 g3 go-start #2",
                  "processor 5 has no thread");
  assert_illegal ("3ms p0 g1 go-block #3 reason=99", "there is no such reason");
  assert_illegal ("3ms p0 g1 go-block #3 on=77 reason=2", "object 77 is not made");
  assert_illegal ("3ms p1 g- proc-stop m=2", "goroutine 2 runs there");
  assert_illegal ("3ms p1 g- proc-start m=2", "it has a thread");
  assert_illegal ("3ms p4 g- proc-stop m=2", "it has no thread");
  assert_illegal ("2ms p1 g2 syscall-enter #3\n3ms p1 g- proc-stop m=2\n"
                  "3ms p1 g- proc-start m=2\n3ms p1 g2 syscall-exit #4",
                  "goroutine 2 does not run there");
}

static void
test_validate_checks_channels (void)
{
  assert_illegal ("3ms p0 g1 chan-send #3 chan=1 len=2", "the channel held 0 of 1");
  assert_illegal ("3ms p0 g1 chan-send #3 chan=1 len=1\n3ms p0 g1 chan-send #4 chan=1 len=2",
                  "the channel held 1 of 1");
  assert_illegal ("3ms p0 g1 chan-recv #3 chan=1", "the channel held 0");
  assert_illegal ("3ms p0 g1 chan-send #4 chan=1 len=1", "the number before it was 2");
  assert_illegal ("3ms p0 g1 chan-close #3 chan=1\n3ms p0 g1 chan-send #4 chan=1 len=1",
                  "the channel is closed");
  assert_illegal ("3ms p0 g1 chan-close #3 chan=1\n3ms p0 g1 chan-close #4 chan=1",
                  "the channel is closed");
  assert_illegal ("3ms p0 g1 chan-recv-closed #3 chan=1", "the channel is open and held 0");
  assert_illegal ("3ms p0 g1 chan-recv-from #3 chan=1 sender=2", "the channel held 0 of 1");
  assert_illegal ("3ms p0 g1 chan-send #3 chan=1 len=1\n"
                  "3ms p0 g1 chan-send-to #4 chan=1 receiver=2",
                  "the channel held 1");
  assert_illegal ("3ms p0 g1 chan-send #2 chan=2 len=1", "object 2 is a RWMutex");
  assert_illegal ("3ms p0 g1 chan-send #1 chan=9 len=1", "object 9 is not made");
  assert_illegal ("3ms p0 g1 chan-close #1", "there is no object 0");
  assert_illegal ("3ms p0 g1 object-make #3 object=1 kind=1", "object 1 was made before");
  assert_illegal ("3ms p0 g1 object-make #1 object=4 kind=50", "there is no such kind of object");
  /* Found by fuzzing: a kind out of range was shifted by. */
  assert_illegal ("3ms p0 g1 object-make #1 object=4 kind=97\n3ms p0 g1 chan-close #2 chan=4",
                  "there is no such kind of object");
  assert_illegal ("3ms p0 g1 select n_cases=2 chosen=2", "there is no such case");
}

static void
test_validate_checks_sync (void)
{
  assert_legal ("3ms p0 g1 rlock #2 mutex=2 readers=1\n3ms p1 g2 rlock #3 mutex=2 readers=2\n"
                "3ms p0 g1 runlock #4 mutex=2 readers=1\n3ms p0 g1 runlock #5 mutex=2\n"
                "3ms p0 g1 lock #6 mutex=2 holder=2\n3ms p1 g2 unlock #7 mutex=2\n"
                "3ms p0 g1 wg-add #2 wg=3 counter=1\n3ms p1 g2 wg-add #3 wg=3\n"
                "3ms p0 g1 wg-wait #4 wg=3");
  assert_illegal ("3ms p0 g1 wg-add #2 wg=3 counter=-1", "the counter is negative");
  assert_illegal ("3ms p0 g1 lock #2 mutex=2 holder=1\n3ms p1 g2 lock #3 mutex=2 holder=2",
                  "it is held");
  assert_illegal ("3ms p0 g1 lock #2 mutex=2", "nobody holds it");
  assert_illegal ("3ms p0 g1 unlock #2 mutex=2", "it is not held");
  assert_illegal ("3ms p0 g1 lock #2 mutex=2 holder=1\n3ms p1 g2 rlock #3 mutex=2 readers=1",
                  "somebody writes and 0 read");
  assert_illegal ("3ms p0 g1 rlock #2 mutex=2 readers=2", "before it 0 read");
  assert_illegal ("3ms p0 g1 runlock #2 mutex=2", "before it 0 read");
  assert_illegal ("3ms p0 g1 rlock #2 mutex=2 readers=1\n3ms p1 g2 lock #3 mutex=2 holder=2",
                  "it is held");
}

static void
test_validate_checks_timers (void)
{
  assert_legal ("3ms p0 g1 object-make #1 object=4 kind=7\n3ms p0 g1 timer-set #2 timer=4 usec=9\n"
                "3ms p0 g1 timer-set #3 timer=4 usec=8\n"
                "3ms p1 g- timer-fire #4 timer=4 periodic=1\n3ms p1 g- timer-fire #5 timer=4\n"
                "3ms p0 g1 timer-set #6 timer=4\n3ms p0 g1 timer-stop #7 timer=4");
  assert_illegal ("3ms p0 g1 object-make #1 object=4 kind=7\n3ms p0 g1 timer-stop #2 timer=4",
                  "it is not set");
  assert_illegal ("3ms p0 g1 object-make #1 object=4 kind=7\n3ms p0 g1 timer-set #2 timer=4\n"
                  "3ms p1 g- timer-fire #3 timer=4\n3ms p1 g- timer-fire #4 timer=4",
                  "it is not set");
  assert_illegal ("3ms p0 g1 timer-set #2 timer=2", "object 2 is a RWMutex");
}

static void
test_validate_checks_each_record (void)
{
  assert_illegal ("1ms p0 g1 heap", "time goes back");
  assert_illegal ("3ms p64 g- heap", "there is no such processor");
  assert_illegal ("raw ff7f0100" "00000000000000000000000000000000000000000000000000000000",
                  "there is no such event");
  assert_illegal ("3ms p0 g1 heap object=3", "a field that has no meaning is not 0");
  assert_illegal ("3ms p0 g1 go-name name=7", "string 7 is not defined");
  assert_illegal ("3ms p0 g1 site file=1 line=4 #7", "string 7 is not defined");
  assert_illegal ("3ms p0 g1 string length=1\ndata \"a\"", "a string needs an id");
  assert_illegal ("data \"a\"", "0 bytes are to come");
  assert_illegal ("3ms p0 g1 output fd=1 length=2\ndata \"abc\"", "2 bytes are to come");
  assert_illegal ("3ms p0 g1 output fd=1 length=2\n3ms p0 g1 heap", "2 bytes were still to come");
  assert_illegal ("3ms p0 g1 output fd=1 length=2", "2 bytes were still to come");
  assert_illegal ("value int size=8 1", "no value was sent or received");
  assert_illegal ("3ms p0 g1 chan-send #3 chan=1 len=1\n"
                  "value text size=49 \"{123456789 123456789 123\"",
                  "a text has not so many bytes");
  assert_illegal ("3ms p0 g1 chan-send #3 chan=1 len=1\n"
                  "value text size=27 \"{1}\"", "a text has not so many bytes");
  assert_illegal ("3ms p0 g1 chan-send #3 chan=1 len=1\n"
                  "value text size=27 \"{123456789 123456789 123\"\n3ms p0 g1 heap",
                  "the text before it goes on");
  assert_illegal ("3ms p0 g1 chan-send #3 chan=1 len=1\n"
                  "value text size=27 \"{123456789 123456789 123\"\nvalue int size=8 1",
                  "the text before it goes on");
  assert_illegal ("3ms p0 g- exit\n4ms p0 g- heap", "the program is over");
  assert_illegal ("3ms p0 g- gc-stop", "it has not started");
  assert_illegal ("3ms p0 g- gc-start\n3ms p0 g- gc-start", "it has started before");
  assert_illegal ("3ms p0 g- stall-stop", "it has not started");
  assert_illegal ("3ms p0 g1 region-stop name=1", "it is in no region");
  assert_illegal ("3ms p0 g1 region-start name=1\n3ms p1 g2 region-stop name=1",
                  "it is in no region");
  assert_illegal ("3ms p0 g- held-start\n4ms p0 g- held-start", "it has started before");
}

static void
test_validate_is_lenient_after_losses (void)
{
  assert_legal ("3ms p0 g1 lost n_low=4\n3ms p0 g7 go-end #9\n3ms p0 g1 chan-recv #9 chan=5\n"
                "3ms p0 g1 output fd=1 length=2\ndata \"ab\"");
  assert_illegal ("3ms p0 g1 lost n_low=4\n1ms p0 g7 go-end #9", "time goes back");
}

static void
test_validate_keeps_the_first_messages (void)
{
  struct ilv_validate *validate = ilv_validate_new ();
  struct ilv_event event = { .type = ILV_EVENT_GO_END, .g = 1 };

  for (unsigned i = 0; i < 100; i++)
    {
      event.seq = i;
      ilv_validate_add (validate, &event, 1);
    }
  g_assert_false (ilv_validate_finish (validate));
  g_assert_cmpuint (ilv_validate_n_violations (validate), >=, 100);
  g_assert_cmpstr (ilv_validate_message (validate, 0), ==,
                   "event 1, 0.000000ms p0 g1 go-end: goroutine 1 does not run there");
  g_assert_nonnull (ilv_validate_message (validate, ILV_VALIDATE_N_MESSAGES - 1));
  g_assert_null (ilv_validate_message (validate, ILV_VALIDATE_N_MESSAGES));
  ilv_validate_free (validate);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(path, function) g_test_add_func ("/trace/validate/" path, test_validate_##function)
  TEST ("accepts-a-life", accepts_a_life);
  TEST ("accepts-a-lost-processor", accepts_a_lost_processor);
  TEST ("checks-goroutines", checks_goroutines);
  TEST ("checks-channels", checks_channels);
  TEST ("checks-sync", checks_sync);
  TEST ("checks-timers", checks_timers);
  TEST ("checks-each-record", checks_each_record);
  TEST ("is-lenient-after-losses", is_lenient_after_losses);
  TEST ("keeps-the-first-messages", keeps_the_first_messages);
#undef TEST
  return g_test_run ();
}
