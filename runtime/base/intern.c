/* SPDX-License-Identifier: MIT */
#include "base/intern.h"

#include "base/arena.h"

#include <string.h>

/* Open addressing, at most half full, a power of two. */
struct ilv_intern
{
  struct ilv_arena *arena;
  struct ilv_symbol **slots;
  size_t n_slots, n_symbols;
};

#define FIRST_SLOTS 512

struct ilv_intern *
ilv_intern_new (struct ilv_arena *arena)
{
  struct ilv_intern *intern = ilv_arena_new_struct (arena, struct ilv_intern);

  intern->arena = arena;
  intern->n_slots = FIRST_SLOTS;
  intern->slots = ilv_arena_new_array (arena, struct ilv_symbol *, FIRST_SLOTS);
  return intern;
}

/* FNV-1a: names are short, and the result must be the same in every run. */
static uint32_t
hash_bytes (const char *text, size_t len)
{
  uint32_t hash = 2166136261u;

  for (size_t i = 0; i < len; i++)
    hash = (hash ^ (unsigned char) text[i]) * 16777619u;
  return hash;
}

static struct ilv_symbol **
find_slot (struct ilv_intern *intern, uint32_t hash, const char *text, size_t len)
{
  size_t mask = intern->n_slots - 1;

  for (size_t i = hash & mask;; i = (i + 1) & mask)
    {
      struct ilv_symbol *symbol = intern->slots[i];
      if (!symbol
          || (symbol->hash == hash && symbol->len == len && memcmp (symbol->text, text, len) == 0))
        return &intern->slots[i];
    }
}

static void
grow (struct ilv_intern *intern)
{
  struct ilv_symbol **old = intern->slots;
  size_t n_old = intern->n_slots;

  intern->n_slots = n_old * 2;
  intern->slots = ilv_arena_new_array (intern->arena, struct ilv_symbol *, intern->n_slots);
  for (size_t i = 0; i < n_old; i++)
    if (old[i])
      *find_slot (intern, old[i]->hash, old[i]->text, old[i]->len) = old[i];
}

struct ilv_symbol *
ilv_intern_add (struct ilv_intern *intern, const char *text, size_t len)
{
  uint32_t hash = hash_bytes (text, len);
  struct ilv_symbol **slot = find_slot (intern, hash, text, len);

  if (*slot)
    return *slot;
  if (intern->n_symbols * 2 >= intern->n_slots)
    {
      grow (intern);
      slot = find_slot (intern, hash, text, len);
    }

  struct ilv_symbol *symbol = ilv_arena_alloc (intern->arena, sizeof (*symbol) + len + 1);
  symbol->hash = hash;
  symbol->len = (uint32_t) len;
  if (len)
    memcpy (symbol->text, text, len);
  intern->n_symbols++;
  return *slot = symbol;
}

struct ilv_symbol *
ilv_intern_add_cstr (struct ilv_intern *intern, const char *text)
{
  return ilv_intern_add (intern, text, strlen (text));
}
