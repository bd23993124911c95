/* checker.h - What the files of the checker share; nobody else includes it.
 *
 * One concept a file: check_stmt.c, check_call.c … Functions that check a part of
 * the tree are named ilv_check_<part>. An operand is what is known of an expression
 * while it is being checked; ilv_check_raw_expr() writes it into the node at the
 * end.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/intern.h"
#include "lang/check.h"
#include "lang/const.h"
#include "lang/types_private.h"

#include <setjmp.h>

struct operand
{
  enum ilv_mode mode;
  enum ilv_builtin builtin; /* mode BUILTIN */
  struct ilv_type *type;
  const struct ilv_const *value; /* mode CONSTANT */
  struct ilv_node *node;
};

/* Where a package-level object is declared, and what it needs. */
struct decl_info
{
  struct ilv_object *object;
  struct ilv_scope *file_scope;
  struct ilv_file *file;
  struct ilv_node *type, *init; /* const, var */
  struct ilv_node *node;        /* TYPE_DECL, FUNC_DECL */
  struct ilv_object **lhs;      /* var: all of a, b = f (); else NULL */
  uint32_t n_lhs;
  bool is_inherited; /* const: init is that of an earlier line */
  int64_t iota;
  struct ilv_object **deps; /* package-level objects mentioned */
  size_t n_deps, deps_capacity;
  uint32_t mark; /* for walks over dependencies */
  bool is_initialised; /* var: has its place in the order */
};

struct checker;

/* Work put off until the declarations around are complete. */
struct delayed
{
  void (*run) (struct checker *c, void *data);
  void *data;
};

/* What depends on where in the program we are; saved and restored around
 * declarations and function bodies. */
struct environment
{
  struct ilv_scope *scope;
  struct ilv_file *file;
  struct decl_info *decl; /* whose dependencies are noted */
  const struct ilv_const *iota; /* in constant declarations */
  ilv_pos error_pos;      /* for errors in inherited initialisers; 0: where they are */
  struct ilv_func_info *func;
  bool has_call_or_receive;
};

struct objects
{
  struct ilv_object **items;
  size_t n, capacity;
};

/* One per package. */
struct checker
{
  struct ilv_compilation *compilation;
  struct ilv_arena *arena;
  struct ilv_types *types;
  struct ilv_diags *diags;
  struct ilv_package *package;
  const struct ilv_package_input *input;
  struct environment env;

  struct decl_info **decls; /* by object's order, which counts from 1 */
  size_t n_decls, decls_capacity;
  struct objects path;    /* declarations in work, outermost first */
  struct objects imports; /* PACKAGE objects */
  struct objects methods; /* FUNC objects not yet given to their type */
  struct objects local_vars; /* of the functions being checked, innermost last */
  struct delayed *delayed;
  size_t n_delayed, delayed_capacity, next_delayed;
  struct ilv_check_graph *graph; /* check_instance.c */
  bool is_in_tparams;
  unsigned type_depth; /* of instantiation */

  size_t funcs_capacity, inits_capacity, types_capacity, initializers_capacity;
};

struct ilv_compilation
{
  struct ilv_arena *arena;
  struct ilv_intern *intern;
  struct ilv_sources *sources;
  struct ilv_diags *diags;
  struct ilv_types *types;
  struct ilv_check_config config;
  struct ilv_scope *universe;
  struct ilv_type *byte_type, *rune_type, *any_type;
  struct ilv_object *iota_object;
  struct ilv_symbol *blank, *init_name, *main_name, *dot_name;
  struct ilv_package **packages; /* checked, in order of initialisation */
  size_t n_packages, packages_capacity;
  struct ilv_package *unsafe_package;
  struct ilv_package **own; /* the program's, as they were handed in */
  struct import_entry *imports;
  size_t n_imports, imports_capacity;
  jmp_buf escape;
  bool is_out_of_memory;
};

/* The language version in force where we are. */
static inline unsigned
ilv_check_go_minor (const struct checker *c)
{
  return c->env.file && c->env.file->go_minor ? c->env.file->go_minor : c->package->go_minor;
}

/* --- Errors (check_error.c) --------------------------------------------- */

/* Formats: %s text, %d int, %D int64_t, %t type, %o operand, %e expression, %n symbol,
 * %c constant, %p position. */
