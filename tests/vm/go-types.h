/* go-types.h - A few Go types, as the bytecode generator would make them.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "vm/value.h"

#define PLAIN_FLAGS \
  (ILV_RTYPE_NOSCAN | ILV_RTYPE_COMPARABLE | ILV_RTYPE_DIRECT | ILV_RTYPE_NAMED | ILV_RTYPE_MEMEQ)
#define PLAIN_TYPE(NAME, bytes, number, word) \
  { .size = bytes, .align = bytes, .id = number, .hash = 1000 + number, .kind = ILV_KIND_##NAME, \
    .flags = PLAIN_FLAGS, .n_slots = 1, .text = word, .name = word, .pkg_path = "" }

static const struct ilv_rtype int_type = PLAIN_TYPE (INT, 8, 1, "int");
static const struct ilv_rtype int32_type = PLAIN_TYPE (INT32, 4, 2, "int32");
static const struct ilv_rtype uint8_type = PLAIN_TYPE (UINT8, 1, 3, "uint8");
static const struct ilv_rtype bool_type = PLAIN_TYPE (BOOL, 1, 4, "bool");
static const struct ilv_rtype float64_type = {
  .size = 8, .align = 8, .id = 5, .hash = 1005, .kind = ILV_KIND_FLOAT64, .n_slots = 1,
  .flags = PLAIN_FLAGS & ~ILV_RTYPE_MEMEQ, .text = "float64", .name = "float64", .pkg_path = "",
};
static const struct ilv_rtype string_type = {
  .size = 16, .align = 8, .id = 6, .hash = 1006, .kind = ILV_KIND_STRING, .n_slots = 2,
  .flags = ILV_RTYPE_COMPARABLE | ILV_RTYPE_NAMED, .text = "string", .name = "string", .pkg_path = "",
};
static const struct ilv_rtype any_type = {
  .size = 16, .align = 8, .id = 7, .hash = 1007, .kind = ILV_KIND_INTERFACE, .n_slots = 2,
  .flags = ILV_RTYPE_COMPARABLE, .text = "interface {}", .name = "", .pkg_path = "",
};
static const struct ilv_rtype bytes_type = {
  .size = 24, .align = 8, .id = 8, .hash = 1008, .kind = ILV_KIND_SLICE, .n_slots = 3,
  .text = "[]uint8", .name = "", .pkg_path = "", .elem = &uint8_type,
};
static const struct ilv_rtype ints_type = {
  .size = 24, .align = 8, .id = 9, .hash = 1009, .kind = ILV_KIND_SLICE, .n_slots = 3,
  .text = "[]int", .name = "", .pkg_path = "", .elem = &int_type,
};
static const struct ilv_rtype anys_type = {
  .size = 24, .align = 8, .id = 10, .hash = 1010, .kind = ILV_KIND_SLICE, .n_slots = 3,
  .text = "[]interface {}", .name = "", .pkg_path = "", .elem = &any_type,
};

/* struct { N int; s string } */
static const struct ilv_rtype_field pair_fields[] = {
  { .name = "N", .tag = "", .type = &int_type, .offset = 0 },
  { .name = "s", .pkg_path = "main", .tag = "", .type = &string_type, .offset = 8 },
};
static const struct ilv_rtype pair_type = {
  .size = 24, .align = 8, .id = 11, .hash = 1011, .kind = ILV_KIND_STRUCT, .n_slots = 3,
  .flags = ILV_RTYPE_COMPARABLE | ILV_RTYPE_NAMED, .text = "main.Pair", .name = "Pair",
  .pkg_path = "main", .n_fields = 2, .fields = pair_fields,
};
static const struct ilv_rtype pair_pointer_type = {
  .size = 8, .align = 8, .id = 12, .hash = 1012, .kind = ILV_KIND_POINTER, .n_slots = 1,
  .flags = ILV_RTYPE_COMPARABLE | ILV_RTYPE_DIRECT | ILV_RTYPE_MEMEQ, .text = "*main.Pair",
  .name = "", .pkg_path = "", .elem = &pair_type,
};

#define MAP_TYPE(number, key_name, elem_name, word) \
  { .size = 8, .align = 8, .id = number, .kind = ILV_KIND_MAP, .flags = ILV_RTYPE_DIRECT, \
    .n_slots = 1, .text = word, .name = "", .pkg_path = "", .key = &key_name##_type, \
    .elem = &elem_name##_type }

static const struct ilv_rtype int_int_map_type = MAP_TYPE (20, int, int, "map[int]int");
static const struct ilv_rtype int32_bool_map_type = MAP_TYPE (21, int32, bool, "map[int32]bool");
static const struct ilv_rtype string_int_map_type = MAP_TYPE (22, string, int, "map[string]int");
static const struct ilv_rtype float_int_map_type = MAP_TYPE (23, float64, int, "map[float64]int");
static const struct ilv_rtype any_int_map_type = MAP_TYPE (24, any, int, "map[interface {}]int");
static const struct ilv_rtype pair_string_map_type = MAP_TYPE (25, pair, string, "map[main.Pair]string");

static inline struct ilv_string
go_string (const char *text)
{
  return (struct ilv_string) { (const uint8_t *) text, (int64_t) __builtin_strlen (text) };
}

static inline struct ilv_iface
go_int (int64_t value)
{
  return (struct ilv_iface) { &int_type, (uint64_t) value };
}

static inline struct ilv_iface
go_float (double value)
{
  struct ilv_iface iface = { &float64_type, 0 };

  __builtin_memcpy (&iface.data, &value, sizeof value);
  return iface;
}

/* @value stays where it is. */
static inline struct ilv_iface
go_boxed (const struct ilv_rtype *type, const void *value)
{
  return (struct ilv_iface) { type, (uint64_t) (uintptr_t) value };
}
