/* Wording messages.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

#include <stdarg.h>
#include <string.h>

static const char *const mode_names[] = {
  [ILV_MODE_INVALID] = "invalid operand",
  [ILV_MODE_NO_VALUE] = "no value",
  [ILV_MODE_BUILTIN] = "built-in",
  [ILV_MODE_PACKAGE] = "package",
  [ILV_MODE_TYPE] = "type",
  [ILV_MODE_CONSTANT] = "constant",
  [ILV_MODE_VARIABLE] = "variable",
  [ILV_MODE_MAP_INDEX] = "map index expression",
  [ILV_MODE_VALUE] = "value",
  [ILV_MODE_NIL] = "nil",
  [ILV_MODE_COMMA_OK] = "comma, ok expression",
};

const char *
ilv_check_composite_kind (struct checker *c, struct ilv_type *type)
{
  switch (ilv_type_under (c->types, type)->kind)
    {
    case ILV_TYPE_ARRAY: return "array";
    case ILV_TYPE_SLICE: return "slice";
    case ILV_TYPE_STRUCT: return "struct";
    case ILV_TYPE_POINTER: return "pointer";
    case ILV_TYPE_FUNC: return "func";
    case ILV_TYPE_INTERFACE: return "interface";
    case ILV_TYPE_MAP: return "map";
    case ILV_TYPE_CHAN: return "chan";
    case ILV_TYPE_TUPLE: return "tuple";
    case ILV_TYPE_UNION: return "union";
    default: return "";
    }
}

const char *
ilv_check_measure (struct checker *c, size_t n, const char *unit)
{
  return ilv_check_format (c, n == 1 ? "%d %s" : "%d %ss", (int) n, unit);
}

/* --- Operands ----------------------------------------------------------- */

static void
print_type (struct checker *c, struct ilv_type *type, struct ilv_buf *out)
{
  ilv_type_print (c->types, type, c->package, out);
}

/* " of map type M", " of type T constrained by C". */
static void
print_type_of_operand (struct checker *c, const struct operand *x, struct ilv_buf *out)
{
  struct ilv_type *type = ilv_type_unalias (x->type);

  if (!ilv_check_is_valid (x->type))
    {
      ilv_buf_add_cstr (out, " with invalid type");
      return;
    }
  ilv_buf_add_cstr (out, ilv_check_is_generic (x->type) ? " of generic " : " of ");
  if (type->kind != ILV_TYPE_TYPE_PARAM
      && (x->type->kind == ILV_TYPE_NAMED || x->type->kind == ILV_TYPE_ALIAS))
    {
      const char *what = ilv_check_composite_kind (c, x->type);
      struct ilv_type *under = ilv_type_under (c->types, x->type);
      if (!*what && under->kind < ILV_TYPE_N_BASIC)
        what = under->text;
      ilv_buf_printf (out, "%s ", what);
    }
  ilv_buf_add_cstr (out, "type ");
  print_type (c, x->type, out);
  if (type->kind == ILV_TYPE_TYPE_PARAM && type->tparam.bound)
    {
      struct ilv_type_set *set = ilv_type_set (c->types, type);
      ilv_buf_add_cstr (out, " constrained by ");
      print_type (c, type->tparam.bound, out);
      if (set->has_terms && set->n_terms == 0)
        ilv_buf_add_cstr (out, " with empty type set");
    }
}

static void
print_nil (struct checker *c, const struct operand *x, struct ilv_buf *out)
{
  if (!x->type || !ilv_check_is_valid (x->type))
    ilv_buf_add_cstr (out, "nil (with invalid type)");
  else if (x->type->kind == ILV_TYPE_UNTYPED_NIL)
    ilv_buf_add_cstr (out, "nil");
  else
    {
      ilv_buf_add_cstr (out, "nil (of type ");
      print_type (c, x->type, out);
      ilv_buf_add_char (out, ')');
    }
}

