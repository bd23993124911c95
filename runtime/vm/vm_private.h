/* vm_private.h - What the files of the machine share.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdio.h>

#include "sched/lock.h"
#include "vm/goroutine.h"
#include "vm/heap.h"
#include "vm/map.h"
#include "vm/text.h"
#include "vm/vm.h"

struct ilv_vm
{
  struct ilv_program *program;
  struct ilv_sched *sched;
  struct ilv_heap *heap;
  char *globals;
  struct ilv_frame_map *frame_maps;             /* roots.c: by number of the function */
  struct ilv_vm_io io;
  struct ilv_lock types_guard;                  /* of putting something on … */
  _Atomic (struct ilv_made_type *) made_types; /* types.c: the last one first */
  struct ilv_text prints[ILV_MAX_PROCS];        /* what print and println have so far */
  _Atomic bool has_last_words; /* a fatal message was or is being printed */
  /* Settings of runtime/debug. Relaxed: seen late is seen. */
  _Atomic uint64_t max_stack_bytes;
  _Atomic bool traces_all;     /* last words show all goroutines */
  /* The goroutine that calls finalizers: whether it was started; itself, while it waits. */
  _Atomic bool has_finalizing;
  struct ilv_lock finalizing_lock; /* guards: */
  struct ilv_g *finalizing;
  uint64_t n_finalizing;       /* calls so far */
};

/* A function made at run time (package reflect), and the closure that is it. In the heap. */
struct ilv_made
{
  const struct ilv_func *func; /* own: the address of this is the func value */
  struct ilv_func own;
  const struct ilv_func *const *handler; /* func (made *ilv_made, frame *uint64_t), in Go */
  const struct ilv_rtype *type;
  const void *target; /* what the handler makes of it */
};

static inline struct ilv_vm *
ilv_vm_of (struct ilv_p *p)
{
  return ilv_sched_data (p->sched);
}

/* vm.c: writes @text to the program's stderr, all of it. */
void ilv_vm_write (struct ilv_vm *vm, const char *text, size_t len);

/* vm.c: what @object, of a type of package sync or time, is called for viewers. Only when traced. */
void ilv_vm_name_sync (struct ilv_p *p, struct ilv_goroutine *goroutine, void *object,
                       const struct ilv_rtype *type, const struct ilv_object_name *name);

/* vm.c: the id of the channel that is closed when @context, of a type of package context, is done; 0
 * if it never is, or the program has made the type. */
uint32_t ilv_vm_context_id (const struct ilv_iface *context);

/* describe.c: whether values of @type are sent as text; ops->describe. */
bool ilv_describe_is_worth (const struct ilv_rtype *type);
size_t ilv_describe_value (struct ilv_p *p, const void *type, const void *bytes, char *text,
                           size_t size);

/* traces.c: ops->library_call. */
uint32_t ilv_traces_library_call (struct ilv_p *p, struct ilv_g *g, uint32_t *site);

/* roots.c: marks global variables, and what goroutines still want of their frames; @data is the
 * machine. World stopped. */
void ilv_roots_mark (struct ilv_heap *heap, void *data);
void ilv_roots_free (struct ilv_vm *vm);

/* interp.c: ops->resume. */
enum ilv_outcome ilv_interp_resume (struct ilv_p *p, struct ilv_g *g);

/* --- fault.c: what went wrong, noted in the goroutine ------------------- */

/* @format without the "runtime error: " that goes in front of some kinds. */
void ilv_fault_error (struct ilv_p *p, struct ilv_goroutine *goroutine, enum ilv_error_kind kind,
                      const char *format, ...) __attribute__ ((format (printf, 4, 5)));
void ilv_fault_value (struct ilv_goroutine *goroutine, struct ilv_iface value);
void ilv_fault_nil_dereference (struct ilv_p *p, struct ilv_goroutine *goroutine);
/* Prints "fatal error: " and traces, and stops the run. */
void ilv_fault_fatal (struct ilv_p *p, struct ilv_goroutine *goroutine, const char *format, ...)
  __attribute__ ((format (printf, 3, 4)));
/* An instruction, or native, that has done nothing yet finds no memory. */
void ilv_fault_out_of_memory (struct ilv_p *p, struct ilv_goroutine *goroutine);
/* Then: collects, unless that was just done for this very instruction. True: try it again, at
 * goroutine->pc, and clear retry_pc at the next safepoint. False: there is no memory; the fault is
 * a fatal one. */
bool ilv_fault_retry (struct ilv_p *p, struct ilv_goroutine *goroutine);
/* Where it cannot be tried again. */
void ilv_fault_no_memory (struct ilv_p *p, struct ilv_goroutine *goroutine);
void ilv_fault_stack_overflow (struct ilv_p *p, struct ilv_goroutine *goroutine);

/* --- panic.c ------------------------------------------------------------ */

/* What to do next, after a fault or a deferred call. */
enum ilv_panic_step
{
  ILV_PANIC_GO_ON, /* at goroutine->pc */
  ILV_PANIC_STOP,  /* the program is over */
  ILV_PANIC_END,   /* the goroutine is over, by Goexit */
};

/* Acts on goroutine->fault, at goroutine->pc and fp. */
enum ilv_panic_step ilv_panic_raise (struct ilv_p *p, struct ilv_goroutine *goroutine);
/* At PANIC_RETURN, PRINT_RETURN. */
enum ilv_panic_step ilv_panic_returned (struct ilv_p *p, struct ilv_goroutine *goroutine);
enum ilv_panic_step ilv_panic_last_words (struct ilv_p *p, struct ilv_goroutine *goroutine);
/* recover () in the function whose frame is @fp, at goroutine->pc and fp; a nil interface if there is nothing to recover. */
struct ilv_iface ilv_panic_recover (struct ilv_p *p, struct ilv_goroutine *goroutine,
                                    const uint64_t *fp);

