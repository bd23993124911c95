/* describe.c - What was sent over a channel, as a few words for the trace.
 *
 * About what fmt's %v would print, but that no method is called, nothing is allocated, and maps
 * are in the order of their tables. Work is bounded by the length of the text: whatever is looked
 * at has put a character there, or ends it.
 *
 * A channel's lock is held, nothing more: other goroutines may be changing whatever the value
 * leads to. What was copied with the value is the sender's and read as the program reads it. All
 * else (`own` is false) may be half written: a pointer there is followed only after the heap has
 * said that as many bytes lie behind it, whatever their type. Within a moment like this nothing is
 * freed: no collection goes on before this goroutine's next safepoint.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "vm/map.h"
#include "vm/number.h"
#include "vm/text.h"
#include "vm/vm_private.h"

/* Pointers that are followed on the way to a value; further ones are shown as addresses. */
#define MAX_FOLLOWED 2
/* Each takes a character at least, so there is room for no more. */
#define MAX_LISTED 64

struct words
{
  struct ilv_vm *vm;
  char *text;
  size_t len, size;
  bool is_full;
};

struct place
{
  const struct ilv_rtype *type;
  const uint8_t *bytes;
  unsigned n_followed;
  bool own;
};

static void describe (struct words *words, struct place place);

static void
add (struct words *words, const void *bytes, size_t n)
{
  size_t room = words->size - words->len;

  words->is_full |= n > room;
  memcpy (words->text + words->len, bytes, n < room ? n : room);
  words->len += n < room ? n : room;
}

static void
add_cstr (struct words *words, const char *cstr)
{
  add (words, cstr, strlen (cstr));
}

/* Whether @n bytes at @address are the program's, in one object or among its variables. */
static bool
is_readable (struct words *words, const void *address, uint64_t n)
{
  const struct ilv_vm *vm = words->vm;
  uintptr_t first = (uintptr_t) address, last, globals = (uintptr_t) vm->globals;
  uintptr_t object;

  if (n == 0)
    return true;
  if (__builtin_add_overflow (first, n - 1, &last))
    return false;
  if (first >= globals && last < globals + vm->program->globals_size)
    return true;
  object = ilv_heap_object_at (vm->heap, first);
  return object != 0 && (n == 1 || object == ilv_heap_object_at (vm->heap, last));
}

/* --- Numbers and strings -------------------------------------------------------- */

static uint64_t
load (struct place place)
{
  uint64_t word = 0;

  memcpy (&word, place.bytes, place.type->size);
  return word;
}

static void
integer (struct words *words, struct place place)
{
  char digits[32], *end = digits + sizeof digits, *begin;
  unsigned unused_bits = 64 - 8 * (unsigned) place.type->size;
  int64_t number = (int64_t) (load (place) << unused_bits) >> unused_bits;

  begin = ilv_number_format_integer (end, number < 0 ? -(uint64_t) number : (uint64_t) number, 10,
                                     false);
  if (number < 0)
    add_cstr (words, "-");
  add (words, begin, (size_t) (end - begin));
}

static void
natural (struct words *words, uint64_t number, unsigned base)
{
  char digits[72], *end = digits + sizeof digits;
  char *begin = ilv_number_format_integer (end, number, base, false);

  add_cstr (words, base == 16 ? "0x" : "");
  add (words, begin, (size_t) (end - begin));
}

/* Floats and complex numbers have these formats in common with print. */
static void
real (struct words *words, struct place place)
{
  struct ilv_text out;
  uint64_t bits = load (place);
  double number;
  float single;

  memcpy (&number, &bits, sizeof number);
  memcpy (&single, &bits, sizeof single);
  ilv_text_init (&out);
  ilv_number_format_float (&out, place.type->size == 4 ? (double) single : number, 'g', -1,
                           (unsigned) place.type->size * 8);
  add (words, out.bytes, out.len);
  ilv_text_clear (&out);
}

