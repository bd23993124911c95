/* Which types have the methods an interface asks for, and how to say what is missing.
 * Spec: "Implementing an interface", "Satisfying a type constraint".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

#include <string.h>
#include <strings.h>

/* --- Lookup ------------------------------------------------------------- */

struct ilv_selection
ilv_check_find (struct checker *c, struct ilv_type *type, struct ilv_package *package,
                struct ilv_symbol *name, bool *is_ambiguous)
{
  struct ilv_selection found = ilv_lookup (c->types, type, package, name, is_ambiguous);

  if (found.object && !found.object->type)
    {
      ilv_check_object (c, found.object);
      found = ilv_lookup (c->types, type, package, name, is_ambiguous);
    }
  return found;
}

/* Tries every name that is spelt the same but for case: there are never many. */
static struct ilv_selection
find_in_fields (struct checker *c, struct ilv_type *type, struct ilv_symbol *name, int depth)
{
  bool is_pointer;
  struct ilv_type *plain = ilv_type_unalias (ilv_check_deref (type, &is_pointer));
  struct ilv_type *under = ilv_type_under (c->types, plain);
  struct ilv_selection none = { 0 };

  if (plain->kind == ILV_TYPE_NAMED)
    for (uint32_t i = 0; i < plain->named.origin->named.n_methods; i++)
      {
        struct ilv_object *method = plain->named.origin->named.methods[i];
        if (strcasecmp (method->name->text, name->text) == 0)
          return ilv_check_find (c, type, method->package, method->name, NULL);
      }
  if (under->kind == ILV_TYPE_INTERFACE)
    {
      struct ilv_type_set *set = ilv_type_set (c->types, under);
      for (uint32_t i = 0; i < set->n_methods; i++)
        if (strcasecmp (set->methods[i].name->text, name->text) == 0)
          return ilv_check_find (c, type, set->methods[i].package, set->methods[i].name, NULL);
    }
  if (under->kind != ILV_TYPE_STRUCT || depth > 8)
    return none;
  for (uint32_t i = 0; i < under->strct.n_fields; i++)
    {
      struct ilv_field *field = &under->strct.fields[i];
      if (strcasecmp (field->name->text, name->text) == 0)
        return ilv_check_find (c, type, field->package, field->name, NULL);
    }
  for (uint32_t i = 0; i < under->strct.n_fields; i++)
    if (under->strct.fields[i].is_embedded)
      {
        struct ilv_selection found
          = find_in_fields (c, under->strct.fields[i].type, name, depth + 1);
        if (found.kind)
          return found;
      }
  return none;
}

struct ilv_selection
ilv_check_find_folded (struct checker *c, struct ilv_type *type, struct ilv_symbol *name)
{
  return find_in_fields (c, type, name, 0);
}

static struct ilv_symbol *
name_of (const struct ilv_selection *found)
{
  return found->field ? found->field->name : found->object ? found->object->name : found->name;
}

enum misspelling
{
  MISSING,
  MISSPELLED,
  UNEXPORTED,
  INACCESSIBLE
};

static enum misspelling
how_misspelt (struct checker *c, const struct ilv_symbol *name, const struct ilv_symbol *other,
              const struct ilv_package *package)
{
  bool same_tail = strcmp (name->text + 1, other->text + 1) == 0;

  if (package == c->package)
    return MISSPELLED;
  if (ilv_symbol_is_exported (name))
    return ilv_symbol_is_exported (other) ? MISSPELLED : same_tail ? UNEXPORTED : MISSING;
  if (ilv_symbol_is_exported (other))
    return same_tail ? MISSPELLED : MISSING;
  return name == other ? INACCESSIBLE : MISSING;
}

const char *
ilv_check_lookup_error (struct checker *c, struct ilv_type *type, struct ilv_symbol *name,
                        bool is_struct_lit)
{
  struct ilv_selection found = ilv_check_find_folded (c, type, name);
  struct ilv_symbol *other = found.kind ? name_of (&found) : NULL;
  const char *what = found.kind == ILV_SELECT_FIELD ? "field" : "method";
  enum misspelling error = MISSING;

  if (is_struct_lit && found.kind != ILV_SELECT_FIELD)
    other = NULL;
  if (other)
    error = how_misspelt (c, name, other, found.package);
  if (is_struct_lit)
    switch (error)
      {
      case MISSING:
        return ilv_check_format (c, "unknown field %n in struct literal of type %t", name, type);
      case MISSPELLED:
        return ilv_check_format (
          c, "unknown field %n in struct literal of type %t, but does have %n", name, type, other);
      case UNEXPORTED:
        return ilv_check_format (
          c, "unknown field %n in struct literal of type %t, but does have unexported %n", name,
          type, other);
      default:
        return ilv_check_format (
          c, "cannot refer to unexported field %n in struct literal of type %t", other, type);
      }
  switch (error)
    {
    case MISSING:
      return ilv_check_format (c, "type %t has no field or method %n", type, name);
    case MISSPELLED:
      return ilv_check_format (c, "type %t has no field or method %n, but does have %s %n", type,
                               name, what, other);
    case UNEXPORTED:
      return ilv_check_format (c,
                               "type %t has no field or method %n, but does have unexported %s %n",
                               type, name, what, other);
    default:
      return ilv_check_format (c, "cannot refer to unexported %s %n", what, other);
    }
}

