/* sema.c - Who waits for which address.
 *
 * WaitGroups, mutexes and conditions live in the Go program's memory and hold
 * no pointers of ours; their waiters are found by address in a hash table. A
 * bucket is a list of the *first* waiters of each address in it, and the others
 * of an address hang behind their first one, so that any number of waiters for
 * one thing costs nobody else anything, and taking the next is O(1).
 *
 * The bucket's lock guards the objects whose addresses fall into it as well. A
 * lock inside each object would have been finer, but a bucket is needed anyway
 * as soon as somebody waits, and two objects share one only by chance.
 *
 * SPDX-License-Identifier: MIT
 */
#include "sched/internal.h"

struct ilv_sema_bucket *
ilv_sema_lock (struct ilv_sched *sched, const void *address)
{
  /* Objects are 8-byte aligned; the low bits tell queues of one object apart. */
  uint64_t hash = ((uintptr_t) address >> 3) * UINT64_C (0x9e3779b97f4a7c15);
  struct ilv_sema_bucket *bucket = &sched->sema[(hash >> 32) % ILV_N_SEMA_BUCKETS];

  ilv_lock (&bucket->lock);
  return bucket;
}

void
ilv_sema_unlock (void *bucket)
{
  ilv_unlock (&((struct ilv_sema_bucket *) bucket)->lock);
}

/* Where the first waiter for @address is linked, or would be. */
static struct ilv_g **
find_link (struct ilv_sema_bucket *bucket, const void *address)
{
  struct ilv_g **link = &bucket->first;

  while (*link && (*link)->sema.address != address)
    link = &(*link)->sema.next_first;
  return link;
}

void
ilv_sema_add (struct ilv_sema_bucket *bucket, struct ilv_g *g, const void *address, bool is_first)
{
  struct ilv_g **link = find_link (bucket, address);
  struct ilv_g *first = *link;

  g->sema.address = address;
  g->sema.next = NULL;
  if (first && !is_first)
    {
      first->sema.last->sema.next = g;
      first->sema.last = g;
      return;
    }
  g->sema.next = first;
  g->sema.last = first ? first->sema.last : g;
  g->sema.next_first = first ? first->sema.next_first : NULL;
  *link = g;
}

struct ilv_g *
ilv_sema_first (struct ilv_sema_bucket *bucket, const void *address)
{
  return *find_link (bucket, address);
}

static struct ilv_g *
take_at (struct ilv_g **link)
{
  struct ilv_g *first = *link, *next = first->sema.next;

  if (next)
    {
      next->sema.last = first->sema.last;
      next->sema.next_first = first->sema.next_first;
      *link = next;
    }
  else
    *link = first->sema.next_first;
  return first;
}

struct ilv_g *
ilv_sema_take (struct ilv_sema_bucket *bucket, const void *address)
{
  struct ilv_g **link = find_link (bucket, address);

  return *link ? take_at (link) : NULL;
}

struct ilv_g_list
ilv_sema_take_all (struct ilv_sema_bucket *bucket, const void *address)
{
  struct ilv_g **link = find_link (bucket, address);
  struct ilv_g_list list = { .first = *link };

  if (!list.first)
    return list;
  *link = list.first->sema.next_first;
  list.last = list.first->sema.last;
  for (struct ilv_g *g = list.first; g; g = g->sema.next)
    {
      g->link = g->sema.next;
      list.n++;
    }
  return list;
}

struct ilv_g *
ilv_sema_take_ticket (struct ilv_sema_bucket *bucket, const void *address, uint64_t ticket)
{
  struct ilv_g **link = find_link (bucket, address);
  struct ilv_g *first = *link, *before;

  if (!first || first->sema.ticket == ticket)
    return first ? take_at (link) : NULL;
  for (before = first; before->sema.next; before = before->sema.next)
    {
      struct ilv_g *g = before->sema.next;

      if (g->sema.ticket == ticket)
        {
          before->sema.next = g->sema.next;
          if (first->sema.last == g)
            first->sema.last = before;
          return g;
        }
    }
  return NULL;
}
