/* types.c - Types that come to be while the program runs.
 *
 * A type wanted is first drafted, with its text. Types of the same text are few: the program's
 * are looked through, then those made before. Nothing of that kind is on the way of a program
 * that runs fast, so both are plain lists.
 *
 * SPDX-License-Identifier: MIT
 */
#include "vm/types.h"

#include <stdlib.h>
#include <string.h>

#include "code/program.h"
#include "vm/format.h"
#include "vm/text.h"
#include "vm/vm_private.h"

struct ilv_made_type
{
  struct ilv_made_type *next;
  struct ilv_rtype type; /* what it points to was allocated one by one */
};

/* --- Identity --------------------------------------------------------------- */

static bool
same_name (const char *a, const char *b)
{
  return a == b || (a && b && strcmp (a, b) == 0);
}

static bool
same_fields (const struct ilv_rtype *a, const struct ilv_rtype *b)
{
  if (a->n_fields != b->n_fields)
    return false;
  for (uint32_t i = 0; i < a->n_fields; i++)
    {
      const struct ilv_rtype_field *x = &a->fields[i], *y = &b->fields[i];

      if (x->type != y->type || x->is_embedded != y->is_embedded || strcmp (x->name, y->name) != 0
          || !same_name (x->pkg_path, y->pkg_path) || strcmp (x->tag, y->tag) != 0)
        return false;
    }
  return true;
}

static bool
same_list (const struct ilv_rtype *const *a, uint32_t n_a, const struct ilv_rtype *const *b,
           uint32_t n_b)
{
  return n_a == n_b && (n_a == 0 || memcmp (a, b, n_a * sizeof *a) == 0);
}

static bool
are_identical (const struct ilv_rtype *a, const struct ilv_rtype *b)
{
  return a->hash == b->hash && a->kind == b->kind && a->elem == b->elem && a->key == b->key
         && a->len == b->len && a->chan_dir == b->chan_dir && !(a->flags & ILV_RTYPE_NAMED)
         && (a->flags & ILV_RTYPE_VARIADIC) == (b->flags & ILV_RTYPE_VARIADIC)
         && same_fields (a, b) && same_list (a->params, a->n_params, b->params, b->n_params)
         && same_list (a->results, a->n_results, b->results, b->n_results)
         && strcmp (a->text, b->text) == 0;
}

/* --- The list ----------------------------------------------------------------- */

static const struct ilv_rtype *
find_made (struct ilv_made_type *from, const struct ilv_rtype *draft)
{
  for (; from; from = from->next)
    if (are_identical (&from->type, draft))
      return &from->type;
  return NULL;
}

static const struct ilv_rtype *
find (struct ilv_vm *vm, const struct ilv_rtype *draft)
{
  const struct ilv_program *program = vm->program;

  for (uint32_t i = 0; i < program->n_types; i++)
    if (are_identical (program->types[i], draft))
      return program->types[i];
  /* Acquire: sees all of the types that were put there. */
  return find_made (atomic_load_explicit (&vm->made_types, memory_order_acquire), draft);
}

static void
free_parts (struct ilv_rtype *type)
{
  for (uint32_t i = 0; type->fields && i < type->n_fields; i++)
    {
      free ((char *) (uintptr_t) type->fields[i].name);
      free ((char *) (uintptr_t) type->fields[i].pkg_path);
      free ((char *) (uintptr_t) type->fields[i].tag);
    }
  free ((void *) (uintptr_t) type->fields);
  free ((void *) (uintptr_t) type->params);
  free ((void *) (uintptr_t) type->results);
  free ((char *) (uintptr_t) type->text);
}

void
ilv_types_free (struct ilv_vm *vm)
{
  struct ilv_made_type *made = vm->made_types, *next;

  for (; made; made = next)
    {
      next = made->next;
      free_parts (&made->type);
      free (made);
    }
}

/* The list only grows at its front, so what was looked through before needs no second look, but
 * the others may have made the same in between. */
static const struct ilv_rtype *
put (struct ilv_vm *vm, struct ilv_made_type *made)
{
  const struct ilv_rtype *found;

  ilv_lock (&vm->types_guard);
  /* Relaxed: the lock orders it. */
  made->next = atomic_load_explicit (&vm->made_types, memory_order_relaxed);
  found = find_made (made->next, &made->type);
  if (!found)
    {
      made->type.id = made->next ? made->next->type.id + 1 : vm->program->n_types;
      /* Release: whoever finds it sees all of it. */
      atomic_store_explicit (&vm->made_types, made, memory_order_release);
    }
  ilv_unlock (&vm->types_guard);
  if (!found)
    return &made->type;
  free_parts (&made->type);
  free (made);
  return found;
}

/* --- Drafts --------------------------------------------------------------------- */

