/* liveness.c - Backwards through the code until nothing changes any more.
 *
 * Wrong in one direction only: a slot too many is garbage kept, a slot too few
 * is memory freed under a pointer. So what opcodes.def does not mark as written
 * counts as read, where it is not known how many slots are read it is all that
 * follow, and slots whose address is taken are live everywhere.
 *
 * SPDX-License-Identifier: MIT
 */
#include "code/liveness.h"

#include <stdlib.h>
#include <string.h>

/* In 64-bit words: of the table of one function. */
#define MAX_TABLE (UINT64_C (1) << 19)

struct ilv_liveness
{
  const struct ilv_func *func;
  uint32_t n_words; /* of a row: a bit for each slot, and one for the closure */
  uint64_t *starts; /* one bit for each word of code: an instruction begins there */
  uint64_t *always;
  uint64_t rows[];
};

/* The instruction that is looked at, and what is live: at first behind it, then before. */
struct step
{
  struct ilv_liveness *liveness;
  union ilv_word insn;
  const union ilv_word *words; /* that follow it */
  unsigned op;
  const char *letters; /* of its operands */
  uint32_t at, next;
  uint64_t *live;
};

/* --- Sets of slots -------------------------------------------------------- */

/* The bits of word @i that stand for slots from @first up to @end. */
static uint64_t
mask_in_word (uint32_t i, uint32_t first, uint32_t end)
{
  uint64_t mask = UINT64_MAX;

  if (first > i * 64)
    mask <<= first - i * 64;
  if (end < i * 64 + 64)
    mask &= (UINT64_C (1) << (end - i * 64)) - 1;
  return mask;
}

static void
add_slots (const struct ilv_liveness *liveness, uint64_t *set, uint32_t first, uint64_t n)
{
  uint32_t n_slots = liveness->func->n_slots;
  uint32_t end = n < n_slots && first + n < n_slots ? first + (uint32_t) n : n_slots;

  for (uint32_t i = first / 64; first < end && i <= (end - 1) / 64; i++)
    set[i] |= mask_in_word (i, first, end);
}

static void
remove_slots (const struct ilv_liveness *liveness, uint64_t *set, uint32_t first, uint64_t n)
{
  uint32_t n_slots = liveness->func->n_slots;
  uint32_t end = n < n_slots && first + n < n_slots ? first + (uint32_t) n : n_slots;

  for (uint32_t i = first / 64; first < end && i <= (end - 1) / 64; i++)
    set[i] &= ~mask_in_word (i, first, end);
}

/* Whether @set grew. */
static bool
add_set (const struct ilv_liveness *liveness, uint64_t *set, const uint64_t *more)
{
  uint64_t added = 0;

  for (uint32_t i = 0; i < liveness->n_words; i++)
    {
      added |= more[i] & ~set[i];
      set[i] |= more[i];
    }
  return added != 0;
}

static uint64_t *
row (struct ilv_liveness *liveness, uint32_t offset)
{
  return &liveness->rows[(uint64_t) offset * liveness->n_words];
}

/* --- What instructions do ------------------------------------------------- */

/* Nobody said how many. */
#define ALL_THAT_FOLLOW UINT32_MAX

static uint64_t
slots_of_bytes (uint64_t n_bytes)
{
  return (n_bytes + 7) / 8;
}

static const struct ilv_rtype *
type_word (const struct step *step)
{
  return step->words[0].address;
}

static uint32_t
n_printed_slots (unsigned kind)
{
  switch ((enum ilv_print) kind)
    {
    case ILV_PRINT_COMPLEX:
    case ILV_PRINT_STRING:
    case ILV_PRINT_IFACE:
      return 2;
    case ILV_PRINT_SLICE:
      return 3;
    case ILV_PRINT_SPACE:
    case ILV_PRINT_NEWLINE:
    case ILV_PRINT_END:
      return 0;
    default:
      return 1;
    }
}

