/* panic.c - panic, recover, Goexit.
 *
 * A panic walks the frames outwards. Where a function has deferred calls, the
 * last one is taken off the list and called *on top of the frame that
 * panicked*, so that its traces still show where; it returns to a PANIC_RETURN
 * instruction and the walk goes on from where it was. If that call recovered,
 * the frames inside the deferring function are dropped, and the function goes
 * on at its recover_offset: it runs its other deferred calls and returns.
 *
 * A panic inside a deferred call walks the same way, from its own frame: when
 * it comes to the call an earlier panic made, that one is aborted, and goes
 * with it if it is recovered.
 *
 * Goexit is a panic that cannot be recovered and ends the goroutine quietly.
 *
 * Source: Go spec, "Handling panics", "Defer statements".
 * SPDX-License-Identifier: MIT
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/assert.h"
#include "vm/vm_private.h"

/* What is known of a panic value's text. */
enum
{
  TEXT_UNKNOWN,
  TEXT_NONE,    /* it has no Error or String method */
  TEXT_FETCHED, /* or is being fetched */
};

static const struct ilv_func *
func_of (struct ilv_vm *vm, const union ilv_word *pc)
{
  const struct ilv_func *func
      = ilv_program_func_at (vm->program, (uint32_t) (pc - 1 - vm->program->code));

  ILV_ASSERT (func);
  return func;
}

/* Calls @closure's function on top of the frame that panicked, in a segment of its own: calls
 * made by panics are rare, and so there is always room, and a place for @results (may be NULL). */
static enum ilv_panic_step
call_on_top (struct ilv_p *p, struct ilv_goroutine *goroutine, struct ilv_panic *panic,
             const struct ilv_func *const *closure, const uint64_t *args, uint64_t *results,
             const union ilv_word *return_pc)
{
  bool is_overflow;
  uint64_t *fp;

  goroutine->segment = panic->segment;
  fp = ilv_goroutine_push_segment (p, goroutine, closure, args, results, panic->fp, return_pc,
                                   &is_overflow);
  if (!fp)
    {
      goroutine->fp = panic->fp;
      goroutine->pc = panic->pc;
      ilv_fault_no_memory (p, goroutine);
      return ILV_PANIC_STOP;
    }
  goroutine->fp = fp;
  goroutine->pc = (*closure)->code;
  return ILV_PANIC_GO_ON;
}

/* --- Last words --------------------------------------------------------- */

/* The Error method of an error, else the String method of a Stringer. */
static const struct ilv_func *
text_method (const struct ilv_rtype *type)
{
  const struct ilv_func *string = NULL;

  for (uint32_t i = 0; type && i < type->n_methods; i++)
    {
      const struct ilv_rtype_method *method = &type->methods[i];
      bool is_text = method->func && method->type->n_params == 0 && method->type->n_results == 1
                     && method->type->results[0]->kind == ILV_KIND_STRING;

      if (is_text && strcmp (method->name, "Error") == 0)
        return method->func;
      if (is_text && strcmp (method->name, "String") == 0)
        string = method->func;
    }
  return string;
}

/* A text of several lines is moved in after the first. */
static void
print_indented (FILE *out, const uint8_t *bytes, size_t len)
{
  const uint8_t *end;

  while ((end = memchr (bytes, '\n', len)))
    {
      size_t n = (size_t) (end - bytes) + 1;
      fwrite (bytes, 1, n, out);
      fputc ('\t', out);
      bytes += n;
      len -= n;
    }
  fwrite (bytes, 1, len, out);
}

