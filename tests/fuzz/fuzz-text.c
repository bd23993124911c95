/* fuzz-text.c - Any bytes as lines of a trace's text; any record as a line.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdlib.h>
#include <string.h>

#include "base/assert.h"
#include "trace/text.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* What is written is read back as it was, with comments or without. */
static void
check_round_trip (struct ilv_text_writer *writer, const struct ilv_event *event)
{
  char line[ILV_TEXT_LINE_BYTES];
  struct ilv_event back;

  ILV_ASSERT (ilv_text_write (writer, event, line) == strlen (line));
  ILV_ASSERT (ilv_text_parse (line, &back, NULL) == ILV_TEXT_EVENT);
  ILV_ASSERT (memcmp (&back, event, sizeof back) == 0);
}

static void
check_line (struct ilv_text_writer *writer, const char *line)
{
  struct ilv_error error = { "" };
  struct ilv_event event;

  if (ilv_text_parse (line, &event, &error) == ILV_TEXT_EVENT)
    check_round_trip (writer, &event);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  struct ilv_text_writer *writer = ilv_text_writer_new ();
  char *text = malloc (size + 1);
  struct ilv_event event;

  memcpy (text, data, size);
  text[size] = '\0';
  for (char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      line += *line == '\n';
      check_line (writer, line);
    }
  for (size_t i = 0; i + sizeof event <= size; i += sizeof event)
    {
      memcpy (&event, data + i, sizeof event);
      check_round_trip (writer, &event);
    }
  ilv_text_writer_free (writer);
  free (text);
  return 0;
}