bool
ilv_check_is_pointer_to_interface (struct checker *c, struct ilv_type *type)
{
  struct ilv_type *under = ilv_type_under (c->types, type);

  return under->kind == ILV_TYPE_POINTER
         && ilv_type_under (c->types, under->elem)->kind == ILV_TYPE_INTERFACE;
}

const char *
ilv_check_pointer_to_interface (struct checker *c, struct ilv_type *type)
{
  struct ilv_type *under = ilv_type_under (c->types, type);

  return ilv_check_format (c,
                           ilv_check_is_type_param (under->elem)
                             ? "type %t is pointer to type parameter, not type parameter"
                             : "type %t is pointer to interface, not interface",
                           type);
}

/* --- Missing methods ---------------------------------------------------- */

static const char *
signature_text (struct checker *c, struct ilv_symbol *name, struct ilv_type *type,
                const struct ilv_package *package)
{
  struct ilv_buf text;

  ilv_buf_init (&text, c->arena);
  ilv_buf_add (&text, name->text, name->len);
  ilv_type_print_signature (c->types, type->canon, package, &text);
  return text.text;
}

static const char *
have_and_want (struct checker *c, const char *what, struct ilv_symbol *have_name,
               struct ilv_type *have, const struct ilv_method *want)
{
  const char *have_text = signature_text (c, have_name, have, c->package);
  const char *want_text = signature_text (c, want->name, want->type, c->package);

  return ilv_check_format (c, "(%s method %n)\n\t\thave %s\n\t\twant %s", what, want->name,
                           have_text, want_text);
}

static const char *
not_found (struct checker *c, struct ilv_type *type, struct ilv_type *iface,
           const struct ilv_method *method)
{
  struct ilv_selection other = ilv_check_find_folded (c, type, method->name);

  if (ilv_check_is_pointer_to_interface (c, type))
    return ilv_check_format (c, "(%s)", ilv_check_pointer_to_interface (c, type));
  if (ilv_check_is_pointer_to_interface (c, iface))
    return ilv_check_format (c, "(%s)", ilv_check_pointer_to_interface (c, iface));
  if (other.kind == ILV_SELECT_METHOD && other.type)
    {
      if (other.object->name == method->name)
        return ilv_check_format (c, "(unexported method %n)", method->name);
      return have_and_want (c, "missing", other.object->name, other.type, method);
    }
  return ilv_check_format (c, "(missing method %n)", method->name);
}

/* NULL if @type has @method; else why not. @is_static: an interface must have it itself,
 * not only its dynamic type. */
static const char *
missing_method (struct checker *c, struct ilv_type *type, struct ilv_type *iface,
                const struct ilv_method *method, bool is_static)
{
  bool is_ambiguous;
  bool is_interface = ilv_type_under (c->types, type)->kind == ILV_TYPE_INTERFACE;
  struct ilv_selection found
    = ilv_check_find (c, type, method->package, method->name, &is_ambiguous);

  if (found.kind == ILV_SELECT_NONE)
    {
      if (is_interface && !is_static)
        return NULL;
      return is_ambiguous
               ? ilv_check_format (c, "(ambiguous selector %t.%n)", type, method->name)
               : not_found (c, type, iface, method);
    }
  if (found.kind == ILV_SELECT_FIELD)
    return ilv_check_format (c, "(%t.%n is a field, not a method)", type, method->name);
  if (found.needs_pointer && !found.is_indirect)
    return ilv_check_format (c, "(method %n has pointer receiver)", method->name);
  if (found.type && !ilv_type_identical (found.type, method->type))
    return have_and_want (c, "wrong type for", method->name, found.type, method);
  return NULL;
}

/* NULL if @type has all methods of @iface. */
static const char *
missing_methods (struct checker *c, struct ilv_type *type, struct ilv_type *iface, bool is_static)
{
  struct ilv_type_set *set = ilv_type_set (c->types, iface);

  for (uint32_t i = 0; i < set->n_methods; i++)
    {
      const char *why = missing_method (c, type, iface, &set->methods[i], is_static);
      if (why)
        return why;
    }
  return NULL;
}

const char *
ilv_check_missing_methods (struct checker *c, struct ilv_type *type, struct ilv_type *iface)
{
  return missing_methods (c, type, iface, true);
}

bool
ilv_check_assertable (struct checker *c, struct ilv_type *iface, struct ilv_type *type,
                      const char **cause)
{
  if (ilv_type_under (c->types, type)->kind == ILV_TYPE_INTERFACE)
    return true;
  const char *why = missing_methods (c, type, iface, false);
  *cause = why ? why : "";
  return !why;
}

/* --- Satisfying --------------------------------------------------------- */

static void
set_cause (struct checker *c, const char **cause, const char *text)
{
  if (cause)
    *cause = text;
}

