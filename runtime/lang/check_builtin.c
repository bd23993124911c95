/* Predeclared functions. Spec: "Built-in functions".
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/checker.h"

static const struct
{
  const char *name;
  unsigned n_args;
  bool is_variadic;
} builtins[] = {
#define ILV_BUILTIN(NAME, text, n_args, is_variadic, is_statement) \
  [ILV_BUILTIN_##NAME] = { text, n_args, is_variadic },
#include "lang/builtins.def"
};

/* One call in work. */
struct builtin_call
{
  struct checker *c;
  struct operand *x;     /* the result; at first a copy of the first argument */
  struct operand *args;  /* none for make and new, which take a type */
  size_t n_args;
  struct ilv_node *node; /* CALL */
  enum ilv_builtin builtin;
};

static bool
value_of_type (struct builtin_call *b, struct ilv_type *type)
{
  b->x->mode = ILV_MODE_VALUE;
  b->x->type = type;
  return true;
}

static bool
no_value (struct builtin_call *b)
{
  b->x->mode = ILV_MODE_NO_VALUE;
  b->x->type = NULL;
  return true;
}

static struct ilv_type *
basic (struct builtin_call *b, enum ilv_type_kind kind)
{
  return b->c->types->basic[kind];
}

/* --- append, copy ------------------------------------------------------- */

struct slice_elem
{
  struct checker *c;
  struct operand *x;
  struct ilv_type *elem;
  const char *cause;
};

static bool
same_slice_elem (struct ilv_types *types, struct ilv_type *under, void *data)
{
  struct slice_elem *all = data;

  if (!under || under->kind != ILV_TYPE_SLICE)
    all->cause = all->x->mode == ILV_MODE_NIL
                   ? "argument must be a slice; have untyped nil"
                   : ilv_check_format (all->c, "argument must be a slice; have %o", all->x);
  else if (!all->elem)
    all->elem = under->elem;
  else if (!ilv_type_identical (all->elem, under->elem))
    all->cause = ilv_check_format (all->c, "mismatched slice element types %t and %t in %o",
                                   all->elem, under->elem, all->x);
  return !all->cause;
}

/* The element type of a slice operand; NULL and *@cause if it is none. */
static struct ilv_type *
slice_elem (struct checker *c, struct operand *x, const char **cause)
{
  struct slice_elem all = { .c = c, .x = x };
  bool is_ok = ilv_type_each_under (c->types, x->type, same_slice_elem, &all);

  *cause = all.cause;
  return is_ok ? all.elem : NULL;
}

static bool
byte_slice_or_string (struct ilv_types *types, struct ilv_type *under, void *data)
{
  bool *has_string = data;

  if (under && (under->info & ILV_IS_STRING))
    return *has_string = true;
  return under && under->kind == ILV_TYPE_SLICE
         && under->elem->canon->kind == ILV_TYPE_UINT8;
}

/* Whether @x can hold bytes and @y is bytes or a string: append (b, s...), copy (b, s). */
static bool
is_bytes_and_string (struct builtin_call *b, struct operand *y, bool *has_string)
{
  struct ilv_type *bytes = ilv_type_slice (b->c->types, basic (b, ILV_TYPE_UINT8));

  *has_string = false;
  return ilv_check_assignable (b->c, b->x, bytes, NULL)
         && ilv_type_each_under (b->c->types, y->type, byte_slice_or_string, has_string);
}

static bool
check_append (struct builtin_call *b)
{
  const char *cause;
  bool has_string;
  struct checker *c = b->c;
  struct ilv_type *slice = b->x->type, *elem;

  elem = slice_elem (c, b->x, &cause);
  if (!elem)
    {
      ilv_check_error_operand (c, b->x, "invalid append: %s", cause);
      return false;
    }
  if (b->n_args == 2 && b->node->call.has_dots
      && is_bytes_and_string (b, &b->args[1], &has_string) && has_string)
    {
      if (ilv_type_is_untyped (b->args[1].type))
        ilv_check_convert_untyped (c, &b->args[1], basic (b, ILV_TYPE_STRING));
      return value_of_type (b, slice);
    }
  struct ilv_type *params[2] = { slice, ilv_type_slice (c->types, elem) };
  struct ilv_type *sig
    = ilv_type_func (c->types, ilv_type_tuple (c->types, params, NULL, 2),
                     ilv_type_tuple (c->types, &slice, NULL, 1), true);
  ilv_check_arguments (c, b->node, sig, NULL, 0, b->args, b->n_args);
  return value_of_type (b, slice);
}

