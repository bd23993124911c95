/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include "base/assert.h"
#include "trace/clock.h"
#include "trace/file.h"
#include "trace/file_format.h"

#define ZSTD_LEVEL 1
#define TICK_NSEC 1000000000u
#define BLOCK_BYTES (ILV_FILE_BLOCK_EVENTS * sizeof (struct ilv_event))

struct ilv_file_writer
{
  int fd;
  struct ilv_error error;
  uint64_t offset; /* where the next block goes; the file ends here */
  uint64_t max_bytes; /* 0: no limit */
  struct ilv_event *events;
  size_t n_events;          /* that wait for their block */
  uint64_t last_write_nsec; /* CLOCK_MONOTONIC */
  uint64_t time_nsec;       /* of the last event */
  uint64_t first_nsec;      /* of the waiting ones */
  uint64_t n_all_events, n_missing;
  uint32_t *columns;
  char *packed;
  size_t packed_bytes;
  ZSTD_CCtx *zstd;
  struct ilv_file_entry *entries;
  size_t n_entries, entries_capacity;
};

/* --- The file ----------------------------------------------------------- */

static bool
has_failed (const struct ilv_file_writer *writer)
{
  return writer->error.text[0] != '\0';
}

/* Cuts off what may have been written of a block. If even that fails, no harm:
 * a reader stops at a broken block. */
static void
fail (struct ilv_file_writer *writer, int error_number)
{
  ilv_error_set (&writer->error, "cannot write the trace: %s", strerror (error_number));
  (void) !ftruncate (writer->fd, (off_t) writer->offset);
}

/* At the end of the file; the end moves only when all of a thing is written. */
static bool
write_at (struct ilv_file_writer *writer, uint64_t offset, const void *bytes, size_t n_bytes)
{
  const char *at = bytes;

  while (n_bytes > 0)
    {
      ssize_t n = pwrite (writer->fd, at, n_bytes, (off_t) offset);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          fail (writer, n < 0 ? errno : ENOSPC);
          return false;
        }
      at += n;
      offset += (uint64_t) n;
      n_bytes -= (size_t) n;
    }
  return true;
}

/* --- Header ------------------------------------------------------------- */

static size_t
put_text (char *at, const char *text)
{
  size_t n = strlen (text) + 1;

  memcpy (at, text, n);
  return n;
}

static size_t
put_spec (char *at, unsigned type)
{
  const struct ilv_event_spec *spec = ilv_event_spec (type);
  const uint16_t numbers[2] = { (uint16_t) type, (uint16_t) spec->subject };
  size_t n = sizeof numbers;

  memcpy (at, numbers, sizeof numbers);
  n += put_text (at + n, spec->name);
  n += put_text (at + n, spec->object);
  n += put_text (at + n, spec->arg);
  n += put_text (at + n, spec->meaning);
  return n;
}

static bool
write_header (struct ilv_file_writer *writer)
{
  char bytes[ILV_FILE_HEADER_MAX] = { 0 };
  struct ilv_file_header header = { .magic = ILV_FILE_MAGIC,
                                    .version = ILV_FILE_VERSION,
                                    .record_bytes = sizeof (struct ilv_event) };
  size_t n = sizeof header;

  for (unsigned type = 1; type < ILV_N_EVENT_TYPES; type++)
    if (ilv_event_spec (type)->name != NULL)
      {
        n += put_spec (bytes + n, type);
        ILV_ASSERT (n < sizeof bytes - 1024);
        header.n_specs++;
      }
  n = (n + 7) / 8 * 8;
  header.header_bytes = (uint32_t) n;
  memcpy (bytes, &header, sizeof header);
  header.checksum = ilv_file_checksum (ILV_FILE_CHECKSUM_START, bytes, n);
  memcpy (bytes, &header, sizeof header);
  writer->offset = n;
  return write_at (writer, 0, bytes, n);
}

/* --- Blocks ------------------------------------------------------------- */

/* Records to columns, times to differences; see file_format.h. */
static void
fill_columns (uint32_t *columns, const struct ilv_event *events, size_t n_events)
{
  uint64_t before = 0;

  for (size_t i = 0; i < n_events; i++)
    {
      uint32_t words[8];
      uint64_t time, difference;

      memcpy (words, &events[i], sizeof words);
      memcpy (&time, words + 2, sizeof time);
      difference = time - before;
      if (ilv_file_has_time (words[0]))
        {
          before = time;
          memcpy (words + 2, &difference, sizeof difference);
        }
      for (size_t j = 0; j < 8; j++)
        columns[j * n_events + i] = words[j];
    }
}

