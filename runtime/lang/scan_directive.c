/* Line directives, as programs that write Go programs put them there.
 *
 * Source: the documentation of Go's compiler, "Compiler directives". One that is not well formed
 * is a comment like others.
 *
 * SPDX-License-Identifier: MIT
 */
#include "lang/scan_directive.h"

#include <string.h>

#define LINE_MAX_NUMBER (1u << 30)

/* Takes ":NUMBER" off the end of the @len bytes of @text. False: there is none. */
static bool
take_number (const char *text, size_t *len, uint32_t *number)
{
  size_t at = *len;
  uint64_t value = 0;

  while (at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9')
    at--;
  if (at == *len || at == 0 || text[at - 1] != ':' || *len - at > 10)
    return false;
  for (size_t i = at; i < *len; i++)
    value = 10 * value + (uint64_t) (text[i] - '0');
  if (value == 0 || value > LINE_MAX_NUMBER)
    return false;
  *number = (uint32_t) value;
  *len = at - 1;
  return true;
}

void
ilv_scan_line_directive (struct ilv_sources *sources, const struct ilv_source *source,
                         uint32_t start, uint32_t end, uint32_t from)
{
  static const char word[] = "line ";
  const char *text = source->text + start + 2 + strlen (word);
  uint32_t line, column = 0, number;
  size_t len;

  if (end < start + 2 + strlen (word) || memcmp (source->text + start + 2, word, strlen (word)))
    return;
  len = end - start - 2 - strlen (word);
  if (len && text[len - 1] == '\r')
    len--;
  if (!take_number (text, &len, &line))
    return;
  if (take_number (text, &len, &number))
    {
      column = line;
      line = number;
    }
  if (len == 0 && column == 0)
    {
      text = "??"; /* as gc says it */
      len = strlen (text);
    }
  ilv_sources_set_line (sources, source, from, text, len, line, column);
}
