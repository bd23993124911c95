/* What is predeclared. Spec: "Predeclared identifiers".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/universe.h"

#include <string.h>

static struct ilv_object *
define_in (struct ilv_compilation *k, struct ilv_scope *scope, enum ilv_object_kind kind,
           const char *name, struct ilv_type *type)
{
  struct ilv_object *object = ilv_arena_new_struct (k->arena, struct ilv_object);

  object->kind = (uint8_t) kind;
  object->name = ilv_intern_add_cstr (k->intern, name);
  object->type = type;
  ilv_scope_insert (scope, object);
  return object;
}

static struct ilv_object *
define (struct ilv_compilation *k, enum ilv_object_kind kind, const char *name,
        struct ilv_type *type)
{
  return define_in (k, k->universe, kind, name, type);
}

static void
define_basics (struct ilv_compilation *k)
{
  for (int kind = ILV_TYPE_BOOL; kind <= ILV_TYPE_STRING; kind++)
    define (k, ILV_OBJECT_TYPE, k->types->basic[kind]->text, k->types->basic[kind]);
  k->byte_type = ilv_type_new_spelling (k->types, ILV_TYPE_UINT8, "byte");
  k->rune_type = ilv_type_new_spelling (k->types, ILV_TYPE_INT32, "rune");
  define (k, ILV_OBJECT_TYPE, "byte", k->byte_type)->type_name.is_alias = true;
  define (k, ILV_OBJECT_TYPE, "rune", k->rune_type)->type_name.is_alias = true;
}

static struct ilv_type *
define_named (struct ilv_compilation *k, const char *name, struct ilv_type *underlying)
{
  struct ilv_object *object = define (k, ILV_OBJECT_TYPE, name, NULL);

  object->type = ilv_type_new_named (k->types, object);
  object->type->named.underlying = underlying;
  return object->type;
}

static void
define_interfaces (struct ilv_compilation *k)
{
  struct ilv_type *string = k->types->basic[ILV_TYPE_STRING];
  struct ilv_type *nothing = ilv_type_tuple (k->types, NULL, NULL, 0);
  struct ilv_type *results = ilv_type_tuple (k->types, &string, NULL, 1);
  struct ilv_method error = { .name = ilv_intern_add_cstr (k->intern, "Error"),
                              .type = ilv_type_func (k->types, nothing, results, false) };
  struct ilv_object *any = define (k, ILV_OBJECT_TYPE, "any", NULL);

  any->type_name.is_alias = true;
  any->type = k->any_type = ilv_type_new_alias (k->types, any, k->types->empty_interface);
  k->types->error_type
    = define_named (k, "error", ilv_type_interface (k->types, &error, 1, NULL, NULL, 0));

  /* An interface of its own, although nothing is written in it. */
  struct ilv_type *comparable = ilv_type_new (k->types, ILV_TYPE_INTERFACE);
  k->types->comparable = define_named (k, "comparable", comparable);
}

static void
define_constants (struct ilv_compilation *k)
{
  struct ilv_type *untyped_bool = k->types->basic[ILV_TYPE_UNTYPED_BOOL];

  define (k, ILV_OBJECT_CONST, "true", untyped_bool)->cnst.value = ilv_const_bool (true);
  define (k, ILV_OBJECT_CONST, "false", untyped_bool)->cnst.value = ilv_const_bool (false);
  k->iota_object = define (k, ILV_OBJECT_CONST, "iota", k->types->basic[ILV_TYPE_UNTYPED_INT]);
  k->iota_object->cnst.value = ilv_const_int64 (k->arena, 0);
  define (k, ILV_OBJECT_NIL, "nil", k->types->basic[ILV_TYPE_UNTYPED_NIL]);
}

/* The package is in no file, and initialised from the beginning. */
static void
define_unsafe (struct ilv_compilation *k)
{
  struct ilv_package *package = ilv_arena_new_struct (k->arena, struct ilv_package);

  package->path = "unsafe";
  package->name = ilv_intern_add_cstr (k->intern, package->path);
  package->scope = ilv_scope_new (k->arena, k->universe);
  package->is_library = true;
  package->is_ordered = true;
  k->unsafe_package = package;
  define_in (k, package->scope, ILV_OBJECT_TYPE, "Pointer",
             k->types->basic[ILV_TYPE_UNSAFE_POINTER])->package = package;
}

static void
define_builtin (struct ilv_compilation *k, const char *text, enum ilv_builtin builtin)
{
  static const char prefix[] = "unsafe.";
  size_t n = sizeof prefix - 1;
  struct ilv_type *none = k->types->basic[ILV_TYPE_INVALID];
  bool is_unsafe = strncmp (text, prefix, n) == 0;
  struct ilv_object *object
    = is_unsafe ? define_in (k, k->unsafe_package->scope, ILV_OBJECT_BUILTIN, text + n, none)
                : define (k, ILV_OBJECT_BUILTIN, text, none);

  object->builtin = (uint8_t) builtin;
  object->package = is_unsafe ? k->unsafe_package : NULL;
}

static void
define_builtins (struct ilv_compilation *k)
{
#define ILV_BUILTIN(NAME, text, n_args, is_variadic, is_statement) \
  define_builtin (k, text, ILV_BUILTIN_##NAME);
#include "lang/builtins.def"
}

void
ilv_universe_init (struct ilv_compilation *k)
{
  k->universe = ilv_scope_new (k->arena, NULL);
  define_basics (k);
  define_interfaces (k);
  define_constants (k);
  define_unsafe (k);
  define_builtins (k);
}
