/* ilv-store.c - Memory for a trace: large blocks that a fork does not copy.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-store.h"

#include <string.h>
#include <sys/mman.h>

#define REGION_BYTES  (4u << 20)
#define CHUNK_BYTES   (256u << 10)
#define CHUNK_HEAD    64 /* keeps pieces aligned */
#define OVERREAD      8  /* behind the last piece of a chunk */
#define MAPPING_HEAD  64 /* before the data, and keeps it aligned */
#define MAPPING_UNIT  (64u << 10)
#define PAGE_BYTES    4096u

/* Sizes of pieces: sixteen steps of 16 bytes, then eight to each doubling. */
#define N_SMALL_CLASSES 16
#define SMALL_BYTES     256u
#define FIRST_EXPONENT  8
#define LAST_EXPONENT   14
#define N_CLASSES       (N_SMALL_CLASSES + (LAST_EXPONENT - FIRST_EXPONENT + 1) * 8)

G_STATIC_ASSERT (2u << LAST_EXPONENT == ILV_STORE_MAX_PIECE);

/* Free chunks that keep their pages: the next of any size takes them. */
#define MAX_SPARE_CHUNKS 16

/* At the beginning of every mapping; all of them in a ring for freeing. */
struct mapping
{
  struct mapping *next, *prev;
  gsize size_bytes;
  gsize forgotten_bytes; /* given back, from the second page on */
  gsize cleared_bytes;   /* pages that have nothing but zeros in them, anywhere */
};

/* At the beginning of CHUNK_BYTES, aligned to as many. */
struct chunk
{
  struct chunk *next, *prev; /* those of a class with room; of a free one, next alone */
  gpointer free_pieces;      /* linked through their first word */
  guint32 piece_bytes;
  guint32 n_used;
  guint32 next_offset;       /* from here on no piece has been */
  guint32 touched_bytes;     /* whole pages, counted in the store's size */
};

G_STATIC_ASSERT (sizeof (struct chunk) <= CHUNK_HEAD);
G_STATIC_ASSERT (sizeof (struct mapping) <= MAPPING_HEAD);

struct _IlvStore
{
  struct mapping ring;
  char *region_next, *region_end;    /* chunks that were never used */
  struct chunk *spare;               /* free chunks with pages */
  guint n_spare;
  struct chunk *bare;                /* free chunks with only their first page */
  struct chunk *partial[N_CLASSES];  /* chunks with room */
  gsize size_bytes;
};

/* --- Mappings ------------------------------------------------------------- */

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
  mapping->forgotten_bytes = mapping->cleared_bytes = 0;
  link_mapping (self, mapping);
  return mapping;
}

/* The kernel moves pages, not bytes. The advice stays with the mapping. */
static struct mapping *
map_resize (IlvStore       *self,
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
  self->size_bytes += size_bytes;
  self->size_bytes -= old_bytes;
  return mapping;
}

static void
map_free (IlvStore       *self,
          struct mapping *mapping)
{
  unlink_mapping (mapping);
  self->size_bytes -= mapping->size_bytes - mapping->forgotten_bytes - mapping->cleared_bytes;
  munmap (mapping, mapping->size_bytes);
}

/* --- Chunks --------------------------------------------------------------- */

static struct chunk *
new_chunk (IlvStore *self)
{
  struct chunk *chunk;

  if (self->region_next == self->region_end)
    {
      guintptr region = (guintptr) map_new (self, REGION_BYTES + CHUNK_BYTES);

      self->size_bytes += PAGE_BYTES;
      self->region_next = (char *) ((region + CHUNK_BYTES) & ~(guintptr) (CHUNK_BYTES - 1));
      self->region_end = self->region_next + REGION_BYTES;
    }
  chunk = (struct chunk *) self->region_next;
  self->region_next += CHUNK_BYTES;
  chunk->touched_bytes = 0;
  return chunk;
}

static struct chunk *
take_chunk (IlvStore *self,
            guint     class,
            gsize     piece_bytes)
{
  struct chunk *chunk = self->spare;

  if (chunk != NULL)
    {
      self->spare = chunk->next;
      self->n_spare--;
    }
  else if (self->bare != NULL)
    {
      chunk = self->bare;
      self->bare = chunk->next;
    }
  else
    {
      chunk = new_chunk (self);
    }
  *chunk = (struct chunk) {
    .piece_bytes = piece_bytes,
    .next_offset = CHUNK_HEAD,
    .touched_bytes = chunk->touched_bytes,
  };
  self->partial[class] = chunk;
  return chunk;
}

static void
free_chunk (IlvStore     *self,
            struct chunk *chunk)
{
  struct chunk **list = &self->spare;

