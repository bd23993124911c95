/* interp_simple.h - What each simple instruction does, as a statement without its end.
 *
 * Apart from the loop (interp.c), because an instruction is done in two ways: alone, and as half
 * of a fused pair (code/fused.def). Nothing here moves pc on to the next instruction; a jump that
 * is not taken falls out of its statement. Where one fails pc is at it: its place is right in
 * traces and panics in either half.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

/* --- Moving --- */

#define DO_MOV A = B
#define DO_LDI A = (uint64_t) (int64_t) pc->imm
#define DO_LDK A = pc[1].bits

/* --- Numbers --- */

#define DO_ADD A = (uint64_t) (B + C)
#define DO_SUB A = (uint64_t) (B - C)
#define DO_MUL A = (uint64_t) (B * C)
#define DO_AND A = (uint64_t) (B & C)
#define DO_OR A = (uint64_t) (B | C)
#define DO_XOR A = (uint64_t) (B ^ C)
#define DO_ANDNOT A = (uint64_t) (B & ~C)
#define DO_SHL A = (uint64_t) (C < 64 ? B << C : 0)
#define DO_SHR A = (uint64_t) (SIGNED (B) >> (C < 64 ? C : 63))
#define DO_SHRU A = (uint64_t) (C < 64 ? B >> C : 0)
#define DO_ADDI A = (uint64_t) (B + (uint64_t) SIMM (pc->c))
#define DO_MULI A = (uint64_t) (B * (uint64_t) SIMM (pc->c))
#define DO_DIVI A = (uint64_t) (SIGNED (B) / SIMM (pc->c))
#define DO_REMI A = (uint64_t) (SIGNED (B) % SIMM (pc->c))
#define DO_ORI A = (uint64_t) (B | (uint64_t) SIMM (pc->c))
#define DO_XORI A = (uint64_t) (B ^ (uint64_t) SIMM (pc->c))
#define DO_ANDI A = (uint64_t) (B & (uint64_t) SIMM (pc->c))
#define DO_SHLI A = (uint64_t) (B << pc->c)
#define DO_SHRI A = (uint64_t) (SIGNED (B) >> pc->c)
#define DO_SHRUI A = (uint64_t) (B >> pc->c)
#define DO_ADDS32 A = (uint64_t) ((int64_t) (int32_t) (B + C))
#define DO_SUBS32 A = (uint64_t) ((int64_t) (int32_t) (B - C))
#define DO_MULS32 A = (uint64_t) ((int64_t) (int32_t) (B * C))
#define DO_ADDU32 A = (uint64_t) ((uint32_t) (B + C))
#define DO_SUBU32 A = (uint64_t) ((uint32_t) (B - C))
#define DO_MULU32 A = (uint64_t) ((uint32_t) (B * C))
#define DO_ADDU8 A = (uint64_t) ((uint8_t) (B + C))
#define DO_SUBU8 A = (uint64_t) ((uint8_t) (B - C))
#define DO_NEG A = (uint64_t) (0 - B)
#define DO_COM A = (uint64_t) (~B)
#define DO_NOT A = (uint64_t) (!B)
#define DO_EXTS8 A = (uint64_t) ((int64_t) (int8_t) B)
#define DO_EXTS16 A = (uint64_t) ((int64_t) (int16_t) B)
#define DO_EXTS32 A = (uint64_t) ((int64_t) (int32_t) B)
#define DO_EXTU8 A = (uint64_t) ((uint8_t) B)
#define DO_EXTU16 A = (uint64_t) ((uint16_t) B)
#define DO_EXTU32 A = (uint64_t) ((uint32_t) B)
#define DO_FADD A = (uint64_t) (from_double (to_double (B) + to_double (C)))
#define DO_FSUB A = (uint64_t) (from_double (to_double (B) - to_double (C)))
#define DO_FMUL A = (uint64_t) (from_double (to_double (B) * to_double (C)))
#define DO_FDIV A = (uint64_t) (from_double (to_double (B) / to_double (C)))
#define DO_FNEG A = (uint64_t) (from_double (-to_double (B)))
#define DO_F32ADD A = (uint64_t) (from_float (to_float (B) + to_float (C)))
#define DO_F32SUB A = (uint64_t) (from_float (to_float (B) - to_float (C)))
#define DO_F32MUL A = (uint64_t) (from_float (to_float (B) * to_float (C)))
#define DO_F32DIV A = (uint64_t) (from_float (to_float (B) / to_float (C)))
#define DO_F32NEG A = (uint64_t) (from_float (-to_float (B)))
#define DO_I2F A = (uint64_t) (from_double ((double) SIGNED (B)))
#define DO_U2F A = (uint64_t) (from_double ((double) B))
#define DO_F2I A = (uint64_t) (double_to_int (to_double (B)))
#define DO_F2U A = (uint64_t) (double_to_uint (to_double (B)))
#define DO_I2F32 A = (uint64_t) (from_float ((float) SIGNED (B)))
#define DO_U2F32 A = (uint64_t) (from_float ((float) B))
#define DO_F2F32 A = (uint64_t) (from_float ((float) to_double (B)))
#define DO_F32TOF A = (uint64_t) (from_double ((double) to_float (B)))
#define DO_EQ A = (uint64_t) (B == C)
#define DO_NE A = (uint64_t) (B != C)
#define DO_LT A = (uint64_t) (SIGNED (B) < SIGNED (C))
#define DO_LE A = (uint64_t) (SIGNED (B) <= SIGNED (C))
#define DO_LTU A = (uint64_t) (B < C)
#define DO_LEU A = (uint64_t) (B <= C)
#define DO_FEQ A = (uint64_t) (to_double (B) == to_double (C))
#define DO_FNE A = (uint64_t) (to_double (B) != to_double (C))
#define DO_FLT A = (uint64_t) (to_double (B) < to_double (C))
#define DO_FLE A = (uint64_t) (to_double (B) <= to_double (C))
#define DO_F32EQ A = (uint64_t) (to_float (B) == to_float (C))
#define DO_F32NE A = (uint64_t) (to_float (B) != to_float (C))
#define DO_F32LT A = (uint64_t) (to_float (B) < to_float (C))
#define DO_F32LE A = (uint64_t) (to_float (B) <= to_float (C))
#define DO_STREQ A = (uint64_t) (ilv_string_equal (*string_at (&B), *string_at (&C)))
#define DO_STRNE A = (uint64_t) (!ilv_string_equal (*string_at (&B), *string_at (&C)))
#define DO_STRLT A = (uint64_t) (ilv_string_compare (*string_at (&B), *string_at (&C)) < 0)
#define DO_STRLE A = (uint64_t) (ilv_string_compare (*string_at (&B), *string_at (&C)) <= 0)

