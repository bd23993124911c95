/* The objects of a package: what its files declare at the top, before any type is known.
 * Spec: "Declarations and scope", "Import declarations".
 *
 * SPDX-License-Identifier: MIT
 */
#include "base/unicode.h"
#include "base/utf8.h"
#include "lang/checker.h"

#include <string.h>

void
ilv_check_add_object (struct checker *c, struct objects *list, struct ilv_object *object)
{
  list->items = ilv_arena_grow (c->arena, list->items, list->n, &list->capacity, sizeof (object));
  list->items[list->n++] = object;
}

static struct decl_info *
new_decl (struct checker *c, struct ilv_file *file)
{
  struct decl_info *decl = ilv_arena_new_struct (c->arena, struct decl_info);

  decl->file = file;
  decl->file_scope = file->scope;
  return decl;
}

/* Gives @object its order, by which its decl_info is found. */
static void
add_decl (struct checker *c, struct ilv_object *object, struct decl_info *decl)
{
  c->decls = ilv_arena_grow (c->arena, c->decls, c->n_decls, &c->decls_capacity, sizeof (decl));
  c->decls[c->n_decls++] = decl;
  object->order = (uint32_t) c->n_decls;
  if (!decl->object)
    decl->object = object;
}

struct decl_info *
ilv_check_decl_info (struct checker *c, const struct ilv_object *object)
{
  return object->order && object->package == c->package ? c->decls[object->order - 1] : NULL;
}

static void
declare_package_object (struct checker *c, struct ilv_node *name, struct ilv_object *object,
                        struct decl_info *decl)
{
  const char *wrong = NULL;

  if (object->name == c->compilation->init_name)
    wrong = "init";
  else if (object->name == c->compilation->main_name
           && c->package->name == c->compilation->main_name)
    wrong = "main";
  if (wrong)
    {
      ilv_check_error_node (c, name, "cannot declare %s - must be func", wrong);
      return;
    }
  ilv_check_declare (c, c->package->scope, name, object);
  add_decl (c, object, decl);
}

/* --- Imports ------------------------------------------------------------ */

/* NULL and an error if @path cannot be one. */
static const char *
import_path (struct checker *c, struct ilv_node *literal)
{
  const struct ilv_const *value
    = ilv_const_literal (c->arena, ILV_LIT_STRING, literal->lit.text, literal->lit.len);
  size_t len;
  const char *path = ilv_const_to_string (value, &len);

  if (len == 0)
    {
      ilv_check_error_node (c, literal, "invalid import path (empty string)");
      return NULL;
    }
  for (size_t i = 0, n; i < len; i += n)
    {
      uint32_t rune;
      n = ilv_utf8_decode (path + i, len - i, &rune);
      if (rune <= ' ' || rune == ILV_RUNE_ERROR || !ilv_unicode_is_print (rune)
          || (rune < 0x80 && strchr ("!\"#$%&'()*,:;<=>?[\\]^{|}`", (int) rune)))
        {
          char shown[16] = "";
          struct ilv_buf text;
          if (ilv_unicode_is_print (rune))
            {
              shown[0] = ' ', shown[1] = '\'';
              size_t m = ilv_utf8_encode (rune, shown + 2);
              shown[2 + m] = '\'';
            }
          ilv_buf_init (&text, c->arena);
          ilv_buf_printf (&text, "invalid import path (invalid character U+%04X%s)", rune, shown);
          ilv_check_error_node (c, literal, "%s", text.text);
          return NULL;
        }
    }
  return path;
}

static void
note_import (struct checker *c, struct ilv_package *imported)
{
  struct ilv_package *package = c->package;
  size_t capacity = package->n_imports;

  for (uint32_t i = 0; i < package->n_imports; i++)
    if (package->imports[i] == imported)
      return;
  package->imports = ilv_arena_grow (c->arena, package->imports, package->n_imports, &capacity,
                                     sizeof *package->imports);
  package->imports[package->n_imports++] = imported;
}

/* import . "path": the exported names become the file's. */
static void
dot_import (struct checker *c, struct ilv_file *file, struct ilv_node *name,
            struct ilv_package *imported)
{
  for (size_t i = 0; i < ilv_scope_count (imported->scope); i++)
    {
      struct ilv_object *object = ilv_scope_get (imported->scope, i);
      struct ilv_object *other = ilv_symbol_is_exported (object->name)
                                   ? ilv_scope_insert (file->scope, object)
                                   : NULL;
      if (other)
        ilv_check_error_node (c, name, "%n redeclared in this block\n\t%p: other declaration of %n",
                              other->name, other->pos, other->name);
    }
}

