/* gen_type.c - The checker's types as the running program sees them.
 *
 * Layout is gc's on amd64 (types.h); the slots a value takes in a frame and the
 * way it is loaded into them are decided here. Run-time types are made for what
 * the code mentions and for all that those are made of. Their method tables are
 * filled at the end of each round of compiling, since filling them asks for
 * more functions to be compiled.
 *
 * Source: Go spec, "Types", "Method sets", "Size and alignment guarantees".
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

#include <stdlib.h>
#include <string.h>

/* --- Slots and memory --------------------------------------------------- */

/* What is left untyped by the checker is treated as its default type. */
static enum ilv_type_kind
default_kind (enum ilv_type_kind kind)
{
  switch (kind)
    {
    case ILV_TYPE_UNTYPED_BOOL:
      return ILV_TYPE_BOOL;
    case ILV_TYPE_UNTYPED_INT:
      return ILV_TYPE_INT;
    case ILV_TYPE_UNTYPED_RUNE:
      return ILV_TYPE_INT32;
    case ILV_TYPE_UNTYPED_FLOAT:
      return ILV_TYPE_FLOAT64;
    case ILV_TYPE_UNTYPED_COMPLEX:
      return ILV_TYPE_COMPLEX128;
    case ILV_TYPE_UNTYPED_STRING:
      return ILV_TYPE_STRING;
    case ILV_TYPE_UNTYPED_NIL:
      return ILV_TYPE_UNSAFE_POINTER;
    default:
      return kind;
    }
}

static enum ilv_mem
mem_kind (enum ilv_type_kind kind, uint64_t size)
{
  switch ((int) kind)
    {
    case ILV_TYPE_BOOL:
    case ILV_TYPE_UINT8:
      return ILV_MEM_U8;
    case ILV_TYPE_INT8:
      return ILV_MEM_S8;
    case ILV_TYPE_INT16:
      return ILV_MEM_S16;
    case ILV_TYPE_UINT16:
      return ILV_MEM_U16;
    case ILV_TYPE_INT32:
      return ILV_MEM_S32;
    case ILV_TYPE_UINT32:
    case ILV_TYPE_FLOAT32:
      return ILV_MEM_U32;
    }
  /* Structs and arrays of so many words are moved like these. */
  switch (size)
    {
    case 8:
      return ILV_MEM_W1;
    case 16:
      return ILV_MEM_W2;
    case 24:
      return ILV_MEM_W3;
    default:
      return ILV_MEM_BYTES;
    }
}

static bool
is_signed_kind (enum ilv_type_kind kind)
{
  return kind >= ILV_TYPE_INT && kind <= ILV_TYPE_INT64;
}

const struct ilv_gen_type *
ilv_gen_type (struct ilv_gen *gen, struct ilv_type *type)
{
  struct ilv_gen_type *made, **bucket;

  if (type->kind < ILV_TYPE_N_BASIC)
    type = ilv_type_basic (gen->types, default_kind (type->kind));
  bucket = &gen->type_table[type->id % gen->n_type_table];
  for (made = *bucket; made; made = made->next)
    if (made->type == type)
      return made;
  made = ilv_arena_new_struct (gen->arena, struct ilv_gen_type);
  made->next = *bucket;
  *bucket = made;
  made->type = type;
  made->under = ilv_type_under (gen->types, type);
  made->kind = made->under->kind;
  if (made->kind == ILV_TYPE_TUPLE)
    return made;
  made->size = (uint64_t) ilv_type_size (gen->types, type);
  made->mem = (uint8_t) mem_kind (made->kind, made->size);
  made->n_slots = (uint32_t) ((made->size + 7) / 8);
  made->is_signed = is_signed_kind (made->kind);
  made->is_interface = made->kind == ILV_TYPE_INTERFACE;
  return made;
}

struct ilv_type *
ilv_gen_subst (struct ilv_gen_func *f, struct ilv_type *type)
{
  if (f->n_tparams == 0 || !type || !type->has_type_params)
    return type;
  return ilv_type_subst (f->gen->types, type, f->tparams, f->targs, f->n_tparams);
}