  if (self->n_spare == MAX_SPARE_CHUNKS)
    {
      madvise ((char *) chunk + PAGE_BYTES, CHUNK_BYTES - PAGE_BYTES, MADV_DONTNEED);
      self->size_bytes -= chunk->touched_bytes - PAGE_BYTES;
      chunk->touched_bytes = PAGE_BYTES;
      list = &self->bare;
    }
  else
    {
      self->n_spare++;
    }
  chunk->next = *list;
  *list = chunk;
}

static void
link_chunk (IlvStore     *self,
            guint         class,
            struct chunk *chunk)
{
  chunk->prev = NULL;
  chunk->next = self->partial[class];
  if (chunk->next != NULL)
    chunk->next->prev = chunk;
  self->partial[class] = chunk;
}

static void
unlink_chunk (IlvStore     *self,
              guint         class,
              struct chunk *chunk)
{
  if (chunk->prev != NULL)
    chunk->prev->next = chunk->next;
  else
    self->partial[class] = chunk->next;
  if (chunk->next != NULL)
    chunk->next->prev = chunk->prev;
}

static gboolean
is_full (const struct chunk *chunk)
{
  return chunk->free_pieces == NULL
         && chunk->next_offset + chunk->piece_bytes > CHUNK_BYTES - OVERREAD;
}

static void
note_touched (IlvStore     *self,
              struct chunk *chunk)
{
  guint32 end = (chunk->next_offset + PAGE_BYTES - 1) & ~(PAGE_BYTES - 1);

  if (end > chunk->touched_bytes)
    {
      self->size_bytes += end - chunk->touched_bytes;
      chunk->touched_bytes = end;
    }
}

/* --- Pieces ---------------------------------------------------------------- */

static guint
class_for (gsize n_bytes)
{
  guint exponent;

  if (n_bytes <= SMALL_BYTES)
    return n_bytes > 16 ? (n_bytes - 1) / 16 : 0;
  exponent = g_bit_storage (n_bytes - 1) - 1;
  return N_SMALL_CLASSES + (exponent - FIRST_EXPONENT) * 8
         + ((n_bytes - 1 - ((gsize) 1 << exponent)) >> (exponent - 3));
}

static gsize
class_bytes (guint class)
{
  guint exponent;

  if (class < N_SMALL_CLASSES)
    return (class + 1) * 16;
  class -= N_SMALL_CLASSES;
  exponent = FIRST_EXPONENT + class / 8;
  return ((gsize) 1 << exponent) + (((gsize) class % 8 + 1) << (exponent - 3));
}

static gpointer
take_piece (IlvStore *self,
            guint     class)
{
  struct chunk *chunk = self->partial[class];
  gpointer piece;

  if (chunk == NULL)
    chunk = take_chunk (self, class, class_bytes (class));
  piece = chunk->free_pieces;
  if (piece != NULL)
    {
      memcpy (&chunk->free_pieces, piece, sizeof chunk->free_pieces);
    }
  else
    {
      piece = (char *) chunk + chunk->next_offset;
      chunk->next_offset += chunk->piece_bytes;
      note_touched (self, chunk);
    }
  chunk->n_used++;
  if (is_full (chunk))
    unlink_chunk (self, class, chunk);
  return piece;
}

gpointer
ilv_store_take (IlvStore *self,
                gsize     n_bytes)
{
  g_assert (n_bytes <= ILV_STORE_MAX_PIECE);
  return take_piece (self, class_for (n_bytes));
}

void
ilv_store_give_back (IlvStore *self,
                     gpointer  piece,
                     gsize     n_bytes)
{
  guint class = class_for (n_bytes);
  struct chunk *chunk = (struct chunk *) ((guintptr) piece & ~(guintptr) (CHUNK_BYTES - 1));

  g_assert (chunk->piece_bytes == class_bytes (class) && chunk->n_used > 0);
  if (is_full (chunk))
    link_chunk (self, class, chunk);
  memcpy (piece, &chunk->free_pieces, sizeof chunk->free_pieces);
  chunk->free_pieces = piece;
  if (--chunk->n_used == 0)
    {
      unlink_chunk (self, class, chunk);
      free_chunk (self, chunk);
    }
}

/* --- The store -------------------------------------------------------------- */

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

/* --- Vectors ------------------------------------------------------------------ */

/* A mapping grows by an eighth of what it holds: enlarging it is cheap, and what it is too
 * large by counts. */
static gsize
mapping_bytes_for (gsize n_bytes,
                   gsize forgotten_bytes)
{
  n_bytes += MAPPING_HEAD + (n_bytes - forgotten_bytes) / 8;
  return (n_bytes + MAPPING_UNIT - 1) / MAPPING_UNIT * MAPPING_UNIT;
}

static struct mapping *
mapping_of (const IlvVector *vector)
{
  return (struct mapping *) ((char *) vector->data - MAPPING_HEAD);
}

/* Where the data of a vector lies follows from its capacity alone: a piece holds as many
 * elements as fit, so that they would not fit into the next smaller one. */
