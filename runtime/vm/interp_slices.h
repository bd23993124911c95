/* interp_slices.h - Instructions on slices and strings.
 *
 * Part of the function in interp.c: labels and statements, no declarations of its own.
 *
 * SPDX-License-Identifier: MIT
 */

  CASE (APPEND):
    {
      struct ilv_slice slice = *slice_at (&B);
      SAVE;
      if (!ilv_slices_append (p, goroutine, pc[1].address, &slice, &C, pc[2].low, pc[2].high))
        goto raise;
      *slice_at (&A) = slice;
      ALLOCATED;
      NEXT_N (3);
    }
  CASE (APPENDS):
    {
      struct ilv_slice slice = *slice_at (&B);
      SAVE;
      if (!ilv_slices_append_slice (p, goroutine, pc[1].address, &slice,
                                    (const void *) (uintptr_t) C, SIGNED (R (pc->c + 1))))
        goto raise;
      *slice_at (&A) = slice;
      ALLOCATED;
      NEXT_N (2);
    }
  CASE (COPY):
    {
      int64_t n = SIGNED (R (pc->b + 1)), m = SIGNED (R (pc->c + 1));
      if (m < n)
        n = m;
      if (n > 0)
        memmove ((void *) (uintptr_t) B, (const void *) (uintptr_t) C, (size_t) n * pc[1].bits);
      if (pc->a != ILV_NO_SLOT)
        A = (uint64_t) n;
      NEXT_N (2);
    }
  CASE (SLICE):
    SAVE;
    if (!ilv_slices_cut (p, goroutine, *slice_at (&B), false, (const int64_t *) &C, pc[1].low,
                         pc[1].high, slice_at (&A)))
      goto raise;
    NEXT_N (2);
  CASE (SLICESTR):
    {
      struct ilv_slice bytes
          = { (void *) (uintptr_t) B, SIGNED (R (pc->b + 1)), SIGNED (R (pc->b + 1)) };
      SAVE;
      if (!ilv_slices_cut (p, goroutine, bytes, true, (const int64_t *) &C, pc[1].low, 1, &bytes))
        goto raise;
      R (pc->a) = (uint64_t) (uintptr_t) bytes.array;
      R (pc->a + 1) = (uint64_t) bytes.len;
      NEXT_N (2);
    }
  CASE (SLICEARR):
    {
      struct ilv_slice array = { (void *) (uintptr_t) B, (int64_t) pc[2].bits, (int64_t) pc[2].bits };
      CHECK_NIL (B);
      SAVE;
      if (!ilv_slices_cut (p, goroutine, array, true, (const int64_t *) &C, pc[1].low, pc[1].high,
                           slice_at (&A)))
        goto raise;
      NEXT_N (3);
    }
  CASE (SLICE2ARR):
    if (ilv_unlikely (R (pc->b + 1) < pc[1].bits))
      {
        SAVE;
        ilv_fault_error (p, goroutine, ILV_ERROR_BOUNDS,
                         "cannot convert slice with length %ld to array or pointer to array with "
                         "length %ld", (long) R (pc->b + 1), (long) pc[1].bits);
        goto raise;
      }
    A = B;
    NEXT_N (2);
  CASE (CLEARS):
    if (R (pc->a + 1))
      memset ((void *) (uintptr_t) A, 0, R (pc->a + 1) * pc[1].bits);
    NEXT_N (2);
  CASE (CONCAT):
    if (ilv_unlikely (!ilv_string_concat (p, string_at (&B), pc->c, string_at (&A))))
      goto out_of_memory;
    ALLOCATED;
    NEXT;
  CASE (STR2BYTES):
    if (ilv_unlikely (!ilv_string_to_bytes (p, *string_at (&B), slice_at (&A)))) goto out_of_memory;
    ALLOCATED;
    NEXT_N (2);
  CASE (BYTES2STR):
    if (ilv_unlikely (!ilv_string_from_bytes (p, *slice_at (&B), string_at (&A))))
      goto out_of_memory;
    ALLOCATED;
    NEXT;
  CASE (STR2RUNES):
    if (ilv_unlikely (!ilv_string_to_runes (p, *string_at (&B), slice_at (&A)))) goto out_of_memory;
    ALLOCATED;
    NEXT_N (2);
  CASE (RUNES2STR):
    if (ilv_unlikely (!ilv_string_from_runes (p, *slice_at (&B), string_at (&A))))
      goto out_of_memory;
    ALLOCATED;
    NEXT;
  CASE (RUNE2STR):
    if (ilv_unlikely (!ilv_string_from_rune (p, SIGNED (B), string_at (&A)))) goto out_of_memory;
    NEXT;
  CASE (RANGESTR):
    {
      int64_t at = SIGNED (R (pc->a + 2)), len = SIGNED (R (pc->b + 1));
      const uint8_t *bytes = (const uint8_t *) (uintptr_t) B;
      uint32_t rune;
      if (at >= len)
        NEXT_N ((int32_t) pc[1].low);
      R (pc->a) = (uint64_t) at;
      if (bytes[at] < 0x80)
        {
          R (pc->a + 1) = bytes[at];
          R (pc->a + 2) = (uint64_t) (at + 1);
        }
      else
        {
          size_t n = ilv_utf8_decode ((const char *) bytes + at, (size_t) (len - at), &rune);
          R (pc->a + 1) = rune;
          R (pc->a + 2) = (uint64_t) at + n;
        }
      NEXT_N (2);
    }
