/* gen_emit.c - Putting code together: instructions, slots, jumps, lines.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

#include <string.h>

static union ilv_word *
new_word (struct ilv_gen_func *f)
{
  f->code = ilv_arena_grow (f->gen->arena, f->code, f->n_code, &f->code_capacity,
                            sizeof *f->code);
  f->code[f->n_code].bits = 0;
  return &f->code[f->n_code++];
}

/* The next instruction belongs to where the source is now. */
static void
note_line (struct ilv_gen_func *f)
{
  if (f->n_lines > 0 && f->lines[f->n_lines - 1].pos == f->pos)
    return;
  f->lines = ilv_arena_grow (f->gen->arena, f->lines, f->n_lines, &f->lines_capacity,
                             sizeof *f->lines);
  f->lines[f->n_lines++] = (struct ilv_gen_line) { (uint32_t) f->n_code, f->pos };
}

void
ilv_gen_emit (struct ilv_gen_func *f, enum ilv_opcode op, uint32_t a, uint32_t b, uint32_t c)
{
  union ilv_word *word;

  note_line (f);
  word = new_word (f);
  word->op = (uint16_t) op;
  word->a = (uint16_t) a;
  word->b = (uint16_t) b;
  word->c = (uint16_t) c;
}

void
ilv_gen_emit_imm (struct ilv_gen_func *f, enum ilv_opcode op, uint32_t a, int64_t imm)
{
  union ilv_word *word;

  note_line (f);
  word = new_word (f);
  word->op = (uint16_t) op;
  word->a = (uint16_t) a;
  word->imm = (int32_t) imm;
}

void
ilv_gen_word (struct ilv_gen_func *f, uint64_t bits)
{
  new_word (f)->bits = bits;
}

void
ilv_gen_address (struct ilv_gen_func *f, const void *address)
{
  new_word (f)->address = address;
}

void
ilv_gen_pair (struct ilv_gen_func *f, uint64_t low, uint64_t high)
{
  union ilv_word *word = new_word (f);

  word->low = (uint32_t) low;
  word->high = (uint32_t) high;
}

void
ilv_gen_need (struct ilv_gen_func *f, uint32_t end)
{
  if (end > f->n_slots)
    f->n_slots = end;
}

uint32_t
ilv_gen_alloc (struct ilv_gen_func *f, uint32_t n)
{
  uint32_t slot = f->top;

  if (n == 0)
    n = 1;
  /* Reported once, at the end; until then code is made that nobody runs. */
  if (slot + n >= ILV_MAX_FRAME_SLOTS)
    {
      f->is_too_large = true;
      return 0;
    }
  f->top += n;
  ilv_gen_need (f, f->top);
  return slot;
}

/* --- Jumps --------------------------------------------------------------
 *
 * A conditional jump has 16 bits for its distance. In a long function it only skips a plain
 * jump, or is skipped to by one; that costs an instruction, but no function is refused.
 */

/* In bytes of source: fewer never make as many words as 16 bits reach. */
#define LONG_SOURCE 8000

bool
ilv_gen_is_long (ilv_pos start, ilv_pos end)
{
  return end > start && end - start > LONG_SOURCE;
}

void
ilv_gen_label_init (struct ilv_gen_label *label)
{
  memset (label, 0, sizeof *label);
  label->at = -1;
}

static void
wait_for (struct ilv_gen_func *f, struct ilv_gen_label *label, uint32_t offset)
{
  label->waiting = ilv_arena_grow (f->gen->arena, label->waiting, label->n_waiting,
                                   &label->capacity, sizeof *label->waiting);
  label->waiting[label->n_waiting++] = offset;
}

static void
set_distance (struct ilv_gen_func *f, uint32_t offset, int64_t distance)
{
  union ilv_word *insn = &f->code[offset];

  switch ((enum ilv_opcode) insn->op)
    {
    case ILV_OPCODE_JMP:
    case ILV_OPCODE_LOOP:
    case ILV_OPCODE_J_T:
    case ILV_OPCODE_B_T:
    case ILV_OPCODE_J_F:
    case ILV_OPCODE_B_F:
      insn->imm = (int32_t) distance;
      break;
    default:
      if (distance != (int16_t) distance)
        f->is_too_large = true;
      insn->c = (uint16_t) distance;
    }
}

void
ilv_gen_bind (struct ilv_gen_func *f, struct ilv_gen_label *label)
{
  ILV_ASSERT (label->at < 0);
  label->at = (int64_t) f->n_code;
  for (size_t i = 0; i < label->n_waiting; i++)
    {
      uint32_t offset = label->waiting[i];

      if (offset & ILV_GEN_IN_WORD)
        {
          /* The word holds the offset of its instruction until now. */
          union ilv_word *word = &f->code[offset & ~ILV_GEN_IN_WORD];
          word->low = (uint32_t) ((int64_t) f->n_code - (int64_t) word->low);
        }
      else
        set_distance (f, offset, (int64_t) f->n_code - (int64_t) offset);
    }
  label->n_waiting = 0;
}

static void
aim (struct ilv_gen_func *f, uint32_t offset, struct ilv_gen_label *label)
{
  if (label->at >= 0)
    set_distance (f, offset, label->at - (int64_t) offset);
  else
    wait_for (f, label, offset);
}

