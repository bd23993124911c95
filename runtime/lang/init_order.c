/* The order in which package variables get their values. Spec: "Package initialization".
 *
 * Again and again the earliest declared variable is taken that depends on no variable still
 * without its value. A function mentioned stands for all it mentions. A variable without an
 * initialiser has its turn like others: those that mention it wait for that.
 *
 * Rejected: walking dependencies depth first from each variable. It respects them, too, but
 * var a = c; var b = f (); var c = 2 must give b, c, a.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

#include <stdlib.h>
#include <string.h>

enum mark
{
  MARK_NEW,
  MARK_IN_WORK,
  MARK_DONE
};

struct walk
{
  struct checker *c;
  struct objects path;
};

static int
compare_order (const void *a, const void *b)
{
  const struct ilv_object *x = *(struct ilv_object *const *) a;
  const struct ilv_object *y = *(struct ilv_object *const *) b;

  return x->order < y->order ? -1 : x->order > y->order;
}

static void
emit (struct checker *c, struct decl_info *decl)
{
  struct ilv_package *package = c->package;
  struct ilv_initializer *init;

  if (decl->object->kind != ILV_OBJECT_VAR || !decl->init)
    return;
  package->initializers
    = ilv_arena_grow (c->arena, package->initializers, package->n_initializers,
                      &c->initializers_capacity, sizeof *package->initializers);
  init = &package->initializers[package->n_initializers++];
  init->rhs = decl->init;
  init->n_lhs = decl->n_lhs ? decl->n_lhs : 1;
  init->lhs = decl->lhs ? decl->lhs : &decl->object;
}

/* Functions may call each other in a circle; it is wrong only if a variable is in it. */
static void
check_cycle (struct walk *walk, struct ilv_object *object)
{
  struct checker *c = walk->c;
  size_t start = walk->path.n;
  bool has_var = false;
  struct ilv_buf message;

  while (start > 0 && walk->path.items[start - 1] != object)
    start--;
  start--;
  for (size_t i = start; i < walk->path.n; i++)
    has_var |= walk->path.items[i]->kind != ILV_OBJECT_FUNC;
  if (!has_var)
    return;
  while (walk->path.items[start]->kind == ILV_OBJECT_FUNC)
    start++;
  struct ilv_object *first = walk->path.items[start];
  if (walk->path.n - start == 1 && object == first)
    {
      ilv_check_error (c, first->pos, "initialization cycle: %n refers to itself", first->name);
      return;
    }
  ilv_buf_init (&message, c->arena);
  ilv_buf_add_cstr (&message, ilv_check_format (c, "initialization cycle for %n", first->name));
  size_t n = 0, begin = walk->path.n;
  while (begin > 0 && walk->path.items[begin - 1] != object)
    begin--;
  n = walk->path.n - (begin - 1);
  for (size_t i = 0; i < n; i++)
    {
      struct ilv_object *from = walk->path.items[begin - 1 + (start - (begin - 1) + i) % n];
      struct ilv_object *to = walk->path.items[begin - 1 + (start - (begin - 1) + i + 1) % n];
      ilv_buf_add_cstr (&message, ilv_check_format (c, "\n\t%p: %n refers to %n", from->pos,
                                                    from->name, to->name));
    }
  ilv_check_error (c, first->pos, "%s", message.text);
}

/* Looks for cycles. */
static void
visit (struct walk *walk, struct ilv_object *object)
{
  struct checker *c = walk->c;
  struct decl_info *decl = ilv_check_decl_info (c, object);

  if (!decl || decl->mark == MARK_DONE)
    return;
  if (decl->mark == MARK_IN_WORK)
    {
      check_cycle (walk, decl->object);
      return;
    }
  decl->mark = MARK_IN_WORK;
  if (object->kind == ILV_OBJECT_FUNC)
    ilv_check_body (object->func.info);
  ilv_check_add_object (c, &walk->path, decl->object);
  if (decl->n_deps)
    qsort (decl->deps, decl->n_deps, sizeof *decl->deps, compare_order);
  for (size_t i = 0; i < decl->n_deps; i++)
    visit (walk, decl->deps[i]);
  walk->path.n--;
  decl->mark = MARK_DONE;
}

/* --- Order -------------------------------------------------------------- */

/* A variable declaration and those it waits for. */
struct pending
{
  struct decl_info *decl;
  struct decl_info **waits;
  size_t n_waits, capacity;
};

/* Adds the variables that @decl mentions, itself or by way of functions. @stamp marks what
 * was looked at. */
static void
collect_waits (struct checker *c, struct pending *pending, struct decl_info *decl, uint32_t stamp)
{
  for (size_t i = 0; i < decl->n_deps; i++)
    {
      struct decl_info *dep = ilv_check_decl_info (c, decl->deps[i]);
      if (dep->mark == stamp)
        continue;
      dep->mark = stamp;
      if (dep->object->kind == ILV_OBJECT_FUNC)
        collect_waits (c, pending, dep, stamp);
      else if (dep->object->kind == ILV_OBJECT_VAR && dep != pending->decl)
        {
          pending->waits = ilv_arena_grow (c->arena, pending->waits, pending->n_waits,
                                           &pending->capacity, sizeof (dep));
          pending->waits[pending->n_waits++] = dep;
        }
    }
}

static bool
is_ready (const struct pending *pending)
{
  for (size_t i = 0; i < pending->n_waits; i++)
    if (!pending->waits[i]->is_initialised)
      return false;
  return true;
}

static void
order (struct checker *c, struct pending *pending, size_t n)
{
  for (size_t n_left = n; n_left > 0;)
    {
      size_t i = 0;
      while (i < n_left && !is_ready (&pending[i]))
        i++;
      if (i == n_left)
        return; /* a cycle, which was reported */
      emit (c, pending[i].decl);
      pending[i].decl->is_initialised = true;
      n_left--;
      memmove (&pending[i], &pending[i + 1], (n_left - i) * sizeof *pending);
    }
}

void
ilv_check_init_order (struct checker *c)
{
  struct walk walk = { .c = c };
  struct pending *pending = ilv_arena_new_array (c->arena, struct pending, c->n_decls);
  size_t n = 0;

  for (size_t i = 0; i < c->n_decls; i++)
    if (c->decls[i]->object->kind == ILV_OBJECT_VAR
        || c->decls[i]->object->kind == ILV_OBJECT_CONST)
      visit (&walk, c->decls[i]->object);
  for (size_t i = 0; i < c->n_decls; i++)
    {
      struct decl_info *decl = c->decls[i];
      if (decl->object->kind != ILV_OBJECT_VAR || (i && c->decls[i - 1] == decl))
        continue;
      pending[n].decl = decl;
      collect_waits (c, &pending[n], decl, MARK_DONE + 1 + (uint32_t) n);
      n++;
    }
  order (c, pending, n);
}
