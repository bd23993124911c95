/* gen_private.h - What the files of the bytecode generator share.
 *
 * The generator walks the checked tree once, function by function, from
 * package initialisation and main.main outwards: what nobody reaches is not
 * compiled. A generic function is compiled once for each list of type
 * arguments.
 *
 * Slots of a frame are handed out like a stack: `top` goes up for variables
 * and temporaries, and back at the end of their block or statement. A plain
 * local variable is its slots; expressions read it there without copying.
 * That is safe because a variable that somebody else can change (captured and
 * assigned again, or its address taken) lives in a heap cell instead.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "base/arena.h"
#include "base/assert.h"
#include "base/buf.h"
#include "base/intern.h"
#include "code/program.h"
#include "lang/check.h"
#include "lang/const.h"
#include "lang/gen.h"

/* --- Types -------------------------------------------------------------- */

/* A type with all that is asked of it again and again. */
struct ilv_gen_type
{
  struct ilv_type *type, *under; /* canonical, without type parameters */
  uint8_t kind;                  /* enum ilv_type_kind of `under` */
  uint8_t mem;                   /* enum ilv_mem */
  bool is_signed, is_interface;
  uint32_t n_slots;
  uint64_t size;
  struct ilv_rtype *rtype;       /* NULL: not needed yet */
  struct ilv_gen_type *next;
};

/* --- Functions ---------------------------------------------------------- */

/* One function to compile: a declared one, an instance of a generic one, a
 * literal, or a wrapper. */
/* More type parameters than that are refused. */
#define ILV_GEN_MAX_TARGS 32

struct ilv_gen_instance
{
  struct ilv_func_info *info;
  struct ilv_object *object; /* declared ones */
  uint32_t n_targs;
  struct ilv_type **targs;
  struct ilv_func *func;
  struct ilv_gen_instance *next_same; /* other instances of the same object */
  struct ilv_gen_instance *next;      /* to be compiled */
};

struct ilv_gen
{
  struct ilv_arena *arena;
  struct ilv_compilation *compilation;
  struct ilv_types *types;
  struct ilv_sources *sources;
  struct ilv_diags *diags;
  const struct ilv_gen_config *config;
  struct ilv_program *program;

  union ilv_word *code; /* of all functions so far */
  size_t n_code, code_capacity;
  size_t funcs_capacity, lines_capacity, types_capacity, names_capacity;
  uint64_t globals_size;

  struct ilv_gen_type **type_table; /* by type id */
  size_t n_type_table;
  struct ilv_gen_instance *first_work, **last_work;
  bool is_reflected;      /* the program contains package reflect */
  uint32_t n_rtypes_done; /* of program->types: method tables are filled */
  struct ilv_gen_method_id *method_ids;
  uint32_t n_method_ids;
  struct ilv_type **rtype_types; /* what program->types were made of */
  size_t rtype_types_capacity;
};

/* Where a jump goes: bound, or a chain of jumps that wait for it. */
struct ilv_gen_label
{
  int64_t at; /* -1: not bound */
  uint32_t *waiting; /* offsets of instructions, or of words with ILV_GEN_IN_WORD */
  size_t n_waiting, capacity;
};
#define ILV_GEN_IN_WORD UINT32_C (0x80000000)

/* Where break and continue go. */
struct ilv_gen_target
{
  struct ilv_gen_target *outer;
  const struct ilv_node *node; /* the statement they name */
  struct ilv_gen_label *on_break, *on_continue;
};

enum ilv_gen_where
{
  ILV_GEN_IN_SLOTS, /* the value is there */
  ILV_GEN_IN_CELL   /* the address of the value is there */
};

/* Where a local variable is, in one function. */
struct ilv_gen_var
{
  struct ilv_gen_var *hidden; /* the same object in another function */
  struct ilv_gen_func *owner;
  uint8_t where; /* enum ilv_gen_where */
  uint32_t slot;
};

/* A function being compiled. */
struct ilv_gen_func
{
  struct ilv_gen *gen;
  struct ilv_gen_func *outer; /* literals: the function around */
  struct ilv_func *func;
  struct ilv_func_info *info; /* NULL: a wrapper */
  struct ilv_package *package;
  uint32_t n_tparams;
  struct ilv_type **tparams, **targs;

  union ilv_word *code;
  size_t n_code, code_capacity;
  struct ilv_gen_line { uint32_t offset; ilv_pos pos; } *lines;
  size_t n_lines, lines_capacity;
  ilv_pos pos;