static void
import_decl (struct checker *c, struct ilv_file *file, struct ilv_node *decl)
{
  struct ilv_node *name = decl->import.name, *literal = decl->import.path;
  struct ilv_compilation *k = c->compilation;

  if (!literal || literal->lit.is_bad)
    return;
  const char *path = import_path (c, literal);
  struct ilv_package *imported = path ? ilv_check_import (c, literal->pos, path) : NULL;
  decl->import.package = imported;

  struct ilv_symbol *symbol = name ? name->name.symbol : NULL;
  if (!symbol && imported)
    symbol = imported->name;
  else if (!symbol && path)
    {
      const char *slash = strrchr (path, '/');
      symbol = ilv_intern_add_cstr (k->intern, slash ? slash + 1 : path);
    }
  if (!path)
    return;
  if (symbol == k->init_name)
    {
      ilv_check_error_node (c, decl, "cannot import package as init - init must be a func");
      return;
    }

  struct ilv_object *object
    = ilv_check_new_object (c, ILV_OBJECT_PACKAGE, decl->pos, symbol, NULL);
  object->decl = decl;
  object->imported = imported;
  object->is_used = !imported;
  ilv_check_add_object (c, &c->imports, object);
  if (imported)
    note_import (c, imported);
  if (symbol != k->dot_name)
    ilv_check_declare (c, file->scope, name, object);
  else if (imported)
    dot_import (c, file, name, imported);
}

static void
unused_import (struct checker *c, struct ilv_object *object)
{
  const char *path = object->imported->path;
  const char *slash = strrchr (path, '/');
  const char *last = slash ? slash + 1 : path;

  if (object->name == c->compilation->dot_name || strcmp (object->name->text, last) == 0)
    ilv_check_error (c, object->pos, "\"%s\" imported and not used", path);
  else
    ilv_check_error (c, object->pos, "\"%s\" imported as %n and not used", path, object->name);
}

void
ilv_check_unused_imports (struct checker *c)
{
  for (size_t i = 0; i < c->imports.n; i++)
    if (!c->imports.items[i]->is_used && c->imports.items[i]->name != c->compilation->blank)
      unused_import (c, c->imports.items[i]);
}

/* --- Constants, variables, types ---------------------------------------- */

/* @last: the last declaration in the group with a type or values, which later ones
 * without repeat. */
static void
const_decl (struct checker *c, struct ilv_file *file, struct ilv_node *decl,
            struct ilv_node **last)
{
  bool is_inherited = !decl->value_decl.type && !decl->value_decl.values;

  if (!is_inherited || decl->value_decl.iota == 0)
    *last = decl;
  is_inherited &= *last != decl;
  struct ilv_nodes values = ilv_node_items (&(*last)->value_decl.values);

  for (uint32_t i = 0; i < decl->value_decl.names.n; i++)
    {
      struct ilv_node *name = decl->value_decl.names.items[i];
      struct ilv_object *object
        = ilv_check_new_object (c, ILV_OBJECT_CONST, name->pos, name->name.symbol, NULL);
      struct decl_info *info = new_decl (c, file);
      object->decl = decl;
      info->type = (*last)->value_decl.type;
      info->init = i < values.n ? values.items[i] : NULL;
      info->is_inherited = is_inherited;
      info->iota = decl->value_decl.iota;
      declare_package_object (c, name, object, info);
    }
  ilv_check_arity (c, decl->pos, decl->value_decl.names, values, true, is_inherited);
}

static void
var_decl (struct checker *c, struct ilv_file *file, struct ilv_node *decl)
{
  struct ilv_nodes names = decl->value_decl.names;
  struct ilv_nodes values = ilv_node_items (&decl->value_decl.values);
  struct ilv_object **lhs = ilv_arena_new_array (c->arena, struct ilv_object *, names.n);
  struct decl_info *shared = NULL;

  if (values.n == 1 && names.n > 1)
    {
      shared = new_decl (c, file);
      shared->lhs = lhs;
      shared->n_lhs = names.n;
      shared->init = values.items[0];
    }
  for (uint32_t i = 0; i < names.n; i++)
    {
      struct ilv_node *name = names.items[i];
      struct decl_info *info = shared ? shared : new_decl (c, file);
      lhs[i] = ilv_check_new_object (c, ILV_OBJECT_VAR, name->pos, name->name.symbol, NULL);
      lhs[i]->decl = decl;
      info->type = decl->value_decl.type;
      if (!shared && i < values.n)
        info->init = values.items[i];
      declare_package_object (c, name, lhs[i], info);
    }
  if (!decl->value_decl.type || values.n)
    ilv_check_arity (c, decl->pos, names, values, false, false);
}

