/* choice.c - The one door of free choices.
 *
 * Whatever the scheduler or the interpreter could do this way or that way is
 * asked here: a random number below n, the time, the order of theft. Today the
 * answers are fast and fair. Nothing else in runtime/ looks at a clock (but
 * for the stamps of events), an address or a random source to decide
 * something, so answers from a seed or from a record are enough to repeat a
 * run.
 *
 * Numbers come from one generator for each processor (a counter by a golden
 * ratio step, mixed: "splitmix"): no sharing, no locked instruction.
 *
 * SPDX-License-Identifier: MIT
 */
#include "sched/internal.h"

#include <sys/random.h>
#include <time.h>

#define GOLDEN_STEP UINT64_C (0x9e3779b97f4a7c15)

static uint64_t
mix (uint64_t x)
{
  x = (x ^ (x >> 30)) * UINT64_C (0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * UINT64_C (0x94d049bb133111eb);
  return x ^ (x >> 31);
}

void
ilv_choice_seed (struct ilv_sched *sched, uint64_t seed)
{
  /* Short of randomness at boot, the address of nothing in particular is not
   * an alternative: the time is. */
  if (seed == 0 && getrandom (&seed, sizeof seed, GRND_NONBLOCK) != sizeof seed)
    seed = ilv_clock_monotonic_nsec ();
  for (unsigned i = 0; i < ILV_MAX_PROCS; i++)
    sched->procs[i].random_state = mix (seed + i * GOLDEN_STEP);
}

uint64_t
ilv_random (struct ilv_p *p)
{
  struct ilv_proc *proc = ilv_proc_of (p);

  proc->random_state += GOLDEN_STEP;
  return mix (proc->random_state);
}

uint32_t
ilv_choose (struct ilv_p *p, uint32_t n)
{
  ILV_ASSERT (n > 0);
  /* The high half of a product: no division, and a bias of n / 2^32. */
  return (uint32_t) (((ilv_random (p) >> 32) * n) >> 32);
}

static uint32_t
common_divisor (uint32_t a, uint32_t b)
{
  while (b)
    {
      uint32_t rest = a % b;
      a = b;
      b = rest;
    }
  return a;
}

struct ilv_choice_order
ilv_choice_steal_order (struct ilv_proc *proc, uint32_t n)
{
  struct ilv_choice_order order = { .n = n, .start = ilv_choose (&proc->p, n), .stride = 1 };

  /* Steps of a size that has no divisor in common with n visit everyone. */
  if (n > 2)
    do
      order.stride = 1 + ilv_choose (&proc->p, n - 1);
    while (common_divisor (order.stride, n) != 1);
  return order;
}

uint64_t
ilv_now_nsec (struct ilv_p *p)
{
  struct ilv_proc *proc = ilv_proc_of (p);

  proc->now_nsec = ilv_clock_nsec (&p->sched->clock);
  proc->is_now_stale = false;
  return proc->now_nsec;
}

int64_t
ilv_wall_nsec (struct ilv_p *p)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  return now.tv_sec * INT64_C (1000000000) + now.tv_nsec;
}
