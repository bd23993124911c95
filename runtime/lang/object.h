/* object.h - What names stand for, and where they can be seen.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "base/source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ilv_arena;
struct ilv_symbol;
struct ilv_type;
struct ilv_node;
struct ilv_package;
struct ilv_scope;
struct ilv_const;
struct ilv_func_info;

enum ilv_object_kind
{
  ILV_OBJECT_VAR,
  ILV_OBJECT_CONST,
  ILV_OBJECT_TYPE,
  ILV_OBJECT_FUNC,    /* also methods */
  ILV_OBJECT_PACKAGE, /* an import's name, in a file */
  ILV_OBJECT_BUILTIN,
  ILV_OBJECT_LABEL,
  ILV_OBJECT_NIL
};

enum ilv_builtin
{
#define ILV_BUILTIN(NAME, text, n_args, is_variadic, is_statement) ILV_BUILTIN_##NAME,
#include "lang/builtins.def"
  ILV_N_BUILTINS
};

enum ilv_var_role
{
  ILV_VAR_PACKAGE,
  ILV_VAR_LOCAL,
  ILV_VAR_PARAM,
  ILV_VAR_RESULT,
  ILV_VAR_RECV
};

struct ilv_object
{
  uint8_t kind;   /* enum ilv_object_kind */
  uint8_t colour; /* private to the checker: declared, in work, done */
  bool is_used;
  struct ilv_symbol *name; /* "_" for blanks; NULL for unnamed parameters */
  ilv_pos pos;             /* of the name; 0: predeclared */
  uint32_t order;          /* of declaration, within the package */
  struct ilv_package *package; /* NULL: predeclared */
  struct ilv_scope *scope;     /* that holds it */
  struct ilv_type *type;       /* as spelt; ilv_object_type() */
  struct ilv_node *decl;       /* CONST_DECL, VAR_DECL, TYPE_DECL, FUNC_DECL, LABELED … or NULL */

  union
  {
    struct
    {
      uint8_t role;       /* enum ilv_var_role */
      bool is_captured;   /* used in a function literal inside its function */
      bool is_reassigned; /* assigned again after its declaration, anywhere */
      bool is_address_taken; /* &x, &x.f, x[:] of an array, method with pointer receiver */
      struct ilv_func_info *func; /* whose variable it is; NULL for package variables */
    } var;
    struct
    {
      const struct ilv_const *value;
    } cnst;
    struct
    {
      struct ilv_func_info *info; /* NULL only after errors */
      struct ilv_object *recv_type; /* method: the named type's object; else NULL */
      bool has_pointer_recv;
    } func;
    struct
    {
      bool is_alias;
    } type_name;
    struct ilv_package *imported; /* PACKAGE */
    enum ilv_builtin builtin;
  };

  /* For the generator, to use as it likes; the checker leaves it 0. */
  void *gen;
  uint64_t gen_number;
};

/* Canonical. */
struct ilv_type *ilv_object_type (const struct ilv_object *object);

bool ilv_symbol_is_exported (const struct ilv_symbol *name);
bool ilv_symbol_is_blank (const struct ilv_symbol *name);

/* --- Scopes ------------------------------------------------------------- */

struct ilv_scope *ilv_scope_new (struct ilv_arena *arena, struct ilv_scope *outer);
struct ilv_scope *ilv_scope_outer (struct ilv_scope *scope);
/* The object of that name already there, or NULL and @object is in. */
struct ilv_object *ilv_scope_insert (struct ilv_scope *scope, struct ilv_object *object);
/* In this scope only; NULL: none. */
struct ilv_object *ilv_scope_find (struct ilv_scope *scope, const struct ilv_symbol *name);
/* In this scope or those around it. */
struct ilv_object *ilv_scope_find_outward (struct ilv_scope *scope, const struct ilv_symbol *name);
/* In order of declaration. */
size_t ilv_scope_count (const struct ilv_scope *scope);
struct ilv_object *ilv_scope_get (const struct ilv_scope *scope, size_t index);
