/* heap_special.c - Finalizers, cleanups and weak pointers.
 *
 * They are noted beside the heap, by the address of their object. After all
 * that the roots lead to is marked, those whose object was not found are due.
 * What an object with a finalizer holds counts as reached, the object itself does
 * not: so of two such objects, one of which leads to the other, only the first
 * goes, and the other one a collection later. In a circle none goes.
 *
 * Source: documentation of Go's runtime.SetFinalizer and runtime.AddCleanup.
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>

#include "vm/heap_private.h"

enum { LEAST_CHAINS = 64 };

static struct ilv_heap_special **
chain_of (struct ilv_heap_specials *specials, uintptr_t object)
{
  /* Objects lie 8 bytes apart at least. */
  return &specials->table[(object >> 3) * UINT64_C (0x9e3779b97f4a7c15)
                          >> (64 - __builtin_ctzll (specials->n_chains))];
}

static bool
grow (struct ilv_heap_specials *specials)
{
  struct ilv_heap_specials larger = *specials;

  larger.n_chains = specials->n_chains > 0 ? 2 * specials->n_chains : LEAST_CHAINS;
  larger.table = calloc (larger.n_chains, sizeof larger.table[0]);
  if (larger.table == NULL)
    return specials->n_chains > 0; /* longer chains, then */
  for (uint64_t i = 0; i < specials->n_chains; i++)
    while (specials->table[i] != NULL)
      {
        struct ilv_heap_special *special = specials->table[i];
        struct ilv_heap_special **chain = chain_of (&larger, special->object);

        specials->table[i] = special->next;
        special->next = *chain;
        *chain = special;
      }
  free (specials->table);
  specials->table = larger.table;
  specials->n_chains = larger.n_chains;
  return true;
}

/* Under the lock. Returns its number; 0: out of memory. */
static uint64_t
add (struct ilv_heap_specials *specials, struct ilv_heap_special wanted)
{
  struct ilv_heap_special *special, **chain;

  if (specials->n >= specials->n_chains && !grow (specials))
    return 0;
  special = malloc (sizeof *special);
  if (special == NULL)
    return 0;
  chain = chain_of (specials, wanted.object);
  wanted.next = *chain;
  wanted.id = ++specials->last_id;
  *special = wanted;
  *chain = special;
  specials->n++;
  return wanted.id;
}

uint64_t
ilv_heap_special_add (struct ilv_heap *heap, uintptr_t object, bool is_finalizer,
                      const struct ilv_heap_call *call)
{
  uint64_t id;

  pthread_mutex_lock (&heap->lock);
  id = add (&heap->specials, (struct ilv_heap_special) { .object = object,
                                                         .is_finalizer = is_finalizer,
                                                         .call = *call });
  pthread_mutex_unlock (&heap->lock);
  return id;
}

static uint64_t *
cell_of (const struct ilv_heap_special *weak)
{
  return (uint64_t *) (uintptr_t) weak->call.slots[0];
}

static uint64_t *
find_cell (struct ilv_heap_specials *specials, uintptr_t object)
{
  if (specials->n > 0)
    for (struct ilv_heap_special *special = *chain_of (specials, object); special;
         special = special->next)
      if (special->object == object && special->is_weak)
        return cell_of (special);
  return NULL;
}

uint64_t *
ilv_heap_weak_cell (struct ilv_heap *heap, uintptr_t object, uint64_t *cell)
{
  uint64_t *own;

  pthread_mutex_lock (&heap->lock);
  own = find_cell (&heap->specials, object);
  if (own == NULL
      && add (&heap->specials,
              (struct ilv_heap_special) { .object = object,
                                          .is_weak = true,
                                          .call.slots = { (uint64_t) (uintptr_t) cell } }) != 0)
    {
      *cell = ~(uint64_t) object;
      own = cell;
    }
  pthread_mutex_unlock (&heap->lock);
  return own;
}

/* Where the finalizer of @object is linked; NULL: it has none. */
static struct ilv_heap_special **
find_finalizer (struct ilv_heap_specials *specials, uintptr_t object)
{
  if (specials->n == 0)
    return NULL;
  for (struct ilv_heap_special **link = chain_of (specials, object); *link; link = &(*link)->next)
    if ((*link)->object == object && (*link)->is_finalizer)
      return link;
  return NULL;
}

bool
ilv_heap_has_finalizer (struct ilv_heap *heap, uintptr_t object)
{
  bool has;

  pthread_mutex_lock (&heap->lock);
  has = find_finalizer (&heap->specials, object) != NULL;
  pthread_mutex_unlock (&heap->lock);
  return has;
}

static void
remove_at (struct ilv_heap_specials *specials, struct ilv_heap_special **link)
{
  struct ilv_heap_special *special = *link;

  *link = special->next;
  specials->n--;
  free (special);
}

void
ilv_heap_remove_finalizer (struct ilv_heap *heap, uintptr_t object)
{
  struct ilv_heap_special **link;

  pthread_mutex_lock (&heap->lock);
  link = find_finalizer (&heap->specials, object);
  if (link != NULL)
    remove_at (&heap->specials, link);
  pthread_mutex_unlock (&heap->lock);
}

