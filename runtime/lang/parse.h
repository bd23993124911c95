/* parse.h - What the files of the parser share; nobody else includes it.
 *
 * Functions are named after the production they read. Those ending in _or_null
 * may return NULL; all others return a node, if need be a BAD_EXPR.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "base/arena.h"
#include "base/buf.h"
#include "lang/ast.h"
#include "lang/scanner.h"

struct parser
{
  struct ilv_scanner s;
  struct ilv_arena *arena;
  struct ilv_diags *diags;
  int func_nest; /* > 0: inside a function */
  int expr_nest; /* < 0: in a statement's header, where { begins the body */
  unsigned depth;  /* of the recursion right now */
  unsigned height; /* of the tree read since the construct around began */
  bool gave_up;    /* nested too deeply: pretends to be at the end */
  bool is_outline; /* bodies of declared functions are left out */
};

/* A list of nodes that grows. */
struct node_list
{
  struct ilv_node **items;
  size_t n, capacity;
};

void ilv_parse_add (struct parser *p, struct node_list *list, struct ilv_node *node);
struct ilv_nodes ilv_parse_nodes (const struct node_list *list);

/* --- Tokens and errors -------------------------------------------------- */

void ilv_parse_next (struct parser *p);
bool ilv_parse_got (struct parser *p, enum ilv_token token);
void ilv_parse_want (struct parser *p, enum ilv_token token);
/* Also accepts :=, with an error. */
bool ilv_parse_got_assign (struct parser *p);
bool ilv_parse_at_op (struct parser *p, enum ilv_op op);

void ilv_parse_error_at (struct parser *p, ilv_pos pos, const char *format, ...)
  __attribute__ ((format (printf, 3, 4)));
/* @message beginning with "in ", "at ", "after " or "expected " is put after
 * "unexpected" and the current token; else it stands alone. */
void ilv_parse_syntax_error (struct parser *p, const char *message);
void ilv_parse_syntax_error_at (struct parser *p, ilv_pos pos, const char *message);

/* Skips to one of these tokens (a bit each), or to one that begins a statement
 * when inside a function; with 0, skips just one token. */
#define ILV_TOKENS(token) ((uint64_t) 1 << ILV_TOKEN_##token)
void ilv_parse_advance (struct parser *p, uint64_t follow);

/* Around every construct that can nest. The compiler is recursive over the
 * tree, so its height is bounded; past the bound the rest is not read. */
unsigned ilv_parse_enter (struct parser *p);
void ilv_parse_leave (struct parser *p, unsigned outer_height);
/* One more node on top of what was read in this construct. */
void ilv_parse_grow (struct parser *p);

/* Calls @element until @close, with @separator between; gives the position of
 * @close. @element returning true ends the list. */
ilv_pos ilv_parse_list (struct parser *p, const char *context, enum ilv_token separator,
                        enum ilv_token close, bool (*element) (struct parser *p, void *data),
                        void *data);

/* --- Productions -------------------------------------------------------- */

struct ilv_node *ilv_parse_new (struct parser *p, enum ilv_node_kind kind, ilv_pos pos);
struct ilv_node *ilv_parse_bad (struct parser *p);
struct ilv_node *ilv_parse_name (struct parser *p);
struct ilv_node *ilv_parse_blank (struct parser *p, ilv_pos pos);
struct ilv_node *ilv_parse_literal_or_null (struct parser *p);

struct ilv_node *ilv_parse_expr (struct parser *p);
struct ilv_node *ilv_parse_expr_list (struct parser *p);
struct ilv_node *ilv_parse_binary_expr (struct parser *p, struct ilv_node *x, int precedence);
struct ilv_node *ilv_parse_primary_expr (struct parser *p, struct ilv_node *x);
/* arg { "," arg } [ "," ]; @is_strict: only types. A LIST if several. */
struct ilv_node *ilv_parse_type_list (struct parser *p, bool is_strict, bool *has_comma);

struct ilv_node *ilv_parse_type (struct parser *p);
struct ilv_node *ilv_parse_type_or_null (struct parser *p);
struct ilv_node *ilv_parse_array_type (struct parser *p, ilv_pos pos, struct ilv_node *len);
struct ilv_node *ilv_parse_slice_type (struct parser *p, ilv_pos pos);
/* @context: for functions that may have no type parameters; else NULL. */
struct ilv_node *ilv_parse_func_type (struct parser *p, const char *context,
                                      struct ilv_nodes *tparams);
struct ilv_nodes ilv_parse_params (struct parser *p, struct ilv_node *name, struct ilv_node *type,
                                   enum ilv_token close, bool needs_names, bool allows_dots);

struct ilv_node *ilv_parse_func_body (struct parser *p);
struct ilv_node *ilv_parse_decl_stmt (struct parser *p);
/* const, type, var, import: the declarations after the keyword, one or a group. */
void ilv_parse_group (struct parser *p, enum ilv_token keyword, struct node_list *decls);

/* Labels, goto, break, continue, fallthrough of one function body; fills in
 * branch targets. */
void ilv_check_branches (struct ilv_arena *arena, struct ilv_diags *diags, struct ilv_node *body);
