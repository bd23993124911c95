/* pkg_runtime.c - Natives of package runtime.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "vm/pkg.h"
#include "vm/vm_private.h"

static enum ilv_native_status
gosched (struct ilv_native_call *call)
{
  return ILV_NATIVE_YIELD;
}

static enum ilv_native_status
goexit (struct ilv_native_call *call)
{
  return ILV_NATIVE_GOEXIT;
}

static enum ilv_native_status
collect (struct ilv_native_call *call)
{
  return ilv_heap_collect (call->p, true) ? ILV_NATIVE_DONE : ILV_NATIVE_YIELD;
}

static enum ilv_native_status
num_goroutine (struct ilv_native_call *call)
{
  call->slots[0] = ilv_n_goroutines (call->p->sched);
  return ILV_NATIVE_DONE;
}

static enum ilv_native_status
num_cpu (struct ilv_native_call *call)
{
  call->slots[0] = (uint64_t) sysconf (_SC_NPROCESSORS_ONLN);
  return ILV_NATIVE_DONE;
}

/* GOMAXPROCS (n int) int */
static enum ilv_native_status
gomaxprocs (struct ilv_native_call *call)
{
  int64_t n = (int64_t) call->slots[1];

  if (n > ILV_MAX_PROCS)
    n = ILV_MAX_PROCS;
  call->slots[0] = ilv_set_procs (call->p, n > 0 ? (unsigned) n : 0);
  return ILV_NATIVE_DONE;
}

/* goRoot () string */
static enum ilv_native_status
go_root (struct ilv_native_call *call)
{
  const char *path = getenv ("GOROOT");

  if (!path)
    return ILV_NATIVE_DONE;
  return ilv_native_string (call, path, strlen (path), ilv_slot_string (call, 0))
           ? ILV_NATIVE_DONE
           : ILV_NATIVE_OUT_OF_MEMORY;
}

static enum ilv_native_status
breakpoint (struct ilv_native_call *call)
{
  return ilv_native_fatal (call, "runtime.Breakpoint: there is no debugger");
}

/* --- Where goroutines stand --------------------------------------------------- */

static struct ilv_goroutine *
goroutine_of (const struct ilv_native_call *call)
{
  return (struct ilv_goroutine *) call->g;
}

/* Stack (buf []byte, all bool) int */
static enum ilv_native_status
stack (struct ilv_native_call *call)
{
  const struct ilv_slice *buffer = ilv_slot_slice (call, 1);
  bool is_all = call->slots[4];
  char *text = NULL;
  size_t len = 0;
  FILE *out;

  if (is_all && !ilv_stop_world (call->p))
    return ILV_NATIVE_YIELD;
  out = open_memstream (&text, &len);
  if (out)
    {
      if (is_all)
        ilv_traces_all (out, call->vm, goroutine_of (call));
      else
        ilv_traces_goroutine (out, call->vm, goroutine_of (call), "running");
      fclose (out);
    }
  if (is_all)
    ilv_start_world (call->p);
  if (len > (size_t) buffer->len)
    len = (size_t) buffer->len;
  if (len > 0)
    memcpy (buffer->array, text, len);
  free (text);
  call->slots[0] = len;
  return ILV_NATIVE_DONE;
}

/* Go's machine is written in Go and has frames where ours is C and has none. Programs count them,
 * and know their names; so these are made up: words that nobody executes. */
static const struct machine_frame
{
  union ilv_word code[2];
  const char *name;
} machine_frames[] = {
#define GOPANIC (&machine_frames[0])
  { .name = "runtime.gopanic" },
#define PANICMEM (&machine_frames[1])
  { .name = "runtime.panicmem" },
#define SIGPANIC (&machine_frames[2])
  { .name = "runtime.sigpanic" },
#define GOEXIT_CALLED (&machine_frames[3])
  { .name = "runtime.Goexit" },
#define GOEXIT (&machine_frames[4])
  { .name = "runtime.goexit" },
};

/* The frame of the machine that @pc is in; NULL: none of them. */
static const struct machine_frame *
machine_frame_at (uint64_t pc)
{
  uint64_t offset = pc - (uintptr_t) machine_frames;

  return offset < sizeof machine_frames ? &machine_frames[offset / sizeof *machine_frames] : NULL;
}

/* What callers() has so far. */
struct calls
{
  int64_t skip, n, capacity;
  uint64_t *pcs;
};

