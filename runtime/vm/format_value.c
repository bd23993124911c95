/* format_value.c - Values of any type.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "vm/format_private.h"
#include "vm/heap.h"

/* What is to be formatted, where, and how it was reached. */
struct place
{
  const struct ilv_rtype *type;
  const uint8_t *bytes;
  int depth;
  bool is_exported; /* no unexported field on the way: methods may be called */
  bool is_operand;  /* itself, not by reflection */
};

static void value (struct ilv_format *format, struct place place, uint32_t verb);

static void
add_cstr (struct ilv_format *format, const char *text)
{
  ilv_text_add_cstr (format->out, text);
}

static struct ilv_string
string_of (const char *text)
{
  return (struct ilv_string) { (const uint8_t *) text, (int64_t) strlen (text) };
}

/* --- Methods ----------------------------------------------------------------- */

/* The methods fmt looks for, in order of preference. */
static const struct method
{
  const char *name, *type;
} methods[] = {
  [ILV_FORMAT_FORMAT] = { "Format", "func(fmt.State, int32)" },
  [ILV_FORMAT_GO_STRING] = { "GoString", "func() string" },
  [ILV_FORMAT_ERROR] = { "Error", "func() string" },
  [ILV_FORMAT_STRING] = { "String", "func() string" },
};

static bool
has_method (const struct ilv_rtype *type, enum ilv_format_method which)
{
  for (uint32_t i = 0; i < type->n_methods; i++)
    {
      const struct ilv_rtype_method *method = &type->methods[i];

      if (strcmp (method->name, methods[which].name) == 0 && method->func != NULL
          && strcmp (method->type->text, methods[which].type) == 0)
        return true;
    }
  return false;
}

/* Which method speaks for a value under @verb; 0 if none does. */
static unsigned
method_for (const struct ilv_format *format, const struct ilv_rtype *type, uint32_t verb)
{
  if (type->n_methods == 0)
    return 0;
  if (has_method (type, ILV_FORMAT_FORMAT))
    return ILV_FORMAT_FORMAT;
  if (format->flags.sharp_v)
    return has_method (type, ILV_FORMAT_GO_STRING) ? ILV_FORMAT_GO_STRING : 0;
  if (verb > 127 || verb == '\0' || strchr ("vsxXq", (int) verb) == NULL)
    return 0;
  return has_method (type, ILV_FORMAT_ERROR)    ? ILV_FORMAT_ERROR
         : has_method (type, ILV_FORMAT_STRING) ? ILV_FORMAT_STRING
                                                : 0;
}

/* Small integers in an interface are extended to the whole word. */
static uint64_t
direct_word (const struct ilv_rtype *type, const uint8_t *bytes)
{
  unsigned shift = 64 - 8 * (unsigned) type->size;
  uint64_t word = 0;

  memcpy (&word, bytes, type->size);
  if (type->kind >= ILV_KIND_INT && type->kind <= ILV_KIND_INT64)
    return (uint64_t) ((int64_t) (word << shift) >> shift);
  return word;
}

static struct ilv_iface
boxed (struct ilv_format *format, const struct ilv_rtype *type, const uint8_t *bytes)
{
  struct ilv_iface iface = { type, 0 };
  void *copy;

  if (type->flags & ILV_RTYPE_DIRECT)
    {
      iface.data = direct_word (type, bytes);
      return iface;
    }
  copy = ilv_heap_alloc (format->p, type, 1);
  format->is_out_of_memory |= copy == NULL;
  if (copy != NULL)
    memcpy (copy, bytes, type->size);
  iface.data = (uint64_t) (uintptr_t) copy;
  return iface;
}

static uint64_t
flag_bits (const struct ilv_format_flags *flags)
{
  return (uint64_t) flags->minus | (uint64_t) (flags->plus || flags->plus_v) << 1
         | (uint64_t) (flags->sharp || flags->sharp_v) << 2 | (uint64_t) flags->space << 3
         | (uint64_t) flags->zero << 4;
}

