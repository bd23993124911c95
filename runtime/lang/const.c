/* const.c - Constant values: arithmetic. const_float.c works on fractions, const_text.c reads and
 * prints.
 *
 * Source: Go spec, "Constants", "Constant expressions". Numbers are GMP's while
 * an operation works on them and bare limbs in the arena between operations, so
 * nothing has to be freed.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/const_private.h"

#include "base/arena.h"
#include "base/assert.h"

#include <math.h>
#include <string.h>

/* Shifts by more give what is too large to be kept. */
#define SHIFT_MAX 200000UL

static const struct ilv_const unknown_const = { .kind = ILV_CONST_UNKNOWN };
static const struct ilv_const true_const = { .kind = ILV_CONST_BOOL, .boolean = true };
static const struct ilv_const false_const = { .kind = ILV_CONST_BOOL, .boolean = false };
static const mp_limb_t one_limb = 1;

/* --- Making ------------------------------------------------------------- */

struct ilv_const *
ilv_const_new (struct ilv_arena *arena, enum ilv_const_kind kind)
{
  struct ilv_const *x = ilv_arena_new_struct (arena, struct ilv_const);

  x->kind = kind;
  return x;
}

struct ilv_const_whole
ilv_const_keep (struct ilv_arena *arena, mpz_srcptr value)
{
  size_t n = mpz_size (value);

  return (struct ilv_const_whole) {
    .limbs = ilv_arena_dup (arena, mpz_limbs_read (value), n * sizeof (mp_limb_t)),
    .size = mpz_sgn (value) < 0 ? -(int32_t) n : (int32_t) n,
  };
}

const struct ilv_const *
ilv_const_from_mpz (struct ilv_arena *arena, mpz_srcptr value)
{
  struct ilv_const *x = ilv_const_new (arena, ILV_CONST_INT);

  x->number.num = ilv_const_keep (arena, value);
  x->number.den = (struct ilv_const_whole) { &one_limb, 1 };
  return x;
}

const struct ilv_const *
ilv_const_unknown (void)
{
  return &unknown_const;
}

const struct ilv_const *
ilv_const_bool (bool value)
{
  return value ? &true_const : &false_const;
}

const struct ilv_const *
ilv_const_int64 (struct ilv_arena *arena, int64_t value)
{
  mpz_t z;

  mpz_init_set_si (z, value);
  const struct ilv_const *x = ilv_const_from_mpz (arena, z);
  mpz_clear (z);
  return x;
}

const struct ilv_const *
ilv_const_uint64 (struct ilv_arena *arena, uint64_t value)
{
  mpz_t z;

  mpz_init_set_ui (z, value);
  const struct ilv_const *x = ilv_const_from_mpz (arena, z);
  mpz_clear (z);
  return x;
}

const struct ilv_const *
ilv_const_double (struct ilv_arena *arena, double value)
{
  if (!isfinite (value))
    return &unknown_const;

  mpq_t q;
  mpq_init (q);
  mpq_set_d (q, value);
  const struct ilv_const *x = ilv_const_from_mpq (arena, q, 0);
  mpq_clear (q);
  return x;
}

const struct ilv_const *
ilv_const_string (struct ilv_arena *arena, const char *bytes, size_t len)
{
  struct ilv_const *x = ilv_const_new (arena, ILV_CONST_STRING);

  x->string.bytes = ilv_arena_strndup (arena, bytes, len);
  x->string.len = len;
  return x;
}

const struct ilv_const *
ilv_const_complex (struct ilv_arena *arena, const struct ilv_const *real,
                   const struct ilv_const *imag)
{
  if (real->kind == ILV_CONST_UNKNOWN || imag->kind == ILV_CONST_UNKNOWN)
    return &unknown_const;

  struct ilv_const *x = ilv_const_new (arena, ILV_CONST_COMPLEX);
  x->complex.real = real;
  x->complex.imag = imag;
  return x;
}

/* --- Taking out --------------------------------------------------------- */

static bool
is_real_number (const struct ilv_const *x)
{
  return x->kind == ILV_CONST_INT || x->kind == ILV_CONST_FLOAT;
}

/* Any number's real part. */
static const struct ilv_const *
real_part (const struct ilv_const *x)
{
  return x->kind == ILV_CONST_COMPLEX ? x->complex.real : x;
}