static bool
is_set_comparable (struct checker *c, struct ilv_type *iface)
{
  struct ilv_type_set *set = ilv_type_set (c->types, iface);

  if (!set->has_terms)
    return set->is_comparable;
  for (uint32_t i = 0; i < set->n_terms; i++)
    if (!ilv_type_comparable (c->types, set->terms[i].type, false, NULL, NULL))
      return false;
  return true;
}

static bool
check_comparable (struct checker *c, struct ilv_type *type, struct ilv_type *iface,
                  const char *verb, bool is_constraint, const char **cause)
{
  if (!is_set_comparable (c, iface) || ilv_type_comparable (c->types, type, is_constraint, NULL, NULL))
    return true;
  set_cause (c, cause, ilv_check_format (c, "%t does not %s comparable", type, verb));
  return false;
}

/* Whether all that is in @set is also in @other. */
static bool
is_subset (struct checker *c, const struct ilv_type_set *set, const struct ilv_type_set *other)
{
  if (!set->has_terms)
    return !other->has_terms;
  for (uint32_t i = 0; i < set->n_terms; i++)
    {
      bool is_in = false;
      for (uint32_t j = 0; j < other->n_terms && !is_in; j++)
        {
          struct ilv_term *x = &set->terms[i], *y = &other->terms[j];
          is_in = ilv_type_identical (x->type, y->type)
                    ? y->has_tilde || !x->has_tilde
                    : y->has_tilde && !x->has_tilde
                        && ilv_type_identical (ilv_type_under (c->types, x->type), y->type);
        }
      if (!is_in)
        return false;
    }
  return true;
}

static const char *
terms_text (struct checker *c, const struct ilv_type_set *set)
{
  struct ilv_buf text;

  ilv_buf_init (&text, c->arena);
  for (uint32_t i = 0; i < set->n_terms; i++)
    {
      ilv_buf_add_cstr (&text, i ? " | " : "");
      ilv_buf_add_cstr (&text, set->terms[i].has_tilde ? "~" : "");
      ilv_type_print (c->types, set->terms[i].type, c->package, &text);
    }
  return text.text;
}

/* Why @type is not among the types of @iface. */
static const char *
not_in_set (struct checker *c, struct ilv_type *type, struct ilv_type *iface)
{
  struct ilv_type_set *set = ilv_type_set (c->types, iface);

  for (uint32_t i = 0; i < set->n_terms; i++)
    if (!set->terms[i].has_tilde
        && ilv_type_identical (set->terms[i].type, ilv_type_under (c->types, type)))
      return ilv_check_format (c, "possibly missing ~ for %t in %t", set->terms[i].type, iface);
  for (uint32_t i = 0; i < set->n_terms; i++)
    if (ilv_type_identical (set->terms[i].type, type))
      return ilv_check_format (c, "%t mentions %t, but %t is not in the type set of %t", iface,
                               type, type, iface);
  return ilv_check_format (c, "%t missing in %s", type, terms_text (c, set));
}

bool
ilv_check_implements (struct checker *c, struct ilv_type *type, struct ilv_type *iface,
                      bool is_constraint, const char **cause)
{
  struct ilv_type *under = ilv_type_under (c->types, type);
  struct ilv_type *iface_under = ilv_type_under (c->types, iface);
  const char *verb = is_constraint ? "satisfy" : "implement";

  if (!ilv_check_is_valid (under) || !ilv_check_is_valid (iface_under))
    return true;
  if (iface_under->kind != ILV_TYPE_INTERFACE)
    {
      const char *detail = ilv_check_is_pointer_to_interface (c, iface_under)
                             ? ilv_check_format (
                               c, "type %t is pointer to interface, not interface", iface)
                             : ilv_check_format (c, "%t is not an interface", iface);
      set_cause (c, cause, ilv_check_format (c, "%t does not %s %t (%s)", type, verb, iface,
                                             detail));
      return false;
    }

  struct ilv_type_set *set = ilv_type_set (c->types, iface_under);
  struct ilv_type_set *own
    = under->kind == ILV_TYPE_INTERFACE ? ilv_type_set (c->types, under) : NULL;
  if ((set->n_methods == 0 && !set->has_terms && !set->is_comparable)
      || (own && own->has_terms && own->n_terms == 0))
    return true;
  if (set->has_terms && set->n_terms == 0)
    {
      set_cause (c, cause, ilv_check_format (c, "cannot %s %t (empty type set)", verb, iface));
      return false;
    }
  const char *missing = missing_methods (c, type, iface, true);
  if (missing)
    {
      set_cause (c, cause, ilv_check_format (c, "%t does not %s %t %s", type, verb, iface, missing));
      return false;
    }
  if (set->has_terms && own && !is_subset (c, own, set))
    {
      set_cause (c, cause, ilv_check_format (c, "%t does not %s %t", type, verb, iface));
      return false;
    }
  if (set->has_terms && !own && !ilv_type_terms_include (c->types, set, type))
    {
      set_cause (c, cause, ilv_check_format (c, "%t does not %s %t (%s)", type, verb, iface,
                                             not_in_set (c, type, iface)));
      return false;
    }
  return check_comparable (c, type, iface_under, verb, is_constraint, cause);
}