  uint32_t top, n_slots;
  uint32_t defer_slot;
  bool has_result_cells;
  bool is_too_large;
  bool is_long; /* conditional jumps may go farther than their 16 bits */
  struct ilv_gen_target *targets;
  struct ilv_gen_user_label { struct ilv_gen_user_label *next; struct ilv_node *node;
                              struct ilv_gen_label label; } *user_labels;
  struct ilv_gen_label *fallthrough;
  /* Of the body of a range over a function: the function around, where the block it shares with it
   * is, and how it may leave. */
  struct ilv_gen_func *body_of;
  uint32_t block_slot;
  struct ilv_gen_exit { struct ilv_gen_exit *next; struct ilv_node *node; uint32_t number; } *exits;
  /* Expressions whose values were worked out before: arguments of a deferred builtin, calls
   * that come first (gen_order.c). */
  const struct ilv_gen_given { const struct ilv_gen_given *next; const struct ilv_node *node;
                               uint32_t slot; } *given;
};

/* --- Places: what can be assigned to ------------------------------------ */

enum ilv_gen_place_kind
{
  ILV_GEN_BLANK,
  ILV_GEN_SLOTS,  /* slot */
  ILV_GEN_FRAME,  /* part of slots: byte `offset` of the frame */
  ILV_GEN_MEMORY, /* at the address in slot, + offset */
  ILV_GEN_GLOBAL, /* at `offset` */
  ILV_GEN_ELEMENT,/* of the slice in slot, at the index in slot2 */
  ILV_GEN_MAP,    /* of the map in slot, at the key in slot2 */
};

struct ilv_gen_place
{
  uint8_t kind;
  const struct ilv_gen_type *type; /* of the value */
  const struct ilv_gen_type *map;
  uint32_t slot, slot2;
  uint64_t offset;
};

/* --- gen_emit.c: code, slots, labels ------------------------------------ */

#define ILV_EMIT(f, NAME, a, b, c) ilv_gen_emit ((f), ILV_OPCODE_##NAME, (a), (b), (c))
#define ILV_EMIT_IMM(f, NAME, a, imm) ilv_gen_emit_imm ((f), ILV_OPCODE_##NAME, (a), (imm))

void ilv_gen_emit (struct ilv_gen_func *f, enum ilv_opcode op, uint32_t a, uint32_t b, uint32_t c);
void ilv_gen_emit_imm (struct ilv_gen_func *f, enum ilv_opcode op, uint32_t a, int64_t imm);
void ilv_gen_word (struct ilv_gen_func *f, uint64_t bits);
void ilv_gen_address (struct ilv_gen_func *f, const void *address);
void ilv_gen_pair (struct ilv_gen_func *f, uint64_t low, uint64_t high);

/* @n slots from now on; at least one, so that there always is an address. */
uint32_t ilv_gen_alloc (struct ilv_gen_func *f, uint32_t n);
/* The frame reaches up to there. */
void ilv_gen_need (struct ilv_gen_func *f, uint32_t end);

void ilv_gen_label_init (struct ilv_gen_label *label);
void ilv_gen_bind (struct ilv_gen_func *f, struct ilv_gen_label *label);
/* Forwards or, if @label is bound, backwards with a look at the clock. @op is a J_ instruction
 * or JMP. */
void ilv_gen_jump (struct ilv_gen_func *f, struct ilv_gen_label *label);
void ilv_gen_jump_if (struct ilv_gen_func *f, enum ilv_opcode op, uint32_t a, uint32_t b,
                      struct ilv_gen_label *label);
/* @op, which always goes back, to the bound @label. */
void ilv_gen_loop_back (struct ilv_gen_func *f, enum ilv_opcode op, uint32_t a, uint32_t b,
                        struct ilv_gen_label *label);
/* A word of kind L: the distance from instruction @from, the last one emitted. */
void ilv_gen_distance (struct ilv_gen_func *f, uint32_t from, struct ilv_gen_label *label);

/* Whether a function from @start to @end needs far jumps. */
bool ilv_gen_is_long (ilv_pos start, ilv_pos end);
void ilv_gen_at (struct ilv_gen_func *f, ilv_pos pos);
/* Panics with a run-time error of that text, which lives as long as the program. */
void ilv_gen_panic (struct ilv_gen_func *f, enum ilv_error_kind kind, const char *text);
void ilv_gen_unsupported (struct ilv_gen_func *f, ilv_pos pos, const char *what);

