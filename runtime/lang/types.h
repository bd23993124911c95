/* types.h - The types of a program, as the checker and the generator see them.
 *
 * Types are hash-consed: asking twice for []int gives the same pointer. A type
 * can still be *spelt* in several ways (byte and uint8, an alias, parameter
 * names in a func type), and messages show the spelling, so each spelling is a
 * type of its own that points to the one it stands for: `canon`. Two types are
 * identical exactly if their canons are the same pointer. A canonical type is
 * built from canonical types only.
 *
 *   After checking, all types in the tree (ilv_node.type) and those of objects
 *   as ilv_object_type() gives them are canonical: the generator compares
 *   pointers and never looks at `canon`.
 *
 * Sizes and offsets are gc's on amd64.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "base/source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ilv_arena;
struct ilv_buf;
struct ilv_symbol;
struct ilv_object;
struct ilv_package;
struct ilv_node;
struct ilv_types;

enum ilv_type_kind
{
#define ILV_BASIC(NAME, text, flags, size) ILV_TYPE_##NAME,
#include "lang/types.def"
  ILV_TYPE_N_BASIC,

  ILV_TYPE_ARRAY = ILV_TYPE_N_BASIC,
  ILV_TYPE_SLICE,
  ILV_TYPE_STRUCT,
  ILV_TYPE_POINTER,
  ILV_TYPE_TUPLE, /* results of a call; parameter lists */
  ILV_TYPE_FUNC,
  ILV_TYPE_INTERFACE,
  ILV_TYPE_MAP,
  ILV_TYPE_CHAN,
  ILV_TYPE_NAMED,      /* declared; also an instance of a generic type */
  ILV_TYPE_TYPE_PARAM,
  ILV_TYPE_UNION,      /* ~a | b; only among an interface's elements */
  ILV_TYPE_ALIAS       /* a spelling; never canonical */
};

enum ilv_type_info
{
  ILV_IS_BOOLEAN = 1,
  ILV_IS_INTEGER = 2,
  ILV_IS_UNSIGNED = 4,
  ILV_IS_FLOAT = 8,
  ILV_IS_COMPLEX = 16,
  ILV_IS_STRING = 32,
  ILV_IS_UNTYPED = 64,

  ILV_IS_NUMERIC = ILV_IS_INTEGER | ILV_IS_FLOAT | ILV_IS_COMPLEX,
  ILV_IS_ORDERED = ILV_IS_INTEGER | ILV_IS_FLOAT | ILV_IS_STRING,
  ILV_IS_CONST_TYPE = ILV_IS_BOOLEAN | ILV_IS_NUMERIC | ILV_IS_STRING,
};

/* As in code/rtype.h: bits. */
enum ilv_type_dir
{
  ILV_DIR_RECV = 1,
  ILV_DIR_SEND = 2,
  ILV_DIR_BOTH = 3
};

struct ilv_field
{
  struct ilv_symbol *name;     /* the type's name if embedded */
  struct ilv_type *type;
  struct ilv_package *package; /* that declares it: decides about lower-case names */
  const char *tag;             /* NULL: none */
  size_t tag_len;
  ilv_pos pos;
  bool is_embedded;
};

/* A method of an interface. */
struct ilv_method
{
  struct ilv_symbol *name;
  struct ilv_type *type; /* FUNC */
  struct ilv_package *package;
  ilv_pos pos;
};

/* One alternative of a union. */
struct ilv_term
{
  bool has_tilde;
  struct ilv_type *type;
};

/* What types satisfy an interface. Worked out when first asked for. */
struct ilv_type_set
{
  uint32_t n_methods;
  struct ilv_method *methods; /* all, also of embedded interfaces, sorted by name, then
                                 by package path for lower-case names */
  bool has_terms;             /* else: all types */
  uint32_t n_terms;           /* 0 with has_terms: no type at all */
  struct ilv_term *terms;
  bool is_comparable;         /* demanded by the predeclared "comparable" */
};

struct ilv_type
{
  uint8_t kind;             /* enum ilv_type_kind */
  uint8_t info;             /* enum ilv_type_info; basic types only */
  uint8_t dir;              /* CHAN: enum ilv_type_dir */
  bool is_variadic : 1;     /* FUNC: the last parameter is a slice, declared with ... */
  bool is_implicit : 1;     /* INTERFACE: made for a constraint like [T ~int] */
  bool has_type_params : 1; /* mentions a type parameter: needs ilv_type_subst() */
  bool is_finite : 1;       /* NAMED: private to the checker */
  uint8_t cycle_mark : 2;   /* INTERFACE: private to the checker */
  uint32_t id;              /* unique within the compilation, in order of creation */
  uint32_t hash;
  struct ilv_type *canon;
  int64_t size_bytes; /* -1: not asked for yet; ilv_type_size() */
  uint32_t align;