static bool
check_copy (struct builtin_call *b)
{
  struct operand *y = &b->args[1];
  const char *cause;
  bool has_string;
  struct checker *c = b->c;
  struct ilv_type *to, *from;

  if (!is_bytes_and_string (b, y, &has_string))
    {
      to = slice_elem (c, b->x, &cause);
      if (!to)
        {
          ilv_check_error_operand (c, b->x, "invalid copy: %s", cause);
          return false;
        }
      from = slice_elem (c, y, &cause);
      if (!from)
        {
          if (!ilv_type_all_are (c->types, y->type, ILV_IS_STRING))
            {
              ilv_check_error_operand (c, y, "invalid copy: %s", cause);
              return false;
            }
          from = c->compilation->byte_type;
        }
      if (!ilv_type_identical (to, from))
        {
          ilv_check_error_operand (c, b->x,
                                   "invalid copy: arguments %o and %o have different element "
                                   "types %t and %t",
                                   b->x, y, to, from);
          return false;
        }
    }
  if (ilv_type_is_untyped (y->type))
    ilv_check_convert_untyped (c, y, basic (b, ILV_TYPE_STRING));
  return value_of_type (b, basic (b, ILV_TYPE_INT));
}

/* --- len, cap ----------------------------------------------------------- */

static struct ilv_type *
array_behind_pointer (struct ilv_types *types, struct ilv_type *under)
{
  struct ilv_type *elem;

  if (!under || under->kind != ILV_TYPE_POINTER)
    return under;
  elem = ilv_type_under (types, under->elem);
  return elem->kind == ILV_TYPE_ARRAY ? elem : under;
}

static bool
has_length (struct ilv_types *types, struct ilv_type *under, void *data)
{
  bool is_len = *(enum ilv_builtin *) data == ILV_BUILTIN_LEN;

  under = array_behind_pointer (types, under);
  if (!under)
    return false;
  switch (under->kind)
    {
    case ILV_TYPE_ARRAY:
    case ILV_TYPE_SLICE:
    case ILV_TYPE_CHAN:
      return true;
    case ILV_TYPE_MAP:
      return is_len;
    default:
      return is_len && (under->info & ILV_IS_STRING);
    }
}

/* @had_calls: whether evaluating the argument does something, so that the length of an
 * array is no constant. */
static bool
check_len (struct builtin_call *b, bool had_calls)
{
  struct checker *c = b->c;
  struct operand *x = b->x;
  struct ilv_type *under
    = array_behind_pointer (c->types, ilv_type_under (c->types, x->type));
  size_t len;

  if (!ilv_type_each_under (c->types, x->type, has_length, &b->builtin))
    {
      if (ilv_check_is_valid (under))
        ilv_check_error_operand (c, x, "invalid argument: %o for built-in %s", x,
                                 builtins[b->builtin].name);
      return false;
    }
  if (x->mode == ILV_MODE_CONSTANT)
    {
      ilv_const_to_string (x->value, &len);
      x->value = ilv_const_int64 (c->arena, (int64_t) len);
    }
  else if (under->kind == ILV_TYPE_ARRAY && !had_calls)
    {
      x->mode = ILV_MODE_CONSTANT;
      x->value = under->len >= 0 ? ilv_const_int64 (c->arena, under->len) : ilv_const_unknown ();
    }
  else
    x->mode = ILV_MODE_VALUE;
  x->type = basic (b, ILV_TYPE_INT);
  return true;
}

/* --- clear, close, delete ----------------------------------------------- */

static bool
can_clear (struct ilv_types *types, struct ilv_type *under, void *data)
{
  struct builtin_call *b = data;

  if (under && (under->kind == ILV_TYPE_MAP || under->kind == ILV_TYPE_SLICE))
    return true;
  ilv_check_error_operand (b->c, b->x,
                           "invalid argument: cannot clear %o: argument must be (or constrained "
                           "by) map or slice",
                           b->x);
  return false;
}

