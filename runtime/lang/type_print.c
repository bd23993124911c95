/* Types as text: in messages as gc writes them, or as the reflect package does.
 *
 * SPDX-License-Identifier: MIT
 */
#include "base/buf.h"
#include "base/intern.h"
#include "lang/check.h"
#include "lang/types_private.h"

#include <string.h>

struct printer
{
  struct ilv_types *types;
  const struct ilv_package *package; /* whose names stand alone; NULL: reflect's way */
  struct ilv_buf *out;
  bool is_argument; /* inside the brackets of another type */
};

static void print (struct printer *p, struct ilv_type *type);

static void
put (struct printer *p, const char *text)
{
  ilv_buf_add_cstr (p->out, text);
}

static void
put_symbol (struct printer *p, const struct ilv_symbol *symbol)
{
  ilv_buf_add (p->out, symbol->text, symbol->len);
}

static void
print_list (struct printer *p, struct ilv_type *const *items, size_t n)
{
  for (size_t i = 0; i < n; i++)
    {
      put (p, i ? "," : "");
      print (p, items[i]);
    }
}

/* As reflection has it, whole paths inside brackets. */
static void
print_package (struct printer *p, const struct ilv_package *package)
{
  bool is_main = strcmp (package->name->text, "main") == 0;

  if (!p->package && p->is_argument && !is_main)
    put (p, package->path);
  else
    put_symbol (p, package->name);
  put (p, ".");
}

static void
print_object (struct printer *p, const struct ilv_object *object)
{
  if (object->package && object->package != p->package)
    print_package (p, object->package);
  put_symbol (p, object->name);
}

static void
print_tuple (struct printer *p, const struct ilv_tuple_type *tuple, bool is_variadic)
{
  put (p, "(");
  for (uint32_t i = 0; i < tuple->n; i++)
    {
      put (p, i ? ", " : "");
      if (tuple->names && tuple->names[i])
        {
          put_symbol (p, tuple->names[i]);
          put (p, " ");
        }
      if (is_variadic && i + 1 == tuple->n && tuple->types[i]->kind == ILV_TYPE_SLICE)
        {
          put (p, "...");
          print (p, tuple->types[i]->elem);
        }
      else
        print (p, tuple->types[i]);
    }
  put (p, ")");
}

/* Neighbours with one constraint show it once. */
static void
print_type_params (struct printer *p, struct ilv_type *const *tparams, size_t n)
{
  put (p, "[");
  for (size_t i = 0; i < n; i++)
    {
      struct ilv_type *bound = tparams[i]->tparam.bound;
      put (p, i ? ", " : "");
      put_symbol (p, tparams[i]->tparam.object->name);
      if (bound && (i + 1 == n || tparams[i + 1]->tparam.bound != bound))
        {
          put (p, " ");
          print (p, bound);
        }
    }
  put (p, "]");
}

static void
print_signature (struct printer *p, struct ilv_type *type)
{
  struct ilv_type *results = type->func.results;

  if (type->func.n_tparams)
    print_type_params (p, type->func.tparams, type->func.n_tparams);
  print_tuple (p, &type->func.params->tuple, type->is_variadic);
  if (results->tuple.n == 0)
    return;
  put (p, " ");
  if (results->tuple.n == 1 && !(results->tuple.names && results->tuple.names[0]))
    print (p, results->tuple.types[0]);
  else
    print_tuple (p, &results->tuple, false);
}