/* --- Jumps --- */

#define JUMP_IF(condition, distance) \
  if (condition) \
    NEXT_N (distance)
#define JUMP_BACK_IF(condition, distance) \
  if (condition) \
    { \
      pc += (distance); \
      if (ilv_unlikely (--fuel <= 0)) goto poll; \
      GOTO; \
    }
#define DO_J_T JUMP_IF (A, pc->imm)
#define DO_B_T JUMP_BACK_IF (A, pc->imm)
#define DO_J_F JUMP_IF (!A, pc->imm)
#define DO_B_F JUMP_BACK_IF (!A, pc->imm)
#define DO_J_EQ JUMP_IF (A == B, (int16_t) pc->c)
#define DO_B_EQ JUMP_BACK_IF (A == B, (int16_t) pc->c)
#define DO_J_NE JUMP_IF (A != B, (int16_t) pc->c)
#define DO_B_NE JUMP_BACK_IF (A != B, (int16_t) pc->c)
#define DO_J_LT JUMP_IF (SIGNED (A) < SIGNED (B), (int16_t) pc->c)
#define DO_B_LT JUMP_BACK_IF (SIGNED (A) < SIGNED (B), (int16_t) pc->c)
#define DO_J_LE JUMP_IF (SIGNED (A) <= SIGNED (B), (int16_t) pc->c)
#define DO_B_LE JUMP_BACK_IF (SIGNED (A) <= SIGNED (B), (int16_t) pc->c)
#define DO_J_LTU JUMP_IF (A < B, (int16_t) pc->c)
#define DO_B_LTU JUMP_BACK_IF (A < B, (int16_t) pc->c)
#define DO_J_LEU JUMP_IF (A <= B, (int16_t) pc->c)
#define DO_B_LEU JUMP_BACK_IF (A <= B, (int16_t) pc->c)
#define DO_J_EQI JUMP_IF (SIGNED (A) == SIMM (pc->b), (int16_t) pc->c)
#define DO_B_EQI JUMP_BACK_IF (SIGNED (A) == SIMM (pc->b), (int16_t) pc->c)
#define DO_J_NEI JUMP_IF (SIGNED (A) != SIMM (pc->b), (int16_t) pc->c)
#define DO_B_NEI JUMP_BACK_IF (SIGNED (A) != SIMM (pc->b), (int16_t) pc->c)
#define DO_J_LTI JUMP_IF (SIGNED (A) < SIMM (pc->b), (int16_t) pc->c)
#define DO_B_LTI JUMP_BACK_IF (SIGNED (A) < SIMM (pc->b), (int16_t) pc->c)
#define DO_J_LEI JUMP_IF (SIGNED (A) <= SIMM (pc->b), (int16_t) pc->c)
#define DO_B_LEI JUMP_BACK_IF (SIGNED (A) <= SIMM (pc->b), (int16_t) pc->c)
#define DO_J_GTI JUMP_IF (SIGNED (A) > SIMM (pc->b), (int16_t) pc->c)
#define DO_B_GTI JUMP_BACK_IF (SIGNED (A) > SIMM (pc->b), (int16_t) pc->c)
#define DO_J_GEI JUMP_IF (SIGNED (A) >= SIMM (pc->b), (int16_t) pc->c)
#define DO_B_GEI JUMP_BACK_IF (SIGNED (A) >= SIMM (pc->b), (int16_t) pc->c)
#define DO_J_FEQ JUMP_IF (to_double (A) == to_double (B), (int16_t) pc->c)
#define DO_B_FEQ JUMP_BACK_IF (to_double (A) == to_double (B), (int16_t) pc->c)
#define DO_J_FNE JUMP_IF (to_double (A) != to_double (B), (int16_t) pc->c)
#define DO_B_FNE JUMP_BACK_IF (to_double (A) != to_double (B), (int16_t) pc->c)
#define DO_J_FLT JUMP_IF (to_double (A) < to_double (B), (int16_t) pc->c)
#define DO_B_FLT JUMP_BACK_IF (to_double (A) < to_double (B), (int16_t) pc->c)
#define DO_J_FLE JUMP_IF (to_double (A) <= to_double (B), (int16_t) pc->c)
#define DO_B_FLE JUMP_BACK_IF (to_double (A) <= to_double (B), (int16_t) pc->c)
#define DO_J_FNLT JUMP_IF (!(to_double (A) < to_double (B)), (int16_t) pc->c)
#define DO_B_FNLT JUMP_BACK_IF (!(to_double (A) < to_double (B)), (int16_t) pc->c)
#define DO_J_FNLE JUMP_IF (!(to_double (A) <= to_double (B)), (int16_t) pc->c)
#define DO_B_FNLE JUMP_BACK_IF (!(to_double (A) <= to_double (B)), (int16_t) pc->c)
#define DO_LOOP JUMP_BACK_IF (true, pc->imm)
#define DO_INCLT JUMP_BACK_IF (SIGNED (++A) < SIGNED (B), (int16_t) pc->c)
#define DO_INCLTI JUMP_BACK_IF (SIGNED (++A) < SIMM (pc->b), (int16_t) pc->c)

