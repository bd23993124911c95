/* ast.h - The tree of a program.
 *
 * The parser makes it, the checker fills it in, the generator reads it. Nodes
 * live in the compilation's arena and never move.
 *
 * One struct for all kinds (ast.def), with a union of what each kind has; the
 * comment at each union member is its syntax. Fields marked [c] are the
 * checker's results. A NULL child is one that is not there in the source.
 *
 * Position: as gc reports it, which is where the node's characteristic token
 * is (the operator of a binary expression, the "(" of a call, the "." of a
 * selector).
 * ilv_node_start() gives the leftmost.
 *
 * What the generator finds after checking:
 *  - every expression has mode, type (canonical) and, if constant, value. An
 *    untyped constant has the type it was converted to. nil has the type it
 *    was converted to.
 *  - conversions from concrete to interface types are not nodes: compare the
 *    expression's type with that of where it goes (parameter, result, left
 *    side, element, channel). The same for nil and directions of channels.
 *  - in a generic function types mention type parameters; run them through
 *    ilv_type_subst() for each instance, and ilv_lookup() again for selectors
 *    whose x has a type parameter as type (kind INTERFACE_METHOD or FIELD,
 *    `recv` a type parameter).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "base/source.h"
#include "lang/object.h"
#include "lang/token.h"
#include "lang/types.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ilv_const;

enum ilv_node_kind
{
#define ILV_NODE(NAME, text) ILV_NODE_##NAME,
#include "lang/ast.def"
  ILV_N_NODE_KINDS
};

/* What an expression is. */
enum ilv_mode
{
  ILV_MODE_INVALID,   /* after an error */
  ILV_MODE_NO_VALUE,  /* call of a function without results */
  ILV_MODE_BUILTIN,   /* the name of a builtin function */
  ILV_MODE_PACKAGE,   /* the name of an import */
  ILV_MODE_TYPE,
  ILV_MODE_CONSTANT,
  ILV_MODE_VARIABLE,  /* addressable */
  ILV_MODE_MAP_INDEX, /* assignable, not addressable; comma-ok allowed */
  ILV_MODE_VALUE,
  ILV_MODE_NIL,
  ILV_MODE_COMMA_OK   /* value that could be used as v, ok */
};

enum ilv_call_kind
{
  ILV_CALL_CONVERSION, /* fun is a type */
  ILV_CALL_BUILTIN,    /* fun (parentheses aside) names a builtin */
  ILV_CALL_FUNCTION,   /* of a declared function: static target, maybe an instance */
  ILV_CALL_METHOD,     /* of a declared method: fun is a SELECTOR of kind METHOD */
  ILV_CALL_INTERFACE,  /* fun is a SELECTOR of kind INTERFACE_METHOD */
  ILV_CALL_VALUE       /* of a func value; also method expressions */
};

enum ilv_range_kind
{
  ILV_RANGE_INT,
  ILV_RANGE_ARRAY, /* value or addressable variable */
  ILV_RANGE_ARRAY_POINTER,
  ILV_RANGE_SLICE,
  ILV_RANGE_STRING,
  ILV_RANGE_MAP,
  ILV_RANGE_CHAN,
  ILV_RANGE_FUNC
};

struct ilv_nodes
{
  uint32_t n;
  struct ilv_node **items;
};

/* A generic function's type arguments, at a place that uses it. */
struct ilv_instance
{
  uint32_t n_targs;
  struct ilv_type **targs; /* canonical; may mention type parameters of the function around */
  struct ilv_type *type;   /* FUNC, instantiated */
};

struct ilv_node
{
  uint8_t kind; /* enum ilv_node_kind */
  uint8_t op;   /* enum ilv_op: UNARY, BINARY, ASSIGN; BRANCH: enum ilv_token */
  uint8_t mode; /* enum ilv_mode [c]; 0 if not an expression */
  bool is_comma_ok : 1; /* [c] INDEX of a map, UNARY <-, TYPE_ASSERT: used as v, ok; type is then
                           a TUPLE of two */
  bool is_shift_operand : 1; /* private to the checker: x in x << n, without a type of its own */
  bool is_defining : 1; /* [c] NAME: this is where its object comes to be, also in := */
  ilv_pos pos;
  struct ilv_type *type;         /* [c] NULL if not an expression */
  const struct ilv_const *value; /* [c] mode CONSTANT */

