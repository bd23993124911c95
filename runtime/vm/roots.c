/* roots.c - What the collector begins at: global variables, and the frames of goroutines.
 *
 * Of a frame only the slots count that may still be read (code/liveness.h):
 * what is left over in others would keep garbage, and finalizers from being
 * called. Which these are is found out once for each function that is on a
 * stack at a collection.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>

#include "code/liveness.h"
#include "vm/vm_private.h"

struct ilv_frame_map
{
  struct ilv_liveness *liveness; /* NULL: not asked for yet, or too large to know */
  bool is_known;
};

static const struct ilv_liveness *
liveness_of (struct ilv_vm *vm, uint32_t func_number)
{
  struct ilv_frame_map *map;

  if (!vm->frame_maps)
    vm->frame_maps = calloc (vm->program->n_funcs, sizeof *vm->frame_maps);
  if (!vm->frame_maps)
    return NULL;
  map = &vm->frame_maps[func_number];
  if (!map->is_known)
    map->liveness = ilv_liveness_new (vm->program->funcs[func_number]);
  map->is_known = true;
  return map->liveness;
}

static void
mark_live (struct ilv_heap *heap, const uint64_t *slots, const uint64_t *live, uint64_t n_slots)
{
  for (uint64_t i = 0; i * 64 < n_slots; i++)
    for (uint64_t bits = live[i]; bits; bits &= bits - 1)
      {
        uint64_t slot = i * 64 + (uint64_t) __builtin_ctzll (bits);

        if (slot < n_slots)
          ilv_heap_mark_address (heap, slots[slot]);
      }
}

static void
mark_all (struct ilv_heap *heap, const uint64_t *slots, uint64_t n_slots)
{
  for (uint64_t i = 0; i < n_slots; i++)
    ilv_heap_mark_address (heap, slots[i]);
}

/* The innermost frame goes on with the very instruction at its pc; others wait for a call, which
 * stands before that, to return. */
static void
mark_frame (struct ilv_vm *vm, const struct ilv_frame *frame, bool is_innermost)
{
  uint32_t offset = (uint32_t) (frame->pc - vm->program->code);
  uint32_t number = ilv_program_func_number (vm->program, is_innermost ? offset : offset - 1);
  const struct ilv_func *func = vm->program->funcs[number];
  const struct ilv_liveness *liveness = liveness_of (vm, number);
  const uint64_t *live = NULL;
  uint64_t n_slots = func->n_slots, window = UINT64_MAX;

  /* Functions made at run time share their code, but have frames of their own size. */
  if (func == vm->program->made)
    {
      n_slots = (*(const struct ilv_func *const *) (uintptr_t) frame->fp[-3])->n_slots;
      liveness = NULL;
    }
  offset -= func->code_offset;
  if (liveness && frame->panic)
    live = ilv_liveness_always (liveness);
  else if (liveness)
    {
      live = ilv_liveness_at (liveness, offset);
      if (!is_innermost)
        window = ilv_liveness_window (liveness, offset);
    }
  if (n_slots > window)
    n_slots = window;
  if (live)
    mark_live (vm->heap, frame->fp, live, n_slots);
  else
    mark_all (vm->heap, frame->fp, n_slots);
  if (!live || ilv_liveness_has_closure (liveness, live))
    ilv_heap_mark_address (vm->heap, frame->fp[-3]);
}

static bool
is_in_program (const struct ilv_vm *vm, const union ilv_word *pc)
{
  return pc >= vm->program->code && pc < vm->program->code + vm->program->n_code;
}

/* A goroutine on its way between frames: all that its segments hold. */
static void
mark_segments (struct ilv_vm *vm, const struct ilv_goroutine *goroutine)
{
  const struct ilv_segment *segment = &goroutine->first;

  for (; segment != goroutine->segment; segment = segment->next)
    mark_all (vm->heap, segment->slots, (uint64_t) (segment->end - segment->slots));
  mark_all (vm->heap, segment->slots, (uint64_t) (segment->end - segment->slots));
}

static void
mark_goroutine (struct ilv_g *g, void *data)
{
  struct ilv_vm *vm = data;
  const struct ilv_goroutine *goroutine = (const struct ilv_goroutine *) g;
  struct ilv_frame frame = ilv_frame_innermost (goroutine);
  bool is_innermost = true;

  if (g->status == ILV_G_DEAD)
    return;
  if (!is_in_program (vm, frame.pc))
    mark_segments (vm, goroutine);
  else
    do
      {
        mark_frame (vm, &frame, is_innermost);
        is_innermost = false;
      }
    while (ilv_frame_next (goroutine, &frame));
  ilv_heap_mark_range (vm->heap, &goroutine->panic, &goroutine->fault_value + 1);
}

void
ilv_roots_mark (struct ilv_heap *heap, void *data)
{
  struct ilv_vm *vm = data;

  ilv_heap_mark_range (heap, vm->globals, vm->globals + vm->program->globals_size);
  ilv_sched_each_g (vm->sched, mark_goroutine, vm);
}

void
ilv_roots_free (struct ilv_vm *vm)
{
  for (uint32_t i = 0; vm->frame_maps && i < vm->program->n_funcs; i++)
    ilv_liveness_free (vm->frame_maps[i].liveness);
  free (vm->frame_maps);
}
