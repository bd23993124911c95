/* pkg_math_big.c - Natives of package math/big: a number's words are GMP's limbs.
 *
 * SPDX-License-Identifier: MIT
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <gmp.h>

#include "base/assert.h"
#include "vm/pkg.h"

/* A big.Int. */
struct number
{
  uint64_t is_negative; /* only the lowest byte is a bool's */
  struct ilv_slice words;
};

_Static_assert (sizeof (mp_limb_t) == 8 && GMP_NUMB_BITS == 64, "a limb is a word");

/* @z is only to be read. GMP looks at a limb of 0, too. */
static void
view (mpz_t z, const struct number *number)
{
  static const mp_limb_t zero = 0;
  mp_size_t n = (mp_size_t) number->words.len;

  mpz_roinit_n (z, n > 0 ? number->words.array : &zero,
                (uint8_t) number->is_negative ? -n : n);
}

/* Operations in the order of package big; FUNCTION (z, x, y, m), all mpz_t. */
#define OPERATIONS(X) \
  X (add, mpz_add (z, x, y)) \
  X (sub, mpz_sub (z, x, y)) \
  X (mul, mpz_mul (z, x, y)) \
  X (quo, mpz_tdiv_q (z, x, y)) \
  X (rem, mpz_tdiv_r (z, x, y)) \
  X (and, mpz_and (z, x, y)) \
  X (or, mpz_ior (z, x, y)) \
  X (xor, mpz_xor (z, x, y)) \
  X (gcd, mpz_gcd (z, x, y)) \
  X (sqrt, mpz_sqrt (z, x)) \
  X (exp_mod, mpz_powm (z, x, y, m)) \
  X (inverse, mpz_invert (z, x, y)) \
  X (exp, mpz_pow_ui (z, x, mpz_get_ui (y))) \
  X (lsh, mpz_mul_2exp (z, x, mpz_get_ui (y))) \
  X (rsh, mpz_fdiv_q_2exp (z, x, mpz_get_ui (y)))

enum operation
{
#define NUMBER(name, does) OP_##name,
  OPERATIONS (NUMBER)
#undef NUMBER
};

static void
compute (enum operation operation, mpz_t z, const mpz_t x, const mpz_t y, const mpz_t m)
{
  switch (operation)
    {
#define CASE(name, does) \
  case OP_##name: \
    (void) (does); \
    break;
      OPERATIONS (CASE)
#undef CASE
    }
}

/* The words of @z where there is room for them. */
static uint64_t
store (const mpz_t z, const struct ilv_slice *words)
{
  size_t n = mpz_size (z);

  ILV_ASSERT ((int64_t) n <= words->len);
  if (n > 0) /* a slice of none may have no array */
    memcpy (words->array, mpz_limbs_read (z), n * sizeof (mp_limb_t));
  return n;
}

/* apply (op int, words []Word, x, y, m *Int) (n int, neg bool) */
static enum ilv_native_status
apply (struct ilv_native_call *call)
{
  const struct number *modulus = ilv_slot_pointer (call, 8);
  mpz_t x, y, m, z;

  view (x, ilv_slot_pointer (call, 6));
  view (y, ilv_slot_pointer (call, 7));
  view (m, modulus != NULL ? modulus : ilv_slot_pointer (call, 7));
  mpz_init (z);
  compute ((enum operation) call->slots[2], z, x, y, m);
  call->slots[0] = store (z, ilv_slot_slice (call, 3));
  call->slots[1] = mpz_sgn (z) < 0;
  mpz_clear (z);
  return ILV_NATIVE_DONE;
}

/* Beyond base 36 GMP has the capital letters first, Go the small ones. */
static void
swap_cases (char *text, int64_t base)
{
  for (char *at = text; base > 36 && *at != 0; at++)
    if (isalpha ((unsigned char) *at))
      *at ^= 'a' ^ 'A';
}

/* text (x *Int, base int) string */
static enum ilv_native_status
number_text (struct ilv_native_call *call)
{
  int64_t base = (int64_t) call->slots[3];
  bool is_made;
  char *text;
  mpz_t x;

  if (base < 2 || base > 62)
    return ilv_native_panic (call, "invalid base");
  view (x, ilv_slot_pointer (call, 2));
  text = malloc (mpz_sizeinbase (x, (int) base) + 2);
  if (text == NULL)
    return ILV_NATIVE_OUT_OF_MEMORY;
  mpz_get_str (text, (int) base, x);
  swap_cases (text, base);
  is_made = ilv_native_string (call, text, strlen (text), ilv_slot_string (call, 0));
  free (text);
  return is_made ? ILV_NATIVE_DONE : ILV_NATIVE_OUT_OF_MEMORY;
}

/* parse (words []Word, digits string, base int) (n int) */
static enum ilv_native_status
parse (struct ilv_native_call *call)
{
  const struct ilv_string *digits = ilv_slot_string (call, 4);
  int64_t base = (int64_t) call->slots[6];
  char *text = strndup ((const char *) digits->bytes, (size_t) digits->len);
  mpz_t z;

  if (text == NULL)
    return ILV_NATIVE_OUT_OF_MEMORY;
  swap_cases (text, base);
  mpz_init (z);
  ILV_ASSERT (mpz_set_str (z, text, (int) base) == 0);
  call->slots[0] = store (z, ilv_slot_slice (call, 1));
  mpz_clear (z);
  free (text);
  return ILV_NATIVE_DONE;
}

/* isPrime (x *Int, rounds int) bool */
static enum ilv_native_status
is_prime (struct ilv_native_call *call)
{
  int64_t rounds = (int64_t) call->slots[2];
  mpz_t x;

  view (x, ilv_slot_pointer (call, 1));
  call->slots[0] = mpz_probab_prime_p (x, rounds < 1000 ? (int) rounds : 1000) > 0;
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (math_big) = {
  { "apply", apply },
  { "text", number_text },
  { "parse", parse },
  { "isPrime", is_prime },
  { NULL, NULL },
};
