/* test-liveness.c - Which slots are live where, in functions written by hand.
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib.h>

#include "code/liveness.h"

#define INSN(NAME, A, B, C) { .op = ILV_OPCODE_##NAME, .a = (A), .b = (B), .c = (C) }

static struct ilv_func
function (const union ilv_word *code, uint32_t n_code, uint32_t n_slots)
{
  return (struct ilv_func) { .code = code, .n_code = n_code, .n_slots = n_slots,
                             .defer_slot = ILV_NO_SLOT };
}

/* The first 64 slots before the instruction at @offset. */
static uint64_t
live_at (const struct ilv_func *func, uint32_t offset)
{
  struct ilv_liveness *liveness = ilv_liveness_new (func);
  const uint64_t *live;
  uint64_t bits;

  g_assert_nonnull (liveness);
  live = ilv_liveness_at (liveness, offset);
  g_assert_nonnull (live);
  bits = live[0];
  ilv_liveness_free (liveness);
  return bits;
}

static void
test_liveness_ends_with_last_use (void)
{
  static const union ilv_word code[] = {
    INSN (ADD, 3, 1, 2),
    INSN (MOV, 0, 3, 0),
    INSN (RET, 0, 0, 0),
  };
  struct ilv_func func = function (code, 3, 8);

  func.n_result_slots = 1;
  g_assert_cmphex (live_at (&func, 0), ==, 1 << 1 | 1 << 2);
  g_assert_cmphex (live_at (&func, 1), ==, 1 << 3);
  g_assert_cmphex (live_at (&func, 2), ==, 1 << 0);
}

static void
test_liveness_goes_around_loops (void)
{
  static const union ilv_word code[] = {
    INSN (LDI, 1, 0, 0),
    INSN (ADD, 2, 2, 1),               /* 1: slot 3, the limit, is read at 2 each time */
    INSN (INCLT, 1, 3, (uint16_t) -1),
    INSN (RET, 0, 0, 0),
  };
  struct ilv_func func = function (code, 4, 8);

  g_assert_cmphex (live_at (&func, 0), ==, 1 << 2 | 1 << 3);
  g_assert_cmphex (live_at (&func, 2), ==, 1 << 1 | 1 << 2 | 1 << 3);
  g_assert_cmphex (live_at (&func, 3), ==, 0);
}

static void
test_liveness_of_a_call (void)
{
  static const struct ilv_func callee = { .n_arg_slots = 2, .n_result_slots = 1 };
  static const union ilv_word code[] = {
    INSN (MOV, 6, 1, 0),
    INSN (CALL, 5, 0, 0),              /* 1: result in 5, parameter in 6 */
    { .address = &callee },
    INSN (ADD, 0, 5, 1),
    INSN (RET, 0, 0, 0),
  };
  struct ilv_func func = function (code, 5, 10);
  struct ilv_liveness *liveness;

  func.n_result_slots = 1;
  g_assert_cmphex (live_at (&func, 1), ==, 1 << 1 | 1 << 6);
  g_assert_cmphex (live_at (&func, 3), ==, 1 << 1 | 1 << 5);
  liveness = ilv_liveness_new (&func);
  g_assert_null (ilv_liveness_at (liveness, 2)); /* no instruction */
  g_assert_cmpuint (ilv_liveness_window (liveness, 3), ==, 5 - ILV_FRAME_HEAD);
  g_assert_cmpuint (ilv_liveness_window (liveness, 4), ==, UINT32_MAX);
  ilv_liveness_free (liveness);
}

static void
test_liveness_of_addresses_is_everywhere (void)
{
  static const union ilv_word code[] = {
    INSN (ZERO, 1, 0, 0),
    INSN (LEA, 1, 4, 2),
    INSN (RET, 0, 0, 0),
  };
  struct ilv_func func = function (code, 3, 8);

  for (uint32_t i = 0; i < 3; i++)
    g_assert_cmphex (live_at (&func, i), ==, 1 << 4 | 1 << 5);
}

