/* test-disasm.c - Listing code and refusing code that cannot be run.
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib.h>
#include <stdlib.h>

#include "code/disasm.h"

static struct ilv_func
func_of (const union ilv_word *code, uint32_t n_code, uint32_t n_slots)
{
  return (struct ilv_func) { .code = code, .n_code = n_code, .n_slots = n_slots, .name = "f",
                             .defer_slot = ILV_NO_SLOT };
}

/* NULL: accepted. */
static char *
refusal (const union ilv_word *code, uint32_t n_code, uint32_t n_slots)
{
  struct ilv_func func = func_of (code, n_code, n_slots);
  char why[200];

  return ilv_verify_func (&func, why, sizeof why) ? NULL : g_strdup (why);
}

#define assert_refused(code, n_slots, words) \
  do { \
    g_autofree char *refused = refusal (code, G_N_ELEMENTS (code), n_slots); \
    g_assert_nonnull (refused); \
    g_assert_nonnull (strstr (refused, words)); \
  } while (0)

static void
test_disasm_lists_operands_and_targets (void)
{
  union ilv_word code[] = {
    { .op = ILV_OPCODE_LDI, .a = 1 }, { .op = ILV_OPCODE_ADDI, .a = 1, .b = 1, .c = 0xffff },
    { .op = ILV_OPCODE_B_GTI, .a = 1, .b = 0, .c = 0xffff }, { .op = ILV_OPCODE_RET },
  };
  struct ilv_func func = func_of (code, G_N_ELEMENTS (code), 2);
  g_autofree char *text = NULL;
  size_t size;
  FILE *out = open_memstream (&text, &size);

  code[0].imm = 7;
  ilv_disasm_func (out, &func);
  fclose (out);
  g_assert_nonnull (strstr (text, "LDI        r1 7\n"));
  g_assert_nonnull (strstr (text, "ADDI       r1 r1 -1\n"));
  g_assert_nonnull (strstr (text, "B_GTI      r1 0 ->1\n"));
}

static void
test_verify_accepts_good_code (void)
{
  union ilv_word code[] = {
    { .op = ILV_OPCODE_LDK, .a = 0 }, { .bits = 42 },
    { .op = ILV_OPCODE_MOV2, .a = 0, .b = 2 }, { .op = ILV_OPCODE_RET },
  };

  g_assert_null (refusal (code, G_N_ELEMENTS (code), 4));
}

static void
test_verify_refuses_slots_outside_the_frame (void)
{
  union ilv_word one[] = { { .op = ILV_OPCODE_MOV, .a = 0, .b = 4 }, { .op = ILV_OPCODE_RET } };
  union ilv_word wide[] = { { .op = ILV_OPCODE_MOV3, .a = 0, .b = 2 }, { .op = ILV_OPCODE_RET } };

  assert_refused (one, 4, "slot 4 is outside the frame");
  assert_refused (wide, 4, "slot 2 is outside the frame");
}

static void
test_verify_refuses_jumps_into_nothing (void)
{
  union ilv_word out[] = { { .op = ILV_OPCODE_J_EQI, .a = 0, .c = 9 }, { .op = ILV_OPCODE_RET } };
  /* Into the word that belongs to LDK. */
  union ilv_word inside[] = {
    { .op = ILV_OPCODE_LDK, .a = 0 }, { .bits = 0 },
    { .op = ILV_OPCODE_J_EQI, .a = 0, .c = 0xffff }, { .op = ILV_OPCODE_RET },
  };

  assert_refused (out, 1, "jumps by 9");
  assert_refused (inside, 1, "jumps by -1");
}

static void
test_verify_refuses_unknown_and_cut_off (void)
{
  union ilv_word unknown[] = { { .op = ILV_N_OPCODES } };
  union ilv_word cut[] = { { .op = ILV_OPCODE_LDK, .a = 0 } };
  union ilv_word nothing[1] = { { .op = ILV_OPCODE_RET } };
  g_autofree char *why = refusal (nothing, 0, 1);

  assert_refused (unknown, 1, "unknown instruction");
  assert_refused (cut, 1, "LDK is cut off");
  g_assert_nonnull (strstr (why, "no code"));
}

/* A jump may lead to the second half of a pair: it stays an instruction, and begins a pair of its
 * own. */
static void
test_fuse_changes_only_the_number_of_the_first (void)
{
  union ilv_word code[] = {
    { .op = ILV_OPCODE_MUL, .a = 0, .b = 1, .c = 1 }, { .op = ILV_OPCODE_ADD, .b = 1, .c = 0 },
    { .op = ILV_OPCODE_INCLT, .a = 1, .b = 0, .c = 0xffff }, { .op = ILV_OPCODE_RET },
  };
  struct ilv_func func = func_of (code, G_N_ELEMENTS (code), 2);
  g_autofree char *text = NULL;
  size_t size;
  FILE *out = open_memstream (&text, &size);

  ilv_opcode_fuse (code, G_N_ELEMENTS (code));
  ilv_disasm_func (out, &func);
  fclose (out);
  g_assert_cmpuint (code[0].op, ==, ILV_OPCODE_MUL__ADD);
  g_assert_cmpuint (code[1].op, ==, ILV_OPCODE_ADD__INCLT);
  g_assert_cmpuint (code[2].op, ==, ILV_OPCODE_INCLT);
  g_assert_nonnull (strstr (text, "+ MUL        r0 r1 r1\n"));
  g_assert_nonnull (strstr (text, "INCLT      r1 r0 ->1\n"));
  g_assert_null (refusal (code, G_N_ELEMENTS (code), 2));
}

/* A word that looks like an instruction is none. */
static void
test_fuse_leaves_words_alone (void)
{
  union ilv_word code[] = {
    { .op = ILV_OPCODE_LDK, .a = 0 }, { .op = ILV_OPCODE_MUL }, { .op = ILV_OPCODE_ADD },
    { .op = ILV_OPCODE_RET },
  };

  ilv_opcode_fuse (code, G_N_ELEMENTS (code));
  g_assert_cmpuint (code[0].op, ==, ILV_OPCODE_LDK);
  g_assert_cmpuint (code[1].op, ==, ILV_OPCODE_MUL);
  g_assert_cmpuint (code[2].op, ==, ILV_OPCODE_ADD__RET);
}

static void
test_verify_refuses_half_a_pair (void)
{
  union ilv_word other[] = { { .op = ILV_OPCODE_MUL__ADD }, { .op = ILV_OPCODE_RET } };
  union ilv_word last[] = { { .op = ILV_OPCODE_MUL__ADD } };

  assert_refused (other, 1, "without its second half");
  assert_refused (last, 1, "without its second half");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/code/disasm/lists-operands-and-targets",
                   test_disasm_lists_operands_and_targets);
  g_test_add_func ("/code/verify/accepts-good-code", test_verify_accepts_good_code);
  g_test_add_func ("/code/verify/refuses-slots-outside-the-frame",
                   test_verify_refuses_slots_outside_the_frame);
  g_test_add_func ("/code/verify/refuses-jumps-into-nothing",
                   test_verify_refuses_jumps_into_nothing);
  g_test_add_func ("/code/verify/refuses-unknown-and-cut-off",
                   test_verify_refuses_unknown_and_cut_off);
  g_test_add_func ("/code/fuse/changes-only-the-number-of-the-first",
                   test_fuse_changes_only_the_number_of_the_first);
  g_test_add_func ("/code/fuse/leaves-words-alone", test_fuse_leaves_words_alone);
  g_test_add_func ("/code/verify/refuses-half-a-pair", test_verify_refuses_half_a_pair);
  return g_test_run ();
}