static bool
is_one (const struct ilv_const_whole *whole)
{
  return whole->size == 1 && whole->limbs[0] == 1;
}

/* A view of @x if it is a whole number (a complex one without imaginary part
 * counts too), else NULL. */
static mpz_srcptr
whole_or_null (mpz_ptr view, const struct ilv_const *x)
{
  if (x->kind == ILV_CONST_COMPLEX)
    {
      if (ilv_const_sign (x->complex.imag) != 0)
        return NULL;
      x = x->complex.real;
    }
  if (!is_real_number (x) || !is_one (&x->number.den) || x->number.scale != 0)
    return NULL;
  return ilv_const_view (view, &x->number.num);
}

enum ilv_const_kind
ilv_const_kind (const struct ilv_const *value)
{
  return value->kind;
}

bool
ilv_const_to_bool (const struct ilv_const *value)
{
  ILV_ASSERT (value->kind == ILV_CONST_BOOL);
  return value->boolean;
}

const char *
ilv_const_to_string (const struct ilv_const *value, size_t *len)
{
  ILV_ASSERT (value->kind == ILV_CONST_STRING);
  *len = value->string.len;
  return value->string.bytes;
}

bool
ilv_const_to_int64 (const struct ilv_const *value, int64_t *result)
{
  mpz_t view;
  mpz_srcptr z = whole_or_null (view, value);

  if (z == NULL || !mpz_fits_slong_p (z))
    return false;
  *result = mpz_get_si (z);
  return true;
}

bool
ilv_const_to_uint64 (const struct ilv_const *value, uint64_t *result)
{
  mpz_t view;
  mpz_srcptr z = whole_or_null (view, value);

  if (z == NULL || !mpz_fits_ulong_p (z))
    return false;
  *result = mpz_get_ui (z);
  return true;
}

uint64_t
ilv_const_to_bits (const struct ilv_const *value)
{
  mpz_t view;
  mpz_srcptr z = whole_or_null (view, value);

  if (z == NULL)
    return 0;
  uint64_t magnitude = mpz_getlimbn (z, 0);
  return mpz_sgn (z) < 0 ? -magnitude : magnitude;
}

const struct ilv_const *
ilv_const_real (struct ilv_arena *arena, const struct ilv_const *value)
{
  return real_part (value);
}

const struct ilv_const *
ilv_const_imag (struct ilv_arena *arena, const struct ilv_const *value)
{
  if (value->kind == ILV_CONST_COMPLEX)
    return value->complex.imag;
  return is_real_number (value) ? ilv_const_int64 (arena, 0) : &unknown_const;
}

/* --- Kinds -------------------------------------------------------------- */

const struct ilv_const *
ilv_const_to_int (struct ilv_arena *arena, const struct ilv_const *x)
{
  mpz_t view;

  if (x->kind == ILV_CONST_INT)
    return x;
  mpz_srcptr z = whole_or_null (view, x);
  return z != NULL ? ilv_const_from_mpz (arena, z) : &unknown_const;
}

const struct ilv_const *
ilv_const_as_float (struct ilv_arena *arena, const struct ilv_const *x)
{
  if (x->kind == ILV_CONST_COMPLEX)
    return ilv_const_sign (x->complex.imag) == 0 ? ilv_const_as_float (arena, x->complex.real)
                                                 : &unknown_const;
  if (x->kind != ILV_CONST_INT)
    return x->kind == ILV_CONST_FLOAT ? x : &unknown_const;

  struct ilv_const *as_float = ilv_arena_dup (arena, x, sizeof *x);
  as_float->kind = ILV_CONST_FLOAT;
  return as_float;
}

const struct ilv_const *
ilv_const_as_complex (struct ilv_arena *arena, const struct ilv_const *x)
{
  if (x->kind == ILV_CONST_COMPLEX)
    return x;
  return is_real_number (x) ? ilv_const_complex (arena, x, ilv_const_int64 (arena, 0))
                            : &unknown_const;
}

/* Gives both the larger kind. False if they cannot be worked on together. */
static bool
match (struct ilv_arena *arena, const struct ilv_const **x, const struct ilv_const **y)
{
  if ((*x)->kind == ILV_CONST_UNKNOWN || (*y)->kind == ILV_CONST_UNKNOWN)
    return false;
  if ((*x)->kind == (*y)->kind)
    return true;
  if ((*x)->kind < ILV_CONST_INT || (*y)->kind < ILV_CONST_INT)
    return false;

  bool is_complex = (*x)->kind == ILV_CONST_COMPLEX || (*y)->kind == ILV_CONST_COMPLEX;
  *x = is_complex ? ilv_const_as_complex (arena, *x) : ilv_const_as_float (arena, *x);
  *y = is_complex ? ilv_const_as_complex (arena, *y) : ilv_const_as_float (arena, *y);
  return true;
}

