/* ilv-store.c - Memory for a trace: large blocks that a fork does not copy.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-store.h"

#include <string.h>
#include <sys/mman.h>

#define BLOCK_BYTES   (4u << 20)
#define MIN_SHIFT     6
#define MAX_SHIFT     16 /* larger pieces are mappings of their own */
#define N_CLASSES     (MAX_SHIFT - MIN_SHIFT + 1)
#define MAPPING_HEAD  64 /* before the data, and keeps it aligned */
#define MAPPING_UNIT  (64u << 10)
#define PAGE_BYTES    4096u

/* At the beginning of every mapping; all of them in a ring for freeing. */
struct mapping
{
  struct mapping *next, *prev;
  gsize size_bytes;
  gsize forgotten_bytes; /* given back, from the second page on */
};

struct _IlvStore
{
  struct mapping ring;
  char *block_next, *block_end;
  gpointer free_pieces[N_CLASSES]; /* linked through their first word */
  gsize size_bytes;
};

static void
link_mapping (IlvStore       *self,
              struct mapping *mapping)
{
  mapping->next = &self->ring;
  mapping->prev = self->ring.prev;
  mapping->prev->next = mapping;
  self->ring.prev = mapping;
}

static void
unlink_mapping (struct mapping *mapping)
{
  mapping->prev->next = mapping->next;
  mapping->next->prev = mapping->prev;
}