const struct ilv_gen_type *
ilv_gen_type_in (struct ilv_gen_func *f, struct ilv_type *type)
{
  return ilv_gen_type (f->gen, ilv_gen_subst (f, type));
}

const struct ilv_gen_type *
ilv_gen_type_of (struct ilv_gen_func *f, const struct ilv_node *node)
{
  return ilv_gen_type_in (f, node->type);
}

uint32_t
ilv_gen_n_slots (struct ilv_gen *gen, struct ilv_type *tuple)
{
  uint32_t n = 0;

  for (uint32_t i = 0; i < tuple->tuple.n; i++)
    n += ilv_gen_type (gen, tuple->tuple.types[i])->n_slots;
  return n;
}

/* --- Run-time types ----------------------------------------------------- */

static enum ilv_kind
run_time_kind (enum ilv_type_kind kind)
{
  switch ((int) kind)
    {
    case ILV_TYPE_STRING:
      return ILV_KIND_STRING;
    case ILV_TYPE_UNSAFE_POINTER:
      return ILV_KIND_UNSAFE_POINTER;
    case ILV_TYPE_POINTER:
      return ILV_KIND_POINTER;
    case ILV_TYPE_FUNC:
      return ILV_KIND_FUNC;
    case ILV_TYPE_CHAN:
      return ILV_KIND_CHAN;
    case ILV_TYPE_MAP:
      return ILV_KIND_MAP;
    case ILV_TYPE_SLICE:
      return ILV_KIND_SLICE;
    case ILV_TYPE_INTERFACE:
      return ILV_KIND_INTERFACE;
    case ILV_TYPE_ARRAY:
      return ILV_KIND_ARRAY;
    case ILV_TYPE_STRUCT:
      return ILV_KIND_STRUCT;
    }
  /* The numbers stand in the same order in both lists. */
  return (enum ilv_kind) (ILV_KIND_BOOL + (kind - ILV_TYPE_BOOL));
}
_Static_assert (ILV_KIND_COMPLEX128 - ILV_KIND_BOOL == ILV_TYPE_COMPLEX128 - ILV_TYPE_BOOL,
                "kinds.def and types.def list the same basic types");

static const char *
type_text (struct ilv_gen *gen, struct ilv_type *type)
{
  struct ilv_buf buf;

  ilv_buf_init (&buf, gen->arena);
  ilv_type_print (gen->types, type, NULL, &buf);
  return buf.text;
}

static const char *
package_path (const struct ilv_package *package)
{
  return package ? package->path : "";
}

static void
fill_fields (struct ilv_gen *gen, struct ilv_rtype *rtype, struct ilv_type *strct)
{
  uint32_t n = strct->strct.n_fields;
  struct ilv_rtype_field *fields = ilv_arena_new_array (gen->arena, struct ilv_rtype_field, n);

  rtype->n_fields = n;
  rtype->fields = fields;
  for (uint32_t i = 0; i < n; i++)
    {
      const struct ilv_field *field = &strct->strct.fields[i];

      fields[i].name = field->name->text;
      fields[i].pkg_path = ilv_symbol_is_exported (field->name) ? NULL
                                                                : package_path (field->package);
      fields[i].tag = field->tag ? ilv_arena_strndup (gen->arena, field->tag, field->tag_len) : "";
      fields[i].type = ilv_gen_rtype (gen, field->type);
      fields[i].offset = (uint64_t) ilv_type_offset (gen->types, strct, i);
      fields[i].is_embedded = field->is_embedded;
    }
}

static const struct ilv_rtype *const *
tuple_rtypes (struct ilv_gen *gen, const struct ilv_type *tuple)
{
  const struct ilv_rtype **list
      = ilv_arena_new_array (gen->arena, const struct ilv_rtype *, tuple->tuple.n);

  for (uint32_t i = 0; i < tuple->tuple.n; i++)
    list[i] = ilv_gen_rtype (gen, tuple->tuple.types[i]);
  return list;
}