static void
print_value (FILE *out, const struct ilv_panic *panic)
{
  const struct ilv_rtype *type = panic->value.type;
  const void *bytes;
  bool is_named;

  if (panic->text_state == TEXT_FETCHED)
    {
      print_indented (out, panic->text.bytes, (size_t) panic->text.len);
      return;
    }
  if (!type)
    {
      fprintf (out, "nil");
      return;
    }
  bytes = ilv_iface_bytes (&panic->value);
  is_named = strcmp (type->text, ilv_kind_name (type->kind)) != 0;
  if (type->kind == ILV_KIND_STRING || type->kind <= ILV_KIND_COMPLEX128)
    {
      char text[64];

      if (is_named)
        fprintf (out, "%s(", type->text);
      if (type->kind == ILV_KIND_STRING)
        {
          const struct ilv_string *string = bytes;
          fputs (is_named ? "\"" : "", out);
          print_indented (out, string->bytes, (size_t) string->len);
          fputs (is_named ? "\"" : "", out);
        }
      else
        {
          uint64_t slots[3] = { 0 };
          ilv_load_slots (slots, bytes, type);
          ilv_values_format (text, sizeof text, slots, type->kind);
          fputs (text, out);
        }
      if (is_named)
        fprintf (out, ")");
      return;
    }
  fprintf (out, "(%s) 0x%" PRIx64, type->text, panic->value.data);
}

/* Whether @panic was recovered, and then its value was given to @next. */
static bool
is_raised_again (const struct ilv_panic *panic, const struct ilv_panic *next)
{
  return panic->is_recovered && panic->value.type == next->value.type
         && panic->value.data == next->value.data;
}

/* @next: the panic that came after, or NULL. */
static void
print_chain (FILE *out, const struct ilv_panic *panic, const struct ilv_panic *next)
{
  if (panic->outer)
    {
      print_chain (out, panic->outer, panic);
      if (is_raised_again (panic->outer, panic))
        return;
      if (!panic->outer->is_goexit)
        fprintf (out, "\t");
    }
  if (panic->is_goexit)
    return;
  fprintf (out, "panic: ");
  print_value (out, panic);
  if (panic->is_recovered)
    fprintf (out, next && is_raised_again (panic, next) ? " [recovered, repanicked]"
                                                        : " [recovered]");
  fprintf (out, "\n");
}

static bool
has_nil_dereference (const struct ilv_panic *panic)
{
  while (panic && !panic->is_nil_dereference)
    panic = panic->outer;
  return panic != NULL;
}

static enum ilv_panic_step
print_and_stop (struct ilv_p *p, struct ilv_goroutine *goroutine)
{
  struct ilv_vm *vm = ilv_vm_of (p);
  struct ilv_panic *panic = goroutine->panic;
  char *message = NULL;
  size_t size = 0;
  FILE *out;

  goroutine->pc = panic->pc;
  goroutine->fp = panic->fp;
  goroutine->segment = panic->segment;
  /* Relaxed: as in fault.c. */
  if (atomic_exchange_explicit (&vm->has_last_words, true, memory_order_relaxed))
    return ILV_PANIC_STOP;
  out = open_memstream (&message, &size);
  if (out)
    {
      print_chain (out, panic, NULL);
      if (has_nil_dereference (panic))
        fprintf (out, "[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x%" PRIx64 "]\n",
                 (uint64_t) (uintptr_t) panic->pc);
      fflush (out);
      ilv_trace (p, &goroutine->g, ILV_EVENT_FATAL, 0, 0,
                 ilv_trace_string (vm->sched, p, message, strcspn (message, "\n")));
      fprintf (out, "\n");
      ilv_traces_last (out, p, goroutine);
      fclose (out);
      ilv_vm_write (vm, message, size);
      free (message);
    }
  ilv_sched_stop (vm->sched, 2);
  return ILV_PANIC_STOP;
}

/* Nobody recovered: fetches the texts of errors and Stringers by calling them, outermost
 * panic first, then prints. */
enum ilv_panic_step
ilv_panic_last_words (struct ilv_p *p, struct ilv_goroutine *goroutine)
{
  struct ilv_panic *next = NULL;
  const struct ilv_func *func;
  uint64_t args[3] = { 0 };

  do
    {
      next = NULL;
      for (struct ilv_panic *panic = goroutine->panic; panic; panic = panic->outer)
        if (panic->text_state == TEXT_UNKNOWN)
          next = panic;
      if (!next)
        return print_and_stop (p, goroutine);
      next->text_state = TEXT_NONE;
      func = text_method (next->value.type);
    }
  while (!func);
  next->text_state = TEXT_FETCHED;
  args[2] = next->value.data;
  return call_on_top (p, goroutine, goroutine->panic, &func->self, args,
                      (uint64_t *) &next->text, &ilv_code_print_return);
}