static void
type_decl (struct checker *c, struct ilv_file *file, struct ilv_node *decl)
{
  struct ilv_node *name = decl->type_decl.name;
  struct ilv_object *object
    = ilv_check_new_object (c, ILV_OBJECT_TYPE, name->pos, name->name.symbol, NULL);
  struct decl_info *info = new_decl (c, file);

  object->decl = decl;
  info->node = decl;
  declare_package_object (c, name, object, info);
}

/* --- Functions ---------------------------------------------------------- */

static void
check_main_or_init (struct checker *c, struct ilv_node *decl)
{
  struct ilv_symbol *name = decl->func_decl.name->name.symbol;
  struct ilv_node *type = decl->func_decl.type;

  if (decl->func_decl.tparams.n)
    ilv_check_error_node (c, decl->func_decl.tparams.items[0],
                          "func %n must have no type parameters", name);
  if (type->func_type.params.n || type->func_type.results.n)
    ilv_check_error_node (c, decl->func_decl.name,
                          "func %n must have no arguments and no return values", name);
}

/* The name of a receiver's type, and whether it is behind a "*"; NULL if there is none. */
static struct ilv_node *
receiver_base (struct ilv_node *type, bool *is_pointer)
{
  type = ilv_node_unparen (type);
  *is_pointer = type->kind == ILV_NODE_STAR;
  if (*is_pointer)
    type = ilv_node_unparen (type->unary.x);
  if (type->kind == ILV_NODE_INDEX)
    type = type->index.x;
  return type->kind == ILV_NODE_NAME ? type : NULL;
}

static void
func_decl (struct checker *c, struct ilv_file *file, struct ilv_node *decl)
{
  struct ilv_node *name = decl->func_decl.name;
  struct ilv_compilation *k = c->compilation;
  struct ilv_object *object
    = ilv_check_new_object (c, ILV_OBJECT_FUNC, name->pos, name->name.symbol, NULL);
  struct decl_info *info = new_decl (c, file);

  object->decl = decl;
  name->name.object = object;
  name->is_defining = true;
  info->node = decl;
  if (decl->func_decl.recv)
    {
      bool is_pointer;
      if (receiver_base (decl->func_decl.recv->field.type, &is_pointer)
          && object->name != k->blank)
        ilv_check_add_object (c, &c->methods, object);
    }
  else
    {
      if (object->name == k->init_name
          || (object->name == k->main_name && c->package->name == k->main_name))
        check_main_or_init (c, decl);
      if (object->name != k->init_name)
        ilv_check_declare (c, c->package->scope, name, object);
      else if (!decl->func_decl.body)
        ilv_check_error (c, object->pos, "func init must have a body");
    }
  add_decl (c, object, info);
}

/* --- Methods ------------------------------------------------------------ */

/* The declared type that @name stands for, through aliases; *@is_pointer is set if one of
 * them is a pointer. */
static struct ilv_object *
resolve_base (struct checker *c, bool *is_pointer, struct ilv_node *name)
{
  for (int hops = 0; name && hops < 100; hops++)
    {
      struct ilv_object *object = ilv_scope_find (c->package->scope, name->name.symbol);
      if (!object || object->kind != ILV_OBJECT_TYPE)
        return NULL;
      struct ilv_node *decl = object->decl;
      if (!decl->type_decl.is_alias)
        return object;
      if (decl->type_decl.tparams.n)
        return NULL;
      struct ilv_node *type = ilv_node_unparen (decl->type_decl.type);
      if (type->kind == ILV_NODE_STAR)
        {
          if (*is_pointer)
            return NULL;
          *is_pointer = true;
          type = ilv_node_unparen (type->unary.x);
        }
      name = type->kind == ILV_NODE_NAME ? type : NULL;
    }
  return NULL;
}