void ilv_check_error (struct checker *c, ilv_pos pos, const char *format, ...);
/* At the start of @node. */
void ilv_check_error_node (struct checker *c, const struct ilv_node *node, const char *format, ...);
void ilv_check_error_operand (struct checker *c, const struct operand *x, const char *format, ...);
/* "requires go1.@minor or later", and why it is not that. */
const char *ilv_check_requires (struct checker *c, unsigned minor);
/* Whether the language is Go 1.@minor; if not, that @what would need it is reported. */
bool ilv_check_version (struct checker *c, ilv_pos pos, unsigned minor, const char *what);
/* The text alone, in the arena. */
const char *ilv_check_format (struct checker *c, const char *format, ...);
/* "slice", "map" …; "" for basic types. */
const char *ilv_check_composite_kind (struct checker *c, struct ilv_type *type);
const char *ilv_check_measure (struct checker *c, size_t n, const char *unit);

/* --- Names and declarations (check_decl.c, check_package.c) ------------- */

struct ilv_object *ilv_check_new_object (struct checker *c, enum ilv_object_kind kind, ilv_pos pos,
                                         struct ilv_symbol *name, struct ilv_type *type);
/* Puts @object into @scope, or reports what is there already. @name: the node that names
 * it, or NULL. */
void ilv_check_declare (struct checker *c, struct ilv_scope *scope, struct ilv_node *name,
                        struct ilv_object *object);
/* From the current scope outwards; NULL: undeclared. */
struct ilv_object *ilv_check_lookup (struct checker *c, const struct ilv_symbol *name);
/* A local variable; noted for "declared and not used". */
struct ilv_object *ilv_check_new_local (struct checker *c, struct ilv_node *name);
struct decl_info *ilv_check_decl_info (struct checker *c, const struct ilv_object *object);
/* Works out the type (and value) of a package-level object, if not done. */
void ilv_check_object (struct checker *c, struct ilv_object *object);
void ilv_check_add_dependency (struct checker *c, struct ilv_object *object);
void ilv_check_decl_stmt (struct checker *c, struct ilv_nodes decls);
void ilv_check_cycle_error (struct checker *c, struct ilv_object *const *cycle, size_t n,
                            size_t start);
void ilv_check_arity (struct checker *c, ilv_pos pos, struct ilv_nodes names,
                      struct ilv_nodes inits, bool is_const, bool is_inherited);
void ilv_check_collect_objects (struct checker *c);
void ilv_check_package_objects (struct checker *c);
void ilv_check_unused_imports (struct checker *c);
void ilv_check_collect_methods (struct checker *c, struct ilv_object *type_name);
void ilv_check_init_order (struct checker *c);
struct ilv_package *ilv_check_import (struct checker *c, ilv_pos pos, const char *path);
void ilv_check_add_object (struct checker *c, struct objects *list, struct ilv_object *object);

void ilv_check_later (struct checker *c, void (*run) (struct checker *c, void *data), void *data);
/* Runs what was put off since @first was the number of it. */
void ilv_check_run_delayed (struct checker *c, size_t first);
void ilv_check_open_scope (struct checker *c);
void ilv_check_close_scope (struct checker *c);

/* --- Types (check_type.c, check_signature.c, valid_type.c) -------------- */

struct ilv_type *ilv_check_type (struct checker *c, struct ilv_node *node);
/* Of a variable: not a constraint. */
struct ilv_type *ilv_check_var_type (struct checker *c, struct ilv_node *node);
/* @def: the type name being declared as this, or NULL. */
struct ilv_type *ilv_check_declared_type (struct checker *c, struct ilv_node *node,
                                          struct ilv_object *def);
/* A type that must be generic; *@is_generic tells. */
struct ilv_type *ilv_check_generic_type (struct checker *c, struct ilv_node *node,
                                         bool *is_generic);
void ilv_check_valid_var_type (struct checker *c, struct ilv_node *node, struct ilv_type *type);
/* All of @nodes; NULL if one is invalid. */
struct ilv_type **ilv_check_type_list (struct checker *c, struct ilv_nodes nodes);
/* FUNC; @recv and @tparams of a declaration. Fills in @info if not NULL, and leaves its
 * parameters in a new scope, which is returned in *@scope. */
struct ilv_type *ilv_check_signature (struct checker *c, struct ilv_node *node,
                                      struct ilv_node *recv, struct ilv_nodes tparams,
                                      struct ilv_func_info *info, struct ilv_scope **scope);
struct ilv_type *ilv_check_bound (struct checker *c, struct ilv_node *node);
void ilv_check_type_params (struct checker *c, struct ilv_nodes fields, struct ilv_type ***tparams,
                            uint32_t *n);
