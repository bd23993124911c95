/* interp_memory.h - Instructions that move between slots and memory, and that allocate.
 *
 * Part of the function in interp.c: labels and statements, no declarations of its own.
 *
 * SPDX-License-Identifier: MIT
 */

  /* --- Moving --- */
  SIMPLE (MOV)
  CASE (MOV2):
    {
      uint64_t x = R (pc->b), y = R (pc->b + 1);
      R (pc->a) = x;
      R (pc->a + 1) = y;
      NEXT;
    }
  CASE (MOV3):
    {
      uint64_t x = R (pc->b), y = R (pc->b + 1), z = R (pc->b + 2);
      R (pc->a) = x;
      R (pc->a + 1) = y;
      R (pc->a + 2) = z;
      NEXT;
    }
  CASE (MOVN): memmove (&A, &B, pc->c * sizeof (uint64_t)); NEXT;
  CASE (ZERO): A = 0; NEXT;
  CASE (ZERO2): R (pc->a) = R (pc->a + 1) = 0; NEXT;
  CASE (ZERO3): R (pc->a) = R (pc->a + 1) = R (pc->a + 2) = 0; NEXT;
  CASE (ZERON): memset (&A, 0, (size_t) pc->imm * sizeof (uint64_t)); NEXT;
  SIMPLE (LDI)
  SIMPLE (LDK)
  CASE (LDK2): R (pc->a) = pc[1].bits; R (pc->a + 1) = pc[2].bits; NEXT_N (3);
  CASE (LEA): A = (uint64_t) (uintptr_t) &B; NEXT;
  CASE (LDCAP):
    memcpy (&A, (const uint64_t *) (uintptr_t) fp[-3] + 1 + pc->b, pc->c * sizeof (uint64_t));
    NEXT;

  /* --- Memory --- */
#define ILV_MEM(NAME, slots, size) \
  SIMPLE (LD_##NAME) SIMPLE (ST_##NAME) \
  SIMPLE (LDX_##NAME) SIMPLE (STX_##NAME) \
  SIMPLE (LDG_##NAME) SIMPLE (STG_##NAME) \
  SIMPLE (LDF_##NAME) SIMPLE (STF_##NAME)
#include "code/mem_kinds.def"
#undef ILV_MEM

  CASE (LDN):
    CHECK_NIL (B);
    memmove (&A, (const char *) (uintptr_t) B + pc->c, pc[1].bits);
    NEXT_N (2);
  CASE (STN):
    CHECK_NIL (B);
    memmove ((char *) (uintptr_t) B + pc->c, &A, pc[1].bits);
    NEXT_N (2);
  CASE (COPYN):
    CHECK_NIL (A);
    CHECK_NIL (B);
    memmove ((char *) (uintptr_t) A, (const char *) (uintptr_t) B, pc[1].bits);
    NEXT_N (2);
  CASE (GADDR): A = (uint64_t) (uintptr_t) (globals + (uint32_t) pc->imm); NEXT;
  CASE (PADD): CHECK_NIL (B); A = B + pc->c; NEXT;
  CASE (PADDK): CHECK_NIL (B); A = B + pc[1].bits; NEXT_N (2);
  CASE (NILCHK): CHECK_NIL (A); NEXT;
  CASE (IDXSLICE):
    if (ilv_unlikely (C >= R (pc->b + 1))) goto index_fault_slice;
    A = B + C * pc[1].bits;
    NEXT_N (2);
  CASE (IDXPTR):
    CHECK_NIL (B);
    if (ilv_unlikely (C >= pc[1].low)) goto index_fault_array;
    A = B + C * pc[1].high;
    NEXT_N (2);
  CASE (IDXFRAME):
    if (ilv_unlikely (C >= pc[1].low)) goto index_fault_array;
    A = (uint64_t) (uintptr_t) &B + C * pc[1].high;
    NEXT_N (2);
  CASE (BOUNDS):
    if (ilv_unlikely (C >= pc[1].low)) goto index_fault_array;
    NEXT_N (2);

  /* --- Allocation --- */
  CASE (NEW):
    {
      void *memory = ilv_heap_alloc (p, pc[1].address, 1);
      if (ilv_unlikely (!memory)) goto out_of_memory;
      A = (uint64_t) (uintptr_t) memory;
      ALLOCATED;
      NEXT_N (2);
    }
  CASE (CLOSURE):
    {
      uint64_t *made = ilv_heap_alloc_words (p, (1 + (size_t) pc->c) * sizeof (uint64_t));
      if (ilv_unlikely (!made)) goto out_of_memory;
      made[0] = pc[1].bits;
      memcpy (made + 1, &B, pc->c * sizeof (uint64_t));
      A = (uint64_t) (uintptr_t) made;
      ALLOCATED;
      NEXT_N (2);
    }
  CASE (MKSLICE):
    SAVE;
    if (!ilv_slices_make (p, goroutine, pc[1].address, SIGNED (B), SIGNED (C), slice_at (&A)))
      goto raise;
    ALLOCATED;
    NEXT_N (2);
  CASE (MKMAP):
    {
      struct ilv_map *map = ilv_map_new (p, pc[1].address, SIGNED (B) > 0 ? B : 0);
      if (ilv_unlikely (!map)) goto out_of_memory;
      A = (uint64_t) (uintptr_t) map;
      ALLOCATED;
      NEXT_N (2);
    }
  CASE (MKCHAN):
    {
      SAVE;
      struct ilv_chan *chan = ilv_values_make_chan (p, goroutine, pc[1].address, SIGNED (B));
      if (ilv_unlikely (!chan)) goto raise;
      A = (uint64_t) (uintptr_t) chan;
      ALLOCATED;
      NEXT_N (2);
    }
  CASE (NAMECHAN):
    if (A)
      {
        SAVE;
        name_object (p, goroutine, ilv_chan_id ((struct ilv_chan *) (uintptr_t) A),
                     pc[1].address);
      }
    NEXT_N (2);
  CASE (NAMESYNC):
    if (p->is_traced)
      {
        SAVE;
        ilv_vm_name_sync (p, goroutine, (void *) (uintptr_t) A, pc[1].address, pc[2].address);
      }
    NEXT_N (3);
  CASE (NAMECTX):
    SAVE;
    name_object (p, goroutine, ilv_vm_context_id (iface_at (&A)), pc[1].address);
    NEXT_N (2);