/* Code complete: moves it to the program. */
void ilv_gen_finish (struct ilv_gen_func *f);

/* --- gen_type.c --------------------------------------------------------- */

const struct ilv_gen_type *ilv_gen_type (struct ilv_gen *gen, struct ilv_type *type);
/* With the function's type arguments in place of its parameters. */
struct ilv_type *ilv_gen_subst (struct ilv_gen_func *f, struct ilv_type *type);
const struct ilv_gen_type *ilv_gen_type_in (struct ilv_gen_func *f, struct ilv_type *type);
const struct ilv_gen_type *ilv_gen_type_of (struct ilv_gen_func *f, const struct ilv_node *node);
/* As the running program sees it. */
const struct ilv_rtype *ilv_gen_rtype (struct ilv_gen *gen, struct ilv_type *type);
/* An empty one in the program's list; @type NULL: whoever asks fills in its methods too. */
struct ilv_rtype *ilv_gen_new_rtype (struct ilv_gen *gen, struct ilv_type *type);
uint32_t ilv_gen_method_id (struct ilv_gen *gen, struct ilv_symbol *name,
                            const struct ilv_package *package);
/* Fills the method tables of types that came up since. True: there were some. */
bool ilv_gen_method_tables (struct ilv_gen *gen);
uint32_t ilv_gen_n_slots (struct ilv_gen *gen, struct ilv_type *tuple);

/* --- gen_func.c --------------------------------------------------------- */

/* The function for that object and type arguments; compiled later. */
struct ilv_func *ilv_gen_func_for (struct ilv_gen *gen, struct ilv_object *object, uint32_t n_targs,
                                   struct ilv_type *const *targs);
/* The same for a name in @f, whose type arguments may be those of @instance. */
struct ilv_func *ilv_gen_func_of_name (struct ilv_gen_func *f, struct ilv_object *object,
                                       const struct ilv_instance *instance);
struct ilv_func *ilv_gen_new_func (struct ilv_gen *gen, const char *name);
void ilv_gen_func_begin (struct ilv_gen_func *f, struct ilv_gen *gen, struct ilv_func *func);
void ilv_gen_instance (struct ilv_gen *gen, struct ilv_gen_instance *instance);
void ilv_gen_return (struct ilv_gen_func *f);
/* Where result @i is while the function runs; unnamed: its result slots, from @slot on. */
struct ilv_gen_place ilv_gen_result_place (struct ilv_gen_func *f, uint32_t i, uint32_t slot);
/* gen_error.c: the types of run-time errors. */
void ilv_gen_error_types (struct ilv_gen *gen, const struct ilv_program_ast *ast);
/* Compiles a literal inside @f. */
void ilv_gen_inner (struct ilv_gen_func *f, struct ilv_func_info *info, struct ilv_func *func,
                    struct ilv_node *body);
/* The function behind a method selection of a type without type parameters. */
struct ilv_func *ilv_gen_method_func (struct ilv_gen *gen, const struct ilv_selection *selection);
/* gen_closure.c: what stands in @type's method table: called with an interface's data word
 * as receiver. */
const struct ilv_func *ilv_gen_table_method (struct ilv_gen *gen, struct ilv_type *type,
                                       const struct ilv_selection *selection);

/* --- gen_var.c ---------------------------------------------------------- */

struct ilv_gen_var *ilv_gen_var_find (struct ilv_gen_func *f, const struct ilv_object *object);
bool ilv_gen_var_needs_cell (struct ilv_gen_func *f, const struct ilv_object *object);
/* Makes room; zeroed if @zeroed. */
struct ilv_gen_var *ilv_gen_var_declare (struct ilv_gen_func *f, struct ilv_object *object,
                                         bool zeroed);
/* @object is at @slot from now on. */
struct ilv_gen_var *ilv_gen_var_put (struct ilv_gen_func *f, struct ilv_object *object,
                                     enum ilv_gen_where where, uint32_t slot);
uint64_t ilv_gen_global (struct ilv_gen *gen, struct ilv_object *object);

void ilv_gen_move (struct ilv_gen_func *f, uint32_t to, uint32_t from, uint32_t n_slots);
void ilv_gen_zero (struct ilv_gen_func *f, uint32_t slot, uint32_t n_slots);
void ilv_gen_load (struct ilv_gen_func *f, uint32_t to, const struct ilv_gen_type *type,
                   uint32_t pointer, uint64_t offset);