static bool
can_close (struct ilv_types *types, struct ilv_type *under, void *data)
{
  struct builtin_call *b = data;

  if (!under || under->kind != ILV_TYPE_CHAN)
    ilv_check_error_operand (b->c, b->x, "invalid operation: cannot close non-channel %o", b->x);
  else if (under->dir == ILV_DIR_RECV)
    ilv_check_error_operand (b->c, b->x, "invalid operation: cannot close receive-only channel %o",
                             b->x);
  else
    return true;
  return false;
}

struct delete_keys
{
  struct builtin_call *b;
  struct ilv_type *key;
};

static bool
delete_key (struct ilv_types *types, struct ilv_type *under, void *data)
{
  struct delete_keys *keys = data;

  if (!under || under->kind != ILV_TYPE_MAP)
    {
      ilv_check_error_operand (keys->b->c, keys->b->x, "invalid argument: %o is not a map",
                               keys->b->x);
      return false;
    }
  if (keys->key && !ilv_type_identical (keys->key, under->key))
    {
      ilv_check_error_operand (keys->b->c, keys->b->x,
                               "invalid argument: maps of %o must have identical key types",
                               keys->b->x);
      return false;
    }
  keys->key = under->key;
  return true;
}

static bool
check_delete (struct builtin_call *b)
{
  struct delete_keys keys = { .b = b };

  if (!ilv_type_each_under (b->c->types, b->x->type, delete_key, &keys))
    return false;
  *b->x = b->args[1];
  ilv_check_assignment (b->c, b->x, keys.key, "argument to delete");
  return b->x->mode != ILV_MODE_INVALID && no_value (b);
}

/* --- complex, real, imag ------------------------------------------------ */

/* The complex type of two such parts; NULL if there is none. */
static struct ilv_type *
complex_of (struct builtin_call *b, struct ilv_type *part)
{
  switch (ilv_type_under (b->c->types, part)->kind)
    {
    case ILV_TYPE_FLOAT32: return basic (b, ILV_TYPE_COMPLEX64);
    case ILV_TYPE_FLOAT64: return basic (b, ILV_TYPE_COMPLEX128);
    case ILV_TYPE_UNTYPED_FLOAT: return basic (b, ILV_TYPE_UNTYPED_COMPLEX);
    default: return NULL;
    }
}

static struct ilv_type *
part_of (struct builtin_call *b, struct ilv_type *whole)
{
  switch (ilv_type_under (b->c->types, whole)->kind)
    {
    case ILV_TYPE_COMPLEX64: return basic (b, ILV_TYPE_FLOAT32);
    case ILV_TYPE_COMPLEX128: return basic (b, ILV_TYPE_FLOAT64);
    case ILV_TYPE_UNTYPED_COMPLEX: return basic (b, ILV_TYPE_UNTYPED_FLOAT);
    default: return NULL;
    }
}

/* An untyped constant without an imaginary part will do as a float. */
static void
constant_to_float (struct builtin_call *b, struct operand *x)
{
  if (ilv_type_is (b->c->types, x->type, ILV_IS_NUMERIC)
      && ilv_const_sign (ilv_const_imag (b->c->arena, x->value)) == 0)
    x->type = basic (b, ILV_TYPE_UNTYPED_FLOAT);
}

static void
match_parts (struct builtin_call *b, struct operand *x, struct operand *y)
{
  bool x_untyped = ilv_type_is_untyped (x->type), y_untyped = ilv_type_is_untyped (y->type);

  if (x_untyped && !y_untyped)
    ilv_check_convert_untyped (b->c, x, y->type);
  else if (y_untyped && !x_untyped)
    ilv_check_convert_untyped (b->c, y, x->type);
  else if (x_untyped && x->mode == ILV_MODE_CONSTANT && y->mode == ILV_MODE_CONSTANT)
    {
      constant_to_float (b, x);
      constant_to_float (b, y);
    }
  else if (x_untyped)
    {
      ilv_check_convert_untyped (b->c, x, basic (b, ILV_TYPE_FLOAT64));
      ilv_check_convert_untyped (b->c, y, basic (b, ILV_TYPE_FLOAT64));
    }
}

