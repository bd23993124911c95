/* ilv-explain-text.c - Links, sentences, and markup made plain.
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-explain-private.h"

#include <string.h>

#include "model/ilv-format.h"

/* --- Nouns as links ---------------------------------------------------------- */

static char *
link_to (const char *kind,
         guint64     number,
         const char *text)
{
  return g_markup_printf_escaped ("<a href=\"%s:%" G_GUINT64_FORMAT "\">%s</a>", kind, number,
                                  text);
}

char *
ilv_explain_goroutine (IlvTrace *trace,
                       guint32   g)
{
  g_autofree char *name = ilv_trace_dup_goroutine_name (trace, g);

  return link_to ("goroutine", g, name);
}

char *
ilv_explain_object (IlvTrace *trace,
                    guint32   object)
{
  g_autofree char *name = ilv_trace_dup_object_name (trace, object);

  return link_to ("object", object, name);
}

char *
ilv_explain_time (guint64 time_nsec)
{
  /* Three digits are read in a sentence; the link knows the instant exactly. */
  g_autofree char *text = ilv_format_duration (time_nsec);

  return link_to ("time", time_nsec, text);
}

/* (nullable): "main.worker, worker-pool.go:11" */
char *
ilv_explain_place (IlvTrace *trace,
                   guint32   site)
{
  IlvPlace place;
  g_autofree char *base = NULL;
  g_autofree char *line = NULL;
  g_autofree char *link = NULL;
  g_autofree char *function = NULL;

  if (!ilv_trace_get_place (trace, site, &place))
    return NULL;
  base = g_path_get_basename (place.file != NULL ? place.file : "?");
  line = g_strdup_printf ("%s:%u", base, place.line);
  link = link_to ("site", site, line);
  if (place.function == NULL)
    return g_steal_pointer (&link);
  function = g_markup_escape_text (place.function, -1);
  return g_strdup_printf ("%s, %s", function, link);
}

/* Adds a sentence, which it takes, to a text of several. */
void
ilv_explain_add (GString *text,
                 char    *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  g_free (sentence);
}

char *
ilv_explain_end (GString *text)
{
  return g_string_free (text, text->len == 0);
}

/* --- Markup made plain -------------------------------------------------------- */

static void
add_line (GString    *text,
          const char *markup)
{
  g_autofree char *plain = markup != NULL ? ilv_explain_to_plain (markup) : NULL;

  if (plain != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", plain);
}

char *
ilv_explanation_to_text (IlvExplanation *explanation)
{
  GString *text = g_string_new (NULL);
  g_autofree char *head = NULL;

  if (explanation->who != NULL)
    head = g_strdup_printf ("%s · %s", explanation->who, explanation->title);
  add_line (text, head != NULL ? head : explanation->title);
  add_line (text, explanation->when);
  add_line (text, explanation->where);
  add_line (text, explanation->why);
  add_line (text, explanation->woken_by);
  return g_string_free (text, FALSE);
}

void
ilv_explanation_free (IlvExplanation *explanation)
{
  if (explanation == NULL)
    return;
  g_free (explanation->title);
  g_free (explanation->who);
  g_free (explanation->when);
  g_free (explanation->where);
  g_free (explanation->why);
  g_free (explanation->woken_by);
  g_free (explanation->created);
  g_free (explanation);
}

static const struct
{
  const char *entity;
  char c;
} entities[] = {
  { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' },
  { "&#39;", '\'' },
};

static const char *
skip_entity (const char *markup,
             GString    *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (markup, entities[i].entity))
      {
        g_string_append_c (text, entities[i].c);
        return markup + strlen (entities[i].entity);
      }
  g_string_append_c (text, *markup);
  return markup + 1;
}

char *
ilv_explain_to_plain (const char *markup)
{
  GString *text = g_string_new (NULL);
  const char *end;

  while (*markup != '\0')
    {
      end = *markup == '<' ? strchr (markup, '>') : NULL;
      if (end != NULL)
        markup = end + 1;
      else
        markup = skip_entity (markup, text);
    }
  return g_string_free (text, FALSE);
}

gboolean
ilv_explain_parse_link (const char  *href,
                        IlvLinkKind *kind,
                        guint64     *number)
{
  static const char *const kinds[] = {
    [ILV_LINK_GOROUTINE] = "goroutine:",
    [ILV_LINK_OBJECT] = "object:",
    [ILV_LINK_TIME] = "time:",
    [ILV_LINK_SITE] = "site:",
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (href, kinds[i]))
      {
        *kind = i;
        return g_ascii_string_to_unsigned (href + strlen (kinds[i]), 10, 0, G_MAXUINT64, number,
                                           NULL);
      }
  return FALSE;
}
