/* ilv-diagnostic.c - Compiler messages, read back from their text form.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-diagnostic.h"

#include <string.h>

/* Reads ":number" at @text; where it ends, or NULL. */
static const char *
parse_number (const char *text, guint *number)
{
  const char *digits = text + 1;
  char *end;
  guint64 value;

  if (*text != ':' || !g_ascii_isdigit (*digits))
    return NULL;
  value = g_ascii_strtoull (digits, &end, 10);
  if (value == 0 || value > G_MAXUINT)
    return NULL;
  *number = value;
  return end;
}

IlvDiagnostic *
ilv_diagnostic_parse (const char *text)
{
  /* A path may contain colons: the first one that begins two numbers counts. */
  for (const char *colon = strchr (text, ':'); colon != NULL; colon = strchr (colon + 1, ':'))
    {
      guint line, column;
      const char *end = parse_number (colon, &line);

      if (end != NULL)
        end = parse_number (end, &column);
      if (end == NULL || colon == text || !g_str_has_prefix (end, ": "))
        continue;

      IlvDiagnostic *diagnostic = g_new0 (IlvDiagnostic, 1);

      diagnostic->path = g_strndup (text, colon - text);
      diagnostic->line = line;
      diagnostic->column = column;
      diagnostic->message = g_strdup (end + 2);
      return diagnostic;
    }
  return NULL;
}

void
ilv_diagnostic_free (IlvDiagnostic *diagnostic)
{
  g_free (diagnostic->path);
  g_free (diagnostic->message);
  g_free (diagnostic);
}

GPtrArray *
ilv_diagnostic_parse_all (const char *text, GString *rest)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) ilv_diagnostic_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      IlvDiagnostic *diagnostic = ilv_diagnostic_parse (lines[i]);

      if (diagnostic != NULL)
        g_ptr_array_add (all, diagnostic);
      else if (lines[i + 1] != NULL)
        g_string_append_printf (rest, "%s\n", lines[i]);
      else
        g_string_append (rest, lines[i]);
    }
  return all;
}

/* --- Last words ----------------------------------------------------------- */

static gboolean
is_message (const char *line)
{
  return g_str_has_prefix (line, "panic: ") || g_str_has_prefix (line, "fatal error: ");
}

/* (transfer full) (nullable): reads "<tab>path:line +0x1f". */
static IlvDiagnostic *
parse_frame (const char *line, const char *message)
{
  const char *end = strstr (line, " +0x");
  const char *colon = end != NULL ? g_strrstr_len (line, end - line, ":") : NULL;
  IlvDiagnostic *diagnostic;
  guint number;

  if (*line != '\t' || colon == NULL || parse_number (colon, &number) != end)
    return NULL;
  diagnostic = g_new0 (IlvDiagnostic, 1);
  diagnostic->path = g_strndup (line + 1, colon - line - 1);
  diagnostic->line = number;
  diagnostic->column = 1;
  diagnostic->message = g_strdup (message);
  return diagnostic;
}

GPtrArray *
ilv_diagnostic_parse_crash (const char *text)
{
  GPtrArray *frames = g_ptr_array_new_with_free_func ((GDestroyNotify) ilv_diagnostic_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint i = g_strv_length (lines);
  const char *message;

  while (i > 0 && !is_message (lines[i - 1]))
    i--;
  if (i == 0)
    return frames;
  message = lines[i - 1];
  for (; lines[i] != NULL && (frames->len == 0 || *lines[i] != '\0'); i++)
    {
      IlvDiagnostic *frame = parse_frame (lines[i], message);

      if (frame != NULL)
        g_ptr_array_add (frames, frame);
    }
  return frames;
}