static bool
check_complex (struct builtin_call *b)
{
  struct operand *x = b->x, *y = &b->args[1];
  struct checker *c = b->c;

  match_parts (b, x, y);
  if (x->mode == ILV_MODE_INVALID || y->mode == ILV_MODE_INVALID)
    return false;
  if (!ilv_type_identical (x->type, y->type))
    {
      ilv_check_error_operand (c, x, "invalid operation: %e (mismatched types %t and %t)", b->node,
                               x->type, y->type);
      return false;
    }
  struct ilv_type *type = complex_of (b, x->type);
  if (!type)
    {
      ilv_check_error_operand (c, x,
                               "invalid argument: arguments have type %t, expected floating-point",
                               x->type);
      return false;
    }
  if (x->mode == ILV_MODE_CONSTANT && y->mode == ILV_MODE_CONSTANT)
    x->value = ilv_const_complex (c->arena, ilv_const_as_float (c->arena, x->value),
                                  ilv_const_as_float (c->arena, y->value));
  else
    x->mode = ILV_MODE_VALUE;
  x->type = type;
  return true;
}

static bool
check_part (struct builtin_call *b)
{
  struct operand *x = b->x;
  struct checker *c = b->c;

  if (ilv_type_is_untyped (x->type))
    {
      if (x->mode != ILV_MODE_CONSTANT)
        ilv_check_convert_untyped (c, x, basic (b, ILV_TYPE_COMPLEX128));
      else if (ilv_type_is (c->types, x->type, ILV_IS_NUMERIC))
        x->type = basic (b, ILV_TYPE_UNTYPED_COMPLEX);
      if (x->mode == ILV_MODE_INVALID)
        return false;
    }
  struct ilv_type *type = part_of (b, x->type);
  if (!type)
    {
      ilv_check_error_operand (c, x, "invalid argument: argument has type %t, expected complex "
                                     "type",
                               x->type);
      return false;
    }
  if (x->mode == ILV_MODE_CONSTANT)
    x->value = b->builtin == ILV_BUILTIN_REAL ? ilv_const_real (c->arena, x->value)
                                              : ilv_const_imag (c->arena, x->value);
  else
    x->mode = ILV_MODE_VALUE;
  x->type = type;
  return true;
}

/* --- make, new ---------------------------------------------------------- */

static const char *
test_makeable (struct checker *c, struct ilv_type *type, struct ilv_type *under, void *data)
{
  if (!under)
    return "no specific type";
  return under->kind == ILV_TYPE_SLICE || under->kind == ILV_TYPE_MAP
             || under->kind == ILV_TYPE_CHAN
           ? NULL
           : "type must be slice, map, or channel";
}

static bool
check_make (struct builtin_call *b)
{
  struct checker *c = b->c;
  struct ilv_nodes args = b->node->call.args;
  struct ilv_type *type = ilv_check_var_type (c, args.items[0]), *under;
  const char *cause;
  int64_t sizes[2] = { -1, -1 };

  if (!ilv_check_is_valid (type))
    return false;
  under = ilv_check_common_under (c, type, test_makeable, NULL, &cause);
  if (!under)
    {
      ilv_check_error_node (c, args.items[0], "invalid argument: cannot make %e: %s",
                            args.items[0], cause);
      return false;
    }
  int least = under->kind == ILV_TYPE_SLICE ? 2 : 1;
  if ((int) args.n < least || (int) args.n > least + 1)
    {
      ilv_check_error_node (c, b->node,
                            "invalid operation: %e expects %d or %d arguments; found %d", b->node,
                            least, least + 1, (int) args.n);
      return false;
    }
  for (uint32_t i = 1; i < args.n; i++)
    ilv_check_index_value (c, args.items[i], -1, &sizes[i - 1]);
  if (sizes[0] >= 0 && sizes[1] >= 0 && sizes[0] > sizes[1])
    ilv_check_error_node (c, args.items[1], "invalid argument: length and capacity swapped");
  return value_of_type (b, type);
}

