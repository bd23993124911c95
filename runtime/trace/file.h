/* file.h - Traces in files, `.ilv`.
 *
 * A file is written while the program runs, in place: its blocks are readable
 * after the writer was killed, which a file that gets its name at the end would
 * not be. Finishing adds an index that makes 50 million events open as fast as
 * fifty. What was lost is in the stream as LOST events, and their sum is known
 * on opening. file_format.h has the layout.
 *
 * A reader believes nothing: any file opens, up to the first thing that is
 * wrong with it, or is refused with a sentence; memory is bounded by the
 * file's size.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "trace/error.h"
#include "trace/event.h"
#include "trace/merge.h"

/* Most records a block may have. */
#define ILV_FILE_BLOCK_EVENTS 16384u

/* --- Writing ------------------------------------------------------------ */

struct ilv_file_writer;

/* Makes (or empties) @path and writes the header. NULL and @error if that
 * fails. End with ilv_file_writer_finish(), which frees it. */
struct ilv_file_writer *ilv_file_writer_new (const char *path, struct ilv_error *error);

/* Adds events of a merged trace. When writing fails (a full disk), the file is
 * cut back to its last whole block, and from then on nothing is written; the
 * sentence comes from finish, or at once from ilv_file_writer_error(). */
void ilv_file_writer_add (struct ilv_file_writer *writer, const struct ilv_event *events,
                          size_t n_events);

/* From then on, what would make the file larger than @max_bytes counts as a full disk: a program
 * that never ends shall not fill one. 0, which is the default: no limit. */
void ilv_file_writer_set_limit (struct ilv_file_writer *writer, uint64_t max_bytes);

/* The same as a sink, of which @data is the writer. */
struct ilv_sink ilv_file_writer_sink (struct ilv_file_writer *writer);

/* Writes out what has waited for a second. Call now and then, at every tick;
 * what a killed writer loses is what it was given since. */
void ilv_file_writer_tick (struct ilv_file_writer *writer);

/* "" while all is well. */
const char *ilv_file_writer_error (const struct ilv_file_writer *writer);

/* Writes the rest and the index, closes, frees. False and @error if this or
 * anything before failed. NULL is allowed: nothing happens, true. */
bool ilv_file_writer_finish (struct ilv_file_writer *writer, struct ilv_error *error);

/* --- Reading ------------------------------------------------------------ */

struct ilv_file_reader;

/* What is known of a block without reading it. */
struct ilv_file_block
{
  uint64_t offset;
  uint64_t first_index; /* of its first record in the whole trace */
  uint32_t n_bytes;
  uint32_t n_events;
  uint64_t first_nsec, last_nsec;
};

/* Opens @path. NULL and @error if it is no trace at all, or of another
 * version. Free with ilv_file_reader_free(). */
struct ilv_file_reader *ilv_file_reader_new (const char *path, struct ilv_error *error);
/* The same from an open file, which is taken, also at failure. */
struct ilv_file_reader *ilv_file_reader_new_fd (int fd, struct ilv_error *error);
void ilv_file_reader_free (struct ilv_file_reader *reader);

/* "" if the file is whole; else a sentence that says why there is not more. It
 * may come up while blocks are read. */
const char *ilv_file_reader_note (const struct ilv_file_reader *reader);

/* Records in all blocks. */
uint64_t ilv_file_reader_n_events (const struct ilv_file_reader *reader);
/* Events lost between the program and the file. */
uint64_t ilv_file_reader_n_missing (const struct ilv_file_reader *reader);

size_t ilv_file_reader_n_blocks (const struct ilv_file_reader *reader);
/* @index is below n_blocks. Belongs to the reader. */
const struct ilv_file_block *ilv_file_reader_block (const struct ilv_file_reader *reader,
                                                    size_t index);

/* Reads block @index into @events, with room for ILV_FILE_BLOCK_EVENTS.
 * Returns how many, 0 if it is broken (the note says so then). */
size_t ilv_file_reader_read (struct ilv_file_reader *reader, size_t index,
                             struct ilv_event *events);

/* Gives the blocks in order to @sink, up to the first broken one. False and
 * @error if there is no memory; a broken block is no error but a note. */
bool ilv_file_reader_read_all (struct ilv_file_reader *reader, const struct ilv_sink *sink,
                               struct ilv_error *error);

/* What the file calls events of @type, also if it is newer than this program;
 * NULL if it does not. Belongs to the reader. */
const char *ilv_file_reader_event_name (const struct ilv_file_reader *reader, unsigned type);

/* What the user of a viewer wrote about the trace, in the viewer's own form; NULL and @n_bytes 0 if
 * nothing. Belongs to the reader. */
const void *ilv_file_reader_notes (const struct ilv_file_reader *reader, size_t *n_bytes);

/* --- Notes -------------------------------------------------------------- */

/* A copy of the file with @notes (n_bytes 0: without any) is its first @offset bytes, then the
 * @n_tail that are returned, which are the caller's to free(). NULL and @error if the file is
 * damaged, has no events, or the notes are larger than ILV_FILE_NOTES_MAX. */
void *ilv_file_make_tail (const struct ilv_file_reader *reader, const void *notes, size_t n_bytes,
                          uint64_t *offset, size_t *n_tail, struct ilv_error *error);
