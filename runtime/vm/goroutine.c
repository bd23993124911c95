/* goroutine.c - Goroutines, their segments, and walking their frames.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/goroutine.h"

#include <stdlib.h>
#include <string.h>

#include "base/assert.h"
#include "vm/vm_private.h"

/* What a function that does little needs, with a call or two inside: a parked
 * goroutine then costs about half a kilobyte. */
#define MIN_FIRST_SLOTS 24
#define MIN_FURTHER_BYTES 2048
#define MAX_FURTHER_BYTES (UINT64_C (1) << 20)

const union ilv_word ilv_code_segment_return = { .op = ILV_OPCODE_SEGMENT_RETURN };
const union ilv_word ilv_code_panic_return = { .op = ILV_OPCODE_PANIC_RETURN };
const union ilv_word ilv_code_print_return = { .op = ILV_OPCODE_PRINT_RETURN };
const union ilv_word ilv_code_end = { .op = ILV_OPCODE_END };

static void *
charged_malloc (struct ilv_p *p, size_t size_bytes)
{
  void *memory;

  if (!ilv_heap_charge (p, (int64_t) size_bytes))
    return NULL;
  memory = malloc (size_bytes);
  if (!memory)
    ilv_heap_charge (p, -(int64_t) size_bytes);
  return memory;
}

struct ilv_goroutine *
ilv_goroutine_new (struct ilv_p *p, const struct ilv_func *const *closure, const uint64_t *args)
{
  const struct ilv_func *func = *closure;
  size_t n_slots = ILV_FRAME_HEAD + func->n_slots;
  struct ilv_goroutine *goroutine;
  uint64_t *fp;

  if (n_slots < MIN_FIRST_SLOTS)
    n_slots = MIN_FIRST_SLOTS;
  goroutine = charged_malloc (p, sizeof *goroutine + n_slots * sizeof (uint64_t));
  if (!goroutine)
    return NULL;
  memset (goroutine, 0, sizeof *goroutine);
  goroutine->segment = &goroutine->first;
  goroutine->first.end = goroutine->first.slots + n_slots;

  fp = goroutine->first.slots + ILV_FRAME_HEAD;
  fp[-3] = (uint64_t) (uintptr_t) closure;
  fp[-2] = 0;
  fp[-1] = (uint64_t) (uintptr_t) &ilv_code_end;
  if (func->n_arg_slots)
    memcpy (fp, args, func->n_arg_slots * sizeof (uint64_t));
  /* The collector reads the whole frame, long before it is filled. */
  memset (fp + func->n_arg_slots, 0,
          (size_t) (goroutine->first.end - fp - func->n_arg_slots) * sizeof (uint64_t));
  goroutine->fp = fp;
  goroutine->pc = func->code;
  return goroutine;
}

void
ilv_goroutine_free (struct ilv_p *p, struct ilv_goroutine *goroutine)
{
  struct ilv_segment *segment = goroutine->first.next;
  size_t first_bytes = (size_t) ((char *) goroutine->first.end - (char *) goroutine);

  if (p)
    ilv_heap_charge (p, -(int64_t) (goroutine->stack_bytes + first_bytes));

  while (segment)
    {
      struct ilv_segment *next = segment->next;
      free (segment);
      segment = next;
    }
  free (goroutine);
}

/* A segment after the current one with room for @n_slots: the one kept from
 * before if it is large enough. */
