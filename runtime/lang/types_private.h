/* types_private.h - What the files about types, and the checker, know besides.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "lang/object.h"
#include "lang/types.h"

struct ilv_types
{
  struct ilv_arena *arena;
  struct ilv_type **slots; /* open addressing, at most half full */
  size_t n_slots, n_types;
  uint32_t last_id;
  struct ilv_type *basic[ILV_TYPE_N_BASIC];
  struct ilv_type *empty_interface;
  struct ilv_type *comparable; /* the predeclared one: NAMED */
  struct ilv_type *error_type; /* the predeclared one: NAMED */

  unsigned depth; /* of questions about a type that led to questions about another */

  struct method_set_entry *method_sets; /* cache of ilv_method_set(), by type id */
  size_t n_method_sets;
};

struct ilv_type *ilv_type_new (struct ilv_types *types, enum ilv_type_kind kind);
struct ilv_type *ilv_type_new_named (struct ilv_types *types, struct ilv_object *object);
struct ilv_type *ilv_type_new_alias (struct ilv_types *types, struct ilv_object *object,
                                     struct ilv_type *actual);
struct ilv_type *ilv_type_new_param (struct ilv_types *types, struct ilv_object *object,
                                     uint32_t index);
struct ilv_type *ilv_type_new_spelling (struct ilv_types *types, enum ilv_type_kind kind,
                                        const char *text);
struct ilv_type *ilv_type_implicit_interface (struct ilv_types *types, struct ilv_type *elem,
                                              ilv_pos pos);
struct ilv_type *ilv_type_constraint (struct ilv_types *types, struct ilv_type *type);

/* --- Type sets ---------------------------------------------------------- */

/* Whether @type is among @terms, which stand for all types if @has_terms is not set. */
bool ilv_type_terms_include (struct ilv_types *types, const struct ilv_type_set *set,
                             struct ilv_type *type);

/* Calls @visit for each underlying type that a value of @type can have: one if it is no
 * type parameter, each term's if it is one; NULL if it has none. Stops at false. */
bool ilv_type_each_under (struct ilv_types *types, struct ilv_type *type,
                          bool (*visit) (struct ilv_types *types, struct ilv_type *under,
                                         void *data),
                          void *data);

/* Whether all types of @type's set have some of @info. Types only. */
bool ilv_type_all_are (struct ilv_types *types, struct ilv_type *type, unsigned info);
/* The same, not looking into type parameters: @type's own underlying type. */
bool ilv_type_is (struct ilv_types *types, struct ilv_type *type, unsigned info);

/* Both comparable and, if @reports is not NULL, why not: a phrase such as "struct
 * containing []int cannot be compared". @is_dynamic: interfaces count. */
bool ilv_type_comparable (struct ilv_types *types, struct ilv_type *type, bool is_dynamic,
                          const struct ilv_package *package, struct ilv_buf *reason);

void ilv_type_print_signature (struct ilv_types *types, struct ilv_type *type,
                               const struct ilv_package *package, struct ilv_buf *out);