  union
  {
    struct /* NAME */
    {
      struct ilv_symbol *symbol;
      struct ilv_object *object;     /* [c] NULL for "_" and after errors */
      struct ilv_instance *instance; /* [c] of a generic function; also as SELECTOR's name */
    } name;
    struct /* BASIC_LIT */
    {
      enum ilv_lit_kind kind;
      bool is_bad; /* reported by the scanner */
      const char *text;
      uint32_t len;
    } lit;
    struct /* type { elems }. The type field says what it makes; if the literal stands
              for &T{…} inside another (type NULL in the source), it is a POINTER. */
    {
      struct ilv_node *type;
      struct ilv_nodes elems; /* KEY_VALUE or plain */
      ilv_pos end;            /* of the "}" */
      int64_t len;            /* [c] arrays and slices: largest index + 1 */
    } composite;
    struct /* key: value. A struct's key is a NAME without object. */
    {
      struct ilv_node *key, *value;
      int64_t index; /* [c] of the field, or array index */
    } pair;
    struct /* FUNC_LIT: type body */
    {
      struct ilv_node *type, *body;
      struct ilv_func_info *info; /* [c] */
    } func_lit;
    struct /* PAREN (x), STAR *x, UNARY op x, EXPR_STMT x, GO go x, DEFER defer x */
    {
      struct ilv_node *x;
    } unary;
    struct /* x op y */
    {
      struct ilv_node *x, *y;
    } binary;
    struct /* x.name */
    {
      struct ilv_node *x;
      struct ilv_node *name;           /* NAME */
      struct ilv_selection *selection; /* [c] */
    } selector;
    struct /* x[index]; index is a LIST in x[a, b] */
    {
      struct ilv_node *x, *index;
    } index;
    struct /* x[i0:i1:i2] */
    {
      struct ilv_node *x, *indices[3];
      bool is_full; /* two colons */
    } slice;
    struct /* x.(type); type NULL: name := x.(type) as a type switch's guard, parser only */
    {
      struct ilv_node *x, *type;
      struct ilv_node *name;
    } assertion;
    struct /* fun(args) */
    {
      struct ilv_node *fun;
      struct ilv_nodes args;
      bool has_dots;
      uint8_t call_kind; /* [c] enum ilv_call_kind */
      uint8_t builtin;   /* [c] enum ilv_builtin */
      struct ilv_type *signature; /* [c] FUNC, instantiated; NULL for conversions, builtins */
      ilv_pos end;       /* of the ")" */
    } call;
    struct ilv_nodes list; /* LIST */

    struct /* ARRAY_TYPE [len]elem, len NULL: [...]; SLICE_TYPE, DOTS_TYPE, CHAN_TYPE; MAP_TYPE */
    {
      struct ilv_node *elem, *len, *key;
      enum ilv_type_dir dir; /* CHAN_TYPE */
    } type_expr;
    struct /* STRUCT_TYPE: FIELDs. INTERFACE_TYPE: FIELDs; name NULL: embedded element */
    {
      struct ilv_nodes fields;
      ilv_pos end; /* of the "}" */
    } fields;
    struct /* FUNC_TYPE: FIELDs; one for each name */
    {
      struct ilv_nodes params, results;
    } func_type;
    struct /* name type tag; neighbours with one type share the type node */
    {
      struct ilv_node *name; /* NAME or NULL */
      struct ilv_node *type;
      struct ilv_node *tag; /* BASIC_LIT */
      bool is_embedded;
    } field;

    struct /* IMPORT_DECL */
    {
      struct ilv_node *name; /* also "." and "_" */
      struct ilv_node *path; /* BASIC_LIT */
      struct ilv_package *package; /* [c] */
    } import;
    struct /* CONST_DECL, VAR_DECL names type = values */
    {
      struct ilv_nodes names; /* NAMEs */
      struct ilv_node *type;
      struct ilv_node *values; /* LIST if several */
      struct ilv_decl_group *group; /* NULL: not in parentheses */
      uint32_t iota;                /* CONST_DECL: place in its group */
    } value_decl;
    struct /* TYPE_DECL */
    {
      struct ilv_node *name;
      struct ilv_nodes tparams; /* FIELDs */
      struct ilv_node *type;
      bool is_alias;
      struct ilv_decl_group *group;
    } type_decl;
    struct /* FUNC_DECL */
    {
      struct ilv_node *recv; /* FIELD or NULL */
      struct ilv_node *name;
      struct ilv_nodes tparams;
      struct ilv_node *type; /* FUNC_TYPE */
      struct ilv_node *body; /* BLOCK; NULL: implemented in C */
      struct ilv_func_info *info; /* [c] */
    } func_decl;

