/* program.h - A compiled Go program.
 *
 * Made once by the generator (lang/gen_*.c), then only read: threads share it
 * without locks. Functions, types, constants and code live in one arena and are
 * freed together.
 *
 * All code lies in one array, so a 32-bit offset into it (a site) names
 * function, file and line at once; events carry it.
 *
 * A frame is a stretch of 8-byte slots. `fp` points at slot 0; three slots
 * below it link the frames:
 *
 *   fp[-3] closure the function was called through (if it was)
 *   fp[-2] caller's fp
 *   fp[-1] where the caller goes on
 *   fp[0]  results, then receiver and parameters, then variables and temporaries
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "code/rtype.h"

struct ilv_arena;

#define ILV_FRAME_HEAD 3
#define ILV_NO_SLOT 0xffffu
/* What the generator must set aside for one case of a select, and for the iteration over a map.
 * The machine asserts that its structures fit. */
#define ILV_SELECT_CASE_SLOTS 10
#define ILV_MAP_ITER_SLOTS 6
/* Frames are smaller than this, so that a byte offset fits 19 bits. */
#define ILV_MAX_FRAME_SLOTS 0xff00u

/* An instruction, or one of the words that follow it. */
union ilv_word
{
  struct
  {
    uint16_t op, a, b, c;
  };
  struct
  {
    uint16_t op_, a_;
    int32_t imm; /* b and c together */
  };
  struct
  {
    uint32_t low, high;
  };
  uint64_t bits;
  const void *address;
};
_Static_assert (sizeof (union ilv_word) == 8, "instructions are one word");

enum ilv_opcode
{
#define ILV_OP(NAME, operands, words, meaning) ILV_OPCODE_##NAME,
#include "code/opcodes.def"
#undef ILV_OP
  ILV_N_PLAIN_OPCODES,
  /* So that the first fused one has that number. */
  ILV_LAST_PLAIN_OPCODE = ILV_N_PLAIN_OPCODES - 1,
#define ILV_FUSED(FIRST, SECOND) ILV_OPCODE_##FIRST##__##SECOND,
#include "code/fused.def"
#undef ILV_FUSED
  ILV_N_OPCODES
};

enum ilv_mem
{
#define ILV_MEM(NAME, slots, size) ILV_MEM_##NAME,
#include "code/mem_kinds.def"
#undef ILV_MEM
  ILV_MEM_BYTES, /* any number of them: arrays, structs */
  ILV_N_MEMS
};

/* What PRINT prints. */
enum ilv_print
{
  ILV_PRINT_BOOL,
  ILV_PRINT_INT,
  ILV_PRINT_UINT,
  ILV_PRINT_FLOAT,
  ILV_PRINT_FLOAT32,
  ILV_PRINT_COMPLEX,
  ILV_PRINT_COMPLEX64,
  ILV_PRINT_STRING,
  ILV_PRINT_POINTER,
  ILV_PRINT_SLICE,
  ILV_PRINT_IFACE,
  ILV_PRINT_SPACE,
  ILV_PRINT_NEWLINE, /* and writes all of it */
  ILV_PRINT_END,     /* writes all, without a newline */
};

/* A function is also a closure without captures of itself: `self` is where a
 * closure has its function. */
/* On whose account a function makes objects. */
enum ilv_func_owner
{
  ILV_OWNER_PROGRAM,
  ILV_OWNER_LIBRARY,
  ILV_OWNER_CALLER   /* that of whoever calls it */
};

struct ilv_func
{
  const struct ilv_func *self;
  const union ilv_word *code;
  uint32_t n_slots;        /* of the whole frame, windows for calls included */
  uint32_t n_arg_slots;    /* results and parameters */
  uint32_t n_result_slots;
  uint32_t code_offset, n_code;
  uint16_t defer_slot;     /* list of deferred calls; ILV_NO_SLOT: has none */
  uint16_t shortcut;       /* of a native: an instruction of shortcuts.def, or 0 */
  uint8_t owner;           /* enum ilv_func_owner */
  bool is_hidden;          /* wrapper or other code nobody wrote: not in traces */
  uint32_t recover_offset; /* in words from `code`: where it goes on after recover () */
  const char *name;        /* "main.worker", "main.(*T).Method", "main.main.func1" */
  uint32_t name_string;    /* in the trace; 0 if not traced */
  void (*native) (void);   /* an ilv_native_fn, or NULL */
};