static gboolean
is_mapped (const IlvVector *vector,
           gsize            element_bytes)
{
  return vector->capacity * element_bytes > ILV_STORE_MAX_PIECE;
}

static void
resize_mapping (IlvVector *vector,
                IlvStore  *store,
                gsize      element_bytes,
                gsize      n_wanted)
{
  struct mapping *mapping = mapping_of (vector);
  gsize n_bytes = mapping_bytes_for (n_wanted * element_bytes,
                                     mapping->forgotten_bytes + mapping->cleared_bytes);

  mapping = map_resize (store, mapping, n_bytes);
  vector->data = (char *) mapping + MAPPING_HEAD;
  vector->capacity = MIN ((n_bytes - MAPPING_HEAD) / element_bytes, G_MAXUINT32);
}

/* New data with the elements of the old, which is not given back. */
static void
move_elements (IlvVector *vector,
               IlvStore  *store,
               gsize      element_bytes,
               gsize      n_wanted)
{
  gsize n_bytes = n_wanted * element_bytes;
  gpointer data;

  if (n_bytes > ILV_STORE_MAX_PIECE)
    {
      n_bytes = mapping_bytes_for (n_bytes, 0);
      data = (char *) map_new (store, n_bytes) + MAPPING_HEAD;
      store->size_bytes += n_bytes;
      n_bytes -= MAPPING_HEAD;
    }
  else
    {
      n_bytes = class_bytes (class_for (n_bytes));
      data = ilv_store_take (store, n_bytes);
    }
  if (vector->n > 0)
    memcpy (data, vector->data, vector->n * element_bytes);
  vector->data = data;
  vector->capacity = MIN (n_bytes / element_bytes, G_MAXUINT32);
}

static void
free_data (const IlvVector *vector,
           IlvStore        *store,
           gsize            element_bytes)
{
  if (vector->capacity == 0)
    return;
  if (is_mapped (vector, element_bytes))
    map_free (store, mapping_of (vector));
  else
    ilv_store_give_back (store, vector->data, vector->capacity * element_bytes);
}

static void
resize (IlvVector *vector,
        IlvStore  *store,
        gsize      element_bytes,
        gsize      n_wanted)
{
  IlvVector old = *vector;

  if (is_mapped (vector, element_bytes) && n_wanted * element_bytes > ILV_STORE_MAX_PIECE)
    {
      resize_mapping (vector, store, element_bytes, n_wanted);
      return;
    }
  move_elements (vector, store, element_bytes, n_wanted);
  free_data (&old, store, element_bytes);
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
    resize (vector, store, element_bytes,
            is_mapped (vector, element_bytes) ? n_wanted : MAX (n_wanted, vector->n * 5ull / 4));
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
  struct mapping *mapping;
  gsize end;

  g_assert (n <= vector->n);
  if (!is_mapped (vector, element_bytes))
    return;
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

/* Moving all of a large one would take too long. */
guint32
ilv_vector_drop (IlvVector *vector,
                 IlvStore  *store,
                 gsize      element_bytes,
                 guint32    n)
{
  g_assert (n <= vector->n);
  if (n == 0)
    return 0;
  if (n == vector->n)
    {
      free_data (vector, store, element_bytes);
      *vector = (IlvVector) { 0 };
      return n;
    }
  if (is_mapped (vector, element_bytes))
    {
      ilv_vector_forget (vector, store, element_bytes, n);
      return 0;
    }
  vector->n -= n;
  memmove (vector->data, (char *) vector->data + n * element_bytes, vector->n * element_bytes);
  if (vector->n < vector->capacity / 2)
    resize (vector, store, element_bytes, vector->n);
  return n;
}

/* As a rule the elements before are zeros already, and those behind not yet. */
static gboolean
is_zero (const char *page)
{
  const guint64 *words = (const guint64 *) page;

  for (guint i = PAGE_BYTES / sizeof *words; i > 0; i--)
    if (words[i - 1] != 0)
      return FALSE;
  return TRUE;
}

void
ilv_vector_clear (IlvVector *vector,
                  IlvStore  *store,
                  gsize      element_bytes,
                  guint32    index)
{
  char *element = (char *) vector->data + index * element_bytes;
  char *page = (char *) ((guintptr) element & ~(guintptr) (PAGE_BYTES - 1));

  g_assert (index < vector->n);
  memset (element, 0, element_bytes);
  if (!is_mapped (vector, element_bytes))
    return;
  /* The first page has the head in it; what is behind the last element is still to be set. */
  for (; page < element + element_bytes; page += PAGE_BYTES)
    if (page != (char *) mapping_of (vector)
        && page + PAGE_BYTES <= (char *) vector->data + vector->n * element_bytes && is_zero (page))
      {
        madvise (page, PAGE_BYTES, MADV_DONTNEED);
        mapping_of (vector)->cleared_bytes += PAGE_BYTES;
        store->size_bytes -= PAGE_BYTES;
      }
}
