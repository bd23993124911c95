/* values.c - Type assertions that fail, comparisons that cannot be, channels and maps, and print.
 *
 * Source: Go spec, "Type assertions", "Comparison operators", "Bootstrapping".
 * SPDX-License-Identifier: MIT
 */
#include <inttypes.h>
#include <string.h>

#include "sched/chan.h"
#include "vm/map.h"
#include "vm/number.h"
#include "vm/text.h"
#include "vm/vm_private.h"

/* The package that declares @type, or names unexported fields of it. */
static const char *
package_of (const struct ilv_rtype *type)
{
  for (uint32_t i = 0; i < type->n_fields; i++)
    if (type->fields[i].pkg_path)
      return type->fields[i].pkg_path;
  return type->pkg_path;
}

void
ilv_values_assertion_fault (struct ilv_p *p, struct ilv_goroutine *goroutine,
                            const struct ilv_rtype *static_type,
                            const struct ilv_rtype *dynamic, const struct ilv_rtype *wanted)
{
  const char *from = static_type ? static_type->text : "interface";
  const struct ilv_rtype_method *missing = NULL;

  if (!dynamic)
    ilv_fault_error (p, goroutine, ILV_ERROR_ASSERTION, "interface conversion: %s is nil, not %s",
                     from, wanted->text);
  else if (wanted->kind == ILV_KIND_INTERFACE)
    {
      ilv_rtype_implements (dynamic, wanted, &missing);
      ilv_fault_error (p, goroutine, ILV_ERROR_ASSERTION,
                       "interface conversion: %s is not %s: missing method %s", dynamic->text,
                       wanted->text, missing ? missing->name : "?");
    }
  else if (strcmp (dynamic->text, wanted->text) != 0)
    ilv_fault_error (p, goroutine, ILV_ERROR_ASSERTION, "interface conversion: %s is %s, not %s",
                     from, dynamic->text, wanted->text);
  else
    ilv_fault_error (p, goroutine, ILV_ERROR_ASSERTION,
                     "interface conversion: %s is %s, not %s (types from different %s)", from,
                     dynamic->text, wanted->text,
                     strcmp (package_of (dynamic), package_of (wanted)) ? "packages" : "scopes");
}

bool
ilv_values_uncomparable_fault (struct ilv_p *p, struct ilv_goroutine *goroutine,
                               const struct ilv_rtype *type)
{
  if (type)
    ilv_fault_error (p, goroutine, ILV_ERROR_RUNTIME, "comparing uncomparable type %s",
                     type->text);
  return type != NULL;
}

static uint8_t
value_kind (const struct ilv_rtype *elem)
{
  if (ilv_describe_is_worth (elem))
    return ILV_VALUE_TEXT;
  switch ((enum ilv_kind) elem->kind)
    {
    case ILV_KIND_BOOL:
      return ILV_VALUE_BOOL;
    case ILV_KIND_INT:
    case ILV_KIND_INT8:
    case ILV_KIND_INT16:
    case ILV_KIND_INT32:
    case ILV_KIND_INT64:
      return ILV_VALUE_INT;
    case ILV_KIND_UINT:
    case ILV_KIND_UINT8:
    case ILV_KIND_UINT16:
    case ILV_KIND_UINT32:
    case ILV_KIND_UINT64:
    case ILV_KIND_UINTPTR:
      return ILV_VALUE_UINT;
    case ILV_KIND_FLOAT32:
    case ILV_KIND_FLOAT64:
      return ILV_VALUE_FLOAT;
    case ILV_KIND_STRING:
      return ILV_VALUE_STRING;
    case ILV_KIND_POINTER:
    case ILV_KIND_CHAN:
    case ILV_KIND_FUNC:
    case ILV_KIND_UNSAFE_POINTER:
      return ILV_VALUE_POINTER;
    default:
      return ILV_VALUE_OTHER;
    }
}

struct ilv_chan *
ilv_values_make_chan (struct ilv_p *p, struct ilv_goroutine *goroutine,
                      const struct ilv_rtype *type, int64_t capacity)
{
  struct ilv_chan_elem elem
    = { (uint32_t) type->elem->size, value_kind (type->elem), type->elem };
  size_t size = capacity < 0 ? SIZE_MAX : ilv_chan_size (elem, (uint64_t) capacity);
  void *memory;

  if (size > (UINT64_C (1) << 47))
    {
      ilv_fault_error (p, goroutine, ILV_ERROR_PLAIN, "makechan: size out of range");
      return NULL;
    }
  if (type->elem->flags & ILV_RTYPE_NOSCAN)
    memory = ilv_heap_alloc (p, NULL, size);
  else
    memory = ilv_heap_alloc_words (p, size);
  if (!memory)
    {
      ilv_fault_out_of_memory (p, goroutine);
      return NULL;
    }
  return ilv_chan_init (memory, p, &goroutine->g, elem, (uint64_t) capacity,
                        ILV_OBJECT_CHAN);
}

void
ilv_values_map_fault (struct ilv_p *p, struct ilv_goroutine *goroutine, enum ilv_map_fault fault,
                      const struct ilv_rtype *type, const void *key)
{
  switch (fault)
    {
    case ILV_MAP_OK:
      break;
    case ILV_MAP_OUT_OF_MEMORY:
      ilv_fault_out_of_memory (p, goroutine);
      break;
    case ILV_MAP_NIL:
      ilv_fault_error (p, goroutine, ILV_ERROR_PLAIN, "assignment to entry in nil map");
      break;
    case ILV_MAP_UNHASHABLE:
      ilv_fault_error (p, goroutine, ILV_ERROR_RUNTIME, "hash of unhashable type %s",
                       ilv_map_fault_type (type, key)->text);
      break;
    case ILV_MAP_RACE_WRITE:
      ilv_fault_fatal (p, goroutine, "concurrent map writes");
      break;
    case ILV_MAP_RACE_READ:
      ilv_fault_fatal (p, goroutine, "concurrent map read and map write");
      break;
    }
}

