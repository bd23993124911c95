/* SPDX-License-Identifier: MIT */
#include "sched/lock.h"

#include <linux/futex.h>
#include <limits.h>
#include <sched.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum
{
  N_SPINS = 64,      /* about a microsecond: a holder that runs is done by then */
  N_YIELDS = 16,     /* the holder was put aside by the kernel: let it run */
  NAP_NSEC = 50000   /* it is still aside, or stopped in a debugger */
};

static void
nap (void)
{
  nanosleep (&(struct timespec){ .tv_nsec = NAP_NSEC }, NULL);
}

void
ilv_lock_wait (struct ilv_lock *lock)
{
  for (unsigned n = 0;; n++)
    {
      /* Relaxed: only a hint; taking it is what orders. Looking before taking
       * keeps the line shared among those who wait. */
      if (!atomic_load_explicit (&lock->is_held, memory_order_relaxed)
          && !atomic_exchange_explicit (&lock->is_held, 1, memory_order_acquire))
        return;
      if (n < N_SPINS)
        ilv_pause ();
      else if (n < N_SPINS + N_YIELDS)
        sched_yield ();
      else
        nap ();
    }
}

void
ilv_futex_wait (_Atomic uint32_t *word, uint32_t value, uint64_t timeout_nsec)
{
  struct timespec timeout = { .tv_sec = (time_t) (timeout_nsec / 1000000000),
                              .tv_nsec = (long) (timeout_nsec % 1000000000) };

  syscall (SYS_futex, word, FUTEX_WAIT_PRIVATE, value,
           timeout_nsec == UINT64_MAX ? NULL : &timeout, NULL, 0);
}

void
ilv_futex_wake (_Atomic uint32_t *word, int n_threads)
{
  syscall (SYS_futex, word, FUTEX_WAKE_PRIVATE, n_threads, NULL, NULL, 0);
}
