/* rtype.h - Go types as the running program sees them.
 *
 * Made by the bytecode generator, one for each distinct type, so that type
 * identity is pointer equality. Immutable while the program runs; freed with
 * the compiled program.
 *
 * How values lie in memory is what gc does on amd64: natural sizes, alignment
 * and offsets. In a frame each variable begins at an 8-byte slot; integers and
 * booleans kept alone in a slot are sign- or zero-extended to 64 bits, a
 * float32 sits in the low half. In memory (heap, inside a struct or an array)
 * every value has its natural size.
 *
 *   string     { const uint8_t *bytes; int64_t len; }
 *   slice      { void *array; int64_t len; int64_t cap; }
 *   interface  { const struct ilv_rtype *type; uint64_t data; }
 *   func       pointer to a closure { const struct ilv_func *func; captures … }, or 0
 *   map        struct ilv_map *, chan: struct ilv_chan *
 *
 * An interface value, empty or not, names its dynamic type directly (no itabs):
 * methods are found in the type's method table, by method id. Its data word
 * holds the value itself if that is a pointer or at most 8 bytes of scalar
 * (ILV_RTYPE_DIRECT; extended as in a slot), else the address of an immutable
 * heap copy. A nil interface is all zeroes.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct ilv_func; /* code/program.h */

enum ilv_kind
{
  ILV_KIND_INVALID,
#define ILV_KIND(NAME, text, size) ILV_KIND_##NAME,
#include "code/kinds.def"
#undef ILV_KIND
  ILV_N_KINDS
};

enum ilv_rtype_flags
{
  ILV_RTYPE_NOSCAN = 1,     /* holds no pointers */
  ILV_RTYPE_COMPARABLE = 2, /* == is defined (it may still panic inside interfaces) */
  ILV_RTYPE_DIRECT = 4,     /* sits in an interface's data word itself */
  ILV_RTYPE_NAMED = 8,      /* declared by a type declaration (or predeclared) */
  ILV_RTYPE_MEMEQ = 16,     /* equal is the same bytes: no floats, strings, interfaces, padding, blanks */
  ILV_RTYPE_VARIADIC = 32,  /* func: last parameter is ... */
};

/* How a map treats keys of a type. */
enum ilv_map_key
{
#define ILV_MAP_KEY(NAME, slots, size) ILV_MAP_KEY_##NAME,
#include "code/map_keys.def"
#undef ILV_MAP_KEY
  ILV_MAP_KEY_BYTES, /* equal if its bytes are */
  ILV_MAP_KEY_OTHER,
};

enum ilv_chan_dir
{
  ILV_CHAN_RECV = 1,
  ILV_CHAN_SEND = 2,
  ILV_CHAN_BOTH = 3,
};

struct ilv_rtype;

struct ilv_rtype_field
{
  const char *name;     /* "_" for blanks; the type's name if embedded */
  const char *pkg_path; /* NULL if exported */
  const char *tag;      /* "" if none */
  const struct ilv_rtype *type;
  uint64_t offset;
  bool is_embedded;
};

/* Method ids number the distinct method names of a program (unexported names
 * with their package), so that a call through an interface compares integers. */
struct ilv_rtype_method
{
  const struct ilv_rtype *owner; /* the type whose method set this is in */
  uint32_t id;
  const char *name;
  const char *pkg_path;         /* NULL if exported */
  const struct ilv_rtype *type; /* without receiver */
  /* What to call. The receiver is passed as the interface's data word (first
   * parameter slot): a generated wrapper unpacks a value that is boxed, and
   * reaches through embedded fields. NULL in interface types, and where
   * nothing can call it. */
  const struct ilv_func *func;
};

struct ilv_rtype
{
  uint64_t size;
  uint32_t id;    /* small number, in order of creation: stable across runs */
  uint32_t hash;  /* of the type, from its text: stable across runs */
  uint8_t kind;   /* enum ilv_kind, of the underlying type */
  uint8_t align;
  uint8_t flags;  /* enum ilv_rtype_flags */
  uint8_t chan_dir;
  uint8_t mem;      /* enum ilv_mem (code/program.h): how a value is moved to and from slots */
  uint32_t n_slots; /* 8-byte slots in a frame */

  const char *text;     /* as %T prints it: "main.Point", "[]int" */
  const char *name;     /* declared name without package, "" if not named */
  const char *pkg_path; /* of the declaration, "" if none */

  const struct ilv_rtype *elem; /* pointer, slice, array, chan; map: value */
  const struct ilv_rtype *key;  /* map */
  uint64_t len;                 /* array */

  uint32_t n_fields; /* struct */
  const struct ilv_rtype_field *fields;

  uint32_t n_params, n_results; /* func */
  const struct ilv_rtype *const *params;
  const struct ilv_rtype *const *results;

  uint32_t n_methods; /* the method set, sorted by id; of an interface: what it asks for */
  const struct ilv_rtype_method *methods;

  /* *T, if the program or a package needs it, else NULL. */
  const struct ilv_rtype *pointer_to;
};

/* The method of @type with this id; NULL if there is none. */
const struct ilv_rtype_method *ilv_rtype_method_by_id (const struct ilv_rtype *type, uint32_t id);

/* Whether @type has all methods of @interface. If not, *@missing (may be NULL)
 * is the first one lacking, in name order. */
bool ilv_rtype_implements (const struct ilv_rtype *type, const struct ilv_rtype *interface,
                           const struct ilv_rtype_method **missing);

/* For a map with keys of @type. */
enum ilv_map_key ilv_rtype_map_key (const struct ilv_rtype *type);

/* The hash of a type with that text. */
uint32_t ilv_rtype_hash_text (const char *text);

/* NOSCAN, DIRECT and MEMEQ, as they follow from the kind and the parts of @type. */
uint8_t ilv_rtype_layout_flags (const struct ilv_rtype *type);

/* "struct", "ptr"; "invalid" for unknown kinds. */
const char *ilv_kind_name (enum ilv_kind kind);