static void
ask (struct ilv_format *format, struct place place, enum ilv_format_method method, uint32_t verb)
{
  struct ilv_format_question question = {
    .value = boxed (format, place.type, place.bytes),
    .method = method,
    .verb = verb,
    .width = format->flags.has_width ? format->width : -1,
    .precision = format->flags.has_precision ? format->precision : -1,
    .flags = flag_bits (&format->flags),
  };

  ilv_text_add (&format->questions, &question, sizeof question);
}

static void
say (struct ilv_format *format, const struct ilv_format_answer *answer,
     enum ilv_format_method method, uint32_t verb)
{
  if (answer->is_raw)
    ilv_text_add (format->out, answer->text.bytes, (size_t) answer->text.len);
  else
    ilv_format_string (format, answer->text, method == ILV_FORMAT_GO_STRING ? 's' : verb);
}

/* True: the value's own methods, or the lack of them, said it all. */
static bool
by_method (struct ilv_format *format, struct place place, uint32_t verb)
{
  unsigned method;

  if (format->is_erroring)
    return false;
  if (verb == 'w')
    {
      if (!format->wraps || !has_method (place.type, ILV_FORMAT_ERROR))
        {
          ilv_format_bad_verb (format, verb);
          return true;
        }
      verb = 'v';
    }
  method = method_for (format, place.type, verb);
  if (method == 0)
    return false;
  if (format->n_asked < format->n_answers)
    say (format, &format->answers[format->n_asked], method, verb);
  else
    ask (format, place, method, verb);
  format->n_asked++;
  return true;
}

/* --- Pointers ------------------------------------------------------------------ */

static void
pointer (struct ilv_format *format, const struct ilv_rtype *type, const uint8_t *bytes,
         uint32_t verb)
{
  uint64_t address;

  switch (type->kind)
    {
    case ILV_KIND_CHAN:
    case ILV_KIND_FUNC:
    case ILV_KIND_MAP:
    case ILV_KIND_POINTER:
    case ILV_KIND_SLICE:
    case ILV_KIND_UNSAFE_POINTER:
      memcpy (&address, bytes, sizeof address);
      break;
    default:
      ilv_format_bad_verb (format, verb);
      return;
    }
  if (verb == 'v' && format->flags.sharp_v)
    {
      add_cstr (format, "(");
      add_cstr (format, type->text);
      add_cstr (format, ")(");
      if (address == 0)
        add_cstr (format, "nil");
      else
        ilv_format_0x (format, address, true);
      add_cstr (format, ")");
    }
  else if (verb == 'v' && address == 0)
    ilv_format_pad (format, "<nil>", 5);
  else if (verb == 'v' || verb == 'p')
    ilv_format_0x (format, address, !format->flags.sharp);
  else if (verb > 127 || strchr ("bodxX", (int) verb) == NULL
           || !ilv_format_integer (format, address, false, verb))
    ilv_format_bad_verb (format, verb);
}

/* A pointer to something worth seeing, at the top, shows it: &{…}. */
static bool
is_shown_behind (struct place place)
{
  const void *address = *(const void *const *) place.bytes;

  if (place.depth > 0 || address == NULL)
    return false;
  switch (place.type->elem->kind)
    {
    case ILV_KIND_ARRAY:
    case ILV_KIND_SLICE:
    case ILV_KIND_STRUCT:
    case ILV_KIND_MAP:
      return true;
    default:
      return false;
    }
}

static void
pointer_value (struct ilv_format *format, struct place place, uint32_t verb)
{
  if (!is_shown_behind (place))
    {
      pointer (format, place.type, place.bytes, verb);
      return;
    }
  add_cstr (format, "&");
  value (format,
         (struct place) { place.type->elem, *(const uint8_t *const *) place.bytes, place.depth + 1,
                          place.is_exported },
         verb);
}

/* --- Structs, maps, slices ------------------------------------------------------- */