static void
print_tag (struct printer *p, const struct ilv_field *field)
{
  put (p, " \"");
  for (size_t i = 0; i < field->tag_len; i++)
    {
      unsigned char c = (unsigned char) field->tag[i];
      if (c == '"' || c == '\\')
        ilv_buf_printf (p->out, "\\%c", c);
      else if (c < ' ')
        ilv_buf_printf (p->out, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\x%02x", c);
      else
        ilv_buf_add_char (p->out, (char) c);
    }
  put (p, "\"");
}

static void
print_struct (struct printer *p, struct ilv_type *type)
{
  bool is_reflect = !p->package;

  put (p, is_reflect ? "struct {" : "struct{");
  for (uint32_t i = 0; i < type->strct.n_fields; i++)
    {
      const struct ilv_field *field = &type->strct.fields[i];
      put (p, i ? "; " : is_reflect ? " " : "");
      if (!field->is_embedded)
        {
          if (is_reflect && p->is_argument && !ilv_symbol_is_exported (field->name))
            print_package (p, field->package);
          put_symbol (p, field->name);
          put (p, " ");
        }
      print (p, field->type);
      if (field->tag_len)
        print_tag (p, field);
    }
  put (p, is_reflect && type->strct.n_fields ? " }" : "}");
}

static void
print_interface (struct printer *p, struct ilv_type *type)
{
  bool is_reflect = !p->package;
  bool is_empty = type->iface.n_methods + type->iface.n_embeds == 0;

  if (type->is_implicit)
    {
      print (p, type->iface.embeds[0]);
      return;
    }
  put (p, is_reflect ? "interface {" : "interface{");
  put (p, is_reflect && !is_empty ? " " : "");
  for (uint32_t i = 0; i < type->iface.n_methods; i++)
    {
      const struct ilv_method *method = &type->iface.methods[i];
      put (p, i ? "; " : "");
      if (is_reflect && method->package && !ilv_symbol_is_exported (method->name))
        print_package (p, method->package);
      put_symbol (p, method->name);
      print_signature (p, method->type);
    }
  for (uint32_t i = 0; i < type->iface.n_embeds; i++)
    {
      put (p, i + type->iface.n_methods ? "; " : "");
      print (p, type->iface.embeds[i]);
    }
  put (p, is_reflect && !is_empty ? " }" : "}");
}

static void
print_union (struct printer *p, const struct ilv_union_type *unio)
{
  for (uint32_t i = 0; i < unio->n_terms; i++)
    {
      put (p, i ? " | " : "");
      put (p, unio->terms[i].has_tilde ? "~" : "");
      print (p, unio->terms[i].type);
    }
}

static void
print_chan (struct printer *p, struct ilv_type *type)
{
  bool needs_parens = type->dir != ILV_DIR_SEND && type->elem->kind == ILV_TYPE_CHAN
                      && type->elem->dir == ILV_DIR_RECV && type->dir == ILV_DIR_BOTH;

  put (p, type->dir == ILV_DIR_RECV ? "<-chan " : type->dir == ILV_DIR_SEND ? "chan<- " : "chan ");
  put (p, needs_parens ? "(" : "");
  print (p, type->elem);
  put (p, needs_parens ? ")" : "");
}

/* Types declared in functions are told apart, where they are arguments, by which of their package
 * they are. */
static void
print_number (struct printer *p, const struct ilv_object *object)
{
  const struct ilv_package *package = object->package;
  int number = 1;

  if (!package || object->scope == package->scope)
    return;
  for (uint32_t i = 0; i < package->n_types; i++)
    {
      const struct ilv_object *other = package->types[i]->named.object;
      number += other->scope != package->scope && other->pos < object->pos;
    }
  ilv_buf_printf (p->out, "·%d", number);
}

/* Messages show what is written, reflection also the arguments of the function around. */
static void
print_named (struct printer *p, struct ilv_type *type)
{
  uint32_t n_outer = type->named.n_outer, n_own = type->named.n_targs - n_outer;
  bool is_argument = p->is_argument;

  print_object (p, type->named.object);
  p->is_argument = true;
  if (type->named.n_targs && (n_own || !p->package))
    {
      put (p, "[");
      if (!p->package)
        print_list (p, type->named.targs, n_outer);
      put (p, !p->package && n_outer && n_own ? ";" : "");
      print_list (p, type->named.targs + n_outer, n_own);
      put (p, "]");
    }
  else if (!type->named.n_targs && type->named.n_tparams > n_outer && p->package)
    print_type_params (p, type->named.tparams + n_outer, type->named.n_tparams - n_outer);
  p->is_argument = is_argument;
  if (is_argument && !p->package)
    print_number (p, type->named.object);
}

static void
print (struct printer *p, struct ilv_type *type)
{
  switch (type->kind)
    {
    case ILV_TYPE_ARRAY:
      ilv_buf_printf (p->out, "[%lld]", (long long) type->len);
      print (p, type->elem);
      break;
    case ILV_TYPE_SLICE:
      put (p, "[]");
      print (p, type->elem);
      break;
    case ILV_TYPE_POINTER:
      put (p, "*");
      print (p, type->elem);
      break;
    case ILV_TYPE_STRUCT:
      print_struct (p, type);
      break;
    case ILV_TYPE_TUPLE:
      print_tuple (p, &type->tuple, false);
      break;
    case ILV_TYPE_FUNC:
      put (p, "func");
      print_signature (p, type);
      break;
    case ILV_TYPE_INTERFACE:
      print_interface (p, type);
      break;
    case ILV_TYPE_MAP:
      put (p, "map[");
      print (p, type->key);
      put (p, "]");
      print (p, type->elem);
      break;
    case ILV_TYPE_CHAN:
      print_chan (p, type);
      break;
    case ILV_TYPE_NAMED:
      print_named (p, type);
      break;
    case ILV_TYPE_TYPE_PARAM:
      put_symbol (p, type->tparam.object->name);
      break;
    case ILV_TYPE_UNION:
      print_union (p, &type->unio);
      break;
    case ILV_TYPE_ALIAS:
      print_object (p, type->alias.object);
      break;
    default:
      put (p, type->text);
    }
}

void
ilv_type_print (struct ilv_types *types, struct ilv_type *type, const struct ilv_package *package,
                struct ilv_buf *out)
{
  struct printer p = { .types = types, .package = package, .out = out };

  print (&p, package ? type : type->canon);
}

/* A func's parameters and results without "func", as after a method's name. */
void
ilv_type_print_signature (struct ilv_types *types, struct ilv_type *type,
                          const struct ilv_package *package, struct ilv_buf *out)
{
  struct printer p = { .types = types, .package = package, .out = out };

  print_signature (&p, type);
}