void ilv_gen_store (struct ilv_gen_func *f, uint32_t from, const struct ilv_gen_type *type,
                    uint32_t pointer, uint64_t offset);

struct ilv_gen_place ilv_gen_var_place (struct ilv_gen_func *f, struct ilv_object *object);
/* @copies: operands are copied, because others are assigned to before this is. */
struct ilv_gen_place ilv_gen_place (struct ilv_gen_func *f, struct ilv_node *node, bool copies);
/* The part of @place that begins @offset bytes in and is of @type. */
struct ilv_gen_place ilv_gen_place_part (struct ilv_gen_func *f, struct ilv_gen_place place,
                                         uint64_t offset, const struct ilv_gen_type *type);
struct ilv_gen_place ilv_gen_place_field (struct ilv_gen_func *f, struct ilv_gen_place place,
                                          uint32_t field);
/* What the pointer in @slot points to. */
struct ilv_gen_place ilv_gen_pointee (struct ilv_gen_func *f, uint32_t slot,
                                      const struct ilv_gen_type *pointer);
/* Where a selection's path leads, starting at @place; and starting at x of x.name. */
struct ilv_gen_place ilv_gen_walk (struct ilv_gen_func *f, struct ilv_gen_place place,
                                   const struct ilv_selection *selection);
struct ilv_gen_place ilv_gen_selector_place (struct ilv_gen_func *f, struct ilv_node *node,
                                             bool copies);
/* Where its value can be read: the place's own slots, or @wanted, or new ones (@wanted
 * ILV_NO_SLOT). */
uint32_t ilv_gen_place_read (struct ilv_gen_func *f, const struct ilv_gen_place *place,
                             uint32_t wanted);
void ilv_gen_place_write (struct ilv_gen_func *f, const struct ilv_gen_place *place,
                          uint32_t from);
/* The instruction that reads an element of a map to @to, or puts its address there: to be used
 * before anything else is done with the map. GETOK: behind it comes the word that says where the
 * ok goes. */
enum ilv_gen_map_access
{
  ILV_GEN_MAP_GET,
  ILV_GEN_MAP_GETOK,
  ILV_GEN_MAP_PUT,
};
void ilv_gen_map_access (struct ilv_gen_func *f, enum ilv_gen_map_access access,
                         const struct ilv_gen_place *place, uint32_t to);
/* Its address to @to. Of slots only for use within the statement. */
void ilv_gen_place_address (struct ilv_gen_func *f, const struct ilv_gen_place *place,
                            uint32_t to);

/* --- gen_expr.c, gen_operator.c, gen_convert.c, gen_lit.c --------------- */

/* Slots that hold the value; maybe a variable's own. */
uint32_t ilv_gen_expr (struct ilv_gen_func *f, struct ilv_node *node);
/* The value to @to. Composite literals are built there: nothing they mention may be there. */
void ilv_gen_expr_to (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to);
/* The value converted to @type, as assignment does it (to an interface, or not at all). */
void ilv_gen_expr_as (struct ilv_gen_func *f, struct ilv_node *node,
                      const struct ilv_gen_type *type, uint32_t to);
uint32_t ilv_gen_operand_as (struct ilv_gen_func *f, struct ilv_node *node,
                             const struct ilv_gen_type *type);
/* Whether ilv_gen_expr_to() writes to its slots before it has read all its operands. */
bool ilv_gen_is_built_in_place (const struct ilv_node *node);
/* Jumps to @label if the value is @wanted, else goes on. */
void ilv_gen_cond (struct ilv_gen_func *f, struct ilv_node *node, bool wanted,
                   struct ilv_gen_label *label);
void ilv_gen_const (struct ilv_gen_func *f, const struct ilv_const *value,
                    const struct ilv_gen_type *type, uint32_t to);
void ilv_gen_int (struct ilv_gen_func *f, int64_t value, uint32_t to);
/* The data word of a constant in an interface: the value, or where it lies for ever. */
uint64_t ilv_gen_constant_data (struct ilv_gen_func *f, const struct ilv_const *value,
                                const struct ilv_gen_type *type);