static struct mapping *
map_new (IlvStore *self,
         gsize     size_bytes)
{
  struct mapping *mapping = mmap (NULL, size_bytes, PROT_READ | PROT_WRITE,
                                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

  if (mapping == MAP_FAILED)
    g_error ("Out of memory for the trace (%" G_GSIZE_FORMAT " bytes more)", size_bytes);
  madvise (mapping, size_bytes, MADV_DONTFORK);
  mapping->size_bytes = size_bytes;
  mapping->forgotten_bytes = 0;
  link_mapping (self, mapping);
  self->size_bytes += size_bytes;
  return mapping;
}

/* The kernel moves pages, not bytes. The advice stays with the mapping. */
static struct mapping *
map_enlarge (IlvStore       *self,
             struct mapping *mapping,
             gsize           size_bytes)
{
  gsize old_bytes = mapping->size_bytes;

  unlink_mapping (mapping);
  mapping = mremap (mapping, old_bytes, size_bytes, MREMAP_MAYMOVE);
  if (mapping == MAP_FAILED)
    g_error ("Out of memory for the trace (%" G_GSIZE_FORMAT " bytes)", size_bytes);
  mapping->size_bytes = size_bytes;
  link_mapping (self, mapping);
  self->size_bytes += size_bytes - old_bytes;
  return mapping;
}

static guint
shift_for (gsize n_bytes)
{
  guint shift = MIN_SHIFT;

  while (((gsize) 1 << shift) < n_bytes)
    shift++;
  return shift;
}

static gpointer
take_piece (IlvStore *self,
            guint     shift)
{
  gpointer *head = &self->free_pieces[shift - MIN_SHIFT];
  gsize n_bytes = (gsize) 1 << shift;
  gpointer piece = *head;

  if (piece != NULL)
    {
      memcpy (head, piece, sizeof *head);
      return piece;
    }
  if ((gsize) (self->block_end - self->block_next) < n_bytes)
    {
      struct mapping *block = map_new (self, BLOCK_BYTES);

      self->block_next = (char *) block + MAPPING_HEAD;
      self->block_end = (char *) block + BLOCK_BYTES;
    }
  piece = self->block_next;
  self->block_next += n_bytes;
  return piece;
}

static void
give_back_piece (IlvStore *self,
                 gpointer  piece,
                 guint     shift)
{
  gpointer *head = &self->free_pieces[shift - MIN_SHIFT];

  memcpy (piece, head, sizeof *head);
  *head = piece;
}

IlvStore *
ilv_store_new (void)
{
  IlvStore *self = g_new0 (IlvStore, 1);

  self->ring.next = self->ring.prev = &self->ring;
  return self;
}

void
ilv_store_free (IlvStore *self)
{
  struct mapping *next;

  if (self == NULL)
    return;
  for (struct mapping *mapping = self->ring.next; mapping != &self->ring; mapping = next)
    {
      next = mapping->next;
      munmap (mapping, mapping->size_bytes);
    }
  g_free (self);
}

gsize
ilv_store_get_size (IlvStore *self)
{
  return self->size_bytes;
}

/* A mapping grows by an eighth: enlarging it is cheap, and what it is too large by counts. */
static gsize
mapping_bytes_for (gsize n_bytes)
{
  n_bytes += MAPPING_HEAD + n_bytes / 8;
  return MAX ((n_bytes + MAPPING_UNIT - 1) / MAPPING_UNIT * MAPPING_UNIT,
              (gsize) 4 << MAX_SHIFT);
}

static struct mapping *
mapping_of (const IlvVector *vector)
{
  return (struct mapping *) ((char *) vector->data - MAPPING_HEAD);
}

/* Where the data of a vector lies follows from its capacity alone: a piece holds as many
 * elements as fit, which is always more than half of it. */
static void
grow (IlvVector *vector,
      IlvStore  *store,
      gsize      element_bytes,
      gsize      n_wanted)
{
  guint old_shift = shift_for (vector->capacity * element_bytes);
  guint shift = shift_for (n_wanted * element_bytes);
  gsize n_bytes = (gsize) 1 << shift;
  gpointer data;

  if (shift > MAX_SHIFT)
    {
      struct mapping *mapping;
      gsize mapped_bytes = mapping_bytes_for (n_wanted * element_bytes);

      if (old_shift > MAX_SHIFT)
        mapping = map_enlarge (store, mapping_of (vector), mapped_bytes);
      else
        mapping = map_new (store, mapped_bytes);
      data = (char *) mapping + MAPPING_HEAD;
      n_bytes = mapped_bytes - MAPPING_HEAD;
    }
  else
    {
      data = take_piece (store, shift);
    }

  if (vector->capacity > 0 && old_shift <= MAX_SHIFT)
    {
      memcpy (data, vector->data, vector->n * element_bytes);
      give_back_piece (store, vector->data, old_shift);
    }
  vector->data = data;
  vector->capacity = MIN (n_bytes / element_bytes, G_MAXUINT32);
}

gpointer
ilv_vector_reserve (IlvVector *vector,
                    IlvStore  *store,
                    gsize      element_bytes,
                    guint32    n)
{
  gsize n_wanted = (gsize) vector->n + n;

  g_assert (n_wanted <= G_MAXUINT32);
  if (n_wanted > vector->capacity)
    grow (vector, store, element_bytes, n_wanted);
  return (char *) vector->data + vector->n * element_bytes;
}

gpointer
ilv_vector_append (IlvVector *vector,
                   IlvStore  *store,
                   gsize      element_bytes)
{
  gpointer element = ilv_vector_reserve (vector, store, element_bytes, 1);

  vector->n++;
  return element;
}

void
ilv_vector_forget (IlvVector *vector,
                   IlvStore  *store,
                   gsize      element_bytes,
                   guint32    n)
{
  guint shift = shift_for (vector->capacity * element_bytes);
  struct mapping *mapping;
  gsize end;

  g_assert (n <= vector->n);
  if (vector->capacity == 0)
    return;
  if (shift <= MAX_SHIFT)
    {
      if (n < vector->n)
        return;
      give_back_piece (store, vector->data, shift);
      vector->data = NULL;
      vector->capacity = 0;
      return;
    }
  mapping = mapping_of (vector);
  /* The first page has the head in it, and the last may have what is needed. */
  end = (MAPPING_HEAD + n * element_bytes) / PAGE_BYTES * PAGE_BYTES;
  if (end <= PAGE_BYTES + mapping->forgotten_bytes)
    return;
  madvise ((char *) mapping + PAGE_BYTES + mapping->forgotten_bytes,
           end - PAGE_BYTES - mapping->forgotten_bytes, MADV_DONTNEED);
  store->size_bytes -= end - PAGE_BYTES - mapping->forgotten_bytes;
  mapping->forgotten_bytes = end - PAGE_BYTES;
}