/* The first one that is @id, or NULL, from @link on. */
static struct ilv_heap_special **
find_id (struct ilv_heap_special **link, uint64_t id)
{
  while (*link != NULL && (*link)->id != id)
    link = &(*link)->next;
  return *link != NULL ? link : NULL;
}

/* Rare, and so a walk over all of them. One that is due already is called all the same. */
void
ilv_heap_special_remove (struct ilv_heap *heap, uint64_t id)
{
  struct ilv_heap_specials *specials = &heap->specials;
  struct ilv_heap_special **link = NULL;

  pthread_mutex_lock (&heap->lock);
  for (uint64_t i = 0; i < specials->n_chains && link == NULL; i++)
    link = find_id (&specials->table[i], id);
  if (link != NULL)
    remove_at (specials, link);
  pthread_mutex_unlock (&heap->lock);
}

bool
ilv_heap_special_due (struct ilv_heap *heap, struct ilv_heap_call *call)
{
  bool is_one;

  pthread_mutex_lock (&heap->lock);
  is_one = heap->specials.due != NULL;
  if (is_one)
    *call = heap->specials.due->call;
  pthread_mutex_unlock (&heap->lock);
  return is_one;
}

void
ilv_heap_special_drop (struct ilv_heap *heap)
{
  struct ilv_heap_specials *specials = &heap->specials;
  struct ilv_heap_special *special;

  pthread_mutex_lock (&heap->lock);
  special = specials->due;
  ILV_ASSERT (special != NULL);
  specials->due = special->next;
  if (specials->due == NULL)
    specials->last_due = &specials->due;
  pthread_mutex_unlock (&heap->lock);
  free (special);
}

/* --- During a collection -------------------------------------------------- */

static void
mark_call (struct ilv_heap *heap, const struct ilv_heap_special *special)
{
  ilv_heap_mark_range (heap, &special->call.closure, &special->call.closure + 1);
  /* The parameter of a finalizer is the object: it must not keep itself. */
  if (!special->is_finalizer)
    ilv_heap_mark_range (heap, special->call.slots, special->call.slots + ILV_HEAP_SPECIAL_SLOTS);
}

void
ilv_heap_specials_mark (struct ilv_heap *heap)
{
  struct ilv_heap_specials *specials = &heap->specials;

  for (struct ilv_heap_special *special = specials->due; special; special = special->next)
    {
      mark_call (heap, special);
      ilv_heap_mark_range (heap, special->call.slots,
                           special->call.slots + ILV_HEAP_SPECIAL_SLOTS);
    }
  for (uint64_t i = 0; i < specials->n_chains; i++)
    for (struct ilv_heap_special *special = specials->table[i]; special; special = special->next)
      {
        mark_call (heap, special);
        if (special->is_finalizer)
          ilv_heap_mark_inside (heap, special->object);
      }
}

static void
make_due (struct ilv_heap_specials *specials, struct ilv_heap_special **link)
{
  struct ilv_heap_special *special = *link;

  *link = special->next;
  special->next = NULL;
  *specials->last_due = special;
  specials->last_due = &special->next;
  specials->n--;
}

static void
clear_cell (struct ilv_heap_specials *specials, struct ilv_heap_special **link)
{
  *cell_of (*link) = 0;
  remove_at (specials, link);
}

enum kind
{
  WEAK,
  FINALIZER,
  CLEANUP,
};

static enum kind
kind_of (const struct ilv_heap_special *special)
{
  return special->is_weak ? WEAK : special->is_finalizer ? FINALIZER : CLEANUP;
}

static void
turn (struct ilv_heap *heap, enum kind kind)
{
  struct ilv_heap_specials *specials = &heap->specials;

  for (uint64_t i = 0; i < specials->n_chains; i++)
    for (struct ilv_heap_special **link = &specials->table[i]; *link != NULL;)
      if (kind_of (*link) != kind || ilv_heap_is_marked (heap, (*link)->object))
        link = &(*link)->next;
      else if (kind == WEAK)
        clear_cell (specials, link);
      else
        make_due (specials, link);
}

void
ilv_heap_specials_turn (struct ilv_heap *heap)
{
  turn (heap, WEAK);
  turn (heap, FINALIZER);
  /* Those called now have their objects back; then what else is to be done must wait. */
  for (struct ilv_heap_special *special = heap->specials.due; special; special = special->next)
    ilv_heap_mark_range (heap, special->call.slots, special->call.slots + ILV_HEAP_SPECIAL_SLOTS);
  turn (heap, CLEANUP);
}

static void
free_chain (struct ilv_heap_special *special)
{
  while (special != NULL)
    {
      struct ilv_heap_special *next = special->next;

      free (special);
      special = next;
    }
}

void
ilv_heap_specials_clear (struct ilv_heap *heap)
{
  for (uint64_t i = 0; i < heap->specials.n_chains; i++)
    free_chain (heap->specials.table[i]);
  free (heap->specials.table);
  free_chain (heap->specials.due);
}