static bool
is_comparable (const struct ilv_rtype *type)
{
  bool is = true;

  if (type->kind == ILV_KIND_ARRAY)
    return (type->elem->flags & ILV_RTYPE_COMPARABLE) != 0;
  for (uint32_t i = 0; i < type->n_fields; i++)
    is = is && (type->fields[i].type->flags & ILV_RTYPE_COMPARABLE);
  return is && type->kind != ILV_KIND_SLICE && type->kind != ILV_KIND_MAP
         && type->kind != ILV_KIND_FUNC;
}

static enum ilv_mem
mem_of (uint64_t size)
{
  return size == 8 ? ILV_MEM_W1 : size == 16 ? ILV_MEM_W2 : size == 24 ? ILV_MEM_W3 : ILV_MEM_BYTES;
}

/* The type that @draft describes; its parts and @text are taken over. */
static const struct ilv_rtype *
unify (struct ilv_vm *vm, struct ilv_rtype *draft, struct ilv_text *text)
{
  const struct ilv_rtype *found;
  struct ilv_made_type *made;

  ilv_text_add_byte (text, '\0');
  draft->text = text->has_failed ? NULL : strdup (text->bytes);
  ilv_text_clear (text);
  made = draft->text ? malloc (sizeof *made) : NULL;
  if (!made)
    {
      free_parts (draft);
      return NULL;
    }
  draft->hash = ilv_rtype_hash_text (draft->text);
  draft->name = draft->pkg_path = "";
  draft->mem = (uint8_t) mem_of (draft->size);
  draft->n_slots = (uint32_t) ((draft->size + 7) / 8);
  draft->flags |= ilv_rtype_layout_flags (draft);
  if (is_comparable (draft))
    draft->flags |= ILV_RTYPE_COMPARABLE;
  found = find (vm, draft);
  if (found)
    {
      free_parts (draft);
      free (made);
      return found;
    }
  made->type = *draft;
  return put (vm, made);
}

static struct ilv_rtype
draft_of (enum ilv_kind kind, uint64_t size, const struct ilv_rtype *elem)
{
  return (struct ilv_rtype) { .kind = (uint8_t) kind, .size = size, .align = 8, .elem = elem };
}

static const struct ilv_rtype *
unify_around (struct ilv_vm *vm, struct ilv_rtype *draft, const char *before, const char *after)
{
  struct ilv_text text;

  ilv_text_init (&text);
  ilv_text_add_cstr (&text, before);
  ilv_text_add_cstr (&text, draft->elem->text);
  ilv_text_add_cstr (&text, after);
  return unify (vm, draft, &text);
}

const struct ilv_rtype *
ilv_types_pointer (struct ilv_vm *vm, const struct ilv_rtype *elem)
{
  struct ilv_rtype draft = draft_of (ILV_KIND_POINTER, 8, elem);

  return elem->pointer_to ? elem->pointer_to : unify_around (vm, &draft, "*", "");
}

const struct ilv_rtype *
ilv_types_slice (struct ilv_vm *vm, const struct ilv_rtype *elem)
{
  struct ilv_rtype draft = draft_of (ILV_KIND_SLICE, 24, elem);

  return unify_around (vm, &draft, "[]", "");
}

const struct ilv_rtype *
ilv_types_array (struct ilv_vm *vm, const struct ilv_rtype *elem, uint64_t len)
{
  struct ilv_rtype draft = draft_of (ILV_KIND_ARRAY, elem->size * len, elem);
  char before[32];

  draft.len = len;
  draft.align = elem->align;
  snprintf (before, sizeof before, "[%lu]", (unsigned long) len);
  return unify_around (vm, &draft, before, "");
}

const struct ilv_rtype *
ilv_types_map (struct ilv_vm *vm, const struct ilv_rtype *key, const struct ilv_rtype *value)
{
  struct ilv_rtype draft = draft_of (ILV_KIND_MAP, 8, value);
  struct ilv_text text;

  draft.key = key;
  ilv_text_init (&text);
  ilv_text_add_cstr (&text, "map[");
  ilv_text_add_cstr (&text, key->text);
  ilv_text_add_cstr (&text, "]");
  ilv_text_add_cstr (&text, value->text);
  return unify (vm, &draft, &text);
}

const struct ilv_rtype *
ilv_types_chan (struct ilv_vm *vm, const struct ilv_rtype *elem, enum ilv_chan_dir dir)
{
  struct ilv_rtype draft = draft_of (ILV_KIND_CHAN, 8, elem);
  /* chan (<-chan T): the arrow would go to the chan before it. */
  bool is_bracketed = dir != ILV_CHAN_RECV && elem->kind == ILV_KIND_CHAN
                      && elem->chan_dir == ILV_CHAN_RECV && !(elem->flags & ILV_RTYPE_NAMED);

  draft.chan_dir = (uint8_t) dir;
  if (dir == ILV_CHAN_RECV)
    return unify_around (vm, &draft, "<-chan ", "");
  if (dir == ILV_CHAN_SEND)
    return unify_around (vm, &draft, is_bracketed ? "chan<- (" : "chan<- ",
                         is_bracketed ? ")" : "");
  return unify_around (vm, &draft, is_bracketed ? "chan (" : "chan ", is_bracketed ? ")" : "");
}