static void
complex_number (struct words *words, struct place place)
{
  uint64_t slots[2] = { 0, 0 };
  char text[128];

  memcpy (slots, place.bytes, place.type->size);
  ilv_values_format (text, sizeof text, slots, (enum ilv_kind) place.type->kind);
  add_cstr (words, text);
}

static void
string (struct words *words, struct place place)
{
  struct ilv_string string;
  size_t n;

  memcpy (&string, place.bytes, sizeof string);
  if (string.len <= 0)
    return;
  n = string.len < (int64_t) words->size ? (size_t) string.len : words->size;
  /* What is not in the heap is a literal, which a 0 ends: so no wrong length leads out of it. */
  if (!place.own && !is_readable (words, string.bytes, (uint64_t) string.len))
    n = ilv_heap_object_at (words->vm->heap, (uintptr_t) string.bytes) != 0 || !string.bytes
          ? 0 : strnlen ((const char *) string.bytes, n);
  add (words, string.bytes, n);
}

/* --- What has parts --------------------------------------------------------------- */

/* Whether a struct is a library's, or another package's, with nothing in it that is for
 * others to see: a time, a lock. Words are worth showing all the same: those of an error. */
static bool
is_opaque (const struct ilv_rtype *type)
{
  if (type->kind != ILV_KIND_STRUCT || type->n_fields == 0)
    return false;
  for (uint32_t i = 0; i < type->n_fields; i++)
    {
      const struct ilv_rtype_field *field = &type->fields[i];

      if (!field->pkg_path || strcmp (field->pkg_path, "main") == 0
          || field->type->kind == ILV_KIND_STRING)
        return false;
    }
  return true;
}

static void
structure (struct words *words, struct place place)
{
  if (is_opaque (place.type))
    {
      add_cstr (words, "{…}");
      return;
    }
  add_cstr (words, "{");
  for (uint32_t i = 0; i < place.type->n_fields && !words->is_full; i++)
    {
      const struct ilv_rtype_field *field = &place.type->fields[i];

      add_cstr (words, i > 0 ? " " : "");
      describe (words, (struct place) { field->type, place.bytes + field->offset, place.n_followed,
                                        place.own });
    }
  add_cstr (words, "}");
}

static void
list (struct words *words, struct place place, const uint8_t *bytes, uint64_t len)
{
  const struct ilv_rtype *elem = place.type->elem;

  add_cstr (words, "[");
  for (uint64_t i = 0; i < len && !words->is_full; i++)
    {
      add_cstr (words, i > 0 ? " " : "");
      describe (words, (struct place) { elem, bytes + i * elem->size, place.n_followed, place.own });
    }
  add_cstr (words, "]");
}

static void
slice (struct words *words, struct place place)
{
  struct ilv_slice slice;
  uint64_t n_listed;

  memcpy (&slice, place.bytes, sizeof slice);
  n_listed = slice.len < MAX_LISTED ? (uint64_t) slice.len : MAX_LISTED;
  place.own = false;
  if (slice.len < 0 || !is_readable (words, slice.array, n_listed * place.type->elem->size))
    add_cstr (words, "[…]");
  else
    list (words, place, slice.array, (uint64_t) slice.len);
}

static void
map (struct words *words, struct place place)
{
  const struct ilv_map *map = (const void *) (uintptr_t) load (place);
  const void *key, *value;
  uint64_t position = 0;
  uint64_t n = 0;

  /* The words of an interface may belong to two different values: not every pointer that should
   * lead to a map does. */
  if (map && !place.own)
    {
      add_cstr (words, "map[…]");
      return;
    }
  add_cstr (words, "map[");
  while (map && !words->is_full && ilv_map_peek (map, &position, &key, &value))
    {
      add_cstr (words, n++ > 0 ? " " : "");
      describe (words, (struct place) { place.type->key, key, place.n_followed, false });
      add_cstr (words, ":");
      describe (words, (struct place) { place.type->elem, value, place.n_followed, false });
    }
  add_cstr (words, n < ilv_map_len (map) ? " …]" : "]");
}

/* --- What leads elsewhere ----------------------------------------------------------- */