static void
add_call (struct calls *calls, const union ilv_word *pc)
{
  if (calls->skip > 0)
    calls->skip--;
  else if (calls->n < calls->capacity)
    calls->pcs[calls->n++] = (uint64_t) (uintptr_t) pc;
}

static void
add_panic (struct calls *calls, const struct ilv_panic *panic)
{
  add_call (calls, panic->is_goexit ? &GOEXIT_CALLED->code[1] : &GOPANIC->code[1]);
  if (!panic->is_nil_dereference)
    return;
  add_call (calls, &PANICMEM->code[1]);
  add_call (calls, &SIGPANIC->code[1]);
}

/* callers (skip int, pcs []uintptr) int */
static enum ilv_native_status
callers (struct ilv_native_call *call)
{
  const struct ilv_slice *pcs = ilv_slot_slice (call, 2);
  struct ilv_frame frame = ilv_frame_innermost (goroutine_of (call));
  struct calls calls = { (int64_t) call->slots[1], 0, pcs->len, pcs->array };

  do
    {
      const struct ilv_func *func = ilv_traces_func (call->vm, frame.pc);

      if (frame.panic)
        add_panic (&calls, frame.panic);
      /* The program's entry has no lines, but Go shows it. */
      if (func && (!func->is_hidden || func == call->vm->program->entry))
        add_call (&calls, frame.pc);
    }
  while (ilv_frame_next (goroutine_of (call), &frame));
  add_call (&calls, &GOEXIT->code[1]);
  call->slots[0] = (uint64_t) calls.n;
  return ILV_NATIVE_DONE;
}

/* A string that is there as long as the program. */
static void
set_string (struct ilv_native_call *call, unsigned slot, const char *text)
{
  *ilv_slot_string (call, slot)
      = (struct ilv_string) { (const uint8_t *) text, (int64_t) strlen (text) };
}

/* position (pc uintptr, before bool) (name, file string, line int, entry uintptr) */
static enum ilv_native_status
position (struct ilv_native_call *call)
{
  const struct ilv_program *program = call->vm->program;
  uint64_t pc = call->slots[6];
  uint64_t offset = (pc - (uintptr_t) program->code) / sizeof (union ilv_word) - call->slots[7];
  const struct machine_frame *frame = machine_frame_at (pc);
  const struct ilv_func *func = NULL;
  const char *file;
  uint32_t line;

  if (frame)
    {
      set_string (call, 0, frame->name);
      call->slots[5] = (uint64_t) (uintptr_t) frame->code;
      return ILV_NATIVE_DONE;
    }
  if (offset < program->n_code)
    func = ilv_program_func_at (program, (uint32_t) offset);
  if (!func)
    return ILV_NATIVE_DONE;
  set_string (call, 0, func->name);
  if (ilv_program_line_at (program, (uint32_t) offset, &file, &line))
    {
      set_string (call, 2, file);
      call->slots[4] = line;
    }
  call->slots[5] = (uint64_t) (uintptr_t) func->code;
  return ILV_NATIVE_DONE;
}

/* --- Finalizers ----------------------------------------------------------------- */

/* What a finalizer of that type is given for the object in @object: its slots; 0: it takes no such
 * parameter. */
static uint32_t
finalizer_argument (const struct ilv_rtype *func, const struct ilv_iface *object, uint64_t *slots)
{
  const struct ilv_rtype *param = func->n_params == 1 ? func->params[0] : NULL;

  if (!param || func->flags & ILV_RTYPE_VARIADIC)
    return 0;
  if (param->kind == ILV_KIND_INTERFACE)
    {
      memcpy (slots, object, sizeof *object);
      return ilv_rtype_implements (object->type, param, NULL) ? 2 : 0;
    }
  slots[0] = object->data;
  if (param == object->type)
    return 1;
  /* Two types of pointers, one without a name. */
  return param->kind == ILV_KIND_POINTER && param->elem == object->type->elem
             && (!*param->name || !*object->type->name);
}