static void
resolve_methods (struct checker *c)
{
  for (size_t i = 0; i < c->methods.n; i++)
    {
      struct ilv_object *method = c->methods.items[i];
      bool is_pointer;
      struct ilv_node *base
        = receiver_base (method->decl->func_decl.recv->field.type, &is_pointer);
      method->func.recv_type = resolve_base (c, &is_pointer, base);
      method->func.has_pointer_recv = method->func.recv_type && is_pointer;
    }
}

/* Gives a type its methods, once it is known. */
void
ilv_check_collect_methods (struct checker *c, struct ilv_object *type_name)
{
  struct ilv_type *type = type_name->type;

  if (type->kind != ILV_TYPE_NAMED || type->named.n_methods)
    return;
  struct ilv_named_type *named = &type->named;
  for (size_t i = 0; i < c->methods.n; i++)
    {
      struct ilv_object *method = c->methods.items[i], *other = NULL;
      if (method->func.recv_type != type_name)
        continue;
      for (uint32_t j = 0; j < named->n_methods; j++)
        if (named->methods[j]->name == method->name)
          other = named->methods[j];
      if (other)
        {
          ilv_check_error (c, method->pos, "method %n.%n already declared at %p", type_name->name,
                           method->name, other->pos);
          continue;
        }
      named->methods = ilv_arena_grow (c->arena, named->methods, named->n_methods,
                                       &named->methods_capacity, sizeof (method));
      named->methods[named->n_methods++] = method;
    }
}

/* --- Files -------------------------------------------------------------- */

static void
collect_file (struct checker *c, struct ilv_file *file)
{
  struct ilv_node *last_const = NULL;

  file->scope = ilv_scope_new (c->arena, c->package->scope);
  c->env.file = file;
  for (uint32_t i = 0; i < file->decls.n; i++)
    {
      struct ilv_node *decl = file->decls.items[i];
      switch (decl->kind)
        {
        case ILV_NODE_IMPORT_DECL: import_decl (c, file, decl); break;
        case ILV_NODE_CONST_DECL: const_decl (c, file, decl, &last_const); break;
        case ILV_NODE_VAR_DECL: var_decl (c, file, decl); break;
        case ILV_NODE_TYPE_DECL: type_decl (c, file, decl); break;
        default: func_decl (c, file, decl);
        }
    }
}

/* A file's imports and the package's names share a block. */
static void
check_file_scope (struct checker *c, struct ilv_file *file)
{
  for (size_t i = 0; i < ilv_scope_count (file->scope); i++)
    {
      struct ilv_object *object = ilv_scope_get (file->scope, i);
      struct ilv_object *other = ilv_scope_find (c->package->scope, object->name);
      if (!other)
        continue;
      if (object->kind == ILV_OBJECT_PACKAGE)
        ilv_check_error (c, other->pos,
                         "%n already declared through import of package %n (\"%s\")\n\t%p: other "
                         "declaration of %n",
                         other->name, object->imported ? object->imported->name : object->name,
                         object->imported ? object->imported->path : object->name->text,
                         object->pos, object->name);
      else
        ilv_check_error (c, other->pos,
                         "%n already declared through dot-import of package %n (\"%s\")\n\t%p: "
                         "other declaration of %n",
                         other->name, object->package->name, object->package->path, object->pos,
                         object->name);
    }
}

void
ilv_check_collect_objects (struct checker *c)
{
  for (uint32_t i = 0; i < c->package->n_files; i++)
    collect_file (c, c->package->files[i]);
  for (uint32_t i = 0; i < c->package->n_files; i++)
    check_file_scope (c, c->package->files[i]);
  resolve_methods (c);
}

/* Types first, so that what they are made of is complete when it is needed; aliases after
 * them, since they do not start anything new; then the rest. */
void
ilv_check_package_objects (struct checker *c)
{
  for (int pass = 0; pass < 3; pass++)
    for (size_t i = 0; i < c->n_decls; i++)
      {
        struct decl_info *decl = c->decls[i];
        bool is_type = decl->object->kind == ILV_OBJECT_TYPE;
        bool is_alias = is_type && decl->node->type_decl.is_alias;
        if (pass != (is_alias ? 1 : is_type ? 0 : 2))
          continue;
        ilv_check_object (c, decl->object);
        for (uint32_t j = 0; j < decl->n_lhs; j++)
          ilv_check_object (c, decl->lhs[j]);
      }
}
