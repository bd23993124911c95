/* file_format.h - Bytes of a trace file; for file_write.c and file_read.c.
 *
 * All numbers are little endian. A file is a header, blocks, and, if it was
 * finished, an index and a trailer:
 *
 *   HEADER
 *   OFFSET SIZE
 *        0    8  magic
 *        8    4  version
 *       12    4  header_bytes: of the whole header; the first block follows
 *       16    4  record_bytes: 32
 *       20    4  n_specs
 *       24    8  checksum of the header, with this field 0
 *       32       n_specs descriptions of events, one row of events.def each:
 *                  number (2 bytes), subject (2), then name, object, arg and
 *                  meaning, each ended by a 0 byte; zeroes up to a multiple of 8
 *
 *   BLOCK, struct ilv_file_block_head, then n_bytes of zstd, which hold the
 *   n_events records as eight columns of 32-bit words, the first words of all
 *   records before the second words of all; where words 2 and 3 are a time (in all
 *   but DATA and VALUE), they hold its difference to the last time before.
 *
 *   NOTES, if there are any: struct ilv_file_notes_head, then n_bytes the viewer's user wrote. A
 *   reader that does not know them finds all blocks, but not by the index.
 *
 *   INDEX, struct ilv_file_index_head, then one struct ilv_file_entry a block
 *
 *   TRAILER, struct ilv_file_trailer, the last 16 bytes
 *
 * Why so: blocks stand alone, so a file whose writer was killed is readable up
 * to its last whole block; the index makes opening cost the same for any size;
 * columns with time differences take half the room of records (1.1 to 3.0 bytes
 * an event in the traces of the scheduler's tests, against 1.1 to 5.2).
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "trace/event.h"

static_assert (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "files are written as memory is");

#define ILV_FILE_MAGIC "\211ilv\r\n\032\n" /* as PNG's: survives no text mode */
#define ILV_FILE_VERSION 1
#define ILV_FILE_BLOCK_MAGIC 0x314b4c42u   /* "BLK1" */
#define ILV_FILE_NOTES_MAGIC 0x31544f4eu   /* "NOT1" */
#define ILV_FILE_NOTES_MAX (1u << 20)      /* bytes of notes */
#define ILV_FILE_INDEX_MAGIC 0x31584449u   /* "IDX1" */
#define ILV_FILE_TRAILER_MAGIC UINT64_C (0x0a31444e45564c49) /* "ILVEND1\n" */
#define ILV_FILE_HEADER_MAX 65536u

struct ilv_file_header
{
  char magic[8];
  uint32_t version;
  uint32_t header_bytes;
  uint32_t record_bytes;
  uint32_t n_specs;
  uint64_t checksum;
};

struct ilv_file_block_head
{
  uint32_t magic;
  uint32_t n_bytes;
  uint32_t n_events;
  uint32_t reserved;
  uint64_t first_nsec, last_nsec; /* times of its events */
  uint64_t n_missing;             /* lost events in the trace up to its end */
  uint64_t checksum;              /* of this, with 0 here, and the zstd bytes */
};

struct ilv_file_notes_head
{
  uint32_t magic;
  uint32_t n_bytes;
  uint64_t checksum; /* of this, with 0 here, and the bytes */
};

struct ilv_file_index_head
{
  uint32_t magic;
  uint32_t n_blocks;
  uint64_t n_events;
  uint64_t n_missing;
  uint64_t checksum; /* of this, with 0 here, and the entries */
};

struct ilv_file_entry
{
  uint64_t offset;
  uint32_t n_bytes;
  uint32_t n_events;
  uint64_t first_nsec, last_nsec;
};

struct ilv_file_trailer
{
  uint64_t index_offset;
  uint64_t magic;
};

/* Whether words 2 and 3 of a record with this first word are a time. */
static inline bool
ilv_file_has_time (uint32_t first_word)
{
  uint16_t type = (uint16_t) first_word;

  return type != ILV_EVENT_DATA && type != ILV_EVENT_VALUE;
}

static_assert (sizeof (struct ilv_file_header) == 32, "layout");
static_assert (sizeof (struct ilv_file_block_head) == 48, "layout");
static_assert (sizeof (struct ilv_file_notes_head) == 16, "layout");
static_assert (sizeof (struct ilv_file_index_head) == 32, "layout");
static_assert (sizeof (struct ilv_file_entry) == 32, "layout");
static_assert (sizeof (struct ilv_file_trailer) == 16, "layout");

#define ILV_FILE_CHECKSUM_START UINT64_C (0xcbf29ce484222325)

/* Goes on from @sum over @n_bytes: for each 8 bytes (the last ones filled up
 * with zeroes), xor, multiply, fold. Against accidents, not against forgers. */
static inline uint64_t
ilv_file_checksum (uint64_t sum, const void *bytes, size_t n_bytes)
{
  const char *at = bytes;

  while (n_bytes > 0)
    {
      size_t n = n_bytes < 8 ? n_bytes : 8;
      uint64_t word = 0;

      memcpy (&word, at, n);
      sum = (sum ^ word) * UINT64_C (0x9e3779b97f4a7c15);
      sum ^= sum >> 32;
      at += n;
      n_bytes -= n;
    }
  return sum;
}