/* --- The walk ----------------------------------------------------------- */

/* The earlier panic whose deferred call's frame is @frame. */
static struct ilv_panic *
panic_behind (struct ilv_panic *panic, const struct ilv_frame *frame)
{
  while (panic && panic->deferred_fp != frame->fp)
    panic = panic->outer;
  return panic;
}

/* Calls the next deferred function from the cursor outwards. */
static enum ilv_panic_step
walk (struct ilv_p *p, struct ilv_goroutine *goroutine, struct ilv_panic *panic)
{
  struct ilv_frame *cursor = &panic->cursor;

  for (;;)
    {
      const struct ilv_func *func = func_of (ilv_vm_of (p), cursor->pc);
      struct ilv_panic *behind;

      if (func->defer_slot != ILV_NO_SLOT && cursor->fp[func->defer_slot])
        {
          uint64_t *list = &cursor->fp[func->defer_slot];
          struct ilv_deferred *deferred = (struct ilv_deferred *) (uintptr_t) *list;
          enum ilv_panic_step step;

          *list = (uint64_t) (uintptr_t) deferred->next;
          if (!deferred->closure)
            {
              ilv_fault_nil_dereference (p, goroutine);
              goroutine->pc = panic->pc;
              goroutine->fp = panic->fp;
              goroutine->segment = panic->segment;
              return ilv_panic_raise (p, goroutine);
            }
          step = call_on_top (p, goroutine, panic, deferred->closure, deferred->slots, NULL,
                              &ilv_code_panic_return);
          panic->deferred_fp = goroutine->fp;
          return step;
        }
      behind = panic_behind (panic->outer, cursor);
      if (behind)
        behind->is_aborted = 1;
      if (!ilv_frame_next (goroutine, cursor))
        break;
    }
  if (panic->is_goexit)
    return ILV_PANIC_END;
  panic->deferred_fp = NULL;
  return ilv_panic_last_words (p, goroutine);
}

static void
trace_panic (struct ilv_p *p, struct ilv_goroutine *goroutine, const struct ilv_panic *panic)
{
  struct ilv_vm *vm = ilv_vm_of (p);
  const struct ilv_rtype *type = panic->value.type;

  if (!p->is_traced || panic->is_goexit)
    return;
  if (type->kind == ILV_KIND_STRING)
    {
      const struct ilv_string *string = ilv_iface_bytes (&panic->value);
      ilv_trace (p, &goroutine->g, ILV_EVENT_PANIC, 0, 0,
                 ilv_trace_string (vm->sched, p, (const char *) string->bytes,
                                   (size_t) string->len));
    }
  else
    ilv_trace (p, &goroutine->g, ILV_EVENT_PANIC, 0, 0,
               ilv_trace_string (vm->sched, p, type->text, strlen (type->text)));
}

enum ilv_panic_step
ilv_panic_raise (struct ilv_p *p, struct ilv_goroutine *goroutine)
{
  struct ilv_panic *panic;

  if (goroutine->fault == ILV_FAULT_MEMORY)
    ilv_fault_no_memory (p, goroutine);
  if (goroutine->fault == ILV_FAULT_FATAL)
    return ILV_PANIC_STOP;
  panic = ilv_heap_alloc_words (p, sizeof *panic);
  if (!panic)
    {
      ilv_fault_no_memory (p, goroutine);
      return ILV_PANIC_STOP;
    }
  panic->outer = goroutine->panic;
  panic->is_goexit = goroutine->fault == ILV_FAULT_GOEXIT;
  panic->value = goroutine->fault_value;
  panic->is_nil_dereference = goroutine->fault_is_nil_dereference;
  panic->pc = goroutine->pc;
  panic->fp = goroutine->fp;
  panic->segment = goroutine->segment;
  panic->cursor = ilv_frame_innermost (goroutine);
  goroutine->panic = panic;
  goroutine->fault = ILV_FAULT_NONE;
  goroutine->fault_is_nil_dereference = false;
  memset (&goroutine->fault_value, 0, sizeof goroutine->fault_value);
  if (!panic->is_goexit && !panic->value.type)
    {
      goroutine->panic = panic->outer;
      ilv_fault_error (p, goroutine, ILV_ERROR_NIL, "panic called with nil argument");
      return ilv_panic_raise (p, goroutine);
    }
  trace_panic (p, goroutine, panic);
  return walk (p, goroutine, panic);
}

