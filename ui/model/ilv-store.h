/* ilv-store.h - Memory for a trace: large blocks that a fork does not copy.
 *
 * A trace may take gigabytes, and starting the next program forks: with the
 * trace on the common heap that fork copies page tables for 20 to 150 ms with
 * the window standing still. So everything that grows with the trace lives in
 * mappings of its own, marked MADV_DONTFORK.
 *
 * A million lanes of three spans each and one lane of a million spans must both
 * be cheap: small pieces come out of chunks that hold pieces of one size, of which there are
 * eight to each doubling; a chunk whose last piece is given back serves any size again. Big
 * ones are a mapping each, which the kernel enlarges without copying (mremap).
 *
 * Out of memory is fatal, as it is in GLib.
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The largest piece. */
#define ILV_STORE_MAX_PIECE (32u << 10)

typedef struct _IlvStore IlvStore;

/* An array in a store, zero-initialised is empty. The element size is the
 * caller's: it passes the same one at every call. */
typedef struct
{
  gpointer data;
  guint32  n;
  guint32  capacity;
} IlvVector;

IlvStore *ilv_store_new       (void);

/* Frees everything that was allocated from it. */
void      ilv_store_free      (IlvStore  *store);

/* Bytes of memory it takes, without those given back to the system. */
gsize     ilv_store_get_size  (IlvStore  *store);

/* @n_bytes, at most ILV_STORE_MAX_PIECE, uninitialised, aligned to 16. Up to 8 bytes behind a
 * piece may be read. */
gpointer  ilv_store_take      (IlvStore  *store,
                               gsize      n_bytes);
/* Ends the life of a piece, which was taken with @n_bytes. */
void      ilv_store_give_back (IlvStore  *store,
                               gpointer   piece,
                               gsize      n_bytes);

/* Adds one element, uninitialised, and returns it; it is good until the next append. */
gpointer  ilv_vector_append   (IlvVector *vector,
                               IlvStore  *store,
                               gsize      element_bytes);

/* Room for @n more elements behind the last; the caller adds to vector->n. */
gpointer  ilv_vector_reserve  (IlvVector *vector,
                               IlvStore  *store,
                               gsize      element_bytes,
                               guint32    n);

/* The first @n elements are not needed any more: their memory is given back as far as
 * it makes up whole pages, and reads as zeros. Indexes stay as they are. For vectors of which there
 * are few: one that is no mapping of its own gives nothing back. */
void      ilv_vector_forget   (IlvVector *vector,
                               IlvStore  *store,
                               gsize      element_bytes,
                               guint32    n);

/* The same for vectors of which there are many. The elements left may move to the front; returns by
 * how many places. @n counts all that are there, those let go before but not moved over too. */
guint32   ilv_vector_drop     (IlvVector *vector,
                               IlvStore  *store,
                               gsize      element_bytes,
                               guint32    n);

/* Element @index becomes all zeros. Where that leaves nothing but zeros in a page, its memory is given
 * back; so elements that will not be set again cost nothing in the end, if there are many of them.
 * For vectors of which there are few, of which nothing was forgotten. */
void      ilv_vector_clear    (IlvVector *vector,
                               IlvStore  *store,
                               gsize      element_bytes,
                               guint32    index);

#define ilv_vector_index(vector, Type, i) (((Type *) (vector)->data)[i])

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvStore, ilv_store_free)

G_END_DECLS