/* True: @node is a constant that fits 16 bits. */
bool ilv_gen_small_const (const struct ilv_node *node, int64_t *value);
/* f[int]: an INDEX that names an instance. */
bool ilv_gen_is_instantiation (struct ilv_gen_func *f, const struct ilv_node *node);

void ilv_gen_binary (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to);
void ilv_gen_binary_op (struct ilv_gen_func *f, enum ilv_op op, const struct ilv_gen_type *type,
                        uint32_t to, uint32_t x, struct ilv_node *y_node, uint32_t y);
void ilv_gen_unary (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to);
void ilv_gen_compare (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to);
void ilv_gen_compare_jump (struct ilv_gen_func *f, struct ilv_node *node, bool wanted,
                           struct ilv_gen_label *label);
/* to = x == y, both of @type. */
void ilv_gen_equal (struct ilv_gen_func *f, const struct ilv_gen_type *type, uint32_t to,
                    uint32_t x, uint32_t y);
/* to = x op y, an ordering. */
void ilv_gen_order (struct ilv_gen_func *f, enum ilv_op op, const struct ilv_gen_type *type,
                    uint32_t to, uint32_t x, uint32_t y);
void ilv_gen_extend (struct ilv_gen_func *f, const struct ilv_gen_type *type, uint32_t slot);

void ilv_gen_convert (struct ilv_gen_func *f, const struct ilv_gen_type *from, uint32_t x,
                      const struct ilv_gen_type *to_type, uint32_t to);
/* Value @x of type @from in an interface, or as it is if that is no interface or already one. */
void ilv_gen_to_interface (struct ilv_gen_func *f, const struct ilv_gen_type *from, uint32_t x,
                           uint32_t to);
/* The same of a value too large for a frame, at the address in slot @pointer. */
void ilv_gen_large_to_interface (struct ilv_gen_func *f, const struct ilv_gen_type *from,
                                 uint32_t pointer, uint32_t to);
/* The value in slot @x assigned to @to of @type. */
void ilv_gen_value_as (struct ilv_gen_func *f, const struct ilv_gen_type *from, uint32_t x,
                       const struct ilv_gen_type *type, uint32_t to);
void ilv_gen_assert (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to, uint32_t ok);

void ilv_gen_composite (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to);
/* A struct or array literal at a new place, which holds zeroes. */
void ilv_gen_composite_at (struct ilv_gen_func *f, struct ilv_node *node,
                           const struct ilv_gen_place *place);
void ilv_gen_new_composite (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to);

/* --- gen_call.c, gen_builtin.c, gen_closure.c --------------------------- */

/* The first result slot. */
uint32_t ilv_gen_call (struct ilv_gen_func *f, struct ilv_node *node);
void ilv_gen_go (struct ilv_gen_func *f, struct ilv_node *call);
void ilv_gen_defer (struct ilv_gen_func *f, struct ilv_node *call);
/* @to ILV_NO_SLOT: as a statement. */
void ilv_gen_builtin (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to);
/* gen_unsafe.c: those of package unsafe. */
void ilv_gen_unsafe (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to);
void ilv_gen_func_lit (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to);
void ilv_gen_method_value (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to);
void ilv_gen_method_expr (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to);
/* The receiver of a method call: where the selection's path leads, as the method wants it. */
void ilv_gen_receiver (struct ilv_gen_func *f, struct ilv_node *node, uint32_t to);
/* The selection of a selector, looked up again in an instance of a generic function. */
struct ilv_selection *ilv_gen_selection (struct ilv_gen_func *f, struct ilv_node *node);
/* A closure of @body's function over what it captures, to @to. */
void ilv_gen_closure (struct ilv_gen_func *f, struct ilv_func *func, struct ilv_func_info *info,
                      uint32_t to);
uint32_t ilv_gen_n_capture_slots (struct ilv_gen_func *f, const struct ilv_func_info *info);
void ilv_gen_enter_closure (struct ilv_gen_func *f, const struct ilv_func_info *info);
/* The same, for captures that begin at slot @first of the closure. */
void ilv_gen_enter_captures (struct ilv_gen_func *f, const struct ilv_func_info *info,
                             uint32_t first);
/* As ilv_gen_closure(), with slot @before captured in front. */
void ilv_gen_closure_behind (struct ilv_gen_func *f, struct ilv_func *func,
                             struct ilv_func_info *info, uint32_t before, uint32_t to);
const char *ilv_gen_literal_name (struct ilv_gen_func *f, const struct ilv_func_info *info);
void ilv_gen_native_call (struct ilv_gen_func *f, const struct ilv_func *func, uint32_t window);