/* --- Memory --- */

#define LOAD_WORD(slots, at) *(slots) = (uint64_t) *(at)
#define STORE_WORD(at, slots, type) *(at) = (type) *(slots)
/* Word by word: the next instruction reads one of them, and what was stored with its neighbour in
 * one wide store reaches it late. */
#define COPY_WORDS(to, from, n) \
  do { \
    uint64_t *to_ = (uint64_t *) (to); \
    const uint64_t *from_ = (const uint64_t *) (from); \
    uint64_t x = from_[0], y = from_[1], z = (n) > 2 ? from_[2] : 0; \
    to_[0] = x; \
    to_[1] = y; \
    if ((n) > 2) \
      to_[2] = z; \
  } while (0)
#define LOAD_WORDS(slots, at) COPY_WORDS ((slots), (at), sizeof *(at) / 8)
#define STORE_WORDS(at, slots, type) COPY_WORDS ((at), (slots), sizeof (type) / 8)

#define LOAD(load, type) \
  do { \
    uint64_t address = B; \
    CHECK_NIL (address); \
    const type *at = (const type *) (uintptr_t) (address + pc->c); \
    load (&A, at); \
  } while (0)
#define STORE(store, type) \
  do { \
    uint64_t address = B; \
    CHECK_NIL (address); \
    type *at = (type *) (uintptr_t) (address + pc->c); \
    store (at, &A, type); \
  } while (0)