/* new (T), or a new variable with the value of an expression. */
static bool
check_new (struct builtin_call *b)
{
  struct ilv_node *arg = b->node->call.args.items[0];
  struct checker *c = b->c;
  struct operand *x = b->x;

  ilv_check_expr_or_type (c, x, arg, false);
  if (x->mode == ILV_MODE_INVALID)
    return false;
  if (x->mode == ILV_MODE_TYPE)
    ilv_check_valid_var_type (c, arg, x->type);
  else if (ilv_type_is_untyped (x->type))
    ilv_check_assignment (c, x, NULL, "argument to new");
  if (x->mode == ILV_MODE_INVALID || !ilv_check_is_valid (x->type))
    return false;
  if (x->mode != ILV_MODE_TYPE)
    ilv_check_version (c, ilv_node_start (b->node), 26, ilv_check_format (c, "new(%e)", arg));
  return value_of_type (b, ilv_type_pointer (c->types, x->type));
}

/* --- max, min ----------------------------------------------------------- */

static bool
fold_extreme (struct builtin_call *b, struct operand *a)
{
  struct operand *x = b->x;
  struct checker *c = b->c;
  enum ilv_op op = b->builtin == ILV_BUILTIN_MAX ? ILV_OP_GTR : ILV_OP_LSS;

  ilv_check_match_types (c, x, a);
  if (x->mode == ILV_MODE_INVALID)
    return false;
  if (!ilv_type_identical (x->type, a->type))
    {
      ilv_check_error_operand (c, a,
                               "invalid argument: mismatched types %t (previous argument) and %t "
                               "(type of %e)",
                               x->type, a->type, a->node);
      return false;
    }
  if (x->mode != ILV_MODE_CONSTANT || a->mode != ILV_MODE_CONSTANT)
    x->mode = ILV_MODE_VALUE;
  else if (ilv_const_compare (a->value, op, x->value))
    *x = *a;
  return true;
}

static bool
check_extreme (struct builtin_call *b)
{
  struct operand *x = b->x;
  struct checker *c = b->c;

  for (size_t i = 0; i < b->n_args; i++)
    {
      struct operand *a = &b->args[i];
      if (!ilv_type_all_are (c->types, a->type, ILV_IS_ORDERED))
        {
          ilv_check_error_operand (c, a, "invalid argument: %o cannot be ordered", a);
          return false;
        }
      if (i && !fold_extreme (b, a))
        return false;
    }
  if (x->mode != ILV_MODE_CONSTANT)
    {
      x->mode = ILV_MODE_VALUE;
      if (ilv_type_is_untyped (x->type))
        x->type = ilv_check_default_type (c, x->type);
    }
  for (size_t i = 0; i < b->n_args; i++)
    ilv_check_update_type (c, b->args[i].node, x->type, true);
  return true;
}

/* --- panic, print, recover ---------------------------------------------- */

static bool
check_panic (struct builtin_call *b)
{
  ilv_check_assignment (b->c, b->x, b->c->types->empty_interface, "argument to panic");
  return b->x->mode != ILV_MODE_INVALID && no_value (b);
}

static bool
check_print (struct builtin_call *b)
{
  const char *context
    = ilv_check_format (b->c, "argument to built-in %s", builtins[b->builtin].name);

  for (size_t i = 0; i < b->n_args; i++)
    {
      ilv_check_assignment (b->c, &b->args[i], NULL, context);
      if (b->args[i].mode == ILV_MODE_INVALID)
        return false;
    }
  return no_value (b);
}

static bool
check_recover (struct builtin_call *b)
{
  if (b->c->env.func)
    b->c->env.func->calls_recover = true;
  return value_of_type (b, b->c->types->empty_interface);
}

/* --- Any of them -------------------------------------------------------- */

static bool
check_count (struct builtin_call *b, size_t n)
{
  unsigned least = builtins[b->builtin].n_args;
  bool is_few = n < least;

  if (!is_few && (n <= least || builtins[b->builtin].is_variadic))
    return true;
  ilv_check_error_node (b->c, b->node,
                        "invalid operation: %s arguments for %e (expected %d, found %d)",
                        is_few ? "not enough" : "too many", b->node, (int) least, (int) n);
  return false;
}

