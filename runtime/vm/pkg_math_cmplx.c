/* pkg_math_cmplx.c - Natives of package math/cmplx.
 *
 * The C library follows annex G of C99 at zeros, infinities and NaN; so does Go.
 * SPDX-License-Identifier: MIT
 */
#include <complex.h>

#include "vm/pkg.h"

/* Go's name, C's name. */
#define FUNCTIONS(X) \
  X (Acos, cacos) X (Acosh, cacosh) X (Asin, casin) X (Asinh, casinh) X (Atan, catan) \
  X (Atanh, catanh) X (Cos, ccos) X (Cosh, ccosh) X (Exp, cexp) X (Log, clog) X (Sin, csin) \
  X (Sinh, csinh) X (Sqrt, csqrt) X (Tan, ctan) X (Tanh, ctanh)

/* FUNCTION (x complex128) complex128: a complex number is two slots. */
static enum ilv_native_status
apply (struct ilv_native_call *call, double complex (*function) (double complex))
{
  double complex value = function (__builtin_complex (ilv_slot_float (call, 2),
                                                      ilv_slot_float (call, 3)));

  ilv_slot_set_float (call, 0, creal (value));
  ilv_slot_set_float (call, 1, cimag (value));
  return ILV_NATIVE_DONE;
}

#define DEFINE(Name, name) \
  static enum ilv_native_status math_##name (struct ilv_native_call *call) \
  { \
    return apply (call, name); \
  }
FUNCTIONS (DEFINE)
#undef DEFINE

ILV_PKG_NATIVES (math_cmplx) = {
#define ENTRY(Name, name) { #Name, math_##name },
  FUNCTIONS (ENTRY)
#undef ENTRY
  { NULL, NULL },
};
