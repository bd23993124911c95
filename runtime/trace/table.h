/* table.h - A table from ids to records of one size.
 *
 * Goroutine, object and string ids count up from 1 in an honest trace, and are
 * anything at all in a damaged one. So records lie in small pages of
 * neighbouring ids, found by hashing: dense ids have the locality of an array,
 * wild ids cost at most a page each, never an array up to the largest.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct ilv_table
{
  struct ilv_table_slot *slots; /* 1 << n_bits, or NULL */
  size_t n_pages;
  size_t record_bytes;
  uint64_t multiplier; /* random and odd: no input can be made to collide */
  unsigned n_bits;
};

/* An empty table of records of @record_bytes. Clear with ilv_table_clear(). */
void ilv_table_init (struct ilv_table *table, size_t record_bytes);
void ilv_table_clear (struct ilv_table *table);

/* The record of @id, zeroed when it is new. It stays where it is until the
 * table is cleared. NULL if there is no memory. */
void *ilv_table_put (struct ilv_table *table, uint32_t id);

/* The record of @id; NULL if it was never put and no neighbour of it was:
 * the caller tells a record that was never filled by its being all zeroes. */
void *ilv_table_get (const struct ilv_table *table, uint32_t id);

/* Calls @visit for every record, of the filled and of their neighbours. */
void ilv_table_each (const struct ilv_table *table,
                     void (*visit) (uint32_t id, void *record, void *data), void *data);