bool ilv_check_is_generic (const struct ilv_type *type);
bool ilv_check_is_valid (const struct ilv_type *type);
/* Not recursive without a pointer in between. */
/* That the function we are in keeps a value of @type, or @n in a row, in its frame. */
void ilv_check_note_temporary (struct checker *c, struct ilv_type *type, int64_t n);
/* Once all is right: reports types, variables and frames that no memory holds. */
void ilv_check_sizes (struct checker *c);
void ilv_check_finite (struct checker *c, struct ilv_type *named);
/* The interface written as @node, whose methods must not lead back to an interface without a name
 * that they came from. */
void ilv_check_anonymous_cycle (struct checker *c, struct ilv_node *node);
struct ilv_type *ilv_check_deref (struct ilv_type *type, bool *was_pointer);

/* --- Expressions (check_expr.c …) --------------------------------------- */

enum expr_kind
{
  EXPR_CONVERSION,
  EXPR_EXPRESSION,
  EXPR_STATEMENT /* may stand as a statement */
};

/* @hint: element type for composite literals without a type, or NULL. @target: a func type
 * that gives a generic function its type arguments, or NULL. */
enum expr_kind ilv_check_raw_expr (struct checker *c, struct operand *x, struct ilv_node *node,
                                   struct ilv_type *hint, struct ilv_type *target,
                                   bool allow_generic);
/* A single value. */
void ilv_check_expr (struct checker *c, struct operand *x, struct ilv_node *node);
void ilv_check_expr_target (struct checker *c, struct operand *x, struct ilv_node *node,
                            struct ilv_type *target);
void ilv_check_expr_hint (struct checker *c, struct operand *x, struct ilv_node *node,
                          struct ilv_type *hint);
void ilv_check_generic_expr (struct checker *c, struct operand *x, struct ilv_node *node);
void ilv_check_expr_or_type (struct checker *c, struct operand *x, struct ilv_node *node,
                             bool allow_generic);
/* One expression that may be several values, or v, ok. The result is an array of *@n. */
struct operand *ilv_check_multi_expr (struct checker *c, struct ilv_node *node,
                                      bool allow_comma_ok, size_t *n, bool *is_comma_ok);
struct operand *ilv_check_expr_list (struct checker *c, struct ilv_nodes nodes, size_t *n);
/* For what else they do; false if one is invalid. @is_lhs: does not count as use. */
bool ilv_check_use (struct checker *c, struct ilv_nodes nodes, bool is_lhs);
bool ilv_check_use_one (struct checker *c, struct ilv_node *node, bool is_lhs);
void ilv_check_exclude (struct checker *c, struct operand *x, bool no_types, bool no_builtins);
void ilv_check_single_value (struct checker *c, struct operand *x);
/* Writes @x into its node. */
void ilv_check_record (struct checker *c, struct operand *x);
void ilv_check_record_comma_ok (struct checker *c, struct ilv_node *node, struct operand *x);
void ilv_check_ident (struct checker *c, struct operand *x, struct ilv_node *node, bool want_type);
/* What @object, which @x->node names, is as an expression. */
void ilv_check_ident_object (struct checker *c, struct operand *x, struct ilv_object *object);
void ilv_check_selector (struct checker *c, struct operand *x, struct ilv_node *node,
                         bool want_type);
void ilv_check_unary (struct checker *c, struct operand *x, struct ilv_node *node);
/* @node: the BINARY, or NULL for @lhs op= @rhs. */
void ilv_check_binary (struct checker *c, struct operand *x, struct ilv_node *node,
                       struct ilv_node *lhs, struct ilv_node *rhs, enum ilv_op op);
void ilv_check_comparison (struct checker *c, struct operand *x, struct operand *y,
                           enum ilv_op op, bool is_switch_case);
void ilv_check_match_types (struct checker *c, struct operand *x, struct operand *y);
enum expr_kind ilv_check_call (struct checker *c, struct operand *x, struct ilv_node *node);
bool ilv_check_builtin (struct checker *c, struct operand *x, struct ilv_node *call,
                        enum ilv_builtin builtin);
/* Of package unsafe (check_unsafe.c). */
bool ilv_check_unsafe_builtin (struct checker *c, struct operand *x, struct operand *args,
                               struct ilv_node *call, enum ilv_builtin builtin);
bool ilv_check_unsafe_conversion (struct checker *c, struct operand *x, struct ilv_type *type,
                                  const char **cause);
/* "(int, number)", for messages. */
const char *ilv_check_operand_types (struct checker *c, const struct operand *args, size_t n,
                                     bool has_dots);
const char *ilv_check_types_summary (struct checker *c, struct ilv_type *const *types, size_t n,
                                     bool is_variadic);
