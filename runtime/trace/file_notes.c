/* file_notes.c - What a user wrote about a trace, put into a copy of its file.
 *
 * The blocks are copied as they are; only what follows them is made anew.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <string.h>

#include "trace/file.h"
#include "trace/file_format.h"

static char *
put (char *at, const void *bytes, size_t n_bytes)
{
  if (n_bytes > 0)
    memcpy (at, bytes, n_bytes);
  return at + n_bytes;
}

static char *
put_notes (char *at, const void *notes, size_t n_bytes)
{
  struct ilv_file_notes_head head = { .magic = ILV_FILE_NOTES_MAGIC, .n_bytes = (uint32_t) n_bytes };

  if (n_bytes == 0)
    return at;
  head.checksum = ilv_file_checksum (ILV_FILE_CHECKSUM_START, &head, sizeof head);
  head.checksum = ilv_file_checksum (head.checksum, notes, n_bytes);
  return put (put (at, &head, sizeof head), notes, n_bytes);
}

static char *
put_index (char *at, const struct ilv_file_reader *reader)
{
  struct ilv_file_index_head head
    = { .magic = ILV_FILE_INDEX_MAGIC,
        .n_blocks = (uint32_t) ilv_file_reader_n_blocks (reader),
        .n_events = ilv_file_reader_n_events (reader),
        .n_missing = ilv_file_reader_n_missing (reader) };
  char *entries = at + sizeof head, *end = entries;

  for (size_t i = 0; i < head.n_blocks; i++)
    {
      const struct ilv_file_block *block = ilv_file_reader_block (reader, i);
      struct ilv_file_entry entry = { block->offset, block->n_bytes, block->n_events,
                                      block->first_nsec, block->last_nsec };

      end = put (end, &entry, sizeof entry);
    }
  head.checksum = ilv_file_checksum (ILV_FILE_CHECKSUM_START, &head, sizeof head);
  head.checksum = ilv_file_checksum (head.checksum, entries, (size_t) (end - entries));
  put (at, &head, sizeof head);
  return end;
}

void *
ilv_file_make_tail (const struct ilv_file_reader *reader, const void *notes, size_t n_bytes,
                    uint64_t *offset, size_t *n_tail, struct ilv_error *error)
{
  size_t n_blocks = ilv_file_reader_n_blocks (reader);
  const struct ilv_file_block *last;
  struct ilv_file_trailer trailer = { .magic = ILV_FILE_TRAILER_MAGIC };
  char *tail, *at;

  if (*ilv_file_reader_note (reader) != '\0' || n_blocks == 0 || n_bytes > ILV_FILE_NOTES_MAX)
    {
      ilv_error_set (error, n_bytes > ILV_FILE_NOTES_MAX ? "there are too many notes for a trace"
                                                         : "a damaged trace keeps no notes");
      return NULL;
    }
  *n_tail = (n_bytes > 0 ? sizeof (struct ilv_file_notes_head) + n_bytes : 0)
            + sizeof (struct ilv_file_index_head) + n_blocks * sizeof (struct ilv_file_entry)
            + sizeof trailer;
  tail = malloc (*n_tail);
  if (tail == NULL)
    {
      ilv_error_set (error, "not enough memory to write a trace");
      return NULL;
    }
  last = ilv_file_reader_block (reader, n_blocks - 1);
  *offset = last->offset + sizeof (struct ilv_file_block_head) + last->n_bytes;
  at = put_notes (tail, notes, n_bytes);
  trailer.index_offset = *offset + (uint64_t) (at - tail);
  at = put_index (at, reader);
  put (at, &trailer, sizeof trailer);
  return tail;
}