static const struct ilv_rtype *const *
copy_list (const struct ilv_rtype *const *list, uint32_t n)
{
  const struct ilv_rtype **copy = calloc (n + 1, sizeof *copy);

  if (copy && n > 0)
    memcpy (copy, list, n * sizeof *copy);
  return copy;
}

static void
add_list (struct ilv_text *text, const struct ilv_rtype *const *list, uint32_t n, bool is_variadic)
{
  for (uint32_t i = 0; i < n; i++)
    {
      bool has_dots = is_variadic && i == n - 1;

      ilv_text_add_cstr (text, i > 0 ? ", " : "");
      ilv_text_add_cstr (text, has_dots ? "..." : "");
      ilv_text_add_cstr (text, has_dots ? list[i]->elem->text : list[i]->text);
    }
}

const struct ilv_rtype *
ilv_types_func (struct ilv_vm *vm, const struct ilv_rtype *const *params, uint32_t n_params,
                const struct ilv_rtype *const *results, uint32_t n_results, bool is_variadic)
{
  struct ilv_rtype draft = draft_of (ILV_KIND_FUNC, 8, NULL);
  struct ilv_text text;

  draft.flags = is_variadic ? ILV_RTYPE_VARIADIC : 0;
  draft.n_params = n_params;
  draft.n_results = n_results;
  draft.params = copy_list (params, n_params);
  draft.results = copy_list (results, n_results);
  if (!draft.params || !draft.results)
    {
      free_parts (&draft);
      return NULL;
    }
  ilv_text_init (&text);
  ilv_text_add_cstr (&text, "func(");
  add_list (&text, params, n_params, is_variadic);
  ilv_text_add_cstr (&text, n_results == 0 ? ")" : n_results == 1 ? ") " : ") (");
  add_list (&text, results, n_results, false);
  ilv_text_add_cstr (&text, n_results > 1 ? ")" : "");
  return unify (vm, &draft, &text);
}

/* --- Structs ----------------------------------------------------------------------- */

static uint64_t
aligned (uint64_t size, uint64_t align)
{
  return (size + align - 1) / align * align;
}

static void
add_field (struct ilv_text *text, const struct ilv_rtype_field *field)
{
  if (!field->is_embedded)
    {
      ilv_text_add_cstr (text, field->name);
      ilv_text_add_byte (text, ' ');
    }
  ilv_text_add_cstr (text, field->type->text);
  if (*field->tag)
    {
      ilv_text_add_byte (text, ' ');
      ilv_format_quote (text,
                        (struct ilv_string) { (const uint8_t *) field->tag,
                                              (int64_t) strlen (field->tag) },
                        '"', false);
    }
}

/* Fields in order, each at the next offset that suits it. False: out of memory. */
static bool
lay_out (struct ilv_rtype *draft, struct ilv_rtype_field *copies,
         const struct ilv_rtype_field *fields)
{
  bool is_there = true;

  draft->align = 1;
  for (uint32_t i = 0; i < draft->n_fields; i++)
    {
      struct ilv_rtype_field *field = &copies[i];
      uint8_t align = fields[i].type->align;

      *field = fields[i];
      field->name = strdup (fields[i].name);
      field->pkg_path = fields[i].pkg_path ? strdup (fields[i].pkg_path) : NULL;
      field->tag = strdup (fields[i].tag);
      is_there = is_there && field->name && field->tag && (field->pkg_path || !fields[i].pkg_path);
      field->offset = aligned (draft->size, align);
      draft->size = field->offset + field->type->size;
      if (align > draft->align)
        draft->align = align;
    }
  /* A pointer to a last field without size must not point behind the struct. */
  if (draft->n_fields > 0 && draft->size > 0 && copies[draft->n_fields - 1].type->size == 0)
    draft->size++;
  draft->size = aligned (draft->size, draft->align);
  return is_there;
}

const struct ilv_rtype *
ilv_types_struct (struct ilv_vm *vm, const struct ilv_rtype_field *fields, uint32_t n_fields)
{
  struct ilv_rtype draft = draft_of (ILV_KIND_STRUCT, 0, NULL);
  struct ilv_rtype_field *copies = calloc (n_fields + 1, sizeof *copies);
  struct ilv_text text;

  if (!copies)
    return NULL;
  draft.n_fields = n_fields;
  draft.fields = copies;
  if (!lay_out (&draft, copies, fields))
    {
      free_parts (&draft);
      return NULL;
    }
  ilv_text_init (&text);
  ilv_text_add_cstr (&text, "struct {");
  for (uint32_t i = 0; i < n_fields; i++)
    {
      ilv_text_add_cstr (&text, i > 0 ? "; " : " ");
      add_field (&text, &copies[i]);
    }
  ilv_text_add_cstr (&text, n_fields > 0 ? " }" : "}");
  return unify (vm, &draft, &text);
}
