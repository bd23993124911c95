/* vm.c - One program, its heap and its scheduler.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/vm.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "sched/chan.h"
#include "sched/sync.h"
#include "vm/types.h"
#include "vm/pkg.h"
#include "vm/vm_private.h"

void
ilv_vm_write (struct ilv_vm *vm, const char *text, size_t len)
{
  while (len > 0)
    {
      ssize_t n = write (vm->io.fds[2], text, len);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return; /* nobody to tell */
      text += n;
      len -= (size_t) n;
    }
}

const struct ilv_vm_io *
ilv_vm_io (struct ilv_vm *vm)
{
  return &vm->io;
}

const struct ilv_rtype *
ilv_vm_type (struct ilv_vm *vm, const char *text)
{
  return ilv_program_type (vm->program, text);
}

/* --- Global variables --------------------------------------------------- */

/* Where a linked program has its data. */
#define GLOBALS_ADDRESS UINT64_C (0x500000)

static size_t
globals_bytes (const struct ilv_program *program)
{
  return program->globals_size + 8;
}

/* Zeroes; low in the address space, as in Go, if there is room. NULL: out of memory. */
static char *
new_globals (const struct ilv_program *program)
{
  void *memory = mmap ((void *) GLOBALS_ADDRESS, globals_bytes (program), PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return memory != MAP_FAILED ? memory : NULL;
}

/* --- What the heap asks for -------------------------------------------- */

/* Wakes the goroutine that calls finalizers, if it waits. */
static void
specials_due (struct ilv_p *p, void *data)
{
  struct ilv_vm *vm = data;
  struct ilv_g *g;

  ilv_lock (&vm->finalizing_lock);
  g = vm->finalizing;
  vm->finalizing = NULL;
  ilv_unlock (&vm->finalizing_lock);
  if (g)
    ilv_ready (p, NULL, g);
}

static void
free_goroutine (struct ilv_p *p, struct ilv_g *g)
{
  ilv_goroutine_free (p, (struct ilv_goroutine *) g);
}

/* --- The trace's definitions -------------------------------------------- */

static void
define_string (struct ilv_vm *vm, enum ilv_event_type type, uint32_t object, uint32_t arg)
{
  struct ilv_event event = { .type = type, .p = ILV_NO_P, .object = object, .arg = arg };

  ilv_trace_define (vm->sched, &event);
}

static uint32_t
string_id (struct ilv_vm *vm, const char *text)
{
  return ilv_trace_string (vm->sched, NULL, text, strlen (text));
}

static void
define_sites (struct ilv_vm *vm)
{
  const struct ilv_program *program = vm->program;
  uint32_t line = 0;

  for (uint32_t i = 0; i < program->n_funcs; i++)
    {
      const struct ilv_func *func = program->funcs[i];
      uint32_t end = func->code_offset + func->n_code;

      for (; line < program->n_lines && program->lines[line].offset < end; line++)
        {
          const struct ilv_line *at = &program->lines[line];
          struct ilv_event event = {
            .type = ILV_EVENT_SITE, .p = ILV_NO_P,
            .object = string_id (vm, program->files[at->file]), .arg = at->line,
            .seq = func->name_string, .site = at->offset,
          };

          ilv_trace_define (vm->sched, &event);
        }
    }
}

static void
define_program (struct ilv_vm *vm, const struct ilv_vm_config *config)
{
  struct ilv_program *program = vm->program;

  for (uint32_t i = 0; i < program->n_funcs; i++)
    program->funcs[i]->name_string = string_id (vm, program->funcs[i]->name);
  program->main_string = string_id (vm, "main.main");
  for (uint32_t i = 0; i < program->n_names; i++)
    program->names[i]->string = string_id (vm, program->names[i]->text);
  for (size_t i = 0; i < config->n_sources; i++)
    {
      const struct ilv_vm_source *source = &config->sources[i];
      uint32_t path = string_id (vm, source->path);

      if (i == 0)
        define_string (vm, ILV_EVENT_PROGRAM, path, 0);
      define_string (vm, ILV_EVENT_SOURCE, path,
                     ilv_trace_string (vm->sched, NULL, source->text, source->len));
    }
  define_sites (vm);
}

/* --- A run -------------------------------------------------------------- */

static bool
attach_heap (struct ilv_vm *vm)
{
  for (unsigned i = 0; i < ILV_MAX_PROCS; i++)
    if (!ilv_heap_attach (vm->heap, ilv_sched_p (vm->sched, i)))
      return false;
  return true;
}

struct ilv_vm *
ilv_vm_new (const struct ilv_vm_config *config)
{
  const struct ilv_sched_ops ops = {
    .resume = ilv_interp_resume,
    .free = free_goroutine,
    .deadlock = ilv_traces_deadlock,
    .library_call = ilv_traces_library_call,
    .describe = ilv_describe_value,
    .data = calloc (1, sizeof (struct ilv_vm)),
  };
  const struct ilv_sched_config sched_config = {
    .n_procs = config->n_procs,
    .trace_fd = config->trace_fd,
    .seed = config->seed,
  };
  struct ilv_vm *vm = ops.data;
  struct ilv_heap_config heap_config = {
    .limit_bytes = config->memory_limit_bytes,
    .mark_roots = ilv_roots_mark,
    .specials_due = specials_due,
    .data = vm,
  };

  if (!vm)
    return NULL;
  for (unsigned i = 0; i < ILV_MAX_PROCS; i++)
    ilv_text_init (&vm->prints[i]);
  vm->program = config->program;
  vm->io = config->io;
  atomic_init (&vm->max_stack_bytes, ILV_MAX_STACK_BYTES);
  /* What fails first says why. */
  if (!(vm->globals = new_globals (config->program)) || !(vm->heap = ilv_heap_new (&heap_config))
      || !(vm->sched = ilv_sched_new (&sched_config, &ops)) || !attach_heap (vm))
    {
      int error = errno;
      ilv_vm_free (vm);
      errno = error;
      return NULL;
    }
  if (config->trace_fd >= 0)
    define_program (vm, config);
  return vm;
}

/* Goroutines that the end of the program left where they were: chained, to be freed when no
 * thread can be in them any more. */
static void
keep_left (struct ilv_g *g, void *data)
{
  struct ilv_g **left = data;

  g->all_next = *left;
  *left = g;
}

void
ilv_vm_free (struct ilv_vm *vm)
{
  struct ilv_g *left = NULL, *next;

  if (!vm)
    return;
  if (vm->sched)
    {
      ilv_sched_each_g (vm->sched, keep_left, &left);
      ilv_sched_free (vm->sched);
    }
  for (; left; left = next)
    {
      next = left->all_next;
      ilv_goroutine_free (NULL, (struct ilv_goroutine *) left);
    }
  if (vm->heap)
    ilv_heap_free (vm->heap);
  ilv_types_free (vm);
  ilv_roots_free (vm);
  if (vm->globals)
    munmap (vm->globals, globals_bytes (vm->program));
  free (vm);
}

int
ilv_vm_run (struct ilv_vm *vm)
{
  const struct ilv_func *entry = vm->program->entry;
  struct ilv_goroutine *main_goroutine = ilv_goroutine_new (ilv_sched_p (vm->sched, 0), &entry->self, NULL);
  static const char message[] = "fatal error: runtime: out of memory or threads\n";

  int status = -1;

  if (main_goroutine)
    status = ilv_sched_run (vm->sched, &main_goroutine->g, vm->program->main_string);
  if (status >= 0)
    return status;
  ilv_vm_write (vm, message, sizeof message - 1);
  return 2;
}

/* Objects of package sync are given their ids on first use; those in a variable get it earlier, so
 * that it can have a name. */
static uint32_t
sync_id (struct ilv_p *p, struct ilv_g *g, enum ilv_object_kind kind, _Atomic uint32_t *id,
         uint32_t *seq)
{
  uint32_t new_id = ilv_object_make (p, g, kind);

  *seq = 1;
  /* Release: as in sync.c, the id says that seq is set. */
  atomic_store_explicit (id, new_id, memory_order_release);
  return new_id;
}

void
ilv_vm_name_sync (struct ilv_p *p, struct ilv_goroutine *goroutine, void *object,
                  const struct ilv_rtype *type, const struct ilv_object_name *name)
{
  struct ilv_wait_group *wg = object;
  struct ilv_mutex *mutex = object; /* also where an RWMutex has its numbers */
  struct { uint32_t done; struct ilv_mutex lock; } *once = object; /* as in sync.go, */
  struct { struct ilv_iface lock; struct ilv_cond queue; } *cond = object; /* as there */
  struct ilv_g *g = &goroutine->g;
  uint32_t id = 0;

  if (!object)
    return;
  if (strcmp (type->text, "sync.WaitGroup") == 0)
    id = sync_id (p, g, ILV_OBJECT_WAIT_GROUP, &wg->id, &wg->seq);
  else if (strcmp (type->text, "sync.Mutex") == 0)
    id = sync_id (p, g, ILV_OBJECT_MUTEX, &mutex->id, &mutex->seq);
  else if (strcmp (type->text, "sync.RWMutex") == 0)
    id = sync_id (p, g, ILV_OBJECT_RWMUTEX, &mutex->id, &mutex->seq);
  else if (strcmp (type->text, "sync.Once") == 0)
    id = sync_id (p, g, ILV_OBJECT_ONCE, &once->lock.id, &once->lock.seq);
  else if (strcmp (type->text, "sync.Cond") == 0)
    id = sync_id (p, g, ILV_OBJECT_COND, &cond->queue.id, &cond->queue.seq);
  else if (strcmp (type->text, "time.Timer") == 0 || strcmp (type->text, "time.Ticker") == 0)
    id = ilv_pkg_timer_id (object);
  if (id)
    ilv_trace (p, g, ILV_EVENT_OBJECT_NAME, id, 0, name->string);
}

/* The beginning of a canceler as context.go declares it. */
struct canceler
{
  struct ilv_iface parent;
  struct ilv_chan *done;
};

uint32_t
ilv_vm_context_id (const struct ilv_iface *context)
{
  const struct canceler *canceler = (const struct canceler *) (uintptr_t) context->data;

  if (!context->type || strcmp (context->type->text, "*context.canceler") != 0)
    return 0;
  return ilv_chan_id (canceler->done);
}
