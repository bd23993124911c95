/* lock.h - A lock for short stretches, and the futex below everything that waits.
 *
 * The lock is a byte's worth of test-and-set: taking it free costs one locked
 * instruction, giving it back a plain store. A futex mutex would need a second
 * locked instruction to learn whether somebody sleeps, and a channel operation
 * takes and gives a lock every time. So a contended lock is waited for by
 * spinning, then yielding, then short naps; nothing under such a lock waits,
 * makes a system call, or takes longer than one copy of a value.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/assert.h"

struct ilv_lock
{
  _Atomic uint32_t is_held;
};

void ilv_lock_wait (struct ilv_lock *lock);

static inline void
ilv_lock (struct ilv_lock *lock)
{
  /* Acquire: sees what the holder before wrote. */
  if (ilv_unlikely (atomic_exchange_explicit (&lock->is_held, 1, memory_order_acquire)))
    ilv_lock_wait (lock);
}

static inline void
ilv_unlock (struct ilv_lock *lock)
{
  /* Release: the next holder sees what this one wrote. */
  atomic_store_explicit (&lock->is_held, 0, memory_order_release);
}

/* Sleeps while *@word is @value, at most @timeout_nsec (UINT64_MAX: for ever).
 * May return early. */
void ilv_futex_wait (_Atomic uint32_t *word, uint32_t value, uint64_t timeout_nsec);
void ilv_futex_wake (_Atomic uint32_t *word, int n_threads);

/* Tells the processor that this is a busy loop. */
static inline void
ilv_pause (void)
{
#if defined(__x86_64__)
  __builtin_ia32_pause ();
#elif defined(__aarch64__)
  __asm__ volatile ("isb");
#endif
}
