/* trace-test.h - Traces as text, for tests.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>
#include <string.h>

#include "trace/merge.h"
#include "trace/text.h"

/* The events of @text, one a line. */
static inline GArray *
events_from_text (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GArray *events = g_array_new (FALSE, FALSE, sizeof (struct ilv_event));

  for (char **line = lines; *line != NULL; line++)
    {
      struct ilv_error error = { "" };
      struct ilv_event event;

      switch (ilv_text_parse (*line, &event, &error))
        {
        case ILV_TEXT_EVENT:
          g_array_append_val (events, event);
          break;
        case ILV_TEXT_BLANK:
          break;
        case ILV_TEXT_BAD:
          g_error ("\"%s\": %s", *line, error.text);
        }
    }
  return events;
}

/* Without comments, each line ended by '\n'. */
static inline char *
text_from_events (GArray *events)
{
  GString *text = g_string_new ("");
  char line[ILV_TEXT_LINE_BYTES];

  for (guint i = 0; i < events->len; i++)
    {
      ilv_text_write (NULL, &g_array_index (events, struct ilv_event, i), line);
      g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (text, FALSE);
}

/* A sink that keeps all. */
static inline void
keep_events (const struct ilv_event *events, size_t n_events, void *data)
{
  g_array_append_vals (data, events, n_events);
}

static inline void
assert_events (GArray *events, const char *expected)
{
  g_autofree char *text = text_from_events (events);
  g_autoptr (GArray) wanted = events_from_text (expected);
  g_autofree char *wanted_text = text_from_events (wanted);

  g_assert_cmpstr (text, ==, wanted_text);
}