static void
fill_parts (struct ilv_gen *gen, struct ilv_rtype *rtype, struct ilv_type *under)
{
  switch ((int) under->kind)
    {
    case ILV_TYPE_CHAN:
      rtype->chan_dir = under->dir;
      rtype->elem = ilv_gen_rtype (gen, under->elem);
      break;
    case ILV_TYPE_MAP:
      rtype->key = ilv_gen_rtype (gen, under->key);
      rtype->elem = ilv_gen_rtype (gen, under->elem);
      break;
    case ILV_TYPE_ARRAY:
      rtype->len = (uint64_t) under->len;
      rtype->elem = ilv_gen_rtype (gen, under->elem);
      break;
    case ILV_TYPE_SLICE:
    case ILV_TYPE_POINTER:
      rtype->elem = ilv_gen_rtype (gen, under->elem);
      break;
    case ILV_TYPE_STRUCT:
      fill_fields (gen, rtype, under);
      break;
    case ILV_TYPE_FUNC:
      rtype->n_params = under->func.params->tuple.n;
      rtype->n_results = under->func.results->tuple.n;
      rtype->params = tuple_rtypes (gen, under->func.params);
      rtype->results = tuple_rtypes (gen, under->func.results);
      break;
    }
}

struct ilv_rtype *
ilv_gen_new_rtype (struct ilv_gen *gen, struct ilv_type *type)
{
  struct ilv_rtype *rtype = ilv_arena_new_struct (gen->arena, struct ilv_rtype);
  struct ilv_program *program = gen->program;

  rtype->id = program->n_types;
  gen->rtype_types = ilv_arena_grow (gen->arena, gen->rtype_types, program->n_types,
                                     &gen->rtype_types_capacity, sizeof *gen->rtype_types);
  gen->rtype_types[program->n_types] = type;
  program->types = ilv_arena_grow (gen->arena, program->types, program->n_types,
                                   &gen->types_capacity, sizeof *program->types);
  program->types[program->n_types++] = rtype;
  return rtype;
}

static struct ilv_rtype *
make_rtype (struct ilv_gen *gen, const struct ilv_gen_type *type)
{
  struct ilv_rtype *rtype = ilv_gen_new_rtype (gen, type->type);

  rtype->size = type->size;
  rtype->text = type_text (gen, type->type);
  rtype->hash = ilv_rtype_hash_text (rtype->text);
  rtype->kind = (uint8_t) run_time_kind (type->kind);
  rtype->align = (uint8_t) ilv_type_align (gen->types, type->type);
  rtype->mem = type->mem;
  rtype->n_slots = type->n_slots;
  rtype->name = rtype->pkg_path = "";
  if (type->type->kind == ILV_TYPE_NAMED)
    {
      struct ilv_object *object = type->type->named.object;
      rtype->name = object->name->text;
      rtype->pkg_path = package_path (object->package);
    }
  else if (type->type->kind == ILV_TYPE_UNSAFE_POINTER)
    {
      rtype->name = "Pointer";
      rtype->pkg_path = "unsafe";
    }
  else if (type->type->kind < ILV_TYPE_N_BASIC)
    rtype->name = rtype->text;
  return rtype;
}

const struct ilv_rtype *
ilv_gen_rtype (struct ilv_gen *gen, struct ilv_type *type)
{
  struct ilv_gen_type *known = (struct ilv_gen_type *) ilv_gen_type (gen, type);
  struct ilv_rtype *rtype = known->rtype;

  if (rtype)
    return rtype;
  /* Known before its parts are, which may lead back to it. Parts by value
   * cannot, so what flags need is there. */
  rtype = known->rtype = make_rtype (gen, known);
  if (type->kind == ILV_TYPE_POINTER)
    ((struct ilv_rtype *) ilv_gen_rtype (gen, type->elem))->pointer_to = rtype;
  fill_parts (gen, rtype, known->under);
  rtype->flags = ilv_rtype_layout_flags (rtype);
  if (ilv_type_is_comparable (gen->types, type))
    rtype->flags |= ILV_RTYPE_COMPARABLE;
  if (type->kind == ILV_TYPE_NAMED || type->kind < ILV_TYPE_N_BASIC)
    rtype->flags |= ILV_RTYPE_NAMED;
  if (known->kind == ILV_TYPE_FUNC && known->under->is_variadic)
    rtype->flags |= ILV_RTYPE_VARIADIC;
  return rtype;
}

