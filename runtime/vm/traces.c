/* traces.c - Goroutine traces: where each stands, in Go's form.
 *
 * SPDX-License-Identifier: MIT
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "vm/vm_private.h"

/* Deeper stacks are cut, as Go does. */
#define MAX_TOP_FRAMES 50
#define MAX_BOTTOM_FRAMES 50

const struct ilv_func *
ilv_traces_func (struct ilv_vm *vm, const union ilv_word *pc)
{
  return ilv_program_func_at (vm->program, (uint32_t) (pc - 1 - vm->program->code));
}

static void
print_position (FILE *out, struct ilv_vm *vm, const struct ilv_func *func,
                const union ilv_word *pc)
{
  uint32_t offset = (uint32_t) (pc - 1 - vm->program->code);
  const char *file;
  uint32_t line;

  if (ilv_program_line_at (vm->program, offset, &file, &line))
    fprintf (out, "\t%s:%" PRIu32 " +0x%" PRIx32 "\n", file, line,
             (uint32_t) ((offset - func->code_offset + 1) * 8));
}

static void
print_frame (FILE *out, struct ilv_vm *vm, const struct ilv_frame *frame)
{
  const struct ilv_func *func = ilv_traces_func (vm, frame->pc);

  if (frame->panic)
    fprintf (out, "panic({...})\n");
  if (!func || func->is_hidden)
    return;
  fprintf (out, "%s(%s)\n", func->name, func->n_arg_slots > func->n_result_slots ? "..." : "");
  print_position (out, vm, func, frame->pc);
}

static unsigned
count_frames (const struct ilv_goroutine *goroutine)
{
  struct ilv_frame frame = ilv_frame_innermost (goroutine);
  unsigned n = 1;

  while (ilv_frame_next (goroutine, &frame))
    n++;
  return n;
}

static void
print_created_by (FILE *out, struct ilv_vm *vm, const struct ilv_g *g)
{
  const struct ilv_func *func = ilv_program_func_at (vm->program, g->create_site);
  const union ilv_word *pc = vm->program->code + g->create_site + 1;

  if (!g->creator_id || !func)
    return;
  fprintf (out, "created by %s in goroutine %" PRIu32 "\n", func->name, g->creator_id);
  print_position (out, vm, func, pc);
}

void
ilv_traces_goroutine (FILE *out, struct ilv_vm *vm, const struct ilv_goroutine *goroutine,
                      const char *state)
{
  struct ilv_frame frame = ilv_frame_innermost (goroutine);
  unsigned n = count_frames (goroutine);
  unsigned i = 0;

  fprintf (out, "goroutine %" PRIu32 " [%s]:\n", goroutine->g.id, state);
  do
    {
      if (i == MAX_TOP_FRAMES && n > MAX_TOP_FRAMES + MAX_BOTTOM_FRAMES)
        fprintf (out, "...%u frames elided...\n", n - MAX_TOP_FRAMES - MAX_BOTTOM_FRAMES);
      if (i < MAX_TOP_FRAMES || i + MAX_BOTTOM_FRAMES >= n)
        print_frame (out, vm, &frame);
      i++;
    }
  while (ilv_frame_next (goroutine, &frame));
  print_created_by (out, vm, &goroutine->g);
}

/* Those of all goroutines, collected to be printed in order of their ids. */
struct goroutine_list
{
  const struct ilv_goroutine **items;
  size_t n, capacity;
};

static void
add_goroutine (struct ilv_g *g, void *data)
{
  struct goroutine_list *list = data;

  if (g->is_system || g->status == ILV_G_DEAD)
    return;
  if (list->n == list->capacity)
    {
      size_t capacity = list->capacity ? 2 * list->capacity : 64;
      void *items = realloc (list->items, capacity * sizeof *list->items);
      if (!items)
        return;
      list->items = items;
      list->capacity = capacity;
    }
  list->items[list->n++] = (const struct ilv_goroutine *) g;
}

static int
compare_ids (const void *a, const void *b)
{
  uint32_t x = (*(const struct ilv_goroutine *const *) a)->g.id;
  uint32_t y = (*(const struct ilv_goroutine *const *) b)->g.id;

  return (x > y) - (x < y);
}

static const char *
state_of (const struct ilv_g *g)
{
  switch (g->status)
    {
    case ILV_G_WAITING:
      return ilv_wait_reason_words (g->wait_reason);
    case ILV_G_SYSCALL:
      return "syscall";
    case ILV_G_RUNNING:
      return "running";
    default:
      return "runnable";
    }
}

void
ilv_traces_all (FILE *out, struct ilv_vm *vm, const struct ilv_goroutine *first)
{
  struct goroutine_list list = { 0 };

  if (first)
    ilv_traces_goroutine (out, vm, first, "running");
  ilv_sched_each_g (vm->sched, add_goroutine, &list);
  qsort (list.items, list.n, sizeof *list.items, compare_ids);
  for (size_t i = 0; i < list.n; i++)
    if (list.items[i] != first)
      {
        if (i > 0 || first)
          fprintf (out, "\n");
        ilv_traces_goroutine (out, vm, list.items[i], state_of (&list.items[i]->g));
      }
  free (list.items);
}

void
ilv_traces_last (FILE *out, struct ilv_p *p, const struct ilv_goroutine *goroutine)
{
  struct ilv_vm *vm = ilv_vm_of (p);

  /* Relaxed: seen late is seen. Not when the run is over already. */
  if (!atomic_load_explicit (&vm->traces_all, memory_order_relaxed) || !ilv_stop_world (p))
    {
      ilv_traces_goroutine (out, vm, goroutine, "running");
      return;
    }
  ilv_traces_all (out, vm, goroutine);
  ilv_start_world (p);
}

void
ilv_traces_deadlock (struct ilv_p *p)
{
  struct ilv_vm *vm = ilv_vm_of (p);
  const char *text = ilv_n_goroutines (p->sched) > 0
                       ? "all goroutines are asleep - deadlock!"
                       : "no goroutines (main called runtime.Goexit) - deadlock!";
  char *message = NULL;
  size_t size = 0;
  FILE *out;

  /* Relaxed: as in fault.c. */
  if (atomic_exchange_explicit (&vm->has_last_words, true, memory_order_relaxed))
    return;
  ilv_trace (p, NULL, ILV_EVENT_FATAL, 0, 0,
             ilv_trace_string (vm->sched, p, text, strlen (text)));
  out = open_memstream (&message, &size);
  if (!out)
    return;
  fprintf (out, "fatal error: %s\n", text);
  if (ilv_n_goroutines (p->sched) > 0)
    {
      fprintf (out, "\n");
      ilv_traces_all (out, vm, NULL);
    }
  fclose (out);
  ilv_vm_write (vm, message, size);
  free (message);
}

/* --- On whose account ----------------------------------------------------------- */

uint32_t
ilv_traces_library_call (struct ilv_p *p, struct ilv_g *g, uint32_t *site)
{
  const struct ilv_goroutine *goroutine = (const struct ilv_goroutine *) g;
  const struct ilv_program *program = ilv_vm_of (p)->program;
  struct ilv_frame frame = ilv_frame_innermost (goroutine);
  uint32_t call = 0;

  do
    {
      uint32_t offset = (uint32_t) (frame.pc - 1 - program->code);
      const struct ilv_func *func = ilv_program_func_at (program, offset);

      if (!func || func->is_hidden || func->owner == ILV_OWNER_CALLER)
        continue;
      if (func->owner == ILV_OWNER_PROGRAM)
        {
          *site = offset;
          break;
        }
      call = func->name_string;
    }
  while (ilv_frame_next (goroutine, &frame));
  return call;
}