/* The slots of operand @which, of letter n. */
static uint64_t
n_operand_slots (const struct step *step, unsigned which)
{
  switch (step->op)
    {
    case ILV_OPCODE_MOVN:
    case ILV_OPCODE_LEA:
    case ILV_OPCODE_LDCAP:
    case ILV_OPCODE_CLOSURE:
    case ILV_OPCODE_SEND:
    case ILV_OPCODE_SEND_RESUME:
      return step->insn.c;
    case ILV_OPCODE_ZERON:
      return (uint32_t) step->insn.imm;
    case ILV_OPCODE_CONCAT:
      return 2 * (uint64_t) step->insn.c;
    case ILV_OPCODE_LDN:
    case ILV_OPCODE_STN:
      return slots_of_bytes (step->words[0].bits);
    case ILV_OPCODE_IDXFRAME:
      return slots_of_bytes ((uint64_t) step->words[0].low * step->words[0].high);
    case ILV_OPCODE_APPEND:
      return (uint64_t) step->words[1].low * step->words[1].high;
    case ILV_OPCODE_EQT:
    case ILV_OPCODE_IFACEBOX:
    case ILV_OPCODE_UNBOX:
    case ILV_OPCODE_ASSERT:
    case ILV_OPCODE_ASSERTOK:
      return type_word (step)->n_slots;
#define ILV_MAP_KEY(NAME, slots, size) \
    case ILV_OPCODE_MAPGET_##NAME: \
    case ILV_OPCODE_MAPGETOK_##NAME:
#include "code/map_keys.def"
#undef ILV_MAP_KEY
    case ILV_OPCODE_MAPGET:
    case ILV_OPCODE_MAPGETOK:
      return which == 0 ? type_word (step)->elem->n_slots : type_word (step)->key->n_slots;
    case ILV_OPCODE_MAPPUT:
    case ILV_OPCODE_MAPDEL:
      return type_word (step)->key->n_slots;
    case ILV_OPCODE_MAPITER:
    case ILV_OPCODE_MAPNEXT:
      return ILV_MAP_ITER_SLOTS;
    case ILV_OPCODE_RANGESTR:
      return 3;
    case ILV_OPCODE_RECV:
    case ILV_OPCODE_RECV_RESUME:
      return step->words[0].high;
    case ILV_OPCODE_SELECT_CASE:
      return step->words[1].bits;
    case ILV_OPCODE_SELECT:
    case ILV_OPCODE_SELECT_RESUME:
      return (uint64_t) step->insn.c * ILV_SELECT_CASE_SLOTS;
    case ILV_OPCODE_PRINT:
      return n_printed_slots (step->insn.b);
    default:
      return ALL_THAT_FOLLOW;
    }
}

static uint16_t
operand (union ilv_word insn, unsigned which)
{
  return which == 0 ? insn.a : which == 1 ? insn.b : insn.c;
}

/* Slots and how many of operand @which; false if it is none, or not wanted. */
static bool
operand_slots (const struct step *step, unsigned which, uint32_t *first, uint64_t *n)
{
  char letter = step->letters[which];

  *first = operand (step->insn, which);
  *n = 1;
  if (letter >= '1' && letter <= '3')
    *n = (uint64_t) (letter - '0');
  else if (letter == 'n' && *first != ILV_NO_SLOT)
    *n = n_operand_slots (step, which);
  else
    return letter == 'o' && *first != ILV_NO_SLOT;
  return true;
}

/* Of the bounds of a slice only those that are given are read. */
static void
read_bounds (struct step *step)
{
  for (uint32_t i = 0; i < 3; i++)
    if (step->words[0].low >> i & 1)
      add_slots (step->liveness, step->live, step->insn.c + i, 1);
}

static void
write_operands (struct step *step)
{
  uint32_t first;
  uint64_t n;

  for (unsigned i = 0; i < 3; i++)
    if (((i == 0 && ilv_opcode_writes (step->op)) || step->letters[i] == 'o')
        && operand_slots (step, i, &first, &n) && n != ALL_THAT_FOLLOW)
      remove_slots (step->liveness, step->live, first, n);
}

