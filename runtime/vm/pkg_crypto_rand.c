/* pkg_crypto_rand.c - The native of package crypto/rand.
 *
 * Bytes come through the one door of chance, so that a run can be repeated. What stands behind
 * it is seeded by the system, but is no generator for secrets: programs are run here to
 * be looked at.
 *
 * SPDX-License-Identifier: MIT
 */
#include <string.h>

#include "vm/pkg.h"

/* fill (b []byte) */
static enum ilv_native_status
fill (struct ilv_native_call *call)
{
  struct ilv_slice *bytes = ilv_slot_slice (call, 0);

  for (int64_t at = 0; at < bytes->len; at += 8)
    {
      uint64_t word = ilv_random (call->p);

      memcpy ((uint8_t *) bytes->array + at, &word,
              (size_t) (bytes->len - at < 8 ? bytes->len - at : 8));
    }
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (crypto_rand) = {
  { "fill", fill },
  { NULL, NULL },
};