static struct ilv_segment *
further_segment (struct ilv_p *p, struct ilv_goroutine *goroutine, size_t n_slots,
                 bool *is_overflow)
{
  struct ilv_segment *current = goroutine->segment;
  struct ilv_segment *segment = current->next;
  uint64_t size_bytes = MIN_FURTHER_BYTES;

  if (segment && (size_t) (segment->end - segment->slots) >= n_slots)
    return segment;
  while (segment)
    {
      struct ilv_segment *next = segment->next;
      uint64_t old_bytes = (uint64_t) ((char *) segment->end - (char *) segment);

      goroutine->stack_bytes -= old_bytes;
      ilv_heap_charge (p, -(int64_t) old_bytes);
      free (segment);
      segment = next;
    }
  current->next = NULL;

  /* Doubling keeps the number of segments, and of crossings, small. */
  while (size_bytes < goroutine->stack_bytes && size_bytes < MAX_FURTHER_BYTES)
    size_bytes *= 2;
  if (size_bytes < sizeof *segment + n_slots * sizeof (uint64_t))
    size_bytes = sizeof *segment + n_slots * sizeof (uint64_t);
  size_bytes &= ~UINT64_C (7);
  if (goroutine->stack_bytes + size_bytes
      > atomic_load_explicit (&ilv_vm_of (p)->max_stack_bytes, memory_order_relaxed))
    {
      *is_overflow = true;
      return NULL;
    }
  segment = charged_malloc (p, size_bytes);
  if (!segment)
    return NULL;
  segment->prev = current;
  segment->next = NULL;
  segment->end = (uint64_t *) ((char *) segment + size_bytes);
  current->next = segment;
  goroutine->stack_bytes += size_bytes;
  return segment;
}

uint64_t *
ilv_goroutine_push_segment (struct ilv_p *p, struct ilv_goroutine *goroutine,
                            const struct ilv_func *const *closure, const uint64_t *args,
                            uint64_t *results, uint64_t *caller_fp,
                            const union ilv_word *return_pc, bool *is_overflow)
{
  const struct ilv_func *func = *closure;
  struct ilv_segment *segment;
  uint64_t *fp;

  *is_overflow = false;
  segment = further_segment (p, goroutine, ILV_FRAME_HEAD + func->n_slots, is_overflow);
  if (!segment)
    return NULL;
  segment->return_pc = return_pc;
  segment->results = results;
  segment->n_result_slots = results ? func->n_result_slots : 0;
  goroutine->segment = segment;

  fp = segment->slots + ILV_FRAME_HEAD;
  fp[-3] = (uint64_t) (uintptr_t) closure;
  fp[-2] = (uint64_t) (uintptr_t) caller_fp;
  fp[-1] = (uint64_t) (uintptr_t) &ilv_code_segment_return;
  memcpy (fp, args, func->n_arg_slots * sizeof (uint64_t));
  return fp;
}

const union ilv_word *
ilv_goroutine_pop_segment (struct ilv_goroutine *goroutine)
{
  struct ilv_segment *segment = goroutine->segment;

  ILV_ASSERT (segment->prev);
  if (segment->n_result_slots)
    memcpy (segment->results, segment->slots + ILV_FRAME_HEAD,
            segment->n_result_slots * sizeof (uint64_t));
  goroutine->segment = segment->prev;
  return segment->return_pc;
}

struct ilv_frame
ilv_frame_innermost (const struct ilv_goroutine *goroutine)
{
  return (struct ilv_frame) { goroutine->pc, goroutine->fp, goroutine->segment, NULL };
}

/* The panic that made the call whose frame is @fp. */
static const struct ilv_panic *
panic_that_called (const struct ilv_goroutine *goroutine, const uint64_t *fp)
{
  const struct ilv_panic *panic = goroutine->panic;

  while (panic && panic->deferred_fp != fp)
    panic = panic->outer;
  ILV_ASSERT (panic);
  return panic;
}

bool
ilv_frame_next (const struct ilv_goroutine *goroutine, struct ilv_frame *frame)
{
  uint64_t *fp = frame->fp;
  const union ilv_word *pc = (const union ilv_word *) (uintptr_t) fp[-1];

  frame->panic = NULL;
  if (!fp[-2])
    return false;
  if (pc == &ilv_code_segment_return)
    {
      pc = frame->segment->return_pc;
      frame->segment = frame->segment->prev;
    }
  if (pc == &ilv_code_panic_return)
    {
      frame->panic = panic_that_called (goroutine, fp);
      pc = frame->panic->pc;
    }
  else if (pc == &ilv_code_print_return)
    pc = goroutine->panic->pc;
  frame->fp = (uint64_t *) (uintptr_t) fp[-2];
  frame->pc = pc;
  return true;
}