    struct /* BLOCK */
    {
      struct ilv_nodes stmts;
      ilv_pos end; /* of the "}" */
      bool is_unread; /* a body that ilv_parse_outline() left out: no stmts yet */
    } block;
    struct
    {
      struct ilv_node *label; /* NAME */
      struct ilv_node *stmt;
      bool is_used; /* [c] */
    } labeled;
    struct /* chan <- value */
    {
      struct ilv_node *chan, *value;
    } send;
    struct ilv_nodes decls; /* DECL_STMT */
    struct /* lhs op= rhs. op NONE: =, DEF: :=; x++ is x += 1 with rhs NULL */
    {
      struct ilv_node *lhs, *rhs; /* LIST if several */
    } assign;
    struct /* op: ILV_TOKEN_BREAK, _CONTINUE, _FALLTHROUGH, _GOTO */
    {
      struct ilv_node *label;  /* NAME */
      struct ilv_node *target; /* [c] break, continue: the FOR, RANGE, SWITCH, TYPE_SWITCH or
                                  SELECT; goto: the LABELED; fallthrough: NULL */
    } branch;
    struct ilv_node *results; /* RETURN; LIST if several, NULL if none */
    struct
    {
      struct ilv_node *init, *cond, *then, *other; /* other: BLOCK, IF or NULL */
    } if_stmt;
    struct
    {
      struct ilv_node *init, *cond, *post, *body;
      bool is_per_iteration; /* [c] variables of init are new in each iteration */
    } for_stmt;
    struct /* for lhs = range x */
    {
      struct ilv_node *key, *value; /* or NULL */
      struct ilv_node *extra;       /* a third one: an error */
      bool is_defining;             /* := */
      struct ilv_node *x, *body;
      uint8_t range_kind;    /* [c] enum ilv_range_kind */
      bool is_per_iteration; /* [c] */
      struct ilv_func_info *body_info; /* [c] FUNC: the body as a function of its own */
    } range;
    struct /* SWITCH: tag. TYPE_SWITCH: name := x.(type); tag is the x */
    {
      struct ilv_node *init, *tag;
      struct ilv_node *name;    /* TYPE_SWITCH: NAME or NULL */
      struct ilv_nodes clauses; /* CASE */
      ilv_pos end;              /* of the "}" */
    } switch_stmt;
    struct /* exprs NULL: default; LIST if several */
    {
      struct ilv_node *exprs;
      bool is_default;
      struct ilv_nodes body;
      struct ilv_object *object; /* [c] type switch with a name: this clause's variable */
      ilv_pos colon;
    } clause;
    struct
    {
      struct ilv_nodes clauses; /* COMM */
      ilv_pos end;
    } select;
    struct /* comm NULL: default; else SEND, EXPR_STMT or ASSIGN of a receive */
    {
      struct ilv_node *comm;
      struct ilv_nodes body;
      ilv_pos colon;
    } comm;
  };
};

/* Declarations in one pair of parentheses. */
struct ilv_decl_group
{
  ilv_pos pos;
};

struct ilv_file
{
  const struct ilv_source *source;
  struct ilv_node *package_name; /* NAME; NULL after a syntax error */
  struct ilv_nodes decls;        /* all kinds of declarations, in order */
  uint32_t go_minor;             /* from //go:build go1.N; 0: not given */
  struct ilv_scope *scope;       /* [c] imports */
  ilv_pos end;
};

/* A function or function literal, or the body of a range over a function. */
struct ilv_func_info
{
  struct ilv_node *node;       /* FUNC_DECL, FUNC_LIT or RANGE */
  struct ilv_object *object;   /* FUNC_DECL: its object; else NULL */
  struct ilv_package *package;
  struct ilv_func_info *outer; /* FUNC_LIT, RANGE: the function around; NULL at package level */
  struct ilv_type *type;       /* FUNC, without receiver */
  struct ilv_object *recv;     /* methods */
  uint32_t n_params, n_results;
  struct ilv_object **params, **results; /* all; unnamed ones have a NULL name */
  bool has_named_results;
  bool has_defer;   /* a defer statement in this very function */
  bool calls_recover;
  int64_t frame_bytes; /* FUNC_DECL: of the largest temporary in it, or in literals inside */
  uint32_t n_tparams; /* of this or the functions around it: of the declaration */
  struct ilv_type **tparams; /* a method's are those of its receiver type */
  uint32_t n_captures;       /* variables of outer functions used here or further in */
  struct ilv_object **captures;
  size_t captures_capacity;
  uint32_t number;  /* FUNC_LIT: the how manyth directly inside `outer` (of a package: inside its
                       initialisers), from 1: func1, func2 … */
  uint32_t n_lits;  /* how many are directly inside */
  uint32_t n_ranges; /* bodies of ranges over functions directly inside */
  void *unread;     /* for the checker, until ilv_check_body() */
  void *gen;        /* for the generator */
};

struct ilv_node *ilv_node_new (struct ilv_arena *arena, enum ilv_node_kind kind, ilv_pos pos);

/* Leftmost position of an expression; other nodes: their position. */
ilv_pos ilv_node_start (const struct ilv_node *node);

/* Without parentheses around it. */
struct ilv_node *ilv_node_unparen (struct ilv_node *node);

/* A LIST's items, or the one expression that @node is, or nothing for NULL. */
struct ilv_nodes ilv_node_items (struct ilv_node **node);

/* The expression as source text, shortened as gc does in messages. */
void ilv_node_print (const struct ilv_node *node, struct ilv_buf *out);

const char *ilv_node_kind_name (enum ilv_node_kind kind);
