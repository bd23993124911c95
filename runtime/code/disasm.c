/* disasm.c - Code in readable form, and a check of it.
 *
 * Both walk opcodes.def's operand letters, so a new instruction needs nothing
 * here.
 *
 * SPDX-License-Identifier: MIT
 */
#include "code/disasm.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

struct op_spec
{
  const char *name, *words;
};

static const struct op_spec specs[] = {
#define ILV_OP(NAME, operands, words, meaning) { #NAME, words },
#include "code/opcodes.def"
#undef ILV_OP
};

const char *
ilv_opcode_name (unsigned op)
{
  return op < ILV_N_OPCODES ? specs[ilv_opcode_plain (op)].name : "?";
}

static void
print_operand (FILE *out, char letter, uint16_t value, union ilv_word insn, long at)
{
  switch (letter)
    {
    case '-':
      break;
    case 'i':
      fprintf (out, " %d", (int16_t) value);
      break;
    case 'u':
    case 't':
      fprintf (out, " %u", value);
      break;
    case 'j':
      fprintf (out, " ->%ld", at + (int16_t) value);
      break;
    case 'I':
    case 'f':
      fprintf (out, " %" PRId32, insn.imm);
      break;
    case 'J':
      fprintf (out, " ->%ld", at + insn.imm);
      break;
    default:
      if (value == ILV_NO_SLOT)
        fprintf (out, " _");
      else
        fprintf (out, " r%u", value);
    }
}

static void
print_word (FILE *out, char letter, union ilv_word word, long at)
{
  switch (letter)
    {
    case 'F':
      fprintf (out, " %s", ((const struct ilv_func *) word.address)->name);
      break;
    case 'T':
      fprintf (out, " %s", word.address ? ((const struct ilv_rtype *) word.address)->text : "nil");
      break;
    case 'P':
      fprintf (out, " %" PRIu32 ":%" PRIu32, word.low, word.high);
      break;
    case 'L':
      fprintf (out, " ->%ld %" PRIu32, at + (int32_t) word.low, word.high);
      break;
    default:
      fprintf (out, " 0x%" PRIx64, word.bits);
    }
}

/* A '+' marks what is done together with the instruction that follows. */
void
ilv_disasm_func (FILE *out, const struct ilv_func *func)
{
  fprintf (out, "%s: %u slots, %u of them arguments, %u results\n", func->name,
           func->n_slots, func->n_arg_slots, func->n_result_slots);
  for (uint32_t i = 0; i < func->n_code;)
    {
      union ilv_word insn = func->code[i];
      const struct op_spec *spec;
      const char *operands;

      if (insn.op >= ILV_N_OPCODES)
        {
          fprintf (out, "%5" PRIu32 "  ?\n", i++);
          continue;
        }
      spec = &specs[ilv_opcode_plain (insn.op)];
      operands = ilv_opcode_operands (insn.op);
      fprintf (out, "%5" PRIu32 "%c %-10s", i, insn.op < ILV_N_PLAIN_OPCODES ? ' ' : '+',
               spec->name);
      print_operand (out, operands[0], insn.a, insn, i);
      print_operand (out, operands[1], insn.b, insn, i);
      print_operand (out, operands[2], insn.c, insn, i);
      for (unsigned k = 0; spec->words[k]; k++)
        print_word (out, spec->words[k], func->code[i + 1 + k], i);
      fprintf (out, "\n");
      i += 1 + (uint32_t) strlen (spec->words);
    }
}

void
ilv_disasm_program (FILE *out, const struct ilv_program *program)
{
  for (uint32_t i = 0; i < program->n_funcs; i++)
    ilv_disasm_func (out, program->funcs[i]);
}

/* What a check needs to say where it failed. */
struct verifier
{
  const struct ilv_func *func;
  uint32_t at;
  int64_t known; /* an instruction begins there, at or before `at` */
  char *why;
  size_t size;
};

static bool __attribute__ ((format (printf, 2, 3)))
refuse (struct verifier *verifier, const char *format, ...)
{
  int n = snprintf (verifier->why, verifier->size, "%s+%" PRIu32 ": ",
                    verifier->func->name, verifier->at);
  va_list args;

  if (n >= 0 && (size_t) n < verifier->size)
    {
      va_start (args, format);
      vsnprintf (verifier->why + n, verifier->size - (size_t) n, format, args);
      va_end (args);
    }
  return false;
}

