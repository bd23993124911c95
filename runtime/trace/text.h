/* text.h - The readable form of a trace, both ways: for tests and bug reports.
 *
 * One record a line; what is 0 is left out; a comment begins with a semicolon:
 *
 *   0.012345ms p0 g1 go-create #1 new_g=7 func=3 @12  ; "main.worker"
 *   0.012345ms p0 g7 chan-send #4 chan=1 len=2
 *   value int size=8 42
 *   string id=3 length=11
 *   data "main.worker"
 *   raw 4f00…                                          ; 64 hexadecimal digits
 *
 * #N is seq, @N the site; p- means ILV_NO_P, g- means 0. The names are those
 * of events.def; a field that has no name there but is not 0 is called object
 * or arg. Any 32 bytes can be written: what has no better form is `raw`. So
 * reading gives back exactly what was written.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <stddef.h>

#include "trace/error.h"
#include "trace/event.h"

/* A line never has more bytes, its '\0' included. */
#define ILV_TEXT_LINE_BYTES 512

/* Remembers strings, to explain their numbers in comments. */
struct ilv_text_writer;

/* NULL if there is no memory. Free with ilv_text_writer_free(). */
struct ilv_text_writer *ilv_text_writer_new (void);
void ilv_text_writer_free (struct ilv_text_writer *writer);

/* Puts @event in @line, without a newline; returns its length. @writer is
 * given all events in order; NULL: no comments. */
size_t ilv_text_write (struct ilv_text_writer *writer, const struct ilv_event *event,
                       char line[ILV_TEXT_LINE_BYTES]);

enum ilv_text_kind
{
  ILV_TEXT_EVENT,
  ILV_TEXT_BLANK, /* an empty line or a comment */
  ILV_TEXT_BAD    /* the error says what is wrong */
};

/* Reads one line, which ends at '\0' or '\n'. @event is filled for
 * ILV_TEXT_EVENT only. */
enum ilv_text_kind ilv_text_parse (const char *line, struct ilv_event *event,
                                   struct ilv_error *error);

/* Names of enum ilv_value_kind in lines; NULL after the last. */
extern const char *const ilv_text_value_kinds[];