static bool
is_known (struct builtin_call *b)
{
  ilv_pos pos = ilv_node_start (b->node);

  switch ((int) b->builtin)
    {
    case ILV_BUILTIN_CLEAR: return ilv_check_version (b->c, pos, 21, "clear");
    case ILV_BUILTIN_MAX: return ilv_check_version (b->c, pos, 21, "built-in max");
    case ILV_BUILTIN_MIN: return ilv_check_version (b->c, pos, 21, "built-in min");
    default: return true;
    }
}

static bool
dispatch (struct builtin_call *b, bool had_calls)
{
  if (!is_known (b))
    return false;
  switch (b->builtin)
    {
    case ILV_BUILTIN_APPEND: return check_append (b);
    case ILV_BUILTIN_CAP:
    case ILV_BUILTIN_LEN: return check_len (b, had_calls);
    case ILV_BUILTIN_CLEAR:
      return ilv_type_each_under (b->c->types, b->x->type, can_clear, b) && no_value (b);
    case ILV_BUILTIN_CLOSE:
      return ilv_type_each_under (b->c->types, b->x->type, can_close, b) && no_value (b);
    case ILV_BUILTIN_COMPLEX: return check_complex (b);
    case ILV_BUILTIN_COPY: return check_copy (b);
    case ILV_BUILTIN_DELETE: return check_delete (b);
    case ILV_BUILTIN_REAL:
    case ILV_BUILTIN_IMAG: return check_part (b);
    case ILV_BUILTIN_MAKE: return check_make (b);
    case ILV_BUILTIN_MAX:
    case ILV_BUILTIN_MIN: return check_extreme (b);
    case ILV_BUILTIN_NEW: return check_new (b);
    case ILV_BUILTIN_PANIC: return check_panic (b);
    case ILV_BUILTIN_PRINT:
    case ILV_BUILTIN_PRINTLN: return check_print (b);
    case ILV_BUILTIN_RECOVER: return check_recover (b);
    case ILV_BUILTIN_ADD:
    case ILV_BUILTIN_ALIGNOF:
    case ILV_BUILTIN_OFFSETOF:
    case ILV_BUILTIN_SIZEOF:
    case ILV_BUILTIN_SLICE:
    case ILV_BUILTIN_SLICE_DATA:
    case ILV_BUILTIN_STRING:
    case ILV_BUILTIN_STRING_DATA:
      return ilv_check_unsafe_builtin (b->c, b->x, b->args, b->node, b->builtin);
    case ILV_N_BUILTINS: break;
    }
  return false;
}

bool
ilv_check_builtin (struct checker *c, struct operand *x, struct ilv_node *call,
                   enum ilv_builtin builtin)
{
  struct builtin_call b = { .c = c, .x = x, .node = call, .builtin = builtin };
  bool takes_type = builtin == ILV_BUILTIN_MAKE || builtin == ILV_BUILTIN_NEW;
  bool outer_calls = c->env.has_call_or_receive, had_calls;

  if (call->call.has_dots && builtin != ILV_BUILTIN_APPEND)
    {
      ilv_check_error_node (c, call, "invalid operation: invalid use of ... with built-in %s",
                            builtins[builtin].name);
      ilv_check_use (c, call->call.args, false);
      return false;
    }
  c->env.has_call_or_receive = false;
  if (!takes_type)
    {
      b.args = ilv_check_expr_list (c, call->call.args, &b.n_args);
      for (size_t i = 0; i < b.n_args; i++)
        if (b.args[i].mode == ILV_MODE_INVALID)
          return false;
      if (b.n_args)
        *x = b.args[0];
    }
  had_calls = c->env.has_call_or_receive;
  bool is_length = builtin == ILV_BUILTIN_LEN || builtin == ILV_BUILTIN_CAP;
  c->env.has_call_or_receive = outer_calls || (!is_length && had_calls);
  return check_count (&b, takes_type ? call->call.args.n : b.n_args) && dispatch (&b, had_calls);
}