/* Whether a pointer to @type is worth following. */
static bool
has_parts (const struct ilv_rtype *type)
{
  switch ((enum ilv_kind) type->kind)
    {
    case ILV_KIND_ARRAY:
    case ILV_KIND_SLICE:
    case ILV_KIND_MAP:
      return true;
    case ILV_KIND_STRUCT:
      return !is_opaque (type);
    default:
      return false;
    }
}

static void
pointer (struct words *words, struct place place)
{
  uint64_t address = load (place);
  const struct ilv_rtype *to = place.type->kind == ILV_KIND_POINTER ? place.type->elem : NULL;
  const void *bytes = (const void *) (uintptr_t) address;

  if (address == 0)
    add_cstr (words, "<nil>");
  else if (to && has_parts (to) && place.n_followed < MAX_FOLLOWED
           && is_readable (words, bytes, to->size))
    {
      add_cstr (words, "&");
      describe (words, (struct place) { to, bytes, place.n_followed + 1, false });
    }
  else
    natural (words, address, 16);
}

static void
interface (struct words *words, struct place place)
{
  struct ilv_iface iface;
  struct place inner = place;

  memcpy (&iface, place.bytes, sizeof iface);
  if (!iface.type)
    {
      add_cstr (words, "<nil>");
      return;
    }
  inner.type = iface.type;
  inner.bytes = ilv_iface_bytes (&iface);
  if (place.own || (iface.type->flags & ILV_RTYPE_DIRECT)
      || is_readable (words, inner.bytes, iface.type->size))
    describe (words, inner);
  else
    add_cstr (words, "…");
}

static void
describe (struct words *words, struct place place)
{
  switch ((enum ilv_kind) place.type->kind)
    {
    case ILV_KIND_BOOL:
      add_cstr (words, *place.bytes ? "true" : "false");
      break;
    case ILV_KIND_INT ... ILV_KIND_INT64:
      integer (words, place);
      break;
    case ILV_KIND_UINT ... ILV_KIND_UINTPTR:
      natural (words, load (place), 10);
      break;
    case ILV_KIND_FLOAT32:
    case ILV_KIND_FLOAT64:
      real (words, place);
      break;
    case ILV_KIND_COMPLEX64:
    case ILV_KIND_COMPLEX128:
      complex_number (words, place);
      break;
    case ILV_KIND_STRING:
      string (words, place);
      break;
    case ILV_KIND_STRUCT:
      structure (words, place);
      break;
    case ILV_KIND_ARRAY:
      list (words, place, place.bytes, place.type->len);
      break;
    case ILV_KIND_SLICE:
      slice (words, place);
      break;
    case ILV_KIND_MAP:
      map (words, place);
      break;
    case ILV_KIND_INTERFACE:
      interface (words, place);
      break;
    default:
      pointer (words, place);
      break;
    }
}

/* Cuts the text between two characters, and says so. */
static void
cut (struct words *words)
{
  static const char mark[] = "…";

  words->len = words->size - (sizeof mark - 1);
  while (words->len > 0 && ((uint8_t) words->text[words->len] & 0xc0) == 0x80)
    words->len--;
  memcpy (words->text + words->len, mark, sizeof mark - 1);
  words->len += sizeof mark - 1;
}

bool
ilv_describe_is_worth (const struct ilv_rtype *type)
{
  if (type->size == 0 || is_opaque (type))
    return false;
  switch ((enum ilv_kind) type->kind)
    {
    case ILV_KIND_POINTER:
      return has_parts (type->elem);
    case ILV_KIND_INTERFACE:
    case ILV_KIND_COMPLEX64:
    case ILV_KIND_COMPLEX128:
      return true;
    default:
      return has_parts (type);
    }
}

size_t
ilv_describe_value (struct ilv_p *p, const void *type, const void *bytes, char *text, size_t size)
{
  struct words words = { ilv_vm_of (p), text, 0, size, false };

  describe (&words, (struct place) { type, bytes, 0, true });
  if (words.is_full)
    cut (&words);
  return words.len;
}
