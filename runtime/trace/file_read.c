/* Every number from the file is checked before it is used as a size, an offset
 * or an index; the file's size when it was opened bounds them all. Reading is
 * by pread() and not by mmap(), because a file may shrink under us.
 *
 * SPDX-License-Identifier: MIT
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include "base/assert.h"
#include "trace/file.h"
#include "trace/file_format.h"

#define BLOCK_BYTES (ILV_FILE_BLOCK_EVENTS * sizeof (struct ilv_event))

struct ilv_file_reader
{
  int fd;
  uint64_t size_bytes;
  char *header; /* the whole of it; names point into it */
  uint32_t header_bytes;
  const char *names[ILV_N_EVENT_TYPES];
  struct ilv_error note;
  struct ilv_file_block *blocks;
  size_t n_blocks, blocks_capacity;
  uint64_t n_events, n_missing;
  char *notes; /* NULL: none */
  size_t notes_bytes;
  char *packed; /* room for the largest block */
  size_t packed_bytes;
  uint32_t *columns;
  ZSTD_DCtx *zstd;
};

/* The whole of @n_bytes, or false. */
static bool
read_at (const struct ilv_file_reader *reader, uint64_t offset, void *bytes, size_t n_bytes)
{
  char *at = bytes;

  if (offset > reader->size_bytes || n_bytes > reader->size_bytes - offset)
    return false;
  while (n_bytes > 0)
    {
      ssize_t n = pread (reader->fd, at, n_bytes, (off_t) offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return false;
      at += n;
      offset += (uint64_t) n;
      n_bytes -= (size_t) n;
    }
  return true;
}

/* The first thing that is wrong stays. */
static void
set_note (struct ilv_file_reader *reader, const char *what, uint64_t offset)
{
  if (reader->note.text[0] == '\0')
    ilv_error_set (&reader->note, "%s (at byte %" PRIu64 " of %" PRIu64 ")", what, offset,
                   reader->size_bytes);
}

/* --- Header ------------------------------------------------------------- */

/* Moves *@at behind a text that ends before @end; NULL if it does not. */
static const char *
take_text (const char **at, const char *end)
{
  const char *text = *at;
  const char *zero = memchr (text, '\0', (size_t) (end - text));

  if (zero == NULL)
    return NULL;
  *at = zero + 1;
  return text;
}

static bool
read_spec (struct ilv_file_reader *reader, const char **at, struct ilv_error *error)
{
  const char *end = reader->header + reader->header_bytes, *name;
  uint16_t numbers[2];

  if ((size_t) (end - *at) < sizeof numbers)
    return ilv_error_set (error, "the trace's list of events is damaged");
  memcpy (numbers, *at, sizeof numbers);
  *at += sizeof numbers;
  name = take_text (at, end);
  for (unsigned i = 0; i < 3; i++)
    if (name == NULL || take_text (at, end) == NULL)
      return ilv_error_set (error, "the trace's list of events is damaged");
  if (numbers[0] >= ILV_N_EVENT_TYPES)
    return true;
  reader->names[numbers[0]] = name;
  if (ilv_event_spec (numbers[0])->name != NULL
      && strcmp (ilv_event_spec (numbers[0])->name, name) != 0)
    return ilv_error_set (error, "in this trace, event %u is \"%.40s\" and not \"%s\"",
                          numbers[0], name, ilv_event_spec (numbers[0])->name);
  return true;
}

static bool
check_header (const struct ilv_file_header *header, struct ilv_error *error)
{
  if (memcmp (header->magic, ILV_FILE_MAGIC, sizeof header->magic) != 0)
    return ilv_error_set (error, "this is no trace");
  if (header->version != ILV_FILE_VERSION
      || header->record_bytes != sizeof (struct ilv_event))
    return ilv_error_set (error, "this trace has version %u, which cannot be read",
                          header->version);
  if (header->header_bytes < sizeof *header || header->header_bytes > ILV_FILE_HEADER_MAX)
    return ilv_error_set (error, "the trace's header is damaged");
  return true;
}

static bool
read_header (struct ilv_file_reader *reader, struct ilv_error *error)
{
  struct ilv_file_header header;
  const char *at;

  if (!read_at (reader, 0, &header, sizeof header))
    return ilv_error_set (error, "this is no trace");
  if (!check_header (&header, error))
    return false;
  reader->header_bytes = header.header_bytes;
  reader->header = malloc (header.header_bytes);
  if (reader->header == NULL)
    return ilv_error_set (error, "not enough memory to read a trace");
  if (!read_at (reader, 0, reader->header, header.header_bytes))
    return ilv_error_set (error, "the trace ends within its header");
  memset (reader->header + offsetof (struct ilv_file_header, checksum), 0,
          sizeof header.checksum);
  if (ilv_file_checksum (ILV_FILE_CHECKSUM_START, reader->header, header.header_bytes)
      != header.checksum)
    return ilv_error_set (error, "the trace's header is damaged");
  at = reader->header + sizeof header;
  for (uint32_t i = 0; i < header.n_specs; i++)
    if (!read_spec (reader, &at, error))
      return false;
  return true;
}

/* --- Blocks ------------------------------------------------------------- */

/* Reads the block at @offset into reader->packed. False if there is none, or
 * not a whole and undamaged one. */
static bool
load_block (struct ilv_file_reader *reader, uint64_t offset, struct ilv_file_block_head *head)
{
  struct ilv_file_block_head plain;

  if (!read_at (reader, offset, head, sizeof *head) || head->magic != ILV_FILE_BLOCK_MAGIC
      || head->n_events == 0 || head->n_events > ILV_FILE_BLOCK_EVENTS
      || head->n_bytes > reader->packed_bytes
      || !read_at (reader, offset + sizeof *head, reader->packed, head->n_bytes))
    return false;
  plain = *head;
  plain.checksum = 0;
  return ilv_file_checksum (
           ilv_file_checksum (ILV_FILE_CHECKSUM_START, &plain, sizeof plain),
           reader->packed, head->n_bytes)
         == head->checksum;
}

static bool
add_block (struct ilv_file_reader *reader, const struct ilv_file_block *block)
{
  if (reader->n_blocks == reader->blocks_capacity)
    {
      size_t capacity = reader->blocks_capacity == 0 ? 64 : 2 * reader->blocks_capacity;
      struct ilv_file_block *blocks
        = realloc (reader->blocks, capacity * sizeof *reader->blocks);

      if (blocks == NULL)
        return false;
      reader->blocks = blocks;
      reader->blocks_capacity = capacity;
    }
  reader->blocks[reader->n_blocks] = *block;
  reader->blocks[reader->n_blocks].first_index = reader->n_events;
  reader->n_blocks++;
  reader->n_events += block->n_events;
  return true;
}

static void
forget_index (struct ilv_file_reader *reader)
{
  free (reader->notes);
  reader->notes = NULL;
  reader->notes_bytes = 0;
  reader->n_blocks = 0;
  reader->n_events = 0;
}

/* Finds the blocks one after the other, up to the first that is not whole. */
static bool
scan (struct ilv_file_reader *reader)
{
  uint64_t offset = reader->header_bytes;
  struct ilv_file_block_head head;

  while (load_block (reader, offset, &head))
    {
      struct ilv_file_block block = { .offset = offset,
                                      .n_bytes = head.n_bytes,
                                      .n_events = head.n_events,
                                      .first_nsec = head.first_nsec,
                                      .last_nsec = head.last_nsec };

      if (!add_block (reader, &block))
        return false;
      reader->n_missing = head.n_missing;
      offset += sizeof head + head.n_bytes;
    }
  if (offset == reader->size_bytes)
    set_note (reader, "the recording was not finished", offset);
  else
    set_note (reader, "the trace is cut off or damaged", offset);
  return true;
}

/* --- Index -------------------------------------------------------------- */

/* What lies between the last block and the index: nothing, or whole notes. */
static bool
read_notes (struct ilv_file_reader *reader, uint64_t offset, uint64_t end)
{
  struct ilv_file_notes_head head, plain;

  if (offset == end)
    return true;
  if (!read_at (reader, offset, &head, sizeof head) || head.magic != ILV_FILE_NOTES_MAGIC
      || head.n_bytes == 0 || head.n_bytes > ILV_FILE_NOTES_MAX
      || offset + sizeof head + head.n_bytes != end)
    return false;
  reader->notes = malloc (head.n_bytes);
  if (reader->notes == NULL || !read_at (reader, offset + sizeof head, reader->notes, head.n_bytes))
    return false;
  reader->notes_bytes = head.n_bytes;
  plain = head;
  plain.checksum = 0;
  return ilv_file_checksum (ilv_file_checksum (ILV_FILE_CHECKSUM_START, &plain, sizeof plain),
                            reader->notes, head.n_bytes)
         == head.checksum;
}

/* The blocks of an honest index follow one another without a hole. */
static bool
check_entries (struct ilv_file_reader *reader, const struct ilv_file_entry *entries,
               size_t n_entries, uint64_t index_offset)
{
  uint64_t offset = reader->header_bytes;

  for (size_t i = 0; i < n_entries; i++)
    {
      struct ilv_file_block block = { .offset = entries[i].offset,
                                      .n_bytes = entries[i].n_bytes,
                                      .n_events = entries[i].n_events,
                                      .first_nsec = entries[i].first_nsec,
                                      .last_nsec = entries[i].last_nsec };

      if (block.offset != offset || block.n_events == 0
          || block.n_events > ILV_FILE_BLOCK_EVENTS || !add_block (reader, &block))
        return false;
      offset += sizeof (struct ilv_file_block_head) + block.n_bytes;
    }
  return read_notes (reader, offset, index_offset);
}

/* True if there is a sound index; what it says is then in @reader. */
static bool
read_index (struct ilv_file_reader *reader)
{
  struct ilv_file_trailer trailer;
  struct ilv_file_index_head head, plain;
  struct ilv_file_entry *entries;
  uint64_t end = reader->size_bytes - sizeof trailer;
  size_t entries_bytes;
  bool is_sound;

  if (reader->size_bytes < sizeof trailer || !read_at (reader, end, &trailer, sizeof trailer)
      || trailer.magic != ILV_FILE_TRAILER_MAGIC
      || !read_at (reader, trailer.index_offset, &head, sizeof head)
      || head.magic != ILV_FILE_INDEX_MAGIC)
    return false;
  entries_bytes = (size_t) head.n_blocks * sizeof *entries;
  if (trailer.index_offset + sizeof head + entries_bytes != end)
    return false;
  entries = malloc (entries_bytes + 1); /* never 0 */
  if (entries == NULL)
    return false;
  plain = head;
  plain.checksum = 0;
  is_sound = read_at (reader, trailer.index_offset + sizeof head, entries, entries_bytes)
             && ilv_file_checksum (
                  ilv_file_checksum (ILV_FILE_CHECKSUM_START, &plain, sizeof plain), entries,
                  entries_bytes)
                  == head.checksum
             && check_entries (reader, entries, head.n_blocks, trailer.index_offset)
             && reader->n_events == head.n_events;
  free (entries);
  reader->n_missing = head.n_missing;
  return is_sound;
}

/* --- Interface ---------------------------------------------------------- */

static bool
allocate (struct ilv_file_reader *reader)
{
  reader->packed_bytes = ZSTD_compressBound (BLOCK_BYTES);
  reader->packed = malloc (reader->packed_bytes);
  reader->columns = malloc (BLOCK_BYTES);
  reader->zstd = ZSTD_createDCtx ();
  return reader->packed != NULL && reader->columns != NULL && reader->zstd != NULL;
}

static bool
open_reader (struct ilv_file_reader *reader, struct ilv_error *error)
{
  struct stat status;

  if (fstat (reader->fd, &status) < 0 || !S_ISREG (status.st_mode))
    return ilv_error_set (error, "this is not a file");
  reader->size_bytes = (uint64_t) status.st_size;
  if (!allocate (reader))
    return ilv_error_set (error, "not enough memory to read a trace");
  if (!read_header (reader, error))
    return false;
  if (read_index (reader))
    return true;
  forget_index (reader);
  return scan (reader) || ilv_error_set (error, "not enough memory to read a trace");
}

struct ilv_file_reader *
ilv_file_reader_new_fd (int fd, struct ilv_error *error)
{
  struct ilv_file_reader *reader = calloc (1, sizeof *reader);

  if (reader == NULL)
    {
      ilv_error_set (error, "not enough memory to read a trace");
      close (fd);
      return NULL;
    }
  reader->fd = fd;
  if (!open_reader (reader, error))
    {
      ilv_file_reader_free (reader);
      return NULL;
    }
  return reader;
}

struct ilv_file_reader *
ilv_file_reader_new (const char *path, struct ilv_error *error)
{
  /* Not blocking: a pipe without a writer is refused, not waited for. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

  if (fd < 0)
    {
      ilv_error_set (error, "cannot open %.150s: %s", path, strerror (errno));
      return NULL;
    }
  return ilv_file_reader_new_fd (fd, error);
}

void
ilv_file_reader_free (struct ilv_file_reader *reader)
{
  if (reader == NULL)
    return;
  close (reader->fd);
  ZSTD_freeDCtx (reader->zstd);
  free (reader->header);
  free (reader->notes);
  free (reader->blocks);
  free (reader->packed);
  free (reader->columns);
  free (reader);
}

const char *
ilv_file_reader_note (const struct ilv_file_reader *reader)
{
  return reader->note.text;
}

uint64_t
ilv_file_reader_n_events (const struct ilv_file_reader *reader)
{
  return reader->n_events;
}

uint64_t
ilv_file_reader_n_missing (const struct ilv_file_reader *reader)
{
  return reader->n_missing;
}

size_t
ilv_file_reader_n_blocks (const struct ilv_file_reader *reader)
{
  return reader->n_blocks;
}

const struct ilv_file_block *
ilv_file_reader_block (const struct ilv_file_reader *reader, size_t index)
{
  ILV_ASSERT (index < reader->n_blocks);
  return &reader->blocks[index];
}

/* Columns to records, differences to times; see file_format.h. */
static void
fill_events (struct ilv_event *events, const uint32_t *columns, size_t n_events)
{
  uint64_t time = 0;

  for (size_t i = 0; i < n_events; i++)
    {
      uint32_t words[8];
      uint64_t difference;

      for (size_t j = 0; j < 8; j++)
        words[j] = columns[j * n_events + i];
      memcpy (&difference, words + 2, sizeof difference);
      if (ilv_file_has_time (words[0]))
        {
          time += difference;
          memcpy (words + 2, &time, sizeof time);
        }
      memcpy (&events[i], words, sizeof words);
    }
}

size_t
ilv_file_reader_read (struct ilv_file_reader *reader, size_t index, struct ilv_event *events)
{
  const struct ilv_file_block *block = ilv_file_reader_block (reader, index);
  size_t wanted_bytes = block->n_events * sizeof *events;
  struct ilv_file_block_head head;

  if (!load_block (reader, block->offset, &head) || head.n_events != block->n_events
      || head.n_bytes != block->n_bytes
      || ZSTD_decompressDCtx (reader->zstd, reader->columns, BLOCK_BYTES, reader->packed,
                              head.n_bytes)
           != wanted_bytes)
    {
      set_note (reader, "the trace is damaged", block->offset);
      return 0;
    }
  fill_events (events, reader->columns, block->n_events);
  return block->n_events;
}

bool
ilv_file_reader_read_all (struct ilv_file_reader *reader, const struct ilv_sink *sink,
                          struct ilv_error *error)
{
  struct ilv_event *events = malloc (BLOCK_BYTES);
  size_t n = 1;

  if (events == NULL)
    return ilv_error_set (error, "not enough memory to read a trace");
  for (size_t i = 0; i < reader->n_blocks && n > 0; i++)
    {
      n = ilv_file_reader_read (reader, i, events);
      if (n > 0)
        sink->take (events, n, sink->data);
    }
  free (events);
  return true;
}

const char *
ilv_file_reader_event_name (const struct ilv_file_reader *reader, unsigned type)
{
  return type < ILV_N_EVENT_TYPES ? reader->names[type] : NULL;
}

const void *
ilv_file_reader_notes (const struct ilv_file_reader *reader, size_t *n_bytes)
{
  *n_bytes = reader->notes_bytes;
  return reader->notes;
}