  union
  {
    const char *text; /* basic types */
    struct            /* ARRAY, SLICE, POINTER, MAP, CHAN */
    {
      struct ilv_type *elem, *key; /* key: MAP */
      int64_t len;                 /* ARRAY; -1 after an error */
    };
    struct ilv_struct_type
    {
      uint32_t n_fields;
      struct ilv_field *fields;
    } strct;
    struct ilv_tuple_type
    {
      uint32_t n;
      struct ilv_type **types;
      struct ilv_symbol **names; /* NULL: none are named; entries may be NULL */
    } tuple;
    struct ilv_func_type
    {
      struct ilv_type *params, *results; /* TUPLE; without the receiver */
      uint32_t n_tparams;                /* of a generic function, else 0 */
      struct ilv_type **tparams;
    } func;
    struct ilv_interface_type
    {
      uint32_t n_methods, n_embeds;
      struct ilv_method *methods; /* as written, without embedded ones */
      struct ilv_type **embeds;   /* interfaces, unions, other types */
      ilv_pos *embed_pos;
      struct ilv_type_set *set; /* ilv_type_set() */
    } iface;
    struct ilv_named_type
    {
      struct ilv_object *object;   /* the declaration */
      struct ilv_type *underlying; /* ilv_type_under() */
      struct ilv_type *rhs;        /* what it was declared as; private to the checker */
      uint32_t n_methods;          /* of an instance: none here, see origin */
      struct ilv_object **methods;
      uint32_t n_tparams, n_targs;
      uint32_t n_outer; /* of tparams: how many first ones are those of the generic function that
                           it is declared in; its instances inside have them as arguments */
      struct ilv_type **tparams; /* of a generic type */
      struct ilv_type **targs;   /* of an instance, canonical in a canonical type */
      struct ilv_type *origin;   /* of an instance: the generic type; else the type itself */
      size_t methods_capacity;
    } named;
    struct ilv_type_param
    {
      struct ilv_object *object;
      uint32_t index; /* in its list */
      uint32_t vertex; /* private to the checker */
      struct ilv_type *bound; /* as written; ilv_type_constraint() */
    } tparam;
    struct ilv_union_type
    {
      uint32_t n_terms;
      struct ilv_term *terms;
    } unio;
    struct ilv_alias_type
    {
      struct ilv_object *object;
      struct ilv_type *actual;
      uint32_t n_tparams; /* of a generic alias: actual mentions them */
      struct ilv_type **tparams;
    } alias;
  };
};

/* --- Looking ------------------------------------------------------------ */

/* Of any type: what is behind its name; a type parameter's is its constraint
 * interface. Canonical if @type is. */
struct ilv_type *ilv_type_under (struct ilv_types *types, struct ilv_type *type);

/* Without alias spellings at the top. */
struct ilv_type *ilv_type_unalias (struct ilv_type *type);

static inline bool
ilv_type_identical (const struct ilv_type *a, const struct ilv_type *b)
{
  return a->canon == b->canon;
}

/* Of an INTERFACE (or a type that has one underneath). */
struct ilv_type_set *ilv_type_set (struct ilv_types *types, struct ilv_type *type);

/* The underlying type that all types of a type parameter's set share (channels may
 * differ in direction), or ilv_type_under() if it is no type parameter; NULL if there is none. */
struct ilv_type *ilv_type_core (struct ilv_types *types, struct ilv_type *type);

bool ilv_type_is_interface (struct ilv_types *types, struct ilv_type *type); /* not a type parameter */
bool ilv_type_is_comparable (struct ilv_types *types, struct ilv_type *type);
bool ilv_type_is_untyped (const struct ilv_type *type);
/* Has nil: pointer, func, slice, map, chan, interface, unsafe.Pointer. */
bool ilv_type_has_nil (struct ilv_types *types, struct ilv_type *type);

/* Not of types that mention type parameters. In bytes. */
int64_t ilv_type_size (struct ilv_types *types, struct ilv_type *type);
uint32_t ilv_type_align (struct ilv_types *types, struct ilv_type *type);
int64_t ilv_type_offset (struct ilv_types *types, struct ilv_type *strct, uint32_t field);
/* Of the field that a selection's path leads to, with no pointer on the way. */
int64_t ilv_type_path_offset (struct ilv_types *types, struct ilv_type *type, const uint32_t *path,
                              uint32_t n_path);

/* With @package: as gc's messages show it, names of that package without its
 * name. With NULL: as %T does, main.T, interface {}, struct { x int }. */
void ilv_type_print (struct ilv_types *types, struct ilv_type *type,
                     const struct ilv_package *package, struct ilv_buf *out);

/* --- Fields and methods ------------------------------------------------- */