static void
format_float (char *text, size_t size, double value, unsigned bits)
{
  struct ilv_text out;

  ilv_text_init (&out);
  ilv_number_format_float (&out, value, 'g', -1, bits);
  snprintf (text, size, "%.*s", (int) out.len, out.bytes);
  ilv_text_clear (&out);
}

static double
as_double (uint64_t bits)
{
  double value;

  memcpy (&value, &bits, sizeof value);
  return value;
}

static double
as_float (uint64_t bits)
{
  float value;

  memcpy (&value, &bits, sizeof value);
  return (double) value;
}

static void
format_complex (char *text, size_t size, double real, double imag, unsigned bits)
{
  char a[40], b[40];

  format_float (a, sizeof a, real, bits);
  format_float (b, sizeof b, imag, bits);
  snprintf (text, size, "(%s%s%si)", a, *b == '+' || *b == '-' ? "" : "+", b);
}

void
ilv_values_format (char *text, size_t size, const uint64_t *slots, enum ilv_kind kind)
{
  switch (kind)
    {
    case ILV_KIND_BOOL:
      snprintf (text, size, "%s", *slots ? "true" : "false");
      break;
    case ILV_KIND_INT:
    case ILV_KIND_INT8:
    case ILV_KIND_INT16:
    case ILV_KIND_INT32:
    case ILV_KIND_INT64:
      snprintf (text, size, "%" PRId64, (int64_t) *slots);
      break;
    case ILV_KIND_FLOAT32:
      format_float (text, size, as_float (*slots), 32);
      break;
    case ILV_KIND_FLOAT64:
      format_float (text, size, as_double (*slots), 64);
      break;
    case ILV_KIND_COMPLEX64:
      format_complex (text, size, as_float (*slots), as_float (*slots >> 32), 32);
      break;
    case ILV_KIND_COMPLEX128:
      format_complex (text, size, as_double (slots[0]), as_double (slots[1]), 64);
      break;
    default:
      snprintf (text, size, "%" PRIu64, *slots);
    }
}

void
ilv_values_print (struct ilv_p *p, const uint64_t *slots, unsigned kind)
{
  struct ilv_text *out = &ilv_vm_of (p)->prints[p->id];
  const struct ilv_string *string = (const struct ilv_string *) slots;
  char text[128] = "";

  switch ((enum ilv_print) kind)
    {
    case ILV_PRINT_BOOL:
      ilv_values_format (text, sizeof text, slots, ILV_KIND_BOOL);
      break;
    case ILV_PRINT_INT:
      ilv_values_format (text, sizeof text, slots, ILV_KIND_INT);
      break;
    case ILV_PRINT_UINT:
      ilv_values_format (text, sizeof text, slots, ILV_KIND_UINT);
      break;
    case ILV_PRINT_FLOAT:
      ilv_values_format (text, sizeof text, slots, ILV_KIND_FLOAT64);
      break;
    case ILV_PRINT_FLOAT32:
      ilv_values_format (text, sizeof text, slots, ILV_KIND_FLOAT32);
      break;
    case ILV_PRINT_COMPLEX64:
      ilv_values_format (text, sizeof text, slots, ILV_KIND_COMPLEX64);
      break;
    case ILV_PRINT_COMPLEX:
      ilv_values_format (text, sizeof text, slots, ILV_KIND_COMPLEX128);
      break;
    case ILV_PRINT_STRING:
      ilv_text_add (out, string->bytes, (size_t) string->len);
      break;
    case ILV_PRINT_POINTER:
      snprintf (text, sizeof text, "0x%" PRIx64, *slots);
      break;
    case ILV_PRINT_SLICE:
      snprintf (text, sizeof text, "[%" PRId64 "/%" PRId64 "]0x%" PRIx64, (int64_t) slots[1],
                (int64_t) slots[2], slots[0]);
      break;
    case ILV_PRINT_IFACE:
      snprintf (text, sizeof text, "(0x%" PRIx64 ",0x%" PRIx64 ")", slots[0], slots[1]);
      break;
    case ILV_PRINT_SPACE:
      strcpy (text, " ");
      break;
    case ILV_PRINT_NEWLINE:
      strcpy (text, "\n");
      break;
    case ILV_PRINT_END:
      break;
    }
  ilv_text_add_cstr (out, text);
  if (kind < ILV_PRINT_NEWLINE)
    return;
  ilv_vm_write (ilv_vm_of (p), out->bytes, out->len);
  ilv_text_clear (out);
  ilv_text_init (out);
}

/* --- Switches --------------------------------------------------------------- */

/* No branch depends on what is found. */
uint64_t
ilv_values_search (const int64_t *keys, uint64_t n, int64_t key)
{
  const int64_t *base = keys;

  for (uint64_t left = n; left > 1;)
    {
      uint64_t half = left / 2;

      base += base[half] <= key ? half : 0;
      left -= half;
    }
  return *base == key ? (uint64_t) (base - keys) : n;
}

uint64_t
ilv_values_search_string (const struct ilv_string *const *keys, uint64_t n, struct ilv_string key)
{
  uint64_t low = 0, high = n;

  while (low < high)
    {
      uint64_t middle = (low + high) / 2;
      int64_t order = keys[middle]->len - key.len;

      if (order == 0 && key.len > 0)
        order = memcmp (keys[middle]->bytes, key.bytes, (size_t) key.len);
      if (order == 0)
        return middle;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return n;
}