/* --- traces.c ----------------------------------------------------------- */

/* "goroutine 1 [running]:" and its frames, as Go prints them. */
void ilv_traces_goroutine (FILE *out, struct ilv_vm *vm, const struct ilv_goroutine *goroutine,
                           const char *state);
/* The function that is to go on at @pc, or called there; NULL: none of the program's. */
const struct ilv_func *ilv_traces_func (struct ilv_vm *vm, const union ilv_word *pc);
/* All of them, @first (may be NULL) before the others. World stopped, or after the run. */
void ilv_traces_all (FILE *out, struct ilv_vm *vm, const struct ilv_goroutine *first);
/* What follows a fatal message of @goroutine, which runs on @p. */
void ilv_traces_last (FILE *out, struct ilv_p *p, const struct ilv_goroutine *goroutine);
/* "all goroutines are asleep", ops->deadlock. */
void ilv_traces_deadlock (struct ilv_p *p);

/* --- slices.c, values.c: the work of instructions that are no one-liners - */

/* False: the fault is noted. */
bool ilv_slices_cut (struct ilv_p *p, struct ilv_goroutine *goroutine, struct ilv_slice source,
                     bool is_string_or_array, const int64_t *bounds, unsigned which,
                     uint32_t elem_size, struct ilv_slice *result);
bool ilv_slices_make (struct ilv_p *p, struct ilv_goroutine *goroutine,
                      const struct ilv_rtype *elem, int64_t len, int64_t cap,
                      struct ilv_slice *result);
bool ilv_slices_append (struct ilv_p *p, struct ilv_goroutine *goroutine,
                        const struct ilv_rtype *elem, struct ilv_slice *slice,
                        const uint64_t *values, uint32_t n, uint32_t stride);
bool ilv_slices_append_slice (struct ilv_p *p, struct ilv_goroutine *goroutine,
                              const struct ilv_rtype *elem, struct ilv_slice *slice,
                              const void *array, int64_t n);
void ilv_slices_index_fault (struct ilv_p *p, struct ilv_goroutine *goroutine, int64_t index,
                             int64_t len);

/* x.(T), T concrete or an interface; notes the fault if the assertion does not hold. */
void ilv_values_assertion_fault (struct ilv_p *p, struct ilv_goroutine *goroutine,
                                 const struct ilv_rtype *static_type,
                                 const struct ilv_rtype *dynamic, const struct ilv_rtype *wanted);
bool ilv_values_uncomparable_fault (struct ilv_p *p, struct ilv_goroutine *goroutine,
                                    const struct ilv_rtype *type);
/* make (chan T, capacity). NULL: the fault is noted. */
struct ilv_chan *ilv_values_make_chan (struct ilv_p *p, struct ilv_goroutine *goroutine,
                                       const struct ilv_rtype *type, int64_t capacity);
/* Notes what happened to a map of @type at the key at @key. */
void ilv_values_map_fault (struct ilv_p *p, struct ilv_goroutine *goroutine,
                           enum ilv_map_fault fault, const struct ilv_rtype *type,
                           const void *key);
/* Where @key is in the sorted list of @n > 0; @n if it is not there. Strings come in order of their
 * length first. */
uint64_t ilv_values_search (const int64_t *keys, uint64_t n, int64_t key);
uint64_t ilv_values_search_string (const struct ilv_string *const *keys, uint64_t n,
                                   struct ilv_string key);
/* @slots as print prints a value of that basic kind. */
void ilv_values_format (char *text, size_t size, const uint64_t *slots, enum ilv_kind kind);
/* A builtin print's one value, kept until the statement is through and all is written at once. */
void ilv_values_print (struct ilv_p *p, const uint64_t *slots, unsigned kind);

/* A value of @type from memory to its slots, and back. */
static inline void
ilv_load_slots (uint64_t *slots, const void *memory, const struct ilv_rtype *type)
{
  switch ((enum ilv_mem) type->mem)
    {
    case ILV_MEM_U8:  *slots = *(const uint8_t *) memory; break;
    case ILV_MEM_S8:  *slots = (uint64_t) *(const int8_t *) memory; break;
    case ILV_MEM_U16: *slots = *(const uint16_t *) memory; break;
    case ILV_MEM_S16: *slots = (uint64_t) *(const int16_t *) memory; break;
    case ILV_MEM_U32: *slots = *(const uint32_t *) memory; break;
    case ILV_MEM_S32: *slots = (uint64_t) *(const int32_t *) memory; break;
    case ILV_MEM_W1:  *slots = *(const uint64_t *) memory; break;
    case ILV_MEM_W2:  __builtin_memmove (slots, memory, 16); break;
    case ILV_MEM_W3:  __builtin_memmove (slots, memory, 24); break;
    default:          __builtin_memmove (slots, memory, type->size); break;
    }
}

/* In memory the low bytes of a slot are the value (little endian). */
static inline void
ilv_store_slots (void *memory, const uint64_t *slots, const struct ilv_rtype *type)
{
  switch (type->size)
    {
    case 1:  *(uint8_t *) memory = (uint8_t) *slots; break;
    case 2:  __builtin_memcpy (memory, slots, 2); break;
    case 4:  __builtin_memcpy (memory, slots, 4); break;
    case 8:  __builtin_memcpy (memory, slots, 8); break;
    case 16: __builtin_memcpy (memory, slots, 16); break;
    default: __builtin_memmove (memory, slots, type->size); break;
    }
}
