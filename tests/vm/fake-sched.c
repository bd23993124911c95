/* SPDX-License-Identifier: MIT */
#include "fake-sched.h"

#include <pthread.h>
#include <time.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static unsigned n_running;
static bool is_stopped;
static _Atomic uint64_t random_state = 1;

void
fake_sched_enter (struct ilv_p *p, uint32_t id)
{
  *p = (struct ilv_p) { .id = id };
  pthread_mutex_lock (&lock);
  while (is_stopped)
    pthread_cond_wait (&changed, &lock);
  n_running++;
  pthread_mutex_unlock (&lock);
}

void
fake_sched_leave (struct ilv_p *p)
{
  pthread_mutex_lock (&lock);
  n_running--;
  pthread_cond_broadcast (&changed);
  pthread_mutex_unlock (&lock);
}

static void
wait_stopped_locked (void)
{
  n_running--;
  pthread_cond_broadcast (&changed);
  while (is_stopped)
    pthread_cond_wait (&changed, &lock);
  n_running++;
}

void
fake_sched_poll (struct ilv_p *p)
{
  atomic_store_explicit (&p->poll, 0, memory_order_relaxed);
  pthread_mutex_lock (&lock);
  if (is_stopped)
    wait_stopped_locked ();
  pthread_mutex_unlock (&lock);
}

bool
ilv_stop_world (struct ilv_p *p)
{
  pthread_mutex_lock (&lock);
  while (is_stopped)
    wait_stopped_locked ();
  is_stopped = true;
  while (n_running > 1)
    pthread_cond_wait (&changed, &lock);
  pthread_mutex_unlock (&lock);
  return true;
}

void
ilv_start_world (struct ilv_p *p)
{
  pthread_mutex_lock (&lock);
  is_stopped = false;
  pthread_cond_broadcast (&changed);
  pthread_mutex_unlock (&lock);
}

void
ilv_poll_ask (struct ilv_p *p)
{
  atomic_store_explicit (&p->poll, ILV_POLL_ASKED, memory_order_relaxed);
}

uint64_t
ilv_now_nsec (struct ilv_p *p)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (uint64_t) now.tv_sec * 1000000000 + (uint64_t) now.tv_nsec;
}

int64_t
ilv_wall_nsec (struct ilv_p *p)
{
  struct timespec now;

  clock_gettime (CLOCK_REALTIME, &now);
  return (int64_t) now.tv_sec * 1000000000 + now.tv_nsec;
}

uint64_t
ilv_random (struct ilv_p *p)
{
  uint64_t x = atomic_fetch_add_explicit (&random_state, 1, memory_order_relaxed);

  x *= UINT64_C (0x9E3779B97F4A7C15);
  return x ^ x >> 29;
}

uint32_t
ilv_choose (struct ilv_p *p, uint32_t n)
{
  return (uint32_t) (ilv_random (p) % n);
}

void
ilv_trace (struct ilv_p *p, struct ilv_g *g, enum ilv_event_type type, uint32_t object,
           uint32_t seq, uint32_t arg)
{
}