static void
read_operands (struct step *step)
{
  bool writes_a = ilv_opcode_writes (step->op);
  uint32_t first;
  uint64_t n;

  for (unsigned i = 0; i < 3; i++)
    if (step->letters[i] == 'f')
      add_slots (step->liveness, step->live, (uint32_t) step->insn.imm / 8,
                 (uint64_t) (step->letters[0] - '0'));
    else if (i == 2 && (step->op == ILV_OPCODE_SLICE || step->op == ILV_OPCODE_SLICESTR
                        || step->op == ILV_OPCODE_SLICEARR))
      read_bounds (step);
    else if (!(i == 0 && writes_a) && step->letters[i] != 'o'
             && operand_slots (step, i, &first, &n))
      add_slots (step->liveness, step->live, first, n);
}

/* --- Calls: the frame of the callee, from its head on, is nobody's afterwards - */

static uint32_t
with_head (uint32_t window)
{
  return window >= ILV_FRAME_HEAD ? window - ILV_FRAME_HEAD : window;
}

static void
write_window (struct step *step, uint32_t window)
{
  remove_slots (step->liveness, step->live, with_head (window), UINT32_MAX);
}

static void
read_params (struct step *step, uint32_t window, uint16_t slots)
{
  if (slots == UINT16_MAX)
    add_slots (step->liveness, step->live, window, ALL_THAT_FOLLOW);
  else
    add_slots (step->liveness, step->live, window + (slots >> 8), slots & 0xff);
}

static void
add_closure (struct step *step)
{
  uint32_t bit = step->liveness->func->n_slots;

  step->live[bit / 64] |= UINT64_C (1) << bit % 64;
}

/* What operands do not say. */
static void
do_more (struct step *step)
{
  const struct ilv_func *func;
  union ilv_word pair;
  uint32_t a = step->insn.a;

  switch (step->op)
    {
    case ILV_OPCODE_CALL:
      func = step->words[0].address;
      write_window (step, a);
      add_slots (step->liveness, step->live, a + func->n_result_slots,
                 func->n_arg_slots - func->n_result_slots);
      break;
    case ILV_OPCODE_CALLC:
    case ILV_OPCODE_CALLI:
      write_window (step, a);
      read_params (step, a, step->insn.c);
      break;
    case ILV_OPCODE_CALLN:
      pair = step->words[1];
      remove_slots (step->liveness, step->live, a, pair.high + 3);
      add_slots (step->liveness, step->live, a + pair.low, pair.high - pair.low);
      break;
    case ILV_OPCODE_CALLN_RESUME:
      add_slots (step->liveness, step->live, a, step->words[1].high + 3);
      break;
    case ILV_OPCODE_GO:
      read_params (step, a, step->insn.c);
      break;
    case ILV_OPCODE_DEFER:
    case ILV_OPCODE_DEFERAT:
      add_slots (step->liveness, step->live, a, ALL_THAT_FOLLOW);
      break;
    case ILV_OPCODE_RUNDEFERS:
    case ILV_OPCODE_RUNDEFERS_MORE:
      write_window (step, step->insn.b);
      break;
    case ILV_OPCODE_RET:
      add_slots (step->liveness, step->live, 0, step->liveness->func->n_result_slots);
      break;
    case ILV_OPCODE_LDCAP:
      add_closure (step);
      break;
    case ILV_OPCODE_SELECT_CASE:
      remove_slots (step->liveness, step->live,
                    step->words[0].low + step->insn.a * (uint32_t) ILV_SELECT_CASE_SLOTS,
                    ILV_SELECT_CASE_SLOTS);
      break;
    case ILV_OPCODE_CALLMADE:
      add_slots (step->liveness, step->live, 0, ALL_THAT_FOLLOW);
      add_closure (step);
      break;
    }
}

/* --- Where it goes on ------------------------------------------------------- */