static void
separate (struct ilv_format *format, uint64_t i)
{
  if (i > 0)
    add_cstr (format, format->flags.sharp_v ? ", " : " ");
}

/* A struct's field that is an interface counts as what is in it. */
static struct place
field_place (struct place place, const struct ilv_rtype_field *field)
{
  struct place inner = { field->type, place.bytes + field->offset, place.depth + 1,
                         place.is_exported && field->pkg_path == NULL };
  const struct ilv_iface *iface = (const struct ilv_iface *) inner.bytes;

  if (field->type->kind == ILV_KIND_INTERFACE && iface->type != NULL)
    {
      inner.type = iface->type;
      inner.bytes = ilv_iface_bytes (iface);
    }
  return inner;
}

static void
struct_value (struct ilv_format *format, struct place place, uint32_t verb)
{
  if (format->flags.sharp_v)
    add_cstr (format, place.type->text);
  add_cstr (format, "{");
  for (uint32_t i = 0; i < place.type->n_fields; i++)
    {
      const struct ilv_rtype_field *field = &place.type->fields[i];

      separate (format, i);
      if (format->flags.plus_v || format->flags.sharp_v)
        {
          add_cstr (format, field->name);
          add_cstr (format, ":");
        }
      value (format, field_place (place, field), verb);
    }
  add_cstr (format, "}");
}

static void
map_value (struct ilv_format *format, struct place place, uint32_t verb)
{
  const void *map = *(const void *const *) place.bytes;
  struct ilv_format_pair *pairs;
  uint64_t n;

  if (format->flags.sharp_v)
    {
      add_cstr (format, place.type->text);
      if (map == NULL)
        {
          add_cstr (format, "(nil)");
          return;
        }
    }
  add_cstr (format, format->flags.sharp_v ? "{" : "map[");
  pairs = ilv_format_sorted_pairs (format->p, place.type, map, &n);
  format->is_out_of_memory |= pairs == NULL;
  for (uint64_t i = 0; i < n; i++)
    {
      separate (format, i);
      value (format, (struct place) { place.type->key, pairs[i].key, place.depth + 1, place.is_exported }, verb);
      add_cstr (format, ":");
      value (format, (struct place) { place.type->elem, pairs[i].value, place.depth + 1, place.is_exported }, verb);
    }
  free (pairs);
  add_cstr (format, format->flags.sharp_v ? "}" : "]");
}

/* Bytes under a verb that reads them as text. False: not such a verb. */
static bool
bytes_value (struct ilv_format *format, struct ilv_slice slice, uint32_t verb)
{
  struct ilv_string string = { slice.array, slice.len };

  switch (verb)
    {
    case 's':
    case 'q':
      return ilv_format_string (format, string, verb);
    case 'x':
    case 'X':
      ilv_format_hex_bytes (format, string, verb == 'X');
      return true;
    default:
      return false;
    }
}

static void
elements (struct ilv_format *format, struct place place, struct ilv_slice slice, uint32_t verb)
{
  const struct ilv_rtype *elem = place.type->elem;
  const uint8_t *bytes = slice.array;

  add_cstr (format, format->flags.sharp_v ? "{" : "[");
  for (int64_t i = 0; i < slice.len; i++)
    {
      separate (format, (uint64_t) i);
      value (format,
             (struct place) { elem, bytes + (uint64_t) i * elem->size, place.depth + 1, place.is_exported },
             verb);
    }
  add_cstr (format, format->flags.sharp_v ? "}" : "]");
}

/* []byte itself, not a named type: fmt knows it without reflection. */
static bool
is_plain_bytes (const struct ilv_rtype *type)
{
  return type->kind == ILV_KIND_SLICE && !(type->flags & ILV_RTYPE_NAMED)
         && strcmp (type->elem->text, ilv_kind_name (ILV_KIND_UINT8)) == 0;
}

