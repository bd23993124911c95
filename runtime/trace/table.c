/* SPDX-License-Identifier: MIT */
#include "trace/table.h"

#include <stdbool.h>
#include <stdlib.h>
#include <sys/random.h>

#define PAGE_BITS 4
#define PAGE_IDS (1u << PAGE_BITS)
#define FIRST_BITS 6

struct ilv_table_slot
{
  uint32_t page_number;
  char *page; /* NULL: free */
};

void
ilv_table_init (struct ilv_table *table, size_t record_bytes)
{
  *table = (struct ilv_table){ .record_bytes = record_bytes };
  if (getrandom (&table->multiplier, sizeof table->multiplier, GRND_NONBLOCK) < 0)
    table->multiplier = (uintptr_t) table * UINT64_C (0x9e3779b97f4a7c15);
  table->multiplier |= 1;
}

void
ilv_table_clear (struct ilv_table *table)
{
  for (size_t i = 0; table->slots != NULL && i < (size_t) 1 << table->n_bits; i++)
    free (table->slots[i].page);
  free (table->slots);
  ilv_table_init (table, table->record_bytes);
}

/* The slot that holds @page_number, or the free one where it belongs. */
static struct ilv_table_slot *
find_slot (const struct ilv_table *table, uint32_t page_number)
{
  size_t mask = ((size_t) 1 << table->n_bits) - 1;
  size_t i = (page_number * table->multiplier) >> (64 - table->n_bits);

  while (table->slots[i].page != NULL && table->slots[i].page_number != page_number)
    i = (i + 1) & mask;
  return &table->slots[i];
}

/* Doubles the slots; at most half of them are ever used. */
static bool
grow (struct ilv_table *table)
{
  struct ilv_table old = *table;

  table->n_bits = old.slots == NULL ? FIRST_BITS : old.n_bits + 1;
  table->slots = calloc ((size_t) 1 << table->n_bits, sizeof *table->slots);
  if (table->slots == NULL)
    {
      *table = old;
      return false;
    }
  for (size_t i = 0; old.slots != NULL && i < (size_t) 1 << old.n_bits; i++)
    if (old.slots[i].page != NULL)
      *find_slot (table, old.slots[i].page_number) = old.slots[i];
  free (old.slots);
  return true;
}

static void *
record_in (const struct ilv_table *table, char *page, uint32_t id)
{
  return page + (id & (PAGE_IDS - 1)) * table->record_bytes;
}

void *
ilv_table_get (const struct ilv_table *table, uint32_t id)
{
  struct ilv_table_slot *slot;

  if (table->slots == NULL)
    return NULL;
  slot = find_slot (table, id >> PAGE_BITS);
  return slot->page == NULL ? NULL : record_in (table, slot->page, id);
}

void *
ilv_table_put (struct ilv_table *table, uint32_t id)
{
  void *record = ilv_table_get (table, id);
  struct ilv_table_slot *slot;

  if (record != NULL)
    return record;
  if ((table->slots == NULL || table->n_pages >= (size_t) 1 << (table->n_bits - 1))
      && !grow (table))
    return NULL;
  slot = find_slot (table, id >> PAGE_BITS);
  slot->page = calloc (PAGE_IDS, table->record_bytes);
  if (slot->page == NULL)
    return NULL;
  slot->page_number = id >> PAGE_BITS;
  table->n_pages++;
  return record_in (table, slot->page, id);
}

void
ilv_table_each (const struct ilv_table *table,
                void (*visit) (uint32_t id, void *record, void *data), void *data)
{
  for (size_t i = 0; table->slots != NULL && i < (size_t) 1 << table->n_bits; i++)
    if (table->slots[i].page != NULL)
      for (uint32_t j = 0; j < PAGE_IDS; j++)
        visit ((table->slots[i].page_number << PAGE_BITS) + j,
               table->slots[i].page + j * table->record_bytes, data);
}