/* setFinalizer (obj, finalizer any) */
static enum ilv_native_status
set_finalizer (struct ilv_native_call *call)
{
  const struct ilv_iface *object = ilv_slot_iface (call, 0), *finalizer = ilv_slot_iface (call, 2);
  struct ilv_heap *heap = call->vm->heap;
  struct ilv_heap_call wanted = { 0 };
  uintptr_t begin;

  if (!object->type)
    return ilv_native_fatal (call, "runtime.SetFinalizer: first argument is nil");
  if (object->type->kind != ILV_KIND_POINTER)
    return ilv_native_fatal (call, "runtime.SetFinalizer: first argument is %s, not pointer",
                             object->type->text);
  if (!object->data)
    return ilv_native_fatal (call, "nil elem type!");
  begin = ilv_heap_object_at (heap, object->data);
  /* Global variables and values of size 0 never go. */
  if (!begin)
    return ILV_NATIVE_DONE;
  if (begin != object->data)
    return ilv_native_fatal (call, "runtime.SetFinalizer: pointer not at beginning of allocated "
                                   "block");
  if (!finalizer->type)
    {
      ilv_heap_remove_finalizer (heap, begin);
      return ILV_NATIVE_DONE;
    }
  if (finalizer->type->kind != ILV_KIND_FUNC)
    return ilv_native_fatal (call, "runtime.SetFinalizer: second argument is %s, not a function",
                             finalizer->type->text);
  wanted.n_slots = finalizer_argument (finalizer->type, object, wanted.slots);
  if (wanted.n_slots == 0)
    return ilv_native_fatal (call, "runtime.SetFinalizer: cannot pass %s to finalizer %s",
                             object->type->text, finalizer->type->text);
  if (ilv_heap_has_finalizer (heap, begin))
    return ilv_native_fatal (call, "runtime.SetFinalizer: finalizer already set");
  wanted.closure = (const struct ilv_func *const *) (uintptr_t) finalizer->data;
  return ilv_heap_special_add (heap, begin, true, &wanted) ? ILV_NATIVE_DONE
                                                           : ILV_NATIVE_OUT_OF_MEMORY;
}

/* addCleanup (address any, f func()) (id uint64) */
static enum ilv_native_status
add_cleanup (struct ilv_native_call *call)
{
  struct ilv_heap_call wanted
      = { .closure = (const struct ilv_func *const *) (uintptr_t) call->slots[3] };
  uintptr_t begin = ilv_heap_object_at (call->vm->heap, ilv_slot_iface (call, 1)->data);

  if (!begin)
    return ILV_NATIVE_DONE;
  call->slots[0] = ilv_heap_special_add (call->vm->heap, begin, false, &wanted);
  return call->slots[0] ? ILV_NATIVE_DONE : ILV_NATIVE_OUT_OF_MEMORY;
}

/* stopCleanup (id uint64) */
static enum ilv_native_status
stop_cleanup (struct ilv_native_call *call)
{
  if (call->slots[0])
    ilv_heap_special_remove (call->vm->heap, call->slots[0]);
  return ILV_NATIVE_DONE;
}

/* startOnce (f func ()) */
static enum ilv_native_status
start_once (struct ilv_native_call *call)
{
  const struct ilv_func *const *closure
      = (const struct ilv_func *const *) (uintptr_t) call->slots[0];
  struct ilv_goroutine *goroutine;

  /* Relaxed: only one of several may start it; nothing else hangs on it. */
  if (atomic_exchange_explicit (&call->vm->has_finalizing, true, memory_order_relaxed))
    return ILV_NATIVE_DONE;
  goroutine = ilv_goroutine_new (call->p, closure, NULL);
  if (!goroutine)
    {
      atomic_store_explicit (&call->vm->has_finalizing, false, memory_order_relaxed);
      return ILV_NATIVE_OUT_OF_MEMORY;
    }
  goroutine->g.is_system = true;
  ilv_go (call->p, call->g, &goroutine->g, (*closure)->name_string);
  return ILV_NATIVE_DONE;
}

static void
unlock_finalizing (void *lock)
{
  ilv_unlock (lock);
}

/* finalizing () (calls uint64, isBusy bool) */
static enum ilv_native_status
finalizing (struct ilv_native_call *call)
{
  struct ilv_vm *vm = call->vm;

  ilv_lock (&vm->finalizing_lock);
  call->slots[0] = vm->n_finalizing;
  /* Relaxed: as above. */
  call->slots[1] = atomic_load_explicit (&vm->has_finalizing, memory_order_relaxed)
                   && !vm->finalizing;
  ilv_unlock (&vm->finalizing_lock);
  return ILV_NATIVE_DONE;
}

