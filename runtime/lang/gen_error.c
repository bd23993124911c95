/* gen_error.c - The types of run-time errors.
 *
 * They are made here and not in the Go text of package runtime, since every
 * program can panic, and most do not import it. Their methods are Error, which
 * returns the string the receiver points to, and RuntimeError, which makes them
 * values of runtime.Error.
 *
 * Source: Go spec, "Run-time panics".
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen_private.h"

#include <string.h>

static const struct ilv_func *
error_func (struct ilv_gen *gen)
{
  struct ilv_func *func = ilv_gen_new_func (gen, "runtime.Error.Error");
  struct ilv_gen_func f;

  func->is_hidden = true;
  func->n_result_slots = 2;
  func->n_arg_slots = 3;
  ilv_gen_func_begin (&f, gen, func);
  ilv_gen_alloc (&f, 3);
  ILV_EMIT (&f, LD_W2, 0, 2, 0);
  ILV_EMIT (&f, RET, 0, 0, 0);
  ilv_gen_finish (&f);
  return func;
}

static const struct ilv_func *
runtime_error_func (struct ilv_gen *gen)
{
  struct ilv_func *func = ilv_gen_new_func (gen, "runtime.Error.RuntimeError");
  struct ilv_gen_func f;

  func->is_hidden = true;
  func->n_arg_slots = 1;
  ilv_gen_func_begin (&f, gen, func);
  ilv_gen_alloc (&f, 1);
  ILV_EMIT (&f, RET, 0, 0, 0);
  ilv_gen_finish (&f);
  return func;
}

static struct ilv_type *
func_type (struct ilv_gen *gen, struct ilv_type *result)
{
  struct ilv_type *none = ilv_type_tuple (gen->types, NULL, NULL, 0);
  struct ilv_type *results = ilv_type_tuple (gen->types, &result, NULL, result ? 1 : 0);

  return ilv_type_func (gen->types, none, results, false);
}

static void
make_method (struct ilv_gen *gen, struct ilv_rtype_method *method, const struct ilv_rtype *owner,
             const char *name, struct ilv_type *type, const struct ilv_func *func)
{
  struct ilv_symbol *symbol = ilv_compilation_symbol (gen->compilation, name);

  *method = (struct ilv_rtype_method) {
    .owner = owner, .id = ilv_gen_method_id (gen, symbol, NULL), .name = name,
    .type = ilv_gen_rtype (gen, type), .func = func,
  };
}

static const struct ilv_rtype *
make_type (struct ilv_gen *gen, const char *text, enum ilv_kind kind,
           const struct ilv_func *error, const struct ilv_func *runtime_error)
{
  struct ilv_type *string = ilv_type_basic (gen->types, ILV_TYPE_STRING);
  struct ilv_rtype *rtype = ilv_gen_new_rtype (gen, NULL);
  struct ilv_rtype_method *methods
      = ilv_arena_new_array (gen->arena, struct ilv_rtype_method, 2), swap;
  const char *dot = strchr (text, '.');

  rtype->text = text;
  rtype->name = dot + 1;
  rtype->pkg_path = "runtime";
  rtype->kind = (uint8_t) kind;
  rtype->align = 8;
  rtype->flags = ILV_RTYPE_COMPARABLE;
  rtype->size = kind == ILV_KIND_STRING ? 16 : 8;
  rtype->mem = kind == ILV_KIND_STRING ? ILV_MEM_W2 : ILV_MEM_W1;
  rtype->n_slots = (uint32_t) rtype->size / 8;
  if (kind == ILV_KIND_POINTER)
    {
      rtype->flags |= ILV_RTYPE_DIRECT | ILV_RTYPE_MEMEQ;
      rtype->elem = ilv_gen_rtype (gen, string);
    }
  else
    rtype->flags |= ILV_RTYPE_NAMED;
  make_method (gen, &methods[0], rtype, "Error", func_type (gen, string), error);
  make_method (gen, &methods[1], rtype, "RuntimeError", func_type (gen, NULL), runtime_error);
  if (methods[0].id > methods[1].id)
    {
      swap = methods[0];
      methods[0] = methods[1];
      methods[1] = swap;
    }
  rtype->n_methods = 2;
  rtype->methods = methods;
  return rtype;
}

/* Those that package runtime declares are its own, if the program imports it: struct { text string }
 * behind a pointer is, in an interface, the address of a string like ours. */
static void
take_declared (struct ilv_gen *gen, const struct ilv_program_ast *ast)
{
  for (uint32_t i = 0; i < ast->n_packages; i++)
    for (uint32_t k = 0; strcmp (ast->packages[i]->path, "runtime") == 0
                         && k < ast->packages[i]->n_types; k++)
      {
        struct ilv_type *type = ast->packages[i]->types[k];
        const char *name = type->named.object->name->text;

        for (unsigned error = 0; error < ILV_N_ERRORS; error++)
          if (strcmp (name, gen->program->error_types[error]->name) == 0)
            gen->program->error_types[error]
                = ilv_gen_rtype (gen, ilv_type_pointer (gen->types, type));
      }
}

void
ilv_gen_error_types (struct ilv_gen *gen, const struct ilv_program_ast *ast)
{
  const struct ilv_func *error = error_func (gen), *runtime_error = runtime_error_func (gen);
  const struct ilv_rtype **types = gen->program->error_types;

#define ILV_RUN_TIME_ERROR(NAME, text, kind) \
  types[ILV_ERROR_##NAME] = make_type (gen, text, kind, error, runtime_error);
  ILV_RUN_TIME_ERRORS (ILV_RUN_TIME_ERROR)
#undef ILV_RUN_TIME_ERROR
  take_declared (gen, ast);
}
