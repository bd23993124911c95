/* interp_numbers.h - Instructions on integers and floating point, and comparisons.
 *
 * Part of the function in interp.c: labels and statements, no declarations of its own.
 *
 * SPDX-License-Identifier: MIT
 */

  /* --- Integers --- */
  SIMPLE (ADD)
  SIMPLE (SUB)
  SIMPLE (MUL)
  SIMPLE (AND)
  SIMPLE (OR)
  SIMPLE (XOR)
  SIMPLE (ANDNOT)
  SIMPLE (SHL)
  SIMPLE (SHR)
  SIMPLE (SHRU)
  CASE (DIV):
    if (ilv_unlikely (C == 0)) goto divide_by_zero;
    /* The smallest number has no negative: C would trap. */
    A = C == UINT64_MAX ? 0 - B : (uint64_t) (SIGNED (B) / SIGNED (C));
    NEXT;
  CASE (DIVU):
    if (ilv_unlikely (C == 0)) goto divide_by_zero;
    A = B / C;
    NEXT;
  CASE (REM):
    if (ilv_unlikely (C == 0)) goto divide_by_zero;
    A = C == UINT64_MAX ? 0 : (uint64_t) (SIGNED (B) % SIGNED (C));
    NEXT;
  CASE (REMU):
    if (ilv_unlikely (C == 0)) goto divide_by_zero;
    A = B % C;
    NEXT;
  SIMPLE (ADDI)
  SIMPLE (MULI)
  SIMPLE (DIVI)
  SIMPLE (REMI)
  SIMPLE (ORI)
  SIMPLE (XORI)
  SIMPLE (ANDI)
  SIMPLE (SHLI)
  SIMPLE (SHRI)
  SIMPLE (SHRUI)
  SIMPLE (ADDS32)
  SIMPLE (SUBS32)
  SIMPLE (MULS32)
  SIMPLE (ADDU32)
  SIMPLE (SUBU32)
  SIMPLE (MULU32)
  SIMPLE (ADDU8)
  SIMPLE (SUBU8)
  SIMPLE (NEG)
  SIMPLE (COM)
  SIMPLE (NOT)
  SIMPLE (EXTS8)
  SIMPLE (EXTS16)
  SIMPLE (EXTS32)
  SIMPLE (EXTU8)
  SIMPLE (EXTU16)
  SIMPLE (EXTU32)
  CASE (SHIFTCHK):
    if (ilv_unlikely (SIGNED (A) < 0)) goto negative_shift;
    NEXT;

  /* --- Floating point --- */
  SIMPLE (FADD)
  SIMPLE (FSUB)
  SIMPLE (FMUL)
  SIMPLE (FDIV)
  SIMPLE (FNEG)
  SIMPLE (F32ADD)
  SIMPLE (F32SUB)
  SIMPLE (F32MUL)
  SIMPLE (F32DIV)
  SIMPLE (F32NEG)
  CASE (CADD): from_complex (&A, to_complex (&B) + to_complex (&C)); NEXT;
  CASE (CSUB): from_complex (&A, to_complex (&B) - to_complex (&C)); NEXT;
  CASE (CMUL):
    {
      double a = to_double (R (pc->b)), b = to_double (R (pc->b + 1));
      double c = to_double (R (pc->c)), d = to_double (R (pc->c + 1));
      R (pc->a) = from_double (a * c - b * d);
      R (pc->a + 1) = from_double (a * d + b * c);
      NEXT;
    }
  CASE (CDIV): from_complex (&A, divide_complex (to_complex (&B), to_complex (&C))); NEXT;
  CASE (CNEG):
    {
      double x = -to_double (R (pc->b)), y = -to_double (R (pc->b + 1));
      R (pc->a) = from_double (x);
      R (pc->a + 1) = from_double (y);
      NEXT;
    }
  CASE (CEQ): A = to_complex (&B) == to_complex (&C); NEXT;
  CASE (C64TO128):
    {
      float x = to_float (B), y = to_float (B >> 32);
      R (pc->a) = from_double ((double) x);
      R (pc->a + 1) = from_double ((double) y);
      NEXT;
    }
  CASE (C128TO64):
    A = from_float ((float) to_double (R (pc->b)))
        | from_float ((float) to_double (R (pc->b + 1))) << 32;
    NEXT;
  SIMPLE (I2F)
  SIMPLE (U2F)
  SIMPLE (F2I)
  SIMPLE (F2U)
  SIMPLE (I2F32)
  SIMPLE (U2F32)
  SIMPLE (F2F32)
  SIMPLE (F32TOF)

  /* --- Comparisons --- */
  SIMPLE (EQ)
  SIMPLE (NE)
  SIMPLE (LT)
  SIMPLE (LE)
  SIMPLE (LTU)
  SIMPLE (LEU)
  SIMPLE (FEQ)
  SIMPLE (FNE)
  SIMPLE (FLT)
  SIMPLE (FLE)
  SIMPLE (F32EQ)
  SIMPLE (F32NE)
  SIMPLE (F32LT)
  SIMPLE (F32LE)
  SIMPLE (STREQ)
  SIMPLE (STRNE)
  SIMPLE (STRLT)
  SIMPLE (STRLE)
  CASE (IFACEEQ):
    {
      const struct ilv_rtype *fault;
      bool is_equal = ilv_iface_equal (iface_at (&B), iface_at (&C), &fault);
      if (ilv_unlikely (fault != NULL))
        {
          SAVE;
          ilv_values_uncomparable_fault (p, goroutine, fault);
          goto raise;
        }
      A = is_equal;
      NEXT;
    }
  CASE (EQT):
    {
      const struct ilv_rtype *fault;
      bool is_equal = ilv_equal (pc[1].address, &B, &C, &fault);
      if (ilv_unlikely (fault != NULL))
        {
          SAVE;
          ilv_values_uncomparable_fault (p, goroutine, fault);
          goto raise;
        }
      A = is_equal;
      NEXT_N (2);
    }
