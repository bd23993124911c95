/* pkg.h - What the natives of the packages share.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "vm/native.h"
#include "vm/text.h"

/* Tables of natives are made visible by packages.def. */
#define ILV_PKG_NATIVES(identifier) \
  extern const struct ilv_native ilv_pkg_##identifier[]; \
  const struct ilv_native ilv_pkg_##identifier[]

/* Slots read as what is in them. */
static inline struct ilv_string *
ilv_slot_string (const struct ilv_native_call *call, unsigned i)
{
  return (struct ilv_string *) &call->slots[i];
}

static inline struct ilv_slice *
ilv_slot_slice (const struct ilv_native_call *call, unsigned i)
{
  return (struct ilv_slice *) &call->slots[i];
}

static inline struct ilv_iface *
ilv_slot_iface (const struct ilv_native_call *call, unsigned i)
{
  return (struct ilv_iface *) &call->slots[i];
}

static inline void *
ilv_slot_pointer (const struct ilv_native_call *call, unsigned i)
{
  return (void *) (uintptr_t) call->slots[i];
}

static inline double
ilv_slot_float (const struct ilv_native_call *call, unsigned i)
{
  union
  {
    uint64_t bits;
    double value;
  } slot = { call->slots[i] };

  return slot.value;
}

static inline void
ilv_slot_set_float (const struct ilv_native_call *call, unsigned i, double value)
{
  union
  {
    double value;
    uint64_t bits;
  } slot = { value };

  call->slots[i] = slot.bits;
}

/* The panic of a method call on a nil pointer. */
static inline enum ilv_native_status
ilv_pkg_nil (struct ilv_native_call *call)
{
  return ilv_native_panic_runtime (call, "invalid memory address or nil pointer dereference");
}

/* pkg_os.c: around a system call that may take long. Results are in place when it is left:
 * the goroutine may be somebody else's then. */
void ilv_pkg_syscall_enter (struct ilv_native_call *call, const char *name);
enum ilv_native_status ilv_pkg_syscall_leave (struct ilv_native_call *call);

/* pkg_time.c: the id of a time.Timer or time.Ticker; 0 if it has none. */
uint32_t ilv_pkg_timer_id (const void *timer);

/* pkg_os.c: natives of more than one package. errorText (number int) string, processID (parent
 * bool) int. */
enum ilv_native_status ilv_pkg_error_text (struct ilv_native_call *call);
enum ilv_native_status ilv_pkg_process_id (struct ilv_native_call *call);

/* pkg_os.c: writes all of it, or as much as can be. *@n_written and *@number (an
 * errno, or 0) lie in result slots: they are in place when this returns. */
enum ilv_native_status ilv_pkg_write (struct ilv_native_call *call, int fd, const void *bytes,
                                      uint64_t n, uint64_t *n_written, uint64_t *number);

/* Makes slots[i] a string of @text, which is cleared. */
enum ilv_native_status ilv_pkg_text (struct ilv_native_call *call, unsigned i,
                                     struct ilv_text *text);

/* Makes slots[i] a slice with a copy of @n elements of @elem_bytes each, every word of
 * which may be a pointer. False: out of memory. */
bool ilv_pkg_slice (struct ilv_native_call *call, unsigned i, const void *elements, uint64_t n,
                    uint64_t elem_bytes);
