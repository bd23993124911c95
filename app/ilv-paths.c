/* ilv-paths.c - Where our own files are, installed or in the build tree.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-paths.h"

gboolean
ilv_paths_is_build_tree (void)
{
  static gsize answer; /* 1: no, 2: yes */

  if (g_once_init_enter (&answer))
    {
      g_autofree char *exe = g_file_read_link ("/proc/self/exe", NULL);
      gboolean is_inside = exe != NULL && g_str_has_prefix (exe, ILV_BUILD_DIR "/");

      g_once_init_leave (&answer, is_inside ? 2 : 1);
    }
  return answer == 2;
}

const char *
ilv_paths_get_examples_dir (void)
{
  return ilv_paths_is_build_tree () ? ILV_SOURCE_DIR "/data/examples" : ILV_DATA_DIR "/examples";
}

const char *
ilv_paths_get_locale_dir (void)
{
  return ilv_paths_is_build_tree () ? ILV_BUILD_DIR "/po" : ILV_LOCALE_DIR;
}

void
ilv_paths_init_environment (void)
{
  if (ilv_paths_is_build_tree ())
    g_setenv ("GSETTINGS_SCHEMA_DIR", ILV_BUILD_DIR "/data", FALSE);
}