#define LOAD_INDEXED(load, type) \
  do { \
    uint64_t i = C; \
    if (ilv_unlikely (i >= R (pc->b + 1))) goto index_fault_slice; \
    const type *at = (const type *) (uintptr_t) B + i; \
    load (&A, at); \
  } while (0)
#define STORE_INDEXED(store, type) \
  do { \
    uint64_t i = C; \
    if (ilv_unlikely (i >= R (pc->b + 1))) goto index_fault_slice; \
    type *at = (type *) (uintptr_t) B + i; \
    store (at, &A, type); \
  } while (0)
#define LOAD_GLOBAL(load, type) \
  do { \
    const type *at = (const type *) (globals + (uint32_t) pc->imm); \
    load (&A, at); \
  } while (0)
#define STORE_GLOBAL(store, type) \
  do { \
    type *at = (type *) (globals + (uint32_t) pc->imm); \
    store (at, &A, type); \
  } while (0)
#define LOAD_FRAME(load, type) \
  do { \
    const type *at = (const type *) ((const char *) fp + (uint32_t) pc->imm); \
    load (&A, at); \
  } while (0)
#define STORE_FRAME(store, type) \
  do { \
    type *at = (type *) ((char *) fp + (uint32_t) pc->imm); \
    store (at, &A, type); \
  } while (0)

