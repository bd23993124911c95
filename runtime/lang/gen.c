/* gen.c - The program as a whole: what is compiled, and in which order it starts.
 *
 * Source: Go spec, "Program initialization and execution".
 * SPDX-License-Identifier: MIT
 */
#include "lang/gen.h"

#include <string.h>

#include "code/disasm.h"
#include "lang/gen_private.h"

/* --- Start -------------------------------------------------------------- */

static void
call_static (struct ilv_gen_func *f, const struct ilv_func *func)
{
  uint32_t window = ilv_gen_alloc (f, ILV_FRAME_HEAD + 1) + ILV_FRAME_HEAD;

  ILV_EMIT (f, CALL, window, 0, 0);
  ilv_gen_address (f, func);
  f->top = window - ILV_FRAME_HEAD;
}

/* func init of a file has no object to be found under. */
static const struct ilv_func *
init_func (struct ilv_gen *gen, struct ilv_func_info *info)
{
  struct ilv_gen_instance *instance = ilv_arena_new_struct (gen->arena, struct ilv_gen_instance);
  struct ilv_buf name;

  ilv_buf_init (&name, gen->arena);
  ilv_buf_printf (&name, "%s.init.0", info->package->path);
  instance->info = info;
  instance->func = ilv_gen_new_func (gen, name.text);
  *gen->last_work = instance;
  gen->last_work = &instance->next;
  return instance->func;
}

/* Variables whose declaration says nothing but their type can be named for viewers. */
static void
name_globals (struct ilv_gen_func *f, const struct ilv_package *package)
{
  for (uint32_t i = 0; i < package->n_files; i++)
    for (uint32_t k = 0; k < package->files[i]->decls.n; k++)
      {
        struct ilv_node *decl = package->files[i]->decls.items[k];

        if (decl->kind != ILV_NODE_VAR_DECL || decl->value_decl.values)
          continue;
        ilv_gen_at (f, decl->pos);
        for (uint32_t n = 0; n < decl->value_decl.names.n; n++)
          if (decl->value_decl.names.items[n]->name.object
              && ilv_gen_type_in (f, ilv_object_type (decl->value_decl.names.items[n]->name.object))->kind
                     != ILV_TYPE_CHAN)
            ilv_gen_name_object (f, decl->value_decl.names.items[n]->name.object);
      }
}

static const struct ilv_func *
package_init (struct ilv_gen *gen, struct ilv_package *package)
{
  struct ilv_buf name;
  struct ilv_func *func;
  struct ilv_gen_func f;

  ilv_buf_init (&name, gen->arena);
  ilv_buf_printf (&name, "%s.init", package->path);
  func = ilv_gen_new_func (gen, name.text);
  ilv_gen_func_begin (&f, gen, func);
  f.package = package;
  if (!package->is_library)
    name_globals (&f, package);
  for (uint32_t i = 0; i < package->n_initializers; i++)
    ilv_gen_initializer (&f, &package->initializers[i]);
  for (uint32_t i = 0; i < package->n_inits; i++)
    call_static (&f, init_func (gen, package->inits[i]));
  ILV_EMIT (&f, RET, 0, 0, 0);
  ilv_gen_finish (&f);
  return func;
}

static const struct ilv_func *
entry (struct ilv_gen *gen, struct ilv_program_ast *ast)
{
  struct ilv_func *func = ilv_gen_new_func (gen, "runtime.main");
  struct ilv_gen_func f;

  func->is_hidden = true;
  ilv_gen_func_begin (&f, gen, func);
  for (uint32_t i = 0; i < ast->n_packages; i++)
    call_static (&f, package_init (gen, ast->packages[i]));
  call_static (&f, ilv_gen_func_for (gen, ast->main_func->object, 0, NULL));
  ILV_EMIT (&f, EXIT, 0, 0, 0);
  ilv_gen_finish (&f);
  return func;
}