/* Instructions begin where walking from the start says; anything else is the
 * middle of one. Jumps lead to near instructions: walking goes on from the last one asked for
 * where that is possible. */
static bool
is_instruction (struct verifier *verifier, int64_t target)
{
  const struct ilv_func *func = verifier->func;
  int64_t i = verifier->known <= target ? verifier->known : 0;

  while (i < target && i < func->n_code)
    i += 1 + ilv_opcode_n_words (func->code[i].op);
  return i == target && target < func->n_code;
}

static bool
check_jump (struct verifier *verifier, int64_t distance)
{
  if (!is_instruction (verifier, (int64_t) verifier->at + distance))
    return refuse (verifier, "jumps by %" PRId64 ", into nothing", distance);
  return true;
}

static bool
check_operand (struct verifier *verifier, char letter, uint16_t value, union ilv_word insn)
{
  uint32_t n_slots = 1;

  switch (letter)
    {
    case '-':
    case 'i':
    case 'u':
    case 't':
    case 'I':
    case 'f':
      return true;
    case 'j':
      return check_jump (verifier, (int16_t) value);
    case 'J':
      return check_jump (verifier, insn.imm);
    case 'o':
    case 'n':
      if (value == ILV_NO_SLOT)
        return true;
      break;
    case 'w':
      if (value != 0 && value < ILV_FRAME_HEAD)
        return refuse (verifier, "callee's frame at %u has no room for its head", value);
      break;
    default:
      n_slots = (uint32_t) (letter - '0');
    }
  if (value + n_slots > verifier->func->n_slots)
    return refuse (verifier, "slot %u is outside the frame", value);
  return true;
}

static bool
check_words (struct verifier *verifier, const struct op_spec *spec)
{
  for (unsigned k = 0; spec->words[k]; k++)
    {
      union ilv_word word = verifier->func->code[verifier->at + 1 + k];

      if (spec->words[k] == 'F' && !word.address)
        return refuse (verifier, "no function");
      if (spec->words[k] == 'L' && !check_jump (verifier, (int32_t) word.low))
        return false;
    }
  return true;
}

/* The second half of a fused instruction stands behind it. */
static bool
check_second (struct verifier *verifier, unsigned op)
{
  const struct ilv_func *func = verifier->func;
  uint32_t at = verifier->at + 1 + ilv_opcode_n_words (op);

  if (op >= ILV_N_PLAIN_OPCODES
      && (at >= func->n_code || ilv_opcode_plain (func->code[at].op) != ilv_opcode_second (op)))
    return refuse (verifier, "%s stands without its second half", ilv_opcode_name (op));
  return true;
}

static bool
check_instruction (struct verifier *verifier)
{
  union ilv_word insn = verifier->func->code[verifier->at];
  const struct op_spec *spec;
  const char *operands;

  if (insn.op >= ILV_N_OPCODES)
    return refuse (verifier, "unknown instruction %u", insn.op);
  spec = &specs[ilv_opcode_plain (insn.op)];
  operands = ilv_opcode_operands (insn.op);
  if (verifier->at + strlen (spec->words) >= verifier->func->n_code)
    return refuse (verifier, "%s is cut off", spec->name);
  if (!check_second (verifier, insn.op))
    return false;
  return check_operand (verifier, operands[0], insn.a, insn)
         && check_operand (verifier, operands[1], insn.b, insn)
         && check_operand (verifier, operands[2], insn.c, insn)
         && check_words (verifier, spec);
}

bool
ilv_verify_func (const struct ilv_func *func, char *why, size_t size)
{
  struct verifier verifier = { .func = func, .why = why, .size = size };

  if (func->n_code == 0)
    return refuse (&verifier, "no code");
  while (verifier.at < func->n_code)
    {
      unsigned op = func->code[verifier.at].op;

      verifier.known = verifier.at;
      if (!check_instruction (&verifier))
        return false;
      verifier.at += 1 + ilv_opcode_n_words (op);
    }
  return true;
}
