/* program.c - Looking things up in a compiled program.
 *
 * SPDX-License-Identifier: MIT
 */
#include "code/program.h"

#include <string.h>

static const uint8_t n_words[] = {
#define ILV_OP(NAME, operands, words, meaning) sizeof (words) - 1,
#include "code/opcodes.def"
#undef ILV_OP
};

static const char *const operands[] = {
#define ILV_OP(NAME, operands, words, meaning) operands,
#include "code/opcodes.def"
#undef ILV_OP
};

struct pair
{
  uint16_t first, second;
};

static const struct pair fused[] = {
#define ILV_FUSED(FIRST, SECOND) { ILV_OPCODE_##FIRST, ILV_OPCODE_##SECOND },
#include "code/fused.def"
#undef ILV_FUSED
};

unsigned
ilv_opcode_plain (unsigned op)
{
  return op >= ILV_N_PLAIN_OPCODES && op < ILV_N_OPCODES ? fused[op - ILV_N_PLAIN_OPCODES].first
                                                         : op;
}

unsigned
ilv_opcode_second (unsigned op)
{
  return op >= ILV_N_PLAIN_OPCODES && op < ILV_N_OPCODES ? fused[op - ILV_N_PLAIN_OPCODES].second
                                                         : ILV_N_OPCODES;
}

unsigned
ilv_opcode_n_words (unsigned op)
{
  op = ilv_opcode_plain (op);
  return op < ILV_N_PLAIN_OPCODES ? n_words[op] : 0;
}

const char *
ilv_opcode_operands (unsigned op)
{
  const char *letters = operands[ilv_opcode_plain (op)];

  return letters + (*letters == '=');
}

bool
ilv_opcode_writes (unsigned op)
{
  return *operands[ilv_opcode_plain (op)] == '=';
}

static uint16_t
fuse_pair (unsigned first, unsigned second)
{
  switch (first << 16 | second)
    {
#define ILV_FUSED(FIRST, SECOND) \
  case ILV_OPCODE_##FIRST << 16 | ILV_OPCODE_##SECOND: \
    return ILV_OPCODE_##FIRST##__##SECOND;
#include "code/fused.def"
#undef ILV_FUSED
    default:
      return (uint16_t) first;
    }
}

/* Pairs may overlap: who comes to the middle of one by a jump finds there what begins there. */
void
ilv_opcode_fuse (union ilv_word *code, size_t n)
{
  for (size_t i = 0, next; i < n; i = next)
    {
      next = i + 1 + ilv_opcode_n_words (code[i].op);
      if (next < n)
        code[i].op = fuse_pair (code[i].op, code[next].op);
    }
}

const struct ilv_func *
ilv_program_func_at (const struct ilv_program *program, uint32_t offset)
{
  uint32_t number = ilv_program_func_number (program, offset);

  return number < program->n_funcs ? program->funcs[number] : NULL;
}

uint32_t
ilv_program_func_number (const struct ilv_program *program, uint32_t offset)
{
  uint32_t low = 0, high = program->n_funcs;

  while (low < high)
    {
      uint32_t middle = (low + high) / 2;
      const struct ilv_func *func = program->funcs[middle];

      if (offset < func->code_offset)
        high = middle;
      else if (offset >= func->code_offset + func->n_code)
        low = middle + 1;
      else
        return middle;
    }
  return program->n_funcs;
}

bool
ilv_program_line_at (const struct ilv_program *program, uint32_t offset,
                     const char **file, uint32_t *line)
{
  uint32_t low = 0, high = program->n_lines;

  while (low < high)
    {
      uint32_t middle = (low + high) / 2;

      if (program->lines[middle].offset <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  if (low == 0 || program->lines[low - 1].line == 0)
    return false;
  *file = program->files[program->lines[low - 1].file];
  *line = program->lines[low - 1].line;
  return true;
}

const struct ilv_rtype *
ilv_program_type (const struct ilv_program *program, const char *text)
{
  for (uint32_t i = 0; i < program->n_types; i++)
    if (strcmp (program->types[i]->text, text) == 0)
      return program->types[i];
  return NULL;
}