/* What the frame of a callee holds at first, in one operand: for calls that do not name it. All
 * bits: it does not fit. */
static inline uint16_t
ilv_window_slots (uint32_t n_results, uint32_t n_params)
{
  return n_results < 255 && n_params < 255 ? (uint16_t) (n_results << 8 | n_params) : UINT16_MAX;
}

/* From this offset on, up to the next entry's. */
struct ilv_line
{
  uint32_t offset;
  uint32_t file; /* index into program->files */
  uint32_t line; /* 0: nobody's */
};

/* The name a viewer is given for an object. */
struct ilv_object_name
{
  const char *text;
  uint32_t string; /* in the trace; 0 if not traced */
};

/* Go's run-time errors: ILV_RUN_TIME_ERROR (NAME, text of the type, kind of the type). Each is, in an
 * interface, the address of a string, which its method Error returns. */
#define ILV_RUN_TIME_ERRORS(ILV_RUN_TIME_ERROR) \
  ILV_RUN_TIME_ERROR (RUNTIME, "runtime.errorString", ILV_KIND_STRING) \
  ILV_RUN_TIME_ERROR (BOUNDS, "runtime.boundsError", ILV_KIND_STRING) \
  ILV_RUN_TIME_ERROR (PLAIN, "runtime.plainError", ILV_KIND_STRING) \
  ILV_RUN_TIME_ERROR (ASSERTION, "*runtime.TypeAssertionError", ILV_KIND_POINTER) \
  ILV_RUN_TIME_ERROR (NIL, "*runtime.PanicNilError", ILV_KIND_POINTER)

enum ilv_error_kind
{
#define ILV_RUN_TIME_ERROR(NAME, text, kind) ILV_ERROR_##NAME,
  ILV_RUN_TIME_ERRORS (ILV_RUN_TIME_ERROR)
#undef ILV_RUN_TIME_ERROR
  ILV_N_ERRORS
};

struct ilv_program
{
  struct ilv_arena *arena;
  union ilv_word *code;
  uint32_t n_code;
  struct ilv_func **funcs; /* in order of code_offset */
  uint32_t n_funcs;
  struct ilv_line *lines;  /* in order of offset */
  uint32_t n_lines;
  const char **files;
  uint32_t n_files;
  struct ilv_object_name **names;
  uint32_t n_names;
  struct ilv_rtype **types; /* in order of id, id 0 first */
  uint32_t n_types;
  const struct ilv_rtype *error_types[ILV_N_ERRORS];
  uint64_t globals_size;    /* bytes; zeroed at the start, scanned by the collector */
  uint32_t main_string;     /* what viewers call goroutine 1, in the trace; 0 if not traced */
  const struct ilv_func *entry; /* initialises the packages, calls main, ends */
  const struct ilv_func *made;  /* whose code functions made at run time share */
};

/* The function that has code at @offset; NULL if none. */
const struct ilv_func *ilv_program_func_at (const struct ilv_program *program, uint32_t offset);
/* Its place in program->funcs; n_funcs if there is none. */
uint32_t ilv_program_func_number (const struct ilv_program *program, uint32_t offset);
/* File and line of the instruction at @offset; false if nobody wrote it. */
bool ilv_program_line_at (const struct ilv_program *program, uint32_t offset,
                          const char **file, uint32_t *line);
/* The type with that text as %T prints it; NULL if the program has none. */
const struct ilv_rtype *ilv_program_type (const struct ilv_program *program, const char *text);

/* Words after an instruction of that kind (0 for an unknown one). */
unsigned ilv_opcode_n_words (unsigned op);
/* Letters of opcodes.def for operands a, b and c of a known one, and whether it writes a. */
const char *ilv_opcode_operands (unsigned op);
bool ilv_opcode_writes (unsigned op);
/* The first half of a fused instruction; @op itself if it is none. */
unsigned ilv_opcode_plain (unsigned op);
/* The second half, or ILV_N_OPCODES if @op is no fused instruction. */
unsigned ilv_opcode_second (unsigned op);
/* Fuses what can be in the complete code of a function. */
void ilv_opcode_fuse (union ilv_word *code, size_t n);