/* What the code of functions made at run time is. */
static const struct ilv_func *
made (struct ilv_gen *gen)
{
  struct ilv_func *func = ilv_gen_new_func (gen, "reflect.made");
  struct ilv_gen_func f;

  func->is_hidden = true;
  ilv_gen_func_begin (&f, gen, func);
  ILV_EMIT (&f, CALLMADE, 0, 0, 0);
  ILV_EMIT (&f, RET, 0, 0, 0);
  ilv_gen_finish (&f);
  return func;
}

/* C code finds these by name, whether or not the program mentions them. */
static void
keep_basic_types (struct ilv_gen *gen)
{
  for (int kind = ILV_TYPE_BOOL; kind <= ILV_TYPE_UNSAFE_POINTER; kind++)
    ilv_gen_rtype (gen, ilv_type_basic (gen->types, (enum ilv_type_kind) kind));
  ilv_gen_rtype (gen, ilv_type_empty_interface (gen->types));
}

/* Then pointers to all named types may come to be at run time, and need their methods. */
static bool
imports_reflect (const struct ilv_program_ast *ast)
{
  for (uint32_t i = 0; i < ast->n_packages; i++)
    if (ast->packages[i]->is_library && strcmp (ast->packages[i]->path, "reflect") == 0)
      return true;
  return false;
}

/* --- All of it ---------------------------------------------------------- */

static void
compile_all (struct ilv_gen *gen)
{
  do
    {
      while (gen->first_work)
        {
          struct ilv_gen_instance *instance = gen->first_work;

          gen->first_work = instance->next;
          if (!gen->first_work)
            gen->last_work = &gen->first_work;
          ilv_gen_instance (gen, instance);
        }
    }
  while (ilv_gen_method_tables (gen));
}

/* Code has stopped moving: functions can point at theirs. */
static void
link_program (struct ilv_gen *gen)
{
  struct ilv_program *program = gen->program;
  char why[200];

  program->code = gen->code;
  program->n_code = (uint32_t) gen->n_code;
  program->globals_size = gen->globals_size;
  for (uint32_t i = 0; i < program->n_funcs; i++)
    {
      program->funcs[i]->code = program->code + program->funcs[i]->code_offset;
#ifndef NDEBUG
      if (!ilv_verify_func (program->funcs[i], why, sizeof why))
        {
          ilv_disasm_func (stderr, program->funcs[i]);
          fprintf (stderr, "%s\n", why);
          ILV_ASSERT (!"the generator made code that cannot be run");
        }
#endif
    }
  program->n_files = (uint32_t) ilv_sources_count (gen->sources);
  program->files = ilv_arena_new_array (gen->arena, const char *, program->n_files);
  for (uint32_t i = 0; i < program->n_files; i++)
    program->files[i] = ilv_sources_get (gen->sources, i)->name;
}

struct ilv_program *
ilv_generate (struct ilv_compilation *compilation, struct ilv_program_ast *ast,
              const struct ilv_gen_config *config)
{
  struct ilv_arena *arena = ilv_compilation_arena (compilation);
  struct ilv_gen *gen = ilv_arena_new_struct (arena, struct ilv_gen);

  gen->arena = arena;
  gen->compilation = compilation;
  gen->types = ilv_compilation_types (compilation);
  gen->sources = ilv_compilation_sources (compilation);
  gen->diags = ilv_compilation_diags (compilation);
  gen->config = config;
  gen->program = ilv_arena_new_struct (arena, struct ilv_program);
  gen->program->arena = arena;
  gen->last_work = &gen->first_work;
  gen->n_type_table = 1024;
  gen->type_table = ilv_arena_new_array (arena, struct ilv_gen_type *, gen->n_type_table);
  /* Address 0 of the globals is nobody's, so that none looks like nil. */
  gen->globals_size = 16;

  ilv_gen_error_types (gen, ast);
  gen->is_reflected = imports_reflect (ast);
  keep_basic_types (gen);
  gen->program->entry = entry (gen, ast);
  gen->program->made = made (gen);
  compile_all (gen);
  if (ilv_diags_count (gen->diags) > 0)
    return NULL;
  link_program (gen);
  return gen->program;
}