static uint32_t
length_at (const struct ilv_func *func, uint32_t at)
{
  return 1 + ilv_opcode_n_words (func->code[at].op);
}

static bool
is_second_half (unsigned op)
{
  return op == ILV_OPCODE_CALLN_RESUME || op == ILV_OPCODE_SEND_RESUME
         || op == ILV_OPCODE_RECV_RESUME || op == ILV_OPCODE_SELECT_RESUME;
}

static bool
goes_on_behind (unsigned op)
{
  switch (op)
    {
    case ILV_OPCODE_JMP:
    case ILV_OPCODE_LOOP:
    case ILV_OPCODE_RET:
    case ILV_OPCODE_RETMOV:
    case ILV_OPCODE_PANIC:
    case ILV_OPCODE_PANICSTR:
    case ILV_OPCODE_EXIT:
    case ILV_OPCODE_END:
      return false;
    default:
      return true;
    }
}

static void
add_target (struct step *step, int64_t target)
{
  if (target >= 0 && target < step->liveness->func->n_code)
    add_set (step->liveness, step->live, row (step->liveness, (uint32_t) target));
}

/* What is live behind the instruction: before any that may follow. Where native calls and waiting
 * instructions are over at once, their second halves are skipped; and with a shortcut both. */
static void
add_successors (struct step *step)
{
  const struct ilv_func *func = step->liveness->func;
  uint32_t next = step->next;
  bool is_shortcut = step->letters[0] == 'w' && step->letters[1] == '-' && next == step->at + 1;

  if (goes_on_behind (step->op))
    add_target (step, next);
  for (unsigned i = 1; i < 3; i++)
    if (step->letters[i] == 'J')
      add_target (step, (int64_t) step->at + step->insn.imm);
    else if (step->letters[i] == 'j')
      add_target (step, (int64_t) step->at + (int16_t) step->insn.c);
    else if (step->letters[i] == 't')
      for (uint32_t k = 0; k <= step->insn.b; k++)
        add_target (step, next + k);
  if (step->op == ILV_OPCODE_RANGESTR)
    add_target (step, (int64_t) step->at + (int32_t) step->words[0].low);
  if (step->op == ILV_OPCODE_MAPNEXT)
    add_target (step, (int64_t) step->at + (int32_t) step->words[1].low);
  if (step->op == ILV_OPCODE_RUNDEFERS_MORE)
    add_target (step, step->at);
  if (is_shortcut && next < func->n_code)
    next += length_at (func, next);
  if (next < func->n_code && (is_shortcut || is_second_half (ilv_opcode_plain (func->code[next].op))))
    add_target (step, next + length_at (func, next));
}

/* --- The whole function ----------------------------------------------------- */

static struct step
step_at (struct ilv_liveness *liveness, uint32_t at, uint64_t *live)
{
  const union ilv_word *code = liveness->func->code + at;

  return (struct step) { .liveness = liveness, .insn = *code, .words = code + 1,
                         .op = ilv_opcode_plain (code->op), .at = at, .live = live,
                         .letters = ilv_opcode_operands (code->op),
                         .next = at + length_at (liveness->func, at) };
}

/* Marks where instructions begin, and slots with addresses as always live. */
static void
look_around (struct ilv_liveness *liveness)
{
  const struct ilv_func *func = liveness->func;
  uint32_t first;
  uint64_t n;

  for (uint32_t at = 0; at < func->n_code; at += length_at (func, at))
    {
      struct step step = step_at (liveness, at, liveness->always);

      liveness->starts[at / 64] |= UINT64_C (1) << at % 64;
      if ((step.op == ILV_OPCODE_LEA || step.op == ILV_OPCODE_IDXFRAME)
          && operand_slots (&step, 1, &first, &n))
        add_slots (liveness, liveness->always, first, n);
      if (step.op == ILV_OPCODE_SELECT_CASE && operand_slots (&step, 2, &first, &n))
        add_slots (liveness, liveness->always, first, n);
    }
  if (func->defer_slot != ILV_NO_SLOT)
    add_slots (liveness, liveness->always, func->defer_slot, 1);
}