/* --- Methods ------------------------------------------------------------ */

struct ilv_gen_method_id
{
  struct ilv_gen_method_id *next;
  struct ilv_symbol *name;
  const struct ilv_package *package; /* NULL: exported */
  uint32_t id;
};

uint32_t
ilv_gen_method_id (struct ilv_gen *gen, struct ilv_symbol *name,
                   const struct ilv_package *package)
{
  struct ilv_gen_method_id *item;

  if (ilv_symbol_is_exported (name))
    package = NULL;
  for (item = gen->method_ids; item; item = item->next)
    if (item->name == name && item->package == package)
      return item->id;
  item = ilv_arena_new_struct (gen->arena, struct ilv_gen_method_id);
  *item = (struct ilv_gen_method_id) { gen->method_ids, name, package, gen->n_method_ids++ };
  gen->method_ids = item;
  return item->id;
}

static int
compare_method_ids (const void *a, const void *b)
{
  uint32_t x = ((const struct ilv_rtype_method *) a)->id;
  uint32_t y = ((const struct ilv_rtype_method *) b)->id;

  return (x > y) - (x < y);
}

static void
fill_method (struct ilv_gen *gen, const struct ilv_rtype *rtype, struct ilv_rtype_method *method,
             const struct ilv_selection *selection)
{
  method->owner = rtype;
  method->id = ilv_gen_method_id (gen, selection->name, selection->package);
  method->name = selection->name->text;
  method->pkg_path
      = ilv_symbol_is_exported (selection->name) ? NULL : package_path (selection->package);
  /* Spelt with the names of the method's parameters. */
  method->type = ilv_gen_rtype (gen, selection->type->canon);
}

static void
fill_methods (struct ilv_gen *gen, struct ilv_type *type, struct ilv_rtype *rtype)
{
  size_t n;
  struct ilv_selection *set = ilv_method_set (gen->types, type, &n);
  struct ilv_rtype_method *methods;

  if (n == 0)
    return;
  methods = ilv_arena_new_array (gen->arena, struct ilv_rtype_method, n);
  for (size_t i = 0; i < n; i++)
    {
      fill_method (gen, rtype, &methods[i], &set[i]);
      if (rtype->kind != ILV_KIND_INTERFACE)
        methods[i].func = ilv_gen_table_method (gen, type, &set[i]);
    }
  qsort (methods, n, sizeof *methods, compare_method_ids);
  rtype->n_methods = (uint32_t) n;
  rtype->methods = methods;
}

/* *T, where its methods are more than what T's parts tell. */
static void
keep_pointer_to (struct ilv_gen *gen, struct ilv_type *type)
{
  enum ilv_type_kind kind = ilv_type_under (gen->types, type)->kind;

  if ((type->kind == ILV_TYPE_NAMED && kind != ILV_TYPE_INTERFACE && kind != ILV_TYPE_POINTER)
      || type->kind == ILV_TYPE_STRUCT)
    ilv_gen_rtype (gen, ilv_type_pointer (gen->types, type));
}

bool
ilv_gen_method_tables (struct ilv_gen *gen)
{
  bool any = false;

  /* New types appear on the way. */
  for (; gen->n_rtypes_done < gen->program->n_types; gen->n_rtypes_done++)
    {
      struct ilv_rtype *rtype = gen->program->types[gen->n_rtypes_done];
      struct ilv_type *type = gen->rtype_types[gen->n_rtypes_done];

      /* Those of run-time errors have theirs. */
      if (type)
        fill_methods (gen, type, rtype);
      if (type && gen->is_reflected)
        keep_pointer_to (gen, type);
      any = true;
    }
  return any;
}
