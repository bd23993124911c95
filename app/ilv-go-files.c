/* ilv-go-files.c - Looking for Go files in a folder.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-go-files.h"

#include <glib/gi18n.h>

/* A folder with more is somebody's home, not a program to look at. */
#define MAX_FILES 200
#define MAX_DEPTH 8

static gboolean
is_left_out (const char *name)
{
  return *name == '.' || *name == '_' || g_str_equal (name, "vendor")
         || g_str_equal (name, "testdata") || g_str_has_suffix (name, "_test.go");
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (g_file_info_get_name (*(GFileInfo *const *) a),
                    g_file_info_get_name (*(GFileInfo *const *) b));
}

static gboolean
add_files (GPtrArray *files, GFile *folder, guint depth, GError **error)
{
  g_autoptr (GFileEnumerator) children
    = g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME
                                         "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                 G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, error);
  g_autoptr (GPtrArray) infos = g_ptr_array_new_with_free_func (g_object_unref);
  GFileInfo *info;

  if (children == NULL)
    return FALSE;
  while ((info = g_file_enumerator_next_file (children, NULL, NULL)) != NULL)
    g_ptr_array_add (infos, info);
  g_ptr_array_sort (infos, compare_names);
  for (int wants_folders = 0; wants_folders < 2; wants_folders++)
    for (guint i = 0; i < infos->len; i++)
      {
        const char *name = g_file_info_get_name (g_ptr_array_index (infos, i));
        GFileType type = g_file_info_get_file_type (g_ptr_array_index (infos, i));
        gboolean is_folder = type == G_FILE_TYPE_DIRECTORY;
        g_autoptr (GFile) child = g_file_get_child (folder, name);

        if (is_folder != wants_folders || type == G_FILE_TYPE_SPECIAL || is_left_out (name))
          continue;
        if (!is_folder && g_str_has_suffix (name, ".go"))
          g_ptr_array_add (files, g_steal_pointer (&child));
        else if (is_folder && depth < MAX_DEPTH && files->len <= MAX_FILES
                 && !add_files (files, child, depth + 1, error))
          return FALSE;
      }
  return TRUE;
}

GPtrArray *
ilv_go_files_list (GFile *folder, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *name = g_file_get_parse_name (folder);

  if (!add_files (files, folder, 0, error))
    return NULL;
  if (files->len == 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("There are no Go files in “%s”"),
                 name);
  else if (files->len > MAX_FILES)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 _("There are more than %d Go files in “%s”: open the folder of one program"),
                 MAX_FILES, name);
  else
    return g_steal_pointer (&files);
  return NULL;
}