void
ilv_gen_jump (struct ilv_gen_func *f, struct ilv_gen_label *label)
{
  ilv_gen_emit (f, label->at >= 0 ? ILV_OPCODE_LOOP : ILV_OPCODE_JMP, 0, 0, 0);
  aim (f, (uint32_t) f->n_code - 1, label);
}

void
ilv_gen_jump_if (struct ilv_gen_func *f, enum ilv_opcode op, uint32_t a, uint32_t b,
                 struct ilv_gen_label *label)
{
  if (f->is_long)
    {
      struct ilv_gen_label here, there;

      ilv_gen_label_init (&here);
      ilv_gen_label_init (&there);
      f->is_long = false;
      ilv_gen_jump_if (f, op, a, b, &here);
      ilv_gen_jump (f, &there);
      ilv_gen_bind (f, &here);
      ilv_gen_jump (f, label);
      ilv_gen_bind (f, &there);
      f->is_long = true;
      return;
    }
  /* The twin that goes backwards comes right behind. */
  ilv_gen_emit (f, label->at >= 0 ? op + 1 : op, a, b, 0);
  aim (f, (uint32_t) f->n_code - 1, label);
}

void
ilv_gen_loop_back (struct ilv_gen_func *f, enum ilv_opcode op, uint32_t a, uint32_t b,
                   struct ilv_gen_label *label)
{
  struct ilv_gen_label over, again;

  if (f->is_long)
    {
      ilv_gen_label_init (&over);
      ilv_gen_jump (f, &over);
      ilv_gen_label_init (&again);
      ilv_gen_bind (f, &again);
      ilv_gen_jump (f, label);
      ilv_gen_bind (f, &over);
      label = &again;
    }
  ilv_gen_emit (f, op, a, b, 0);
  set_distance (f, (uint32_t) f->n_code - 1, label->at - (int64_t) (f->n_code - 1));
}

void
ilv_gen_distance (struct ilv_gen_func *f, uint32_t from, struct ilv_gen_label *label)
{
  union ilv_word *word = new_word (f);

  if (label->at >= 0)
    word->low = (uint32_t) (label->at - (int64_t) from);
  else
    {
      word->low = from;
      wait_for (f, label, ((uint32_t) f->n_code - 1) | ILV_GEN_IN_WORD);
    }
}

/* --- The function as a whole -------------------------------------------- */

void
ilv_gen_at (struct ilv_gen_func *f, ilv_pos pos)
{
  if (pos)
    f->pos = pos;
}

void
ilv_gen_panic (struct ilv_gen_func *f, enum ilv_error_kind kind, const char *text)
{
  ILV_EMIT (f, PANICSTR, kind, 0, 0);
  ilv_gen_address (f, text);
  ilv_gen_word (f, strlen (text));
}

void
ilv_gen_unsupported (struct ilv_gen_func *f, ilv_pos pos, const char *what)
{
  ilv_diags_add (f->gen->diags, pos, "not supported yet: %s", what);
}

static uint32_t
file_index (struct ilv_gen *gen, const struct ilv_source *source)
{
  return source ? source->index : 0;
}

static void
add_lines (struct ilv_gen_func *f, uint32_t base)
{
  struct ilv_program *program = f->gen->program;
  struct ilv_line last = { 0, UINT32_MAX, 0 };

  for (size_t i = 0; i < f->n_lines; i++)
    {
      struct ilv_location at = ilv_sources_locate (f->gen->sources, f->lines[i].pos);
      struct ilv_line line = { base + f->lines[i].offset, file_index (f->gen, at.source),
                               at.source ? at.line : 0 };

      if (line.file == last.file && line.line == last.line)
        continue;
      program->lines = ilv_arena_grow (f->gen->arena, program->lines, program->n_lines,
                                       &f->gen->lines_capacity, sizeof *program->lines);
      program->lines[program->n_lines++] = last = line;
    }
}

/* What sync and reflect make, they make for whoever calls them. */
static enum ilv_func_owner
owner_of (const struct ilv_package *package)
{
  if (!package || !package->is_library)
    return ILV_OWNER_PROGRAM;
  if (strcmp (package->path, "sync") == 0 || strcmp (package->path, "reflect") == 0)
    return ILV_OWNER_CALLER;
  return ILV_OWNER_LIBRARY;
}

void
ilv_gen_finish (struct ilv_gen_func *f)
{
  struct ilv_gen *gen = f->gen;
  struct ilv_program *program = gen->program;
  struct ilv_func *func = f->func;

  if (f->is_too_large)
    ilv_diags_add (gen->diags, f->info && f->info->node ? f->info->node->pos : f->pos,
                   "not supported yet: function %s is too large", func->name);
  func->n_slots = f->n_slots + 1;
  func->owner = owner_of (f->package);
  func->code_offset = (uint32_t) gen->n_code;
  func->n_code = (uint32_t) f->n_code;
  add_lines (f, func->code_offset);

  ilv_opcode_fuse (f->code, f->n_code);
  for (size_t i = 0; i < f->n_code; i++)
    {
      gen->code = ilv_arena_grow (gen->arena, gen->code, gen->n_code, &gen->code_capacity,
                                  sizeof *gen->code);
      gen->code[gen->n_code++] = f->code[i];
    }
  program->funcs = ilv_arena_grow (gen->arena, program->funcs, program->n_funcs,
                                   &gen->funcs_capacity, sizeof *program->funcs);
  program->funcs[program->n_funcs++] = func;
}