const struct ilv_const *
ilv_const_round (struct ilv_arena *arena, const struct ilv_const *x, unsigned bits)
{
  if (x->kind == ILV_CONST_COMPLEX)
    return ilv_const_complex (arena, ilv_const_round (arena, x->complex.real, bits),
                              ilv_const_round (arena, x->complex.imag, bits));
  if (!is_real_number (x))
    return &unknown_const;
  return ilv_const_double (arena, bits == 32 ? ilv_const_to_float (x) : ilv_const_to_double (x));
}

/* --- Working ------------------------------------------------------------ */

static const struct ilv_const *
binary_bool (const struct ilv_const *x, enum ilv_op op, const struct ilv_const *y)
{
  switch (op)
    {
    case ILV_OP_ANDAND: return ilv_const_bool (x->boolean && y->boolean);
    case ILV_OP_OROR: return ilv_const_bool (x->boolean || y->boolean);
    default: return &unknown_const;
    }
}

static const struct ilv_const *
binary_string (struct ilv_arena *arena, const struct ilv_const *x, const struct ilv_const *y)
{
  struct ilv_const *sum = ilv_const_new (arena, ILV_CONST_STRING);
  size_t len = x->string.len + y->string.len;
  char *bytes = ilv_arena_alloc (arena, len + 1);

  memcpy (bytes, x->string.bytes, x->string.len);
  memcpy (bytes + x->string.len, y->string.bytes, y->string.len);
  sum->string.bytes = bytes;
  sum->string.len = len;
  return sum;
}

static bool
compute_int (mpz_ptr result, mpz_srcptr x, enum ilv_op op, mpz_srcptr y)
{
  switch (op)
    {
    case ILV_OP_ADD: mpz_add (result, x, y); return true;
    case ILV_OP_SUB: mpz_sub (result, x, y); return true;
    case ILV_OP_MUL: mpz_mul (result, x, y); return true;
    case ILV_OP_DIV: mpz_tdiv_q (result, x, y); return true;
    case ILV_OP_REM: mpz_tdiv_r (result, x, y); return true;
    case ILV_OP_AND: mpz_and (result, x, y); return true;
    case ILV_OP_OR: mpz_ior (result, x, y); return true;
    case ILV_OP_XOR: mpz_xor (result, x, y); return true;
    case ILV_OP_ANDNOT: mpz_com (result, y); mpz_and (result, x, result); return true;
    default: return false;
    }
}

static const struct ilv_const *
binary_int (struct ilv_arena *arena, const struct ilv_const *x, enum ilv_op op,
            const struct ilv_const *y)
{
  mpz_t x_view, y_view, result;

  mpz_init (result);
  const struct ilv_const *answer
    = compute_int (result, ilv_const_view (x_view, &x->number.num), op,
                   ilv_const_view (y_view, &y->number.num))
        ? ilv_const_from_mpz (arena, result)
        : &unknown_const;
  mpz_clear (result);
  return answer;
}

static const struct ilv_const *
calculate (struct ilv_arena *arena, const struct ilv_const *x, enum ilv_op op,
           const struct ilv_const *y)
{
  return ilv_const_binary (arena, x, op, y, false);
}