/* The innermost panic was recovered: its frames go, and those of the panics it aborted. */
static enum ilv_panic_step
unwind (struct ilv_p *p, struct ilv_goroutine *goroutine)
{
  struct ilv_panic *panic = goroutine->panic;
  struct ilv_frame frame = panic->cursor;
  const struct ilv_func *func = func_of (ilv_vm_of (p), frame.pc);
  bool was_goexit = false;

  for (goroutine->panic = panic->outer; goroutine->panic && goroutine->panic->is_aborted;
       goroutine->panic = goroutine->panic->outer)
    was_goexit |= goroutine->panic->is_goexit;
  goroutine->fp = frame.fp;
  goroutine->segment = frame.segment;
  goroutine->pc = func->code + func->recover_offset;
  if (!was_goexit)
    return ILV_PANIC_GO_ON;
  /* Recovering cannot stop a Goexit that was under way further in. */
  goroutine->pc++;
  goroutine->fault = ILV_FAULT_GOEXIT;
  return ilv_panic_raise (p, goroutine);
}

enum ilv_panic_step
ilv_panic_returned (struct ilv_p *p, struct ilv_goroutine *goroutine)
{
  struct ilv_panic *panic = goroutine->panic;

  ILV_ASSERT (panic);
  panic->deferred_fp = NULL;
  return panic->is_recovered ? unwind (p, goroutine) : walk (p, goroutine, panic);
}

/* Whether @func is of the package of @other, a function outside methods. */
static bool
is_beside (const struct ilv_func *func, const struct ilv_func *other)
{
  return strncmp (func->name, other->name, strcspn (other->name, ".") + 1) == 0;
}

/* Whether @func passes calls on: a wrapper, or where a function made at run time was called, the
 * library's way from it to what it stands for. */
static bool
is_wrapper (const struct ilv_func *func, const struct ilv_panic *panic, const struct ilv_vm *vm)
{
  const struct ilv_made *made = (const struct ilv_made *) (uintptr_t) panic->deferred_fp[-3];

  return func->is_hidden
         || (made->func->code == vm->program->made->code && is_beside (func, *made->handler));
}

/* Whether the frame at @fp is of the call that @panic made, perhaps through wrappers. */
static bool
is_deferred_call (struct ilv_p *p, const struct ilv_goroutine *goroutine,
                  const struct ilv_panic *panic, const uint64_t *fp)
{
  struct ilv_vm *vm = ilv_vm_of (p);
  struct ilv_frame frame = ilv_frame_innermost (goroutine);

  if (!panic->deferred_fp)
    return false;
  while (frame.fp != fp && ilv_frame_next (goroutine, &frame))
    ;
  while (frame.fp != panic->deferred_fp)
    if (!ilv_frame_next (goroutine, &frame) || frame.panic
        || !is_wrapper (func_of (vm, frame.pc), panic, vm))
      return false;
  return true;
}

struct ilv_iface
ilv_panic_recover (struct ilv_p *p, struct ilv_goroutine *goroutine, const uint64_t *fp)
{
  struct ilv_panic *panic = goroutine->panic;

  if (!panic || panic->is_recovered || panic->is_goexit
      || !is_deferred_call (p, goroutine, panic, fp))
    return (struct ilv_iface) { 0 };
  panic->is_recovered = 1;
  return panic->value;
}