static bool
add_entry (struct ilv_file_writer *writer, const struct ilv_file_entry *entry)
{
  if (writer->n_entries == writer->entries_capacity)
    {
      size_t capacity = writer->entries_capacity == 0 ? 64 : 2 * writer->entries_capacity;
      struct ilv_file_entry *entries
        = realloc (writer->entries, capacity * sizeof *writer->entries);

      if (entries == NULL)
        return false;
      writer->entries = entries;
      writer->entries_capacity = capacity;
    }
  writer->entries[writer->n_entries++] = *entry;
  return true;
}

/* Compresses the waiting events into writer->packed, after room for the head.
 * Returns the compressed size, 0 if that fails. */
static size_t
pack (struct ilv_file_writer *writer)
{
  size_t n_bytes;

  fill_columns (writer->columns, writer->events, writer->n_events);
  n_bytes = ZSTD_compressCCtx (writer->zstd, writer->packed + sizeof (struct ilv_file_block_head),
                               writer->packed_bytes - sizeof (struct ilv_file_block_head),
                               writer->columns, writer->n_events * sizeof (struct ilv_event),
                               ZSTD_LEVEL);
  return ZSTD_isError (n_bytes) ? 0 : n_bytes;
}

static void
write_block (struct ilv_file_writer *writer)
{
  struct ilv_file_block_head head = { .magic = ILV_FILE_BLOCK_MAGIC,
                                      .n_events = (uint32_t) writer->n_events,
                                      .first_nsec = writer->first_nsec,
                                      .last_nsec = writer->time_nsec,
                                      .n_missing = writer->n_missing };
  struct ilv_file_entry entry = { .offset = writer->offset,
                                  .n_events = head.n_events,
                                  .first_nsec = head.first_nsec,
                                  .last_nsec = head.last_nsec };
  size_t n_bytes = pack (writer);

  entry.n_bytes = head.n_bytes = (uint32_t) n_bytes;
  memcpy (writer->packed, &head, sizeof head);
  head.checksum = ilv_file_checksum (ILV_FILE_CHECKSUM_START, writer->packed,
                                     sizeof head + n_bytes);
  memcpy (writer->packed, &head, sizeof head);
  if (n_bytes == 0 || !add_entry (writer, &entry))
    fail (writer, ENOMEM);
  else if (writer->max_bytes != 0
           && writer->offset + sizeof head + n_bytes > writer->max_bytes)
    ilv_error_set (&writer->error, "the trace file has reached its limit of %llu MB",
                   (unsigned long long) (writer->max_bytes / 1000000));
  else if (write_at (writer, writer->offset, writer->packed, sizeof head + n_bytes))
    writer->offset += sizeof head + n_bytes;
  writer->n_all_events += writer->n_events;
  writer->n_events = 0;
  writer->last_write_nsec = ilv_clock_monotonic_nsec ();
}

/* --- Interface ---------------------------------------------------------- */

static bool
allocate (struct ilv_file_writer *writer)
{
  writer->packed_bytes = sizeof (struct ilv_file_block_head) + ZSTD_compressBound (BLOCK_BYTES);
  writer->events = malloc (BLOCK_BYTES);
  writer->columns = malloc (BLOCK_BYTES);
  writer->packed = malloc (writer->packed_bytes);
  writer->zstd = ZSTD_createCCtx ();
  return writer->events != NULL && writer->columns != NULL && writer->packed != NULL
         && writer->zstd != NULL;
}

static void
free_writer (struct ilv_file_writer *writer)
{
  if (writer->fd >= 0)
    close (writer->fd);
  ZSTD_freeCCtx (writer->zstd);
  free (writer->events);
  free (writer->columns);
  free (writer->packed);
  free (writer->entries);
  free (writer);
}

/* Only what can have been made by us: not, say, /dev/full. */
static void
remove_file (struct ilv_file_writer *writer, const char *path)
{
  struct stat status;

  if (fstat (writer->fd, &status) == 0 && S_ISREG (status.st_mode))
    unlink (path);
}