static const struct ilv_const *
binary_complex (struct ilv_arena *arena, const struct ilv_const *x, enum ilv_op op,
                const struct ilv_const *y)
{
  const struct ilv_const *a = x->complex.real, *b = x->complex.imag;
  const struct ilv_const *c = y->complex.real, *d = y->complex.imag;

  if (op == ILV_OP_ADD || op == ILV_OP_SUB)
    return ilv_const_complex (arena, calculate (arena, a, op, c), calculate (arena, b, op, d));
  if (op != ILV_OP_MUL && op != ILV_OP_DIV)
    return &unknown_const;

  const struct ilv_const *ac = calculate (arena, a, ILV_OP_MUL, c);
  const struct ilv_const *bd = calculate (arena, b, ILV_OP_MUL, d);
  const struct ilv_const *bc = calculate (arena, b, ILV_OP_MUL, c);
  const struct ilv_const *ad = calculate (arena, a, ILV_OP_MUL, d);
  if (op == ILV_OP_MUL)
    return ilv_const_complex (arena, calculate (arena, ac, ILV_OP_SUB, bd),
                              calculate (arena, bc, ILV_OP_ADD, ad));

  const struct ilv_const *norm
    = calculate (arena, calculate (arena, c, ILV_OP_MUL, c), ILV_OP_ADD,
                 calculate (arena, d, ILV_OP_MUL, d));
  if (ilv_const_sign (norm) == 0)
    return &unknown_const; /* so small that its square is 0 */
  return ilv_const_complex (
    arena, calculate (arena, calculate (arena, ac, ILV_OP_ADD, bd), ILV_OP_DIV, norm),
    calculate (arena, calculate (arena, bc, ILV_OP_SUB, ad), ILV_OP_DIV, norm));
}

const struct ilv_const *
ilv_const_binary (struct ilv_arena *arena, const struct ilv_const *x, enum ilv_op op,
                  const struct ilv_const *y, bool is_integer_division)
{
  if (!match (arena, &x, &y))
    return &unknown_const;
  if (ilv_op_is_comparison (op))
    return ilv_const_bool (ilv_const_compare (x, op, y));

  switch (x->kind)
    {
    case ILV_CONST_BOOL: return binary_bool (x, op, y);
    case ILV_CONST_STRING: return op == ILV_OP_ADD ? binary_string (arena, x, y) : &unknown_const;
    case ILV_CONST_INT:
      if (op == ILV_OP_DIV && !is_integer_division)
        return ilv_const_binary_float (arena, x, op, y);
      return binary_int (arena, x, op, y);
    case ILV_CONST_FLOAT: return ilv_const_binary_float (arena, x, op, y);
    case ILV_CONST_COMPLEX: return binary_complex (arena, x, op, y);
    default: return &unknown_const;
    }
}

static const struct ilv_const *
complement (struct ilv_arena *arena, const struct ilv_const *x, unsigned width_bits)
{
  mpz_t view, result;

  mpz_init (result);
  mpz_com (result, ilv_const_view (view, &x->number.num));
  if (width_bits != 0)
    mpz_fdiv_r_2exp (result, result, width_bits);
  const struct ilv_const *answer = ilv_const_from_mpz (arena, result);
  mpz_clear (result);
  return answer;
}

const struct ilv_const *
ilv_const_unary (struct ilv_arena *arena, enum ilv_op op, const struct ilv_const *x,
                 unsigned width_bits)
{
  switch (op)
    {
    case ILV_OP_ADD: return x->kind >= ILV_CONST_INT ? x : &unknown_const;
    case ILV_OP_SUB:
      return x->kind >= ILV_CONST_INT ? calculate (arena, ilv_const_int64 (arena, 0), op, x)
                                      : &unknown_const;
    case ILV_OP_XOR:
      return x->kind == ILV_CONST_INT ? complement (arena, x, width_bits) : &unknown_const;
    case ILV_OP_NOT:
      return x->kind == ILV_CONST_BOOL ? ilv_const_bool (!x->boolean) : &unknown_const;
    default: return &unknown_const;
    }
}

const struct ilv_const *
ilv_const_shift (struct ilv_arena *arena, const struct ilv_const *x, enum ilv_op op,
                 unsigned long count)
{
  mpz_t view, result;

  if (x->kind != ILV_CONST_INT || (op == ILV_OP_SHL && count > SHIFT_MAX))
    return &unknown_const;

  mpz_init (result);
  if (op == ILV_OP_SHL)
    mpz_mul_2exp (result, ilv_const_view (view, &x->number.num), count);
  else
    mpz_fdiv_q_2exp (result, ilv_const_view (view, &x->number.num), count);
  const struct ilv_const *answer = ilv_const_from_mpz (arena, result);
  mpz_clear (result);
  return answer;
}

/* --- Comparing ---------------------------------------------------------- */

static int
order_strings (const struct ilv_const *x, const struct ilv_const *y)
{
  size_t shared = x->string.len < y->string.len ? x->string.len : y->string.len;
  int order = memcmp (x->string.bytes, y->string.bytes, shared);

  return order != 0 ? order : (x->string.len > y->string.len) - (x->string.len < y->string.len);
}

