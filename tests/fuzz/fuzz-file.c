/* fuzz-file.c - Any bytes as a trace file.
 *
 * Checksums would turn away nearly everything, so they are made right first;
 * what the reader then passes on goes through the text form and the legality
 * check as well.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/assert.h"
#include "trace/file.h"
#include "trace/file_format.h"
#include "trace/text.h"
#include "trace/validate.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

struct consumer
{
  struct ilv_validate *validate;
  struct ilv_text_writer *text;
  uint64_t n_events;
};

static void
take (const struct ilv_event *events, size_t n_events, void *data)
{
  struct consumer *consumer = data;
  char line[ILV_TEXT_LINE_BYTES];

  ilv_validate_add (consumer->validate, events, n_events);
  for (size_t i = 0; i < n_events && i < 100; i++)
    ilv_text_write (consumer->text, &events[i], line);
  consumer->n_events += n_events;
}

/* Sets the checksum at @at within the first @n_head bytes at @bytes, over these
 * and @n_more after them. */
static void
mend (uint8_t *bytes, size_t n_head, size_t at, size_t n_more)
{
  uint64_t sum;

  memset (bytes + at, 0, sizeof sum);
  sum = ilv_file_checksum (ILV_FILE_CHECKSUM_START, bytes, n_head);
  sum = ilv_file_checksum (sum, bytes + n_head, n_more);
  memcpy (bytes + at, &sum, sizeof sum);
}

static size_t
mend_header (uint8_t *bytes, size_t size)
{
  struct ilv_file_header header;

  if (size < sizeof header)
    return size;
  memcpy (&header, bytes, sizeof header);
  if (header.header_bytes < sizeof header || header.header_bytes > size)
    return size;
  mend (bytes, header.header_bytes, offsetof (struct ilv_file_header, checksum), 0);
  return header.header_bytes;
}

static void
mend_blocks (uint8_t *bytes, size_t size, size_t offset)
{
  struct ilv_file_block_head head;

  while (size - offset >= sizeof head)
    {
      memcpy (&head, bytes + offset, sizeof head);
      if (head.magic != ILV_FILE_BLOCK_MAGIC || head.n_bytes > size - offset - sizeof head)
        return;
      mend (bytes + offset, sizeof head, offsetof (struct ilv_file_block_head, checksum),
            head.n_bytes);
      offset += sizeof head + head.n_bytes;
    }
}

static void
mend_index (uint8_t *bytes, size_t size)
{
  struct ilv_file_trailer trailer;
  size_t n_head = sizeof (struct ilv_file_index_head), end;

  if (size < sizeof trailer)
    return;
  end = size - sizeof trailer;
  memcpy (&trailer, bytes + end, sizeof trailer);
  if (trailer.index_offset > end || end - trailer.index_offset < n_head)
    return;
  mend (bytes + trailer.index_offset, n_head, offsetof (struct ilv_file_index_head, checksum),
        end - trailer.index_offset - n_head);
}

static int
make_file (const uint8_t *data, size_t size)
{
  int fd = memfd_create ("fuzz", MFD_CLOEXEC);
  uint8_t *bytes = malloc (size + 1);

  memcpy (bytes, data, size);
  mend_blocks (bytes, size, mend_header (bytes, size));
  mend_index (bytes, size);
  if (write (fd, bytes, size) != (ssize_t) size)
    abort ();
  free (bytes);
  return fd;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  struct ilv_error error = { "" };
  struct ilv_file_reader *reader = ilv_file_reader_new_fd (make_file (data, size), &error);
  struct consumer consumer = { ilv_validate_new (), ilv_text_writer_new (), 0 };
  const struct ilv_sink sink = { take, &consumer };

  ILV_ASSERT ((reader == NULL) == (error.text[0] != '\0'));
  if (reader != NULL)
    {
      for (unsigned type = 0; type < ILV_N_EVENT_TYPES; type++)
        if (ilv_file_reader_event_name (reader, type) != NULL)
          ILV_ASSERT (strlen (ilv_file_reader_event_name (reader, type)) < size);
      ilv_file_reader_read_all (reader, &sink, &error);
      ILV_ASSERT (consumer.n_events <= ilv_file_reader_n_events (reader));
      ILV_ASSERT (consumer.n_events == ilv_file_reader_n_events (reader)
                  || ilv_file_reader_note (reader)[0] != '\0');
    }
  ilv_validate_finish (consumer.validate);
  ilv_validate_free (consumer.validate);
  ilv_text_writer_free (consumer.text);
  ilv_file_reader_free (reader);
  return 0;
}