/* x (variable of type T), 1 (untyped int constant), f() (no value) … */
static void
print_operand (struct checker *c, const struct operand *x, struct ilv_buf *out)
{
  size_t start = out->len, expr_len;
  bool has_type = false;
  struct ilv_buf value;

  if (x->mode == ILV_MODE_NIL)
    {
      print_nil (c, x, out);
      return;
    }
  if (x->node)
    ilv_node_print (x->node, out);
  expr_len = out->len - start;
  if (expr_len)
    ilv_buf_add_cstr (out, " (");
  if (x->mode != ILV_MODE_INVALID && x->mode != ILV_MODE_NO_VALUE && x->mode != ILV_MODE_BUILTIN
      && x->mode != ILV_MODE_TYPE && x->type)
    {
      if (ilv_type_is_untyped (x->type))
        ilv_buf_printf (out, "%s ", x->type->text);
      else
        has_type = true;
    }
  ilv_buf_add_cstr (out, mode_names[x->mode]);
  if (x->mode == ILV_MODE_CONSTANT && x->value)
    {
      ilv_buf_init (&value, c->arena);
      ilv_const_print (x->value, &value);
      if (value.len != expr_len || memcmp (value.text, out->text + start, expr_len) != 0)
        ilv_buf_printf (out, " %s", value.text);
    }
  if (has_type)
    print_type_of_operand (c, x, out);
  if (expr_len)
    ilv_buf_add_char (out, ')');
}

/* --- Formats ------------------------------------------------------------ */

static void
print_pos (struct checker *c, ilv_pos pos, struct ilv_buf *out)
{
  struct ilv_location at = ilv_sources_locate (c->compilation->sources, pos);

  ilv_location_print (&at, out);
}

static void
vformat (struct checker *c, struct ilv_buf *out, const char *format, va_list args)
{
  const struct ilv_symbol *symbol;

  for (const char *at = format; *at; at++)
    {
      if (*at != '%')
        {
          ilv_buf_add_char (out, *at);
          continue;
        }
      switch (*++at)
        {
        case 's': ilv_buf_add_cstr (out, va_arg (args, const char *)); break;
        case 'd': ilv_buf_printf (out, "%d", va_arg (args, int)); break;
        case 'D': ilv_buf_printf (out, "%lld", (long long) va_arg (args, int64_t)); break;
        case 't': print_type (c, va_arg (args, struct ilv_type *), out); break;
        case 'o': print_operand (c, va_arg (args, const struct operand *), out); break;
        case 'e': ilv_node_print (va_arg (args, const struct ilv_node *), out); break;
        case 'c': ilv_const_print (va_arg (args, const struct ilv_const *), out); break;
        case 'p': print_pos (c, va_arg (args, ilv_pos), out); break;
        case 'n':
          symbol = va_arg (args, const struct ilv_symbol *);
          ilv_buf_add (out, symbol->text, symbol->len);
          break;
        default: ilv_buf_add_char (out, *at);
        }
    }
}

/* Errors that only pass on that something was invalid explain nothing, once there is
 * another. */
static bool
is_consequence (struct checker *c, const char *message)
{
  const char *operand = strstr (message, "invalid operand");
  const char *type = strstr (message, "invalid type");

  return ilv_diags_count (c->diags) > 0
         && ((operand && operand != message) || (type && type != message));
}

static void
verror (struct checker *c, ilv_pos pos, const char *format, va_list args)
{
  struct ilv_buf message;

  ilv_buf_init (&message, c->arena);
  vformat (c, &message, format, args);
  c->package->is_broken = true;
  if (!is_consequence (c, message.text))
    ilv_diags_add (c->diags, c->env.error_pos ? c->env.error_pos : pos, "%s", message.text);
}

void
ilv_check_error (struct checker *c, ilv_pos pos, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  verror (c, pos, format, args);
  va_end (args);
}

void
ilv_check_error_node (struct checker *c, const struct ilv_node *node, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  verror (c, ilv_node_start (node), format, args);
  va_end (args);
}

void
ilv_check_error_operand (struct checker *c, const struct operand *x, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  verror (c, x->node ? ilv_node_start (x->node) : 0, format, args);
  va_end (args);
}

const char *
ilv_check_format (struct checker *c, const char *format, ...)
{
  struct ilv_buf text;
  va_list args;

  ilv_buf_init (&text, c->arena);
  va_start (args, format);
  vformat (c, &text, format, args);
  va_end (args);
  return text.text;
}

/* --- Versions of the language ------------------------------------------- */

const char *
ilv_check_requires (struct checker *c, unsigned minor)
{
  unsigned have = ilv_check_go_minor (c);
  bool is_files = c->env.file && c->env.file->go_minor;

  return ilv_check_format (c,
                           is_files ? "requires go1.%d or later (file declares //go:build go1.%d)"
                                    : "requires go1.%d or later (-lang was set to go1.%d; check "
                                      "go.mod)",
                           (int) minor, (int) have);
}

bool
ilv_check_version (struct checker *c, ilv_pos pos, unsigned minor, const char *what)
{
  if (ilv_check_go_minor (c) >= minor)
    return true;
  ilv_check_error (c, pos, "%s %s", what, ilv_check_requires (c, minor));
  return false;
}