static bool
complex_equal (const struct ilv_const *x, const struct ilv_const *y)
{
  const struct ilv_const *xi = x->kind == ILV_CONST_COMPLEX ? x->complex.imag : NULL;
  const struct ilv_const *yi = y->kind == ILV_CONST_COMPLEX ? y->complex.imag : NULL;

  if (ilv_const_order (real_part (x), real_part (y)) != 0)
    return false;
  if (xi == NULL || yi == NULL)
    return ilv_const_sign (xi != NULL ? xi : yi) == 0;
  return ilv_const_order (xi, yi) == 0;
}

static bool
order_satisfies (int order, enum ilv_op op)
{
  switch (op)
    {
    case ILV_OP_EQL: return order == 0;
    case ILV_OP_NEQ: return order != 0;
    case ILV_OP_LSS: return order < 0;
    case ILV_OP_LEQ: return order <= 0;
    case ILV_OP_GTR: return order > 0;
    case ILV_OP_GEQ: return order >= 0;
    default: return false;
    }
}

bool
ilv_const_compare (const struct ilv_const *x, enum ilv_op op, const struct ilv_const *y)
{
  if (x->kind == ILV_CONST_UNKNOWN || y->kind == ILV_CONST_UNKNOWN)
    return false;
  if (x->kind == ILV_CONST_BOOL && y->kind == ILV_CONST_BOOL)
    return order_satisfies (x->boolean - y->boolean, op);
  if (x->kind == ILV_CONST_STRING && y->kind == ILV_CONST_STRING)
    return order_satisfies (order_strings (x, y), op);
  if (x->kind < ILV_CONST_INT || y->kind < ILV_CONST_INT)
    return false;
  if (x->kind == ILV_CONST_COMPLEX || y->kind == ILV_CONST_COMPLEX)
    return order_satisfies (!complex_equal (x, y), op);
  return order_satisfies (ilv_const_order (x, y), op);
}

int
ilv_const_sign (const struct ilv_const *x)
{
  if (x->kind == ILV_CONST_COMPLEX)
    return ilv_const_sign (x->complex.real) != 0 || ilv_const_sign (x->complex.imag) != 0;
  if (!is_real_number (x))
    return 1;
  return (x->number.num.size > 0) - (x->number.num.size < 0);
}

size_t
ilv_const_n_bits (const struct ilv_const *x)
{
  mpz_t view;

  if (x->kind != ILV_CONST_INT || x->number.num.size == 0)
    return 0;
  return mpz_sizeinbase (ilv_const_view (view, &x->number.num), 2);
}

bool
ilv_const_equal (const struct ilv_const *x, const struct ilv_const *y)
{
  return x->kind == y->kind
         && (x->kind == ILV_CONST_UNKNOWN || ilv_const_compare (x, ILV_OP_EQL, y));
}

static uint64_t
hash_bytes (uint64_t hash, const void *bytes, size_t n)
{
  const unsigned char *byte = bytes;

  for (size_t i = 0; i < n; i++)
    hash = (hash ^ byte[i]) * UINT64_C (0x100000001b3); /* FNV-1a */
  return hash;
}

static uint64_t
hash_whole (uint64_t hash, const struct ilv_const_whole *whole)
{
  size_t n = (size_t) (whole->size < 0 ? -whole->size : whole->size);

  hash = hash_bytes (hash, &whole->size, sizeof whole->size);
  return hash_bytes (hash, whole->limbs, n * sizeof (mp_limb_t));
}

uint64_t
ilv_const_hash (const struct ilv_const *x)
{
  uint64_t hash = hash_bytes (UINT64_C (0xcbf29ce484222325), &x->kind, sizeof x->kind);

  switch (x->kind)
    {
    case ILV_CONST_BOOL: return hash_bytes (hash, &x->boolean, sizeof x->boolean);
    case ILV_CONST_STRING: return hash_bytes (hash, x->string.bytes, x->string.len);
    case ILV_CONST_INT:
    case ILV_CONST_FLOAT:
      hash = hash_bytes (hash, &x->number.scale, sizeof x->number.scale);
      return hash_whole (hash_whole (hash, &x->number.num), &x->number.den);
    case ILV_CONST_COMPLEX:
      return hash * 31 + ilv_const_hash (x->complex.real) * 7 + ilv_const_hash (x->complex.imag);
    default: return hash;
    }
}