struct ilv_file_writer *
ilv_file_writer_new (const char *path, struct ilv_error *error)
{
  struct ilv_file_writer *writer = calloc (1, sizeof *writer);

  if (writer == NULL)
    {
      ilv_error_set (error, "not enough memory to write a trace");
      return NULL;
    }
  writer->fd = -1;
  if (!allocate (writer))
    ilv_error_set (&writer->error, "not enough memory to write a trace");
  else if ((writer->fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) < 0)
    ilv_error_set (&writer->error, "cannot make %.150s: %s", path, strerror (errno));
  else if (!write_header (writer))
    remove_file (writer, path);
  if (has_failed (writer))
    {
      ilv_error_set (error, "%s", writer->error.text);
      free_writer (writer);
      return NULL;
    }
  writer->last_write_nsec = ilv_clock_monotonic_nsec ();
  return writer;
}

static void
note_event (struct ilv_file_writer *writer, const struct ilv_event *event)
{
  if (event->type == ILV_EVENT_DATA || event->type == ILV_EVENT_VALUE)
    return;
  if (event->type == ILV_EVENT_LOST)
    writer->n_missing += (uint64_t) event->object << 32 | event->arg;
  writer->time_nsec = event->time_nsec;
}

void
ilv_file_writer_add (struct ilv_file_writer *writer, const struct ilv_event *events,
                     size_t n_events)
{
  for (size_t i = 0; i < n_events && !has_failed (writer); i++)
    {
      note_event (writer, &events[i]);
      if (writer->n_events == 0)
        writer->first_nsec = writer->time_nsec;
      writer->events[writer->n_events++] = events[i];
      if (writer->n_events == ILV_FILE_BLOCK_EVENTS)
        write_block (writer);
    }
}

void
ilv_file_writer_set_limit (struct ilv_file_writer *writer, uint64_t max_bytes)
{
  writer->max_bytes = max_bytes;
}

static void
take (const struct ilv_event *events, size_t n_events, void *data)
{
  ilv_file_writer_add (data, events, n_events);
}

struct ilv_sink
ilv_file_writer_sink (struct ilv_file_writer *writer)
{
  return (struct ilv_sink){ take, writer };
}

void
ilv_file_writer_tick (struct ilv_file_writer *writer)
{
  if (writer->n_events > 0 && !has_failed (writer)
      && ilv_clock_monotonic_nsec () - writer->last_write_nsec >= TICK_NSEC)
    write_block (writer);
}

const char *
ilv_file_writer_error (const struct ilv_file_writer *writer)
{
  return writer->error.text;
}

static void
write_index (struct ilv_file_writer *writer)
{
  struct ilv_file_index_head head = { .magic = ILV_FILE_INDEX_MAGIC,
                                      .n_blocks = (uint32_t) writer->n_entries,
                                      .n_events = writer->n_all_events,
                                      .n_missing = writer->n_missing };
  struct ilv_file_trailer trailer = { writer->offset, ILV_FILE_TRAILER_MAGIC };
  size_t entries_bytes = writer->n_entries * sizeof *writer->entries;

  head.checksum = ilv_file_checksum (ILV_FILE_CHECKSUM_START, &head, sizeof head);
  head.checksum = ilv_file_checksum (head.checksum, writer->entries, entries_bytes);
  if (write_at (writer, writer->offset, &head, sizeof head)
      && write_at (writer, writer->offset + sizeof head, writer->entries, entries_bytes))
    write_at (writer, writer->offset + sizeof head + entries_bytes, &trailer, sizeof trailer);
}

bool
ilv_file_writer_finish (struct ilv_file_writer *writer, struct ilv_error *error)
{
  bool is_well;

  if (writer == NULL)
    return true;
  if (!has_failed (writer) && writer->n_events > 0)
    write_block (writer);
  if (!has_failed (writer))
    write_index (writer);
  /* Some file systems say only here that there was no room. */
  if (close (writer->fd) < 0 && errno != EINTR && !has_failed (writer))
    ilv_error_set (&writer->error, "cannot write the trace: %s", strerror (errno));
  writer->fd = -1;
  is_well = !has_failed (writer);
  if (!is_well)
    ilv_error_set (error, "%s", writer->error.text);
  free_writer (writer);
  return is_well;
}