enum ilv_selection_kind
{
  ILV_SELECT_NONE,
  ILV_SELECT_PACKAGE,          /* pkg.Name: object */
  ILV_SELECT_FIELD,            /* x.f */
  ILV_SELECT_METHOD,           /* x.m, declared method: object */
  ILV_SELECT_INTERFACE_METHOD, /* x.m, x (or what path leads to) an interface */
  ILV_SELECT_METHOD_EXPR       /* T.m: a func whose first parameter is the receiver */
};

/* What a selector stands for, or a lookup found.
 *
 * Start with x. Walk `path`: at each index, dereference first if what you hold is
 * a pointer, then take that field. For FIELD the last index is the field itself;
 * for methods the walk ends at the receiver. Then, for METHOD, take the address
 * if takes_address, dereference if dereferences, and call `object`. */
struct ilv_selection
{
  uint8_t kind;           /* enum ilv_selection_kind */
  bool is_interface;      /* METHOD_EXPR: of an interface method */
  bool takes_address;     /* pointer receiver, but the walk ends at an addressable value */
  bool dereferences;      /* value receiver, but the walk ends at a pointer */
  bool is_indirect;       /* a pointer was dereferenced on the way, or x is one */
  bool needs_pointer;     /* of a lookup: the method has a pointer receiver */
  uint32_t n_path;
  uint32_t *path;
  struct ilv_object *object;   /* PACKAGE, METHOD, METHOD_EXPR of declared methods */
  struct ilv_field *field;     /* FIELD */
  struct ilv_type *recv;       /* methods: the named type (an instance, if generic) or
                                  interface that has the method; without pointer */
  struct ilv_symbol *name;
  struct ilv_package *package; /* of a method's declaration: for lower-case names */
  struct ilv_type *type;       /* of field or method; METHOD: without receiver, instantiated */
};

/* Finds field or method @name in @type, also through embedded fields and a
 * pointer. @package: who asks, for lower-case names. kind NONE if there is none,
 * or several at the same depth (then *@is_ambiguous, which may be NULL). */
struct ilv_selection ilv_lookup (struct ilv_types *types, struct ilv_type *type,
                                 struct ilv_package *package, struct ilv_symbol *name,
                                 bool *is_ambiguous);

/* All methods that values of @type have (also of *T: pass the pointer type), with
 * promoted ones, sorted like a type set; interfaces give their own. Cached. */
struct ilv_selection *ilv_method_set (struct ilv_types *types, struct ilv_type *type, size_t *n);

/* --- Making ------------------------------------------------------------- */

struct ilv_types *ilv_types_new (struct ilv_arena *arena);
struct ilv_arena *ilv_types_arena (struct ilv_types *types);

struct ilv_type *ilv_type_basic (struct ilv_types *types, enum ilv_type_kind kind);
struct ilv_type *ilv_type_array (struct ilv_types *types, struct ilv_type *elem, int64_t len);
struct ilv_type *ilv_type_slice (struct ilv_types *types, struct ilv_type *elem);
struct ilv_type *ilv_type_pointer (struct ilv_types *types, struct ilv_type *elem);
struct ilv_type *ilv_type_map (struct ilv_types *types, struct ilv_type *key,
                               struct ilv_type *elem);
struct ilv_type *ilv_type_chan (struct ilv_types *types, enum ilv_type_dir dir,
                                struct ilv_type *elem);
/* These copy their arrays. */
struct ilv_type *ilv_type_tuple (struct ilv_types *types, struct ilv_type *const *items,
                                 struct ilv_symbol *const *names, size_t n);
struct ilv_type *ilv_type_func (struct ilv_types *types, struct ilv_type *params,
                                struct ilv_type *results, bool is_variadic);
struct ilv_type *ilv_type_struct (struct ilv_types *types, const struct ilv_field *fields,
                                  size_t n);
struct ilv_type *ilv_type_interface (struct ilv_types *types, const struct ilv_method *methods,
                                     size_t n_methods, struct ilv_type *const *embeds,
                                     const ilv_pos *embed_pos, size_t n_embeds);
struct ilv_type *ilv_type_union (struct ilv_types *types, const struct ilv_term *terms, size_t n);
/* interface{} */
struct ilv_type *ilv_type_empty_interface (struct ilv_types *types);
struct ilv_type *ilv_type_error (struct ilv_types *types);

/* The instance of generic type @origin; n is its number of type parameters.
 * No check that they satisfy the constraints. */
struct ilv_type *ilv_type_instance (struct ilv_types *types, struct ilv_type *origin,
                                    struct ilv_type *const *targs, size_t n);

/* @type with each tparams[i] replaced by targs[i], everywhere. Cheap if it mentions
 * none. For stencilling: tparams of ilv_func_info_tparams(), targs of the instance. */
struct ilv_type *ilv_type_subst (struct ilv_types *types, struct ilv_type *type,
                                 struct ilv_type *const *tparams, struct ilv_type *const *targs,
                                 size_t n);