static void
list_value (struct ilv_format *format, struct place place, uint32_t verb)
{
  bool is_slice = place.type->kind == ILV_KIND_SLICE;
  struct ilv_slice slice = { (void *) (uintptr_t) place.bytes, (int64_t) place.type->len,
                             (int64_t) place.type->len };

  if (is_slice)
    slice = *(const struct ilv_slice *) place.bytes;
  if (place.type->elem->kind == ILV_KIND_UINT8 && bytes_value (format, slice, verb))
    return;
  if (format->flags.sharp_v)
    {
      add_cstr (format, place.is_operand && is_plain_bytes (place.type) && verb == 'v'
                          ? "[]byte" : place.type->text);
      if (is_slice && slice.array == NULL)
        {
          add_cstr (format, "(nil)");
          return;
        }
    }
  elements (format, place, slice, verb);
}

static void
interface_value (struct ilv_format *format, struct place place, uint32_t verb)
{
  const struct ilv_iface *iface = (const struct ilv_iface *) place.bytes;

  if (iface->type != NULL)
    {
      value (format,
             (struct place) { iface->type, ilv_iface_bytes (iface), place.depth + 1, place.is_exported },
             verb);
      return;
    }
  if (format->flags.sharp_v)
    {
      add_cstr (format, place.type->text);
      add_cstr (format, "(nil)");
    }
  else
    add_cstr (format, "<nil>");
}

/* --- All kinds -------------------------------------------------------------------- */

static double
float_at (const uint8_t *bytes, uint64_t size)
{
  return size == 4 ? (double) *(const float *) bytes : *(const double *) bytes;
}

static bool
scalar (struct ilv_format *format, struct place place, uint32_t verb)
{
  uint64_t size = place.type->size;

  switch (place.type->kind)
    {
    case ILV_KIND_BOOL:
      return ilv_format_bool (format, *place.bytes, verb);
    case ILV_KIND_INT ... ILV_KIND_INT64:
      return ilv_format_integer (format, direct_word (place.type, place.bytes), true, verb);
    case ILV_KIND_UINT ... ILV_KIND_UINTPTR:
      return ilv_format_integer (format, direct_word (place.type, place.bytes), false, verb);
    case ILV_KIND_FLOAT32:
    case ILV_KIND_FLOAT64:
      return ilv_format_float (format, float_at (place.bytes, size), (unsigned) size * 8, verb);
    case ILV_KIND_COMPLEX64:
    case ILV_KIND_COMPLEX128:
      return ilv_format_complex (format, float_at (place.bytes, size / 2),
                                 float_at (place.bytes + size / 2, size / 2), (unsigned) size * 8, verb);
    case ILV_KIND_STRING:
      return ilv_format_string (format, *(const struct ilv_string *) place.bytes, verb);
    default:
      return false;
    }
}

static void
by_kind (struct ilv_format *format, struct place place, uint32_t verb)
{
  switch (place.type->kind)
    {
    case ILV_KIND_STRUCT:
      struct_value (format, place, verb);
      break;
    case ILV_KIND_MAP:
      map_value (format, place, verb);
      break;
    case ILV_KIND_SLICE:
    case ILV_KIND_ARRAY:
      list_value (format, place, verb);
      break;
    case ILV_KIND_INTERFACE:
      interface_value (format, place, verb);
      break;
    case ILV_KIND_POINTER:
      pointer_value (format, place, verb);
      break;
    case ILV_KIND_CHAN:
    case ILV_KIND_FUNC:
    case ILV_KIND_UNSAFE_POINTER:
      pointer (format, place.type, place.bytes, verb);
      break;
    default:
      if (!scalar (format, place, verb))
        ilv_format_bad_verb (format, verb);
      break;
    }
}

/* Notes what an error would be about; of an interface, what is in it. */
static void
note (struct ilv_format *format, struct place place)
{
  const struct ilv_iface *iface = (const struct ilv_iface *) place.bytes;
  bool is_iface = place.type->kind == ILV_KIND_INTERFACE;

  format->type = is_iface ? iface->type : place.type;
  format->bytes = is_iface && iface->type != NULL ? ilv_iface_bytes (iface) : place.bytes;
}

