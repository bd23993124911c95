/* picture.c - An SVG picture of a run, read back for tests.
 *
 * Knows what ilv-svg.c promises. Directly in the document, a group of class
 * "lane" is a lane, its title "name (detail)"; a group without class that has a
 * lane's title is more of that lane; any other is an arrow. Whatever has a title
 * within a lane's group stands on that lane.
 *
 * SPDX-License-Identifier: MIT
 */
#include "picture.h"

#include <string.h>

typedef struct
{
  Picture *picture;
  GHashTable *by_title; /* full title of a lane → Lane */
  Lane *lane;           /* whose group is open, or NULL */
  char *id;             /* of a group of class "lane" whose title has not come yet */
} Reader;

static void
lane_free (Lane *lane)
{
  g_free (lane->id);
  g_free (lane->name);
  g_ptr_array_unref (lane->titles);
  g_free (lane);
}

/* Takes @id. */
static Lane *
lane_new (char *id, const char *title)
{
  Lane *lane = g_new0 (Lane, 1);
  const char *detail = g_strrstr (title, " (");

  lane->id = id;
  lane->name = g_strndup (title, detail != NULL ? (gsize) (detail - title) : strlen (title));
  lane->titles = g_ptr_array_new_with_free_func (g_free);
  return lane;
}

/* A title of a group that stands directly in the document. */
static void
take_group_title (Reader *reader, const char *title)
{
  if (reader->id != NULL)
    {
      reader->lane = lane_new (g_steal_pointer (&reader->id), title);
      g_ptr_array_add (reader->picture->lanes, reader->lane);
      g_hash_table_insert (reader->by_title, g_strdup (title), reader->lane);
      return;
    }
  reader->lane = g_hash_table_lookup (reader->by_title, title);
  if (reader->lane == NULL)
    g_ptr_array_add (reader->picture->edges, g_strdup (title));
}

static guint
depth_of (GMarkupParseContext *context)
{
  return g_slist_length ((GSList *) g_markup_parse_context_get_element_stack (context));
}

static void
start_cb (GMarkupParseContext *context, const char *element, const char **names,
          const char **values, gpointer data, GError **error)
{
  Reader *reader = data;
  const char *class = NULL, *id = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], "class"))
      class = values[i];
    else if (g_str_equal (names[i], "id"))
      id = values[i];
  if (depth_of (context) != 2)
    return;
  reader->lane = NULL;
  if (g_str_equal (element, "g") && g_strcmp0 (class, "lane") == 0)
    reader->id = g_strdup (id);
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize size, gpointer data, GError **error)
{
  Reader *reader = data;
  const char *element = g_markup_parse_context_get_element (context);
  g_autofree char *title = g_strndup (text, size);

  if (g_str_equal (element, "desc"))
    reader->picture->about = g_steal_pointer (&title);
  else if (g_str_equal (element, "title") && depth_of (context) == 3)
    take_group_title (reader, title);
  else if (g_str_equal (element, "title") && reader->lane != NULL)
    g_ptr_array_add (reader->lane->titles, g_steal_pointer (&title));
}

Picture *
picture_read (const char *text)
{
  static const GMarkupParser parser = { .start_element = start_cb, .text = text_cb };
  g_autoptr (GHashTable) by_title = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reader reader = { .picture = g_new0 (Picture, 1), .by_title = by_title };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &reader, NULL);
  g_autoptr (GError) error = NULL;

  reader.picture->lanes = g_ptr_array_new_with_free_func ((GDestroyNotify) lane_free);
  reader.picture->edges = g_ptr_array_new_with_free_func (g_free);
  g_markup_parse_context_parse (context, text, strlen (text), &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  return reader.picture;
}

void
picture_free (Picture *picture)
{
  g_ptr_array_unref (picture->lanes);
  g_ptr_array_unref (picture->edges);
  g_free (picture->about);
  g_free (picture);
}

const Lane *
picture_find_lane (const Picture *picture, const char *name)
{
  for (guint i = 0; i < picture->lanes->len; i++)
    if (g_str_equal (((Lane *) picture->lanes->pdata[i])->name, name))
      return picture->lanes->pdata[i];
  return NULL;
}

guint
lane_count (const Lane *lane, const char *part)
{
  guint n = 0;

  for (guint i = 0; i < lane->titles->len; i++)
    n += strstr (lane->titles->pdata[i], part) != NULL;
  return n;
}
