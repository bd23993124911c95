/* goroutine.h - A goroutine of a Go program: a G with frames.
 *
 * Frames live in a chain of segments that never move, so pointers into frames
 * stay valid. The first segment is part of the goroutine and small; a call that
 * finds no room links a further, larger one, and the return from it lands on a
 * SEGMENT_RETURN instruction that goes back. The segment left behind stays
 * linked for the next such call: otherwise a loop around the border would
 * allocate every time.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "code/program.h"
#include "sched/sched.h"
#include "vm/value.h"

/* Go's limit for the stack of one goroutine. */
#define ILV_MAX_STACK_BYTES UINT64_C (1000000000)

struct ilv_segment
{
  struct ilv_segment *prev, *next; /* next: further one, in use or kept for later */
  uint64_t *end;
  /* Where its first frame returns to. */
  const union ilv_word *return_pc;
  uint64_t *results; /* where the caller wants them; NULL: nowhere */
  uint32_t n_result_slots;
  uint64_t slots[];
};

/* A call put off by defer. In the heap; every word may be a pointer. */
struct ilv_deferred
{
  struct ilv_deferred *next;
  const struct ilv_func *const *closure; /* NULL: nil, panics when called */
  uint64_t n_slots; /* results and parameters, as they go into the frame */
  uint64_t slots[];
};

/* A frame of a goroutine that stands still, from the innermost outwards. */
struct ilv_frame
{
  const union ilv_word *pc; /* where it goes on; or where it panicked */
  uint64_t *fp;
  struct ilv_segment *segment;
  const struct ilv_panic *panic; /* was raised here, and the frame inside runs for it; or NULL */
};

/* A panic, or a Goexit, that is on its way up. In the heap; every word may be a pointer. */
struct ilv_panic
{
  struct ilv_panic *outer;     /* raised earlier; its deferred call raised this one */
  struct ilv_iface value;
  uint64_t *fp;                /* frame that panicked ... */
  const union ilv_word *pc;    /* ... and where; for traces */
  struct ilv_segment *segment;
  struct ilv_frame cursor;     /* frame whose deferred calls are being run */
  uint64_t *deferred_fp;       /* frame of the one that runs now: only it may recover */
  struct ilv_string text;      /* for the last words, of an error or Stringer */
  uint64_t text_state;         /* panic.c */
  uint64_t is_recovered, is_goexit, is_aborted, is_nil_dereference;
};

enum ilv_fault
{
  ILV_FAULT_NONE,
  ILV_FAULT_PANIC,  /* with fault_value */
  ILV_FAULT_GOEXIT,
  ILV_FAULT_FATAL,  /* the message was printed, the run stopped */
  ILV_FAULT_MEMORY, /* the instruction has done nothing for want of memory: collect, and once more */
};

struct ilv_goroutine
{
  struct ilv_g g; /* first: the scheduler's part */
  const union ilv_word *pc;
  uint64_t *fp;
  struct ilv_segment *segment; /* that fp is in */
  struct ilv_panic *panic;     /* innermost */
  struct ilv_iface fault_value;
  uint64_t stack_bytes;        /* in all segments but the first */
  /* The instruction that is tried again after a collection, and its frame; NULL from the next
   * jump backwards or call on, before which it cannot come by in any other way. */
  const union ilv_word *retry_pc;
  uint64_t *retry_fp;
  uint8_t fault;               /* enum ilv_fault */
  bool fault_is_nil_dereference;
  struct ilv_segment first;
};

/* A goroutine that will call @closure with the @n_arg_slots at @args, which are
 * results and parameters in frame layout. Counts against the heap's limit. NULL: out of memory. */
struct ilv_goroutine *ilv_goroutine_new (struct ilv_p *p, const struct ilv_func *const *closure,
                                         const uint64_t *args);
/* @p NULL: the heap goes too, and need not be told. */
void ilv_goroutine_free (struct ilv_p *p, struct ilv_goroutine *goroutine);

/* A frame in a further segment for a call of @closure's function with the arguments at @args.
 * Its results will go to @results; NULL: nobody wants them. Sets goroutine->segment.
 * NULL: out of memory, or the stack would be too large (then *@is_overflow). */
uint64_t *ilv_goroutine_push_segment (struct ilv_p *p, struct ilv_goroutine *goroutine,
                                      const struct ilv_func *const *closure,
                                      const uint64_t *args, uint64_t *results,
                                      uint64_t *caller_fp, const union ilv_word *return_pc,
                                      bool *is_overflow);
/* Back from that frame: results copied. Returns where to go on. */
const union ilv_word *ilv_goroutine_pop_segment (struct ilv_goroutine *goroutine);

/* The instructions that calls made by the machine return to. */
extern const union ilv_word ilv_code_segment_return, ilv_code_panic_return,
    ilv_code_print_return, ilv_code_end;

struct ilv_frame ilv_frame_innermost (const struct ilv_goroutine *goroutine);
/* False: @frame was the outermost. */
bool ilv_frame_next (const struct ilv_goroutine *goroutine, struct ilv_frame *frame);