/* Arguments against parameters; the instantiated signature, NULL after an error. */
struct ilv_type *ilv_check_arguments (struct checker *c, struct ilv_node *call,
                                      struct ilv_type *sig, struct ilv_type **targs,
                                      size_t n_targs, struct operand *args, size_t n_args);
/* True if it is a generic function with type arguments, which are left alone. */
bool ilv_check_index (struct checker *c, struct operand *x, struct ilv_node *node);
void ilv_check_slice (struct checker *c, struct operand *x, struct ilv_node *node);
/* Whether @x can be an index or, as @what says, another such number. */
bool ilv_check_valid_index (struct checker *c, struct operand *x, const char *what,
                            bool may_be_negative);
/* An index below @max (-1: none); its type, and value in *@value or -1. */
struct ilv_type *ilv_check_index_value (struct checker *c, struct ilv_node *node, int64_t max,
                                        int64_t *value);
void ilv_check_basic_lit (struct checker *c, struct operand *x, struct ilv_node *node);
void ilv_check_composite_lit (struct checker *c, struct operand *x, struct ilv_node *node,
                              struct ilv_type *hint);
void ilv_check_func_lit (struct checker *c, struct operand *x, struct ilv_node *node);
void ilv_check_conversion (struct checker *c, struct operand *x, struct ilv_type *type);
struct ilv_type *ilv_check_chan_elem (struct checker *c, ilv_pos pos, struct operand *x,
                                      bool is_receive);
void ilv_check_type_assertion (struct checker *c, struct ilv_node *node, struct operand *x,
                               struct ilv_type *type, bool is_type_switch);

/* --- Constants and untyped values (check_const.c) ----------------------- */

enum conversion_error
{
  CONVERSION_OK,
  CONVERSION_WRONG,
  CONVERSION_TRUNCATED,
  CONVERSION_OVERFLOWS
};

void ilv_check_overflow (struct checker *c, struct operand *x, ilv_pos op_pos);
/* @rounded may be NULL. */
bool ilv_check_representable_const (struct checker *c, const struct ilv_const *value,
                                    struct ilv_type *basic, const struct ilv_const **rounded);
void ilv_check_representable (struct checker *c, struct operand *x, struct ilv_type *basic);
struct ilv_type *ilv_check_default_type (struct checker *c, struct ilv_type *type);
/* What an untyped @x would become as @target; NULL if it cannot. */
struct ilv_type *ilv_check_implicit_type (struct checker *c, struct operand *x,
                                          struct ilv_type *target, const struct ilv_const **value,
                                          enum conversion_error *error);
void ilv_check_convert_untyped (struct checker *c, struct operand *x, struct ilv_type *target);
void ilv_check_update_type (struct checker *c, struct ilv_node *node, struct ilv_type *type,
                            bool is_final);
void ilv_check_update_value (struct ilv_node *node, const struct ilv_const *value);

/* --- Relations between types (assignable.c, implements.c) --------------- */

/* *@cause, if not NULL, says why not, or "". */
bool ilv_check_assignable (struct checker *c, struct operand *x, struct ilv_type *type,
                           const char **cause);
bool ilv_check_implements (struct checker *c, struct ilv_type *type, struct ilv_type *iface,
                           bool is_constraint, const char **cause);
/* NULL: @type has all methods of @iface; else which one not, in parentheses. */
const char *ilv_check_missing_methods (struct checker *c, struct ilv_type *type,
                                       struct ilv_type *iface);
bool ilv_check_assertable (struct checker *c, struct ilv_type *iface, struct ilv_type *type,
                           const char **cause);
/* Calls ilv_lookup(), and works out a method's type if it has to. */
struct ilv_selection ilv_check_find (struct checker *c, struct ilv_type *type,
                                     struct ilv_package *package, struct ilv_symbol *name,
                                     bool *is_ambiguous);
/* A field or method whose name differs only in case; kind NONE if there is none. */
struct ilv_selection ilv_check_find_folded (struct checker *c, struct ilv_type *type,
                                            struct ilv_symbol *name);
const char *ilv_check_lookup_error (struct checker *c, struct ilv_type *type,
                                    struct ilv_symbol *name, bool is_struct_lit);
bool ilv_check_is_pointer_to_interface (struct checker *c, struct ilv_type *type);
const char *ilv_check_pointer_to_interface (struct checker *c, struct ilv_type *type);
bool ilv_check_is_type_param (const struct ilv_type *type);
bool ilv_check_has_name (const struct ilv_type *type);
/* An interface, and not a type parameter. */
bool ilv_check_is_plain_interface (struct checker *c, struct ilv_type *type);
bool ilv_check_is_bytes_or_runes (struct checker *c, struct ilv_type *type);
/* The one underlying type of all in @type's set, tested with @test (which may be NULL and
 * says what is wrong, or NULL); NULL and *@cause if there is none. */