/* What is read after a recover, and the list of deferred calls, are needed at any instruction. */
static void
test_liveness_after_panics (void)
{
  static const union ilv_word code[] = {
    INSN (ZERO, 2, 0, 0),
    INSN (ZERO, 3, 0, 0),
    INSN (PANIC, 4, 0, 0),
    INSN (RUNDEFERS, 2, 6, 0),         /* 3: here it goes on */
    INSN (MOV, 0, 1, 0),
    INSN (RET, 0, 0, 0),
  };
  struct ilv_func func = function (code, 6, 10);

  func.defer_slot = 2;
  func.recover_offset = 3;
  func.n_result_slots = 1;
  g_assert_cmphex (live_at (&func, 0), ==, 1 << 1 | 1 << 2 | 1 << 4 | 1 << 5);
  g_assert_cmphex (live_at (&func, 2), ==, 1 << 1 | 1 << 2 | 1 << 4 | 1 << 5);
}

static void
test_liveness_of_closure_ends_with_last_capture (void)
{
  static const union ilv_word code[] = {
    INSN (LDCAP, 1, 0, 2),
    INSN (RETMOV, 0, 2, 0),
  };
  struct ilv_func func = function (code, 2, 5);
  struct ilv_liveness *liveness = ilv_liveness_new (&func);

  g_assert_true (ilv_liveness_has_closure (liveness, ilv_liveness_at (liveness, 0)));
  g_assert_false (ilv_liveness_has_closure (liveness, ilv_liveness_at (liveness, 1)));
  ilv_liveness_free (liveness);
  g_assert_cmphex (live_at (&func, 1), ==, 1 << 2);
}

/* A native that has parked still uses its arguments, though it does not come back to them. */
static void
test_liveness_of_native_arguments (void)
{
  static const union ilv_word code[] = {
    INSN (CALLN, 3, 0, 0), { .bits = 0 }, { .low = 0, .high = 1 },
    INSN (CALLN_RESUME, 3, 0, 0), { .bits = 0 }, { .low = 0, .high = 1 },
    INSN (RET, 0, 0, 0),
  };
  struct ilv_func func = function (code, 7, 10);

  g_assert_cmphex (live_at (&func, 0), ==, 1 << 3);
  g_assert_cmphex (live_at (&func, 6), ==, 0xf << 3);
}

/* A received element is in its slots before the goroutine goes on. */
static void
test_liveness_of_what_is_received (void)
{
  static const union ilv_word code[] = {
    INSN (RECV, 2, 1, ILV_NO_SLOT), { .low = ILV_MEM_W2, .high = 2 },
    INSN (RECV_RESUME, 2, 1, ILV_NO_SLOT), { .low = ILV_MEM_W2, .high = 2 },
    INSN (MOV, 0, 2, 0),
    INSN (RET, 0, 0, 0),
  };
  struct ilv_func func = function (code, 6, 8);

  g_assert_cmphex (live_at (&func, 0) & ~UINT64_C (0xc), ==, 1 << 1);
  g_assert_cmphex (live_at (&func, 2), ==, 1 << 1 | 1 << 2 | 1 << 3);
  g_assert_cmphex (live_at (&func, 4), ==, 1 << 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/code/liveness/ends-with-last-use", test_liveness_ends_with_last_use);
  g_test_add_func ("/code/liveness/goes-around-loops", test_liveness_goes_around_loops);
  g_test_add_func ("/code/liveness/of-a-call", test_liveness_of_a_call);
  g_test_add_func ("/code/liveness/of-addresses-is-everywhere",
                   test_liveness_of_addresses_is_everywhere);
  g_test_add_func ("/code/liveness/after-panics", test_liveness_after_panics);
  g_test_add_func ("/code/liveness/of-closure-ends-with-last-capture",
                   test_liveness_of_closure_ends_with_last_capture);
  g_test_add_func ("/code/liveness/of-native-arguments", test_liveness_of_native_arguments);
  g_test_add_func ("/code/liveness/of-what-is-received", test_liveness_of_what_is_received);
  return g_test_run ();
}