/* --- gen_order.c ----------------------------------------------------------- */

/* Makes the calls in the expressions @nodes and gives their values, where it matters that they come
 * before what else is read there. @has_read: something else is read even before. The caller puts
 * back f->given to what this returns when the expressions are worked out. */
const struct ilv_gen_given *ilv_gen_calls_first (struct ilv_gen_func *f,
                                                 struct ilv_node *const *nodes, uint32_t n,
                                                 bool has_read);

/* --- gen_name.c: names for viewers --------------------------------------- */

/* The channel, or object of package sync, in variable @object is called as that is. */
void ilv_gen_name_object (struct ilv_gen_func *f, struct ilv_object *object);
/* The same for what @value has made, if it is known to make something; @object may be blank. */
void ilv_gen_name_value (struct ilv_gen_func *f, struct ilv_object *object,
                         struct ilv_node *value);

/* --- gen_stmt.c and what hangs on it ------------------------------------ */

void ilv_gen_stmt (struct ilv_gen_func *f, struct ilv_node *node);
void ilv_gen_stmts (struct ilv_gen_func *f, struct ilv_nodes stmts);
void ilv_gen_block (struct ilv_gen_func *f, struct ilv_nodes stmts);
void ilv_gen_assign_stmt (struct ilv_gen_func *f, struct ilv_node *node);
/* places[i] = values, all worked out before any is assigned. */
void ilv_gen_assign_values (struct ilv_gen_func *f, const struct ilv_gen_place *places, uint32_t n,
                            struct ilv_nodes values);
/* lhs objects = values, as a declaration. */
void ilv_gen_var_decl (struct ilv_gen_func *f, struct ilv_nodes names, struct ilv_node *values);
void ilv_gen_initializer (struct ilv_gen_func *f, const struct ilv_initializer *initializer);
/* The slot with the address of the value of @node, if that is too large to be moved through the
 * frame and has one, for use within the statement; else ILV_NO_SLOT. @node without brackets. */
uint32_t ilv_gen_large (struct ilv_gen_func *f, struct ilv_node *node);
/* Assigns a value that is too large for a frame to @place, maybe the blank one. False: it is none
 * that can be copied so, and nothing was done. */
bool ilv_gen_copy_large (struct ilv_gen_func *f, const struct ilv_gen_place *place,
                         struct ilv_node *value);
/* @value assigned to the new variable at @place, which holds zeroes or anything. */
void ilv_gen_init_place (struct ilv_gen_func *f, const struct ilv_gen_place *place,
                         struct ilv_node *value);
/* The slots of two or more values of a call, or v, ok; their types through @types. */
void ilv_gen_range (struct ilv_gen_func *f, struct ilv_node *node);
void ilv_gen_range_func (struct ilv_gen_func *f, struct ilv_node *node);
/* Leaves the body of a range over a function for what @node, a RETURN or BRANCH, says. */
void ilv_gen_exit_body (struct ilv_gen_func *f, struct ilv_node *node);
void ilv_gen_return_from_body (struct ilv_gen_func *f, struct ilv_node *node);
/* The address of the function's list of deferred calls, in a slot. */
uint32_t ilv_gen_defer_list (struct ilv_gen_func *f);
bool ilv_gen_is_outside_body (const struct ilv_gen_func *f, const struct ilv_node *label);
void ilv_gen_branch (struct ilv_gen_func *f, struct ilv_node *node);
void ilv_gen_switch (struct ilv_gen_func *f, struct ilv_node *node);
void ilv_gen_type_switch (struct ilv_gen_func *f, struct ilv_node *node);
void ilv_gen_select (struct ilv_gen_func *f, struct ilv_node *node);
/* The values of v, ok = <-c, m[k], x.(T); @ok ILV_NO_SLOT: not wanted. */
void ilv_gen_receive (struct ilv_gen_func *f, struct ilv_node *chan, uint32_t to, uint32_t ok);
/* Slots of a tuple: a call's results, or value and ok. */
uint32_t ilv_gen_tuple (struct ilv_gen_func *f, struct ilv_node *node);
void ilv_gen_push_target (struct ilv_gen_func *f, struct ilv_gen_target *target,
                          const struct ilv_node *node, struct ilv_gen_label *on_break,
                          struct ilv_gen_label *on_continue);
