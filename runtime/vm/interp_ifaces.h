/* interp_ifaces.h - Instructions on interfaces.
 *
 * Part of the function in interp.c: labels and statements, no declarations of its own.
 *
 * SPDX-License-Identifier: MIT
 */

  CASE (IFACE):
    {
      uint64_t data = B;
      R (pc->a) = pc[1].bits;
      R (pc->a + 1) = data;
      NEXT_N (2);
    }
  CASE (IFACEBOX):
    {
      const struct ilv_rtype *type = pc[1].address;
      void *box = ilv_heap_alloc (p, type, 1);
      if (ilv_unlikely (!box)) goto out_of_memory;
      ilv_store_slots (box, &B, type);
      R (pc->a) = pc[1].bits;
      R (pc->a + 1) = (uint64_t) (uintptr_t) box;
      ALLOCATED;
      NEXT_N (2);
    }
  CASE (UNBOX):
    {
      const struct ilv_rtype *type = pc[1].address;
      ilv_load_slots (&A, ilv_iface_bytes (iface_at (&B)), type);
      NEXT_N (2);
    }
  CASE (ASSERT):
    {
      const struct ilv_rtype *type = pc[1].address;
      if (ilv_unlikely (iface_at (&B)->type != type))
        {
          SAVE;
          ilv_values_assertion_fault (p, goroutine, pc[2].address, iface_at (&B)->type, type);
          goto raise;
        }
      ilv_load_slots (&A, ilv_iface_bytes (iface_at (&B)), type);
      NEXT_N (3);
    }
  CASE (ASSERTOK):
    {
      const struct ilv_rtype *type = pc[1].address;
      bool ok = iface_at (&B)->type == type;
      if (ok)
        ilv_load_slots (&A, ilv_iface_bytes (iface_at (&B)), type);
      else
        memset (&A, 0, type->n_slots * sizeof (uint64_t));
      if (pc->c != ILV_NO_SLOT)
        C = ok;
      NEXT_N (2);
    }
  CASE (ASSERTI):
    {
      const struct ilv_rtype *type = pc[1].address;
      struct ilv_iface value = *iface_at (&B);
      if (ilv_unlikely (!value.type || !ilv_rtype_implements (value.type, type, NULL)))
        {
          SAVE;
          ilv_values_assertion_fault (p, goroutine, NULL, value.type, type);
          goto raise;
        }
      *iface_at (&A) = value;
      NEXT_N (2);
    }
  CASE (ASSERTIOK):
    {
      struct ilv_iface value = *iface_at (&B);
      bool ok = value.type && ilv_rtype_implements (value.type, pc[1].address, NULL);
      *iface_at (&A) = ok ? value : (struct ilv_iface) { 0 };
      if (pc->c != ILV_NO_SLOT)
        C = ok;
      NEXT_N (2);
    }
  CASE (ISTYPE): A = B == pc[1].bits; NEXT_N (2);
  CASE (ISIFACE):
    {
      const struct ilv_rtype *type = iface_at (&B)->type;
      A = type && ilv_rtype_implements (type, pc[1].address, NULL);
      NEXT_N (2);
    }
  CASE (METHOD):
    {
      struct ilv_iface value = *iface_at (&C);
      if (ilv_unlikely (!value.type)) goto nil_dereference;
      A = (uint64_t) (uintptr_t)
              ilv_rtype_method_by_id (value.type, (uint32_t) pc[1].bits)->func;
      B = value.data;
      NEXT_N (2);
    }