struct ilv_type *ilv_check_common_under (struct checker *c, struct ilv_type *type,
                                         const char *(*test) (struct checker *c,
                                                              struct ilv_type *type,
                                                              struct ilv_type *under, void *data),
                                         void *data, const char **cause);

/* --- Assignments and statements ----------------------------------------- */

/* @type NULL: to a variable of x's own type. */
void ilv_check_assignment (struct checker *c, struct operand *x, struct ilv_type *type,
                           const char *context);
void ilv_check_init_const (struct checker *c, struct ilv_object *lhs, struct operand *x);
void ilv_check_init_var (struct checker *c, struct ilv_object *lhs, struct operand *x,
                         const char *context);
void ilv_check_init_vars (struct checker *c, struct ilv_object **lhs, size_t n,
                          struct ilv_nodes rhs, struct ilv_node *return_stmt);
/* Either @rhs or @x. */
void ilv_check_assign_var (struct checker *c, struct ilv_node *lhs, struct ilv_node *rhs,
                           struct operand *x, const char *context);
void ilv_check_assign_vars (struct checker *c, struct ilv_nodes lhs, struct ilv_nodes rhs);
void ilv_check_short_var_decl (struct checker *c, ilv_pos pos, struct ilv_nodes lhs,
                               struct ilv_nodes rhs);
/* The variable that @node is, or is a part of, is written, or its address is taken. */
void ilv_check_mark_assigned (struct checker *c, struct ilv_node *node);
void ilv_check_mark_address (struct checker *c, struct ilv_node *node);
void ilv_check_stmt (struct checker *c, struct ilv_node *node);
void ilv_check_stmts (struct checker *c, struct ilv_nodes stmts);
void ilv_check_range (struct checker *c, struct ilv_node *node);
void ilv_check_switch (struct checker *c, struct ilv_node *node);
void ilv_check_type_switch (struct checker *c, struct ilv_node *node);
void ilv_check_select (struct checker *c, struct ilv_node *node);
void ilv_check_func_body (struct checker *c, struct ilv_func_info *info, struct ilv_scope *scope,
                          struct ilv_node *body);
bool ilv_check_is_terminating (struct ilv_node *stmt);
/* Reports variables declared since @first that are not used, and forgets them. */
void ilv_check_unused_vars (struct checker *c, size_t first);

/* --- Generics (instantiate.c, infer.c, check_instance.c) ---------------- */

/* That @targs take the place of @tparams at @pos, or each at its own of @places. */
void ilv_check_note_instance (struct checker *c, ilv_pos pos, struct ilv_type *const *tparams,
                              struct ilv_type *const *targs, size_t n, struct ilv_nodes places);
/* Reports it if one of the instances noted needs larger ones of itself without end. */
void ilv_check_instance_cycles (struct checker *c);

/* NULL and *@error if the arguments do not satisfy the constraints: then *@index is the
 * wrong one. */
bool ilv_check_verify (struct checker *c, struct ilv_type *const *tparams,
                       struct ilv_type *const *targs, size_t n, size_t *index,
                       const char **error);
struct ilv_type *ilv_check_instantiated_type (struct checker *c, struct ilv_node *node,
                                              struct ilv_node *x, struct ilv_nodes args);
/* @sig with @targs put in; checks them. @places: where they are written, or empty. */
struct ilv_type *ilv_check_instantiate_func (struct checker *c, ilv_pos pos,
                                             struct ilv_node *fun, struct ilv_type *sig,
                                             struct ilv_type **targs, size_t n,
                                             struct ilv_nodes places);
/* x[types] of generic function @x, or @x alone given by @target. With @may_be_partial,
 * returns the arguments so far if more have to be inferred later; *@n of them. */
struct ilv_type **ilv_check_func_inst (struct checker *c, struct ilv_type *target, ilv_pos pos,
                                       struct operand *x, struct ilv_node *index,
                                       bool may_be_partial, size_t *n);
/* Completes @targs (entries may be NULL) from the types of @args; false and an error. */
bool ilv_check_infer (struct checker *c, ilv_pos pos, struct ilv_type **tparams,
                      struct ilv_type **targs, size_t n, struct ilv_type *const *params,
                      struct operand *args, size_t n_args, const char **error, ilv_pos *error_pos);
