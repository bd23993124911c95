/* SPDX-License-Identifier: MIT */
#include "lang/object.h"

#include "base/arena.h"
#include "base/intern.h"
#include "base/unicode.h"
#include "base/utf8.h"
#include "lang/types.h"

struct ilv_type *
ilv_object_type (const struct ilv_object *object)
{
  return object->type ? object->type->canon : NULL;
}

bool
ilv_symbol_is_exported (const struct ilv_symbol *name)
{
  unsigned char first = (unsigned char) name->text[0];
  uint32_t rune;

  if (first < 0x80)
    return first >= 'A' && first <= 'Z';
  ilv_utf8_decode (name->text, name->len, &rune);
  return ilv_unicode_is_upper (rune);
}

bool
ilv_symbol_is_blank (const struct ilv_symbol *name)
{
  return name->len == 1 && name->text[0] == '_';
}

/* --- Scopes ------------------------------------------------------------- */

/* Most scopes hold a handful of names, which are looked through in a row. A large
 * one (a package's) gets a table. */
#define SMALL 8

struct ilv_scope
{
  struct ilv_arena *arena;
  struct ilv_scope *outer;
  struct ilv_object **objects; /* in order of declaration */
  size_t n, capacity;
  struct ilv_object **slots; /* NULL while small; open addressing, at most half full */
  size_t n_slots;
};

struct ilv_scope *
ilv_scope_new (struct ilv_arena *arena, struct ilv_scope *outer)
{
  struct ilv_scope *scope = ilv_arena_new_struct (arena, struct ilv_scope);

  scope->arena = arena;
  scope->outer = outer;
  return scope;
}

struct ilv_scope *
ilv_scope_outer (struct ilv_scope *scope)
{
  return scope->outer;
}

static struct ilv_object **
find_slot (const struct ilv_scope *scope, const struct ilv_symbol *name)
{
  size_t mask = scope->n_slots - 1;

  for (size_t i = name->hash & mask;; i = (i + 1) & mask)
    if (!scope->slots[i] || scope->slots[i]->name == name)
      return &scope->slots[i];
}

static void
index_objects (struct ilv_scope *scope)
{
  scope->n_slots = scope->n_slots ? scope->n_slots * 2 : SMALL * 4;
  scope->slots = ilv_arena_new_array (scope->arena, struct ilv_object *, scope->n_slots);
  for (size_t i = 0; i < scope->n; i++)
    *find_slot (scope, scope->objects[i]->name) = scope->objects[i];
}

struct ilv_object *
ilv_scope_find (struct ilv_scope *scope, const struct ilv_symbol *name)
{
  if (scope->slots)
    return *find_slot (scope, name);
  for (size_t i = 0; i < scope->n; i++)
    if (scope->objects[i]->name == name)
      return scope->objects[i];
  return NULL;
}

struct ilv_object *
ilv_scope_insert (struct ilv_scope *scope, struct ilv_object *object)
{
  struct ilv_object *other = ilv_scope_find (scope, object->name);

  if (other)
    return other;
  scope->objects = ilv_arena_grow (scope->arena, scope->objects, scope->n, &scope->capacity,
                                   sizeof (object));
  scope->objects[scope->n++] = object;
  if (!object->scope)
    object->scope = scope;
  if (scope->n > SMALL && scope->n * 2 > scope->n_slots)
    index_objects (scope);
  else if (scope->slots)
    *find_slot (scope, object->name) = object;
  return NULL;
}

struct ilv_object *
ilv_scope_find_outward (struct ilv_scope *scope, const struct ilv_symbol *name)
{
  struct ilv_object *object = NULL;

  for (; scope && !object; scope = scope->outer)
    object = ilv_scope_find (scope, name);
  return object;
}

size_t
ilv_scope_count (const struct ilv_scope *scope)
{
  return scope->n;
}

struct ilv_object *
ilv_scope_get (const struct ilv_scope *scope, size_t index)
{
  return index < scope->n ? scope->objects[index] : NULL;
}