/* False: nothing is new. */
static bool
go_backwards (struct ilv_liveness *liveness, uint64_t *live)
{
  const struct ilv_func *func = liveness->func;
  bool has_changed = false;

  for (uint32_t at = func->n_code; at-- > 0;)
    if (liveness->starts[at / 64] >> at % 64 & 1)
      {
        struct step step = step_at (liveness, at, live);

        memset (live, 0, liveness->n_words * sizeof *live);
        add_successors (&step);
        write_operands (&step);
        do_more (&step);
        read_operands (&step);
        has_changed |= add_set (liveness, row (liveness, at), live);
      }
  return has_changed;
}

static void
compute (struct ilv_liveness *liveness, uint64_t *live)
{
  const struct ilv_func *func = liveness->func;

  look_around (liveness);
  while (go_backwards (liveness, live))
    ;
  /* Any instruction may panic, and then it goes on there. */
  if (func->defer_slot != ILV_NO_SLOT)
    add_set (liveness, liveness->always, row (liveness, func->recover_offset));
  for (uint32_t at = 0; at < func->n_code; at++)
    if (liveness->starts[at / 64] >> at % 64 & 1)
      {
        add_set (liveness, row (liveness, at), liveness->always);
        /* C may be at work with its arguments still. */
        if (ilv_opcode_plain (func->code[at].op) == ILV_OPCODE_CALLN_RESUME
            && at + length_at (func, at) < func->n_code)
          add_slots (liveness, row (liveness, at + length_at (func, at)), func->code[at].a,
                     func->code[at + 2].high + 3);
      }
}

struct ilv_liveness *
ilv_liveness_new (const struct ilv_func *func)
{
  uint32_t n_words = func->n_slots / 64 + 1;
  uint64_t table = (uint64_t) func->n_code * n_words;
  struct ilv_liveness *liveness;
  uint64_t *live;

  if (table > MAX_TABLE)
    return NULL;
  liveness = calloc (1, sizeof *liveness + table * sizeof (uint64_t));
  live = calloc (2 * (size_t) n_words + func->n_code / 64 + 1, sizeof *live);
  if (liveness && live)
    {
      liveness->func = func;
      liveness->n_words = n_words;
      liveness->always = live + n_words;
      liveness->starts = live + 2 * n_words;
      compute (liveness, live);
      return liveness;
    }
  free (liveness);
  free (live);
  return NULL;
}

void
ilv_liveness_free (struct ilv_liveness *liveness)
{
  if (!liveness)
    return;
  free (liveness->always - liveness->n_words);
  free (liveness);
}

const uint64_t *
ilv_liveness_at (const struct ilv_liveness *liveness, uint32_t offset)
{
  if (offset >= liveness->func->n_code || !(liveness->starts[offset / 64] >> offset % 64 & 1))
    return NULL;
  return &liveness->rows[(uint64_t) offset * liveness->n_words];
}

uint32_t
ilv_liveness_window (const struct ilv_liveness *liveness, uint32_t offset)
{
  const union ilv_word *insn;

  do
    offset--;
  while (!(liveness->starts[offset / 64] >> offset % 64 & 1));
  insn = &liveness->func->code[offset];
  switch (ilv_opcode_plain (insn->op))
    {
    case ILV_OPCODE_CALL:
    case ILV_OPCODE_CALLC:
    case ILV_OPCODE_CALLI:
      return with_head (insn->a);
    case ILV_OPCODE_RUNDEFERS:
      return with_head (insn->b);
    default:
      return UINT32_MAX;
    }
}

const uint64_t *
ilv_liveness_always (const struct ilv_liveness *liveness)
{
  return liveness->always;
}

bool
ilv_liveness_has_closure (const struct ilv_liveness *liveness, const uint64_t *live)
{
  uint32_t bit = liveness->func->n_slots;

  return live[bit / 64] >> bit % 64 & 1;
}
