/* SPDX-License-Identifier: MIT */
#include "trace/control.h"

/* A held program looks this often whether its viewer is still alive. */
#define WAIT_SLICE_NSEC 1000000000u
/* Sleeping for less takes longer than it should. */
#define SLOW_WAIT_MIN_NSEC 1000000u

/* All accesses here are sequentially consistent: they are rare, and a futex
 * needs its word and what the word stands for in one order. */

static void
write_mark (struct ilv_ring_writer *writer, enum ilv_event_type type)
{
  ilv_ring_write (writer, &(struct ilv_event){ .type = (uint16_t) type,
                                               .p = writer->p,
                                               .time_nsec = ilv_clock_nsec (writer->clock) });
}

static bool
take_step (struct ilv_shm_head *head)
{
  uint32_t n = atomic_load (&head->step_budget);

  while (n > 0)
    if (atomic_compare_exchange_weak (&head->step_budget, &n, n - 1))
      return true;
  return false;
}

/* True once the pause is over or a step may be done. */
static bool
may_go_on (struct ilv_shm *shm, uint32_t order)
{
  return (order & ILV_CONTROL_MODE) != ILV_CONTROL_PAUSE || take_step (shm->head)
         || !ilv_shm_may_wait (shm);
}

static void
hold (struct ilv_ring_writer *writer)
{
  struct ilv_shm *shm = writer->shm;
  /* Read before the budget: a step that is given after we looked for one
   * changes the word and so keeps us awake. */
  uint32_t order = atomic_load (&shm->head->control);

  if (may_go_on (shm, order))
    return;
  write_mark (writer, ILV_EVENT_HELD_START);
  do
    {
      ilv_shm_futex_wait (&shm->head->control, order, WAIT_SLICE_NSEC);
      order = atomic_load (&shm->head->control);
    }
  while (!may_go_on (shm, order));
  write_mark (writer, ILV_EVENT_HELD_STOP);
}

static void
go_slow (struct ilv_ring_writer *writer, uint32_t order)
{
  struct ilv_shm *shm = writer->shm;

  if (writer->slow_order != order)
    writer->slow_owed_nsec = 0;
  writer->slow_order = order;
  writer->slow_owed_nsec += atomic_load (&shm->head->slow_nsec);
  if (writer->slow_owed_nsec >= SLOW_WAIT_MIN_NSEC)
    {
      ilv_shm_futex_wait (&shm->head->control, order, writer->slow_owed_nsec);
      writer->slow_owed_nsec = 0;
    }
  writer->slow_since_nsec = ilv_clock_nsec (writer->clock);
}

void
ilv_control_obey (struct ilv_ring_writer *writer)
{
  struct ilv_shm *shm = writer->shm;
  uint32_t order = atomic_load (&shm->head->control);

  if ((order & ILV_CONTROL_MODE) == ILV_CONTROL_PAUSE)
    hold (writer);
  else if ((order & ILV_CONTROL_MODE) == ILV_CONTROL_SLOW && ilv_shm_may_wait (shm))
    go_slow (writer, order);
}

void
ilv_control_end_step (struct ilv_ring_writer *writer)
{
  struct ilv_shm_head *head = writer->shm->head;
  uint32_t factor = atomic_load (&head->slow_factor);
  uint64_t step_nsec = ilv_clock_nsec (writer->clock) - writer->slow_since_nsec;

  if (writer->slow_order != atomic_load (&head->control) || factor <= 1)
    return;
  if (step_nsec > ILV_CONTROL_STRETCH_MAX_NSEC)
    step_nsec = ILV_CONTROL_STRETCH_MAX_NSEC;
  writer->slow_owed_nsec += step_nsec * (factor - 1);
}

/* Makes @mode the order, under a new number. */
static void
give_order (struct ilv_shm *shm, enum ilv_control mode)
{
  uint32_t number = (atomic_load (&shm->head->control) >> 2) + 1;

  atomic_store (&shm->head->control, number << 2 | mode);
  ilv_shm_futex_wake (&shm->head->control);
}

void
ilv_control_pause (struct ilv_shm *shm)
{
  give_order (shm, ILV_CONTROL_PAUSE);
}

void
ilv_control_run (struct ilv_shm *shm)
{
  atomic_store (&shm->head->step_budget, 0);
  give_order (shm, ILV_CONTROL_RUN);
}

void
ilv_control_step (struct ilv_shm *shm, uint32_t n)
{
  atomic_fetch_add (&shm->head->step_budget, n);
  give_order (shm, ILV_CONTROL_PAUSE);
}

void
ilv_control_slow (struct ilv_shm *shm, uint32_t nsec, uint32_t factor)
{
  atomic_store (&shm->head->slow_nsec, nsec);
  atomic_store (&shm->head->slow_factor, factor);
  give_order (shm, ILV_CONTROL_SLOW);
}