#define DO_LD_U8 LOAD (LOAD_WORD, uint8_t)
#define DO_LDX_U8 LOAD_INDEXED (LOAD_WORD, uint8_t)
#define DO_LDG_U8 LOAD_GLOBAL (LOAD_WORD, uint8_t)
#define DO_LDF_U8 LOAD_FRAME (LOAD_WORD, uint8_t)
#define DO_ST_U8 STORE (STORE_WORD, uint8_t)
#define DO_STX_U8 STORE_INDEXED (STORE_WORD, uint8_t)
#define DO_STG_U8 STORE_GLOBAL (STORE_WORD, uint8_t)
#define DO_STF_U8 STORE_FRAME (STORE_WORD, uint8_t)
#define DO_LD_S8 LOAD (LOAD_WORD, int8_t)
#define DO_LDX_S8 LOAD_INDEXED (LOAD_WORD, int8_t)
#define DO_LDG_S8 LOAD_GLOBAL (LOAD_WORD, int8_t)
#define DO_LDF_S8 LOAD_FRAME (LOAD_WORD, int8_t)
#define DO_ST_S8 STORE (STORE_WORD, int8_t)
#define DO_STX_S8 STORE_INDEXED (STORE_WORD, int8_t)
#define DO_STG_S8 STORE_GLOBAL (STORE_WORD, int8_t)
#define DO_STF_S8 STORE_FRAME (STORE_WORD, int8_t)
#define DO_LD_U16 LOAD (LOAD_WORD, uint16_t)
#define DO_LDX_U16 LOAD_INDEXED (LOAD_WORD, uint16_t)
#define DO_LDG_U16 LOAD_GLOBAL (LOAD_WORD, uint16_t)
#define DO_LDF_U16 LOAD_FRAME (LOAD_WORD, uint16_t)
#define DO_ST_U16 STORE (STORE_WORD, uint16_t)
#define DO_STX_U16 STORE_INDEXED (STORE_WORD, uint16_t)
#define DO_STG_U16 STORE_GLOBAL (STORE_WORD, uint16_t)
#define DO_STF_U16 STORE_FRAME (STORE_WORD, uint16_t)
#define DO_LD_S16 LOAD (LOAD_WORD, int16_t)
#define DO_LDX_S16 LOAD_INDEXED (LOAD_WORD, int16_t)
#define DO_LDG_S16 LOAD_GLOBAL (LOAD_WORD, int16_t)
#define DO_LDF_S16 LOAD_FRAME (LOAD_WORD, int16_t)
#define DO_ST_S16 STORE (STORE_WORD, int16_t)
#define DO_STX_S16 STORE_INDEXED (STORE_WORD, int16_t)
#define DO_STG_S16 STORE_GLOBAL (STORE_WORD, int16_t)
#define DO_STF_S16 STORE_FRAME (STORE_WORD, int16_t)
#define DO_LD_U32 LOAD (LOAD_WORD, uint32_t)
#define DO_LDX_U32 LOAD_INDEXED (LOAD_WORD, uint32_t)
#define DO_LDG_U32 LOAD_GLOBAL (LOAD_WORD, uint32_t)
#define DO_LDF_U32 LOAD_FRAME (LOAD_WORD, uint32_t)
#define DO_ST_U32 STORE (STORE_WORD, uint32_t)
#define DO_STX_U32 STORE_INDEXED (STORE_WORD, uint32_t)
#define DO_STG_U32 STORE_GLOBAL (STORE_WORD, uint32_t)
#define DO_STF_U32 STORE_FRAME (STORE_WORD, uint32_t)
#define DO_LD_S32 LOAD (LOAD_WORD, int32_t)
#define DO_LDX_S32 LOAD_INDEXED (LOAD_WORD, int32_t)
#define DO_LDG_S32 LOAD_GLOBAL (LOAD_WORD, int32_t)
#define DO_LDF_S32 LOAD_FRAME (LOAD_WORD, int32_t)
#define DO_ST_S32 STORE (STORE_WORD, int32_t)
#define DO_STX_S32 STORE_INDEXED (STORE_WORD, int32_t)
#define DO_STG_S32 STORE_GLOBAL (STORE_WORD, int32_t)
#define DO_STF_S32 STORE_FRAME (STORE_WORD, int32_t)
#define DO_LD_W1 LOAD (LOAD_WORD, uint64_t)
#define DO_LDX_W1 LOAD_INDEXED (LOAD_WORD, uint64_t)
#define DO_LDG_W1 LOAD_GLOBAL (LOAD_WORD, uint64_t)
#define DO_LDF_W1 LOAD_FRAME (LOAD_WORD, uint64_t)
#define DO_ST_W1 STORE (STORE_WORD, uint64_t)
#define DO_STX_W1 STORE_INDEXED (STORE_WORD, uint64_t)
#define DO_STG_W1 STORE_GLOBAL (STORE_WORD, uint64_t)
#define DO_STF_W1 STORE_FRAME (STORE_WORD, uint64_t)
#define DO_LD_W2 LOAD (LOAD_WORDS, struct ilv_string)
#define DO_LDX_W2 LOAD_INDEXED (LOAD_WORDS, struct ilv_string)
#define DO_LDG_W2 LOAD_GLOBAL (LOAD_WORDS, struct ilv_string)
#define DO_LDF_W2 LOAD_FRAME (LOAD_WORDS, struct ilv_string)
#define DO_ST_W2 STORE (STORE_WORDS, struct ilv_string)
#define DO_STX_W2 STORE_INDEXED (STORE_WORDS, struct ilv_string)
#define DO_STG_W2 STORE_GLOBAL (STORE_WORDS, struct ilv_string)
#define DO_STF_W2 STORE_FRAME (STORE_WORDS, struct ilv_string)
#define DO_LD_W3 LOAD (LOAD_WORDS, struct ilv_slice)
#define DO_LDX_W3 LOAD_INDEXED (LOAD_WORDS, struct ilv_slice)
#define DO_LDG_W3 LOAD_GLOBAL (LOAD_WORDS, struct ilv_slice)
#define DO_LDF_W3 LOAD_FRAME (LOAD_WORDS, struct ilv_slice)
#define DO_ST_W3 STORE (STORE_WORDS, struct ilv_slice)
#define DO_STX_W3 STORE_INDEXED (STORE_WORDS, struct ilv_slice)
#define DO_STG_W3 STORE_GLOBAL (STORE_WORDS, struct ilv_slice)
#define DO_STF_W3 STORE_FRAME (STORE_WORDS, struct ilv_slice)

/* --- Calls --- */

#define DO_RET \
  do { \
    pc = (const union ilv_word *) (uintptr_t) fp[-1]; \
    fp = (uint64_t *) (uintptr_t) fp[-2]; \
    GOTO; \
  } while (0)
#define DO_RETMOV A = B; DO_RET
#define DO_CALL \
  do { \
    func = pc[1].address; \
    window = fp + pc->a; \
    return_pc = pc + 2; \
    if (ilv_unlikely (window + func->n_slots > end)) \
      { \
        closure = &func->self; \
        goto enter_segment; \
      } \
    window[-2] = (uint64_t) (uintptr_t) fp; \
    window[-1] = (uint64_t) (uintptr_t) return_pc; \
    fp = window; \
    pc = func->code; \
    if (ilv_unlikely (--fuel <= 0)) goto poll; \
    GOTO; \
  } while (0)