/* sleep (nsec int64) */
static enum ilv_native_status
sleep_for (struct ilv_native_call *call)
{
  return ilv_sleep_begin (call->p, call->g, (int64_t) call->slots[0]) == ILV_STEP_PARK
           ? ILV_NATIVE_PARKED
           : ILV_NATIVE_DONE;
}

/* waitFinalizer (). Under the lock until it waits: what becomes due from here on finds it. */
static enum ilv_native_status
wait_finalizer (struct ilv_native_call *call)
{
  struct ilv_vm *vm = call->vm;
  struct ilv_heap_call due;

  ilv_lock (&vm->finalizing_lock);
  if (ilv_heap_special_due (vm->heap, &due))
    {
      vm->n_finalizing++;
      ilv_unlock (&vm->finalizing_lock);
      return ILV_NATIVE_DONE;
    }
  vm->finalizing = call->g;
  ilv_park (call->p, call->g, ILV_WAIT_FINALIZER, 0, unlock_finalizing, &vm->finalizing_lock);
  return ILV_NATIVE_PARKED;
}

/* deferFinalizer (): puts the next one on the list of the function that calls this. */
static enum ilv_native_status
defer_finalizer (struct ilv_native_call *call)
{
  struct ilv_goroutine *goroutine = goroutine_of (call);
  const struct ilv_func *caller = ilv_traces_func (call->vm, goroutine->pc);
  struct ilv_deferred *deferred;
  struct ilv_heap_call due;
  uint64_t n_results, *list;

  if (!ilv_heap_special_due (call->vm->heap, &due))
    return ILV_NATIVE_DONE;
  n_results = (*due.closure)->n_result_slots;
  deferred = ilv_heap_alloc_words (call->p, sizeof *deferred
                                              + (n_results + due.n_slots) * sizeof (uint64_t));
  if (!deferred)
    return ILV_NATIVE_OUT_OF_MEMORY;
  list = &goroutine->fp[caller->defer_slot];
  deferred->next = (struct ilv_deferred *) (uintptr_t) *list;
  deferred->closure = due.closure;
  deferred->n_slots = n_results + due.n_slots;
  memcpy (deferred->slots + n_results, due.slots, due.n_slots * sizeof (uint64_t));
  *list = (uint64_t) (uintptr_t) deferred;
  ilv_heap_special_drop (call->vm->heap);
  return ILV_NATIVE_DONE;
}

/* --- Memory ---------------------------------------------------------------------- */

/* readMemory (pauses, ends []uint64): twelve results, in runtime.go's order. */
static enum ilv_native_status
read_memory (struct ilv_native_call *call)
{
  struct ilv_heap_stats stats;

  if (!ilv_stop_world (call->p))
    return ILV_NATIVE_YIELD;
  ilv_heap_stats (call->vm->heap, &stats);
  ilv_heap_pauses (call->vm->heap, ilv_slot_slice (call, 12)->array,
                   ilv_slot_slice (call, 15)->array);
  ilv_start_world (call->p);
  call->slots[0] = stats.live_bytes;
  call->slots[1] = stats.allocated_bytes_total;
  call->slots[2] = stats.held_bytes;
  call->slots[3] = stats.free_bytes;
  call->slots[4] = stats.charged_bytes;
  call->slots[5] = stats.next_bytes;
  call->slots[6] = stats.n_live;
  call->slots[7] = stats.n_allocations_total;
  call->slots[8] = stats.pause_nsec_total;
  call->slots[9] = (uint64_t) stats.last_wall_nsec;
  call->slots[10] = stats.n_collections;
  call->slots[11] = stats.n_forced;
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (runtime) = {
  { "Gosched", gosched },
  { "Goexit", goexit },
  { "collect", collect },
  { "NumGoroutine", num_goroutine },
  { "NumCPU", num_cpu },
  { "GOMAXPROCS", gomaxprocs },
  { "goRoot", go_root },
  { "Breakpoint", breakpoint },
  { "Stack", stack },
  { "callers", callers },
  { "position", position },
  { "setFinalizer", set_finalizer },
  { "addCleanup", add_cleanup },
  { "stopCleanup", stop_cleanup },
  { "startOnce", start_once },
  { "finalizing", finalizing },
  { "sleep", sleep_for },
  { "waitFinalizer", wait_finalizer },
  { "deferFinalizer", defer_finalizer },
  { "readMemory", read_memory },
  { NULL, NULL },
};