static void
value (struct ilv_format *format, struct place place, uint32_t verb)
{
  if (place.depth > ILV_FORMAT_MAX_DEPTH || format->is_too_deep)
    {
      format->is_too_deep = true;
      return;
    }
  if (place.depth > 0)
    note (format, place);
  if (place.depth > 0 && place.is_exported && format->type != NULL)
    {
      struct place inner = place;

      inner.type = format->type;
      inner.bytes = format->bytes;
      if (by_method (format, inner, verb))
        return;
    }
  by_kind (format, place, verb);
}

/* --- reflect.Value ------------------------------------------------------------ */

/* As reflect-value.go declares it. */
struct reflected
{
  const struct ilv_rtype *type;
  const void *bytes;
  uint64_t flags;
};
enum
{
  REFLECTED_READ_ONLY = 1 | 2,
  REFLECTED_METHOD = 8,
  REFLECTED_METHOD_SHIFT = 8,
};

static bool
is_reflected (const struct ilv_rtype *type)
{
  return type->kind == ILV_KIND_STRUCT && type->size == sizeof (struct reflected)
         && strcmp (type->name, "Value") == 0 && strcmp (type->pkg_path, "reflect") == 0;
}

/* An operand that is a reflect.Value stands for the value it holds. */
static void
reflected_operand (struct ilv_format *format, const struct reflected *reflected, uint32_t verb)
{
  struct place place = { reflected->type, reflected->bytes, 0,
                         !(reflected->flags & REFLECTED_READ_ONLY) };
  struct place inner = place;

  if (place.type == NULL)
    {
      add_cstr (format, "<invalid reflect.Value>");
      return;
    }
  if (reflected->flags & REFLECTED_METHOD)
    {
      const struct ilv_rtype_method *method
          = &place.type->methods[reflected->flags >> REFLECTED_METHOD_SHIFT];

      pointer (format, method->type, (const uint8_t *) &method->func, verb);
      return;
    }
  if (place.is_exported)
    {
      note (format, place);
      inner.type = format->type;
      inner.bytes = format->bytes;
      if (inner.type != NULL && by_method (format, inner, verb))
        return;
    }
  by_kind (format, place, verb);
}

void
ilv_format_bad_verb (struct ilv_format *format, uint32_t verb)
{
  const struct ilv_rtype *type = format->type;
  const void *bytes = format->bytes;

  format->is_erroring = true;
  add_cstr (format, "%!");
  ilv_text_add_rune (format->out, verb);
  add_cstr (format, "(");
  if (type == NULL)
    add_cstr (format, "<nil>");
  else
    {
      add_cstr (format, type->text);
      add_cstr (format, "=");
      value (format, (struct place) { type, bytes, 0, true, true }, 'v');
    }
  add_cstr (format, ")");
  format->is_erroring = false;
}

void
ilv_format_operand (struct ilv_format *format, const struct ilv_iface *arg, uint32_t verb)
{
  struct place place = { arg->type, NULL, 0, true, true };

  format->type = arg->type;
  format->bytes = NULL;
  if (arg->type == NULL)
    {
      if (verb == 'T' || verb == 'v')
        ilv_format_pad (format, "<nil>", 5);
      else
        ilv_format_bad_verb (format, verb);
      return;
    }
  format->bytes = place.bytes = ilv_iface_bytes (arg);
  if (verb == 'T')
    ilv_format_string (format, string_of (arg->type->text), 's');
  else if (verb == 'p')
    pointer (format, place.type, place.bytes, 'p');
  else if (is_reflected (place.type))
    reflected_operand (format, (const struct reflected *) place.bytes, verb);
  else if (is_plain_bytes (place.type) || !by_method (format, place, verb))
    by_kind (format, place, verb);
}
