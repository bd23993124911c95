/* ilv-examples.c - The programs that come with us.
 *
 * The list is what lies in the directory. A title is, in this order: the
 * program's first line if that is a comment, the entry of the dictionary below,
 * the file's name made readable.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-examples.h"

#include <glib/gi18n.h>

struct _IlvExample
{
  GObject parent_instance;
  GFile *file;
  char *title;
  char *group;
  char *sort_key;
};

G_DEFINE_FINAL_TYPE (IlvExample, ilv_example, G_TYPE_OBJECT)

/* Words for names that would read badly, and what the translators get to see.
 * Not a list of examples: what is missing here is shown as it is. Folders
 * stand in the list in this order. */
static const struct
{
  const char *name;
  const char *words;
} dictionary[] = {
  { "launch", N_("Starting a goroutine") },
  { "non-blocking", N_("It does not block") },
  { "waitgroup", N_("Waiting: WaitGroup") },
  { "scheduling", N_("The scheduler") },
  { "channel", N_("Channels") },

  { "patterns", N_("Patterns") },
  { "Buffered channel", N_("Buffered channel") },
  { "select and time-out", N_("select and time-out") },
  { "Worker pool", N_("Worker pool") },
  { "Pipeline", N_("Pipeline") },
  { "Mutex", N_("Mutex") },
  { "Prime sieve", N_("Prime sieve") },
  { "Fan-in", N_("Fan-in") },
  { "Semaphore", N_("Semaphore") },
  { "Cancelling: context", N_("Cancelling: context") },
  { "Readers and a writer", N_("Readers and a writer") },
  { "Waiting for a condition: Cond", N_("Waiting for a condition: Cond") },
  { "Ticker", N_("Ticker") },

  { "mistakes", N_("What goes wrong") },
  { "Deadlock", N_("Deadlock") },
  { "Leak", N_("Leak") },
  { "Lost updates", N_("Lost updates") },
  { "Nobody waits", N_("Nobody waits") },
};

/* Where @name stands in the dictionary; its length if it does not. */
static guint
look_up (const char *name)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (dictionary) && strcmp (dictionary[i].name, name) != 0)
    i++;
  return i;
}

/* "dining-philosophers" -> "Dining philosophers". (transfer full) */
static char *
make_readable (const char *name)
{
  guint entry = look_up (name);
  char *readable;

  if (entry < G_N_ELEMENTS (dictionary))
    return g_strdup (_(dictionary[entry].words));
  readable = g_strdup (name);
  g_strdelimit (readable, "-_", ' ');
  readable[0] = g_ascii_toupper (readable[0]);
  return readable;
}

/* (transfer full) (nullable) The program's first line if it is a comment. */
static char *
read_heading (const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL) || !g_utf8_validate (text, -1, NULL))
    return NULL;
  lines = g_strsplit (text, "\n", 2);
  if (lines[0] == NULL || !g_str_has_prefix (lines[0], "//"))
    return NULL;
  return g_strdup (g_strstrip (lines[0] + strspn (lines[0], "/")));
}

/* @name: of the file, without ".go" and without the digits that give its place. */
static char *
make_title (const char *path, const char *name)
{
  g_autofree char *heading = read_heading (path);

  return make_readable (heading != NULL && *heading != '\0' ? heading : name);
}

static void
ilv_example_finalize (GObject *object)
{
  IlvExample *self = ILV_EXAMPLE (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->group, g_free);
  g_clear_pointer (&self->sort_key, g_free);
  G_OBJECT_CLASS (ilv_example_parent_class)->finalize (object);
}

static void
ilv_example_class_init (IlvExampleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ilv_example_finalize;
}

static void
ilv_example_init (IlvExample *self)
{
}

/* @folder: inside the examples directory, NULL for that itself: the chapters of
 * the tutorial, which are shown with their numbers. */
static IlvExample *
example_new (const char *directory, const char *folder, const char *file_name)
{
  IlvExample *self = g_object_new (ILV_TYPE_EXAMPLE, NULL);
  g_autofree char *path = g_build_filename (directory, file_name, NULL);
  g_autofree char *name = g_strndup (file_name, strlen (file_name) - strlen (".go"));
  g_autofree char *file_key = g_utf8_collate_key_for_filename (name, -1);
  gsize n_digits = strspn (name, "0123456789");
  g_autofree char *title = make_title (path, name + n_digits + (name[n_digits] == '-'));

  self->file = g_file_new_for_path (path);
  self->title = folder == NULL && n_digits > 0
                  ? g_strdup_printf ("%.*s  %s", (int) n_digits, name, title)
                  : g_steal_pointer (&title);
  self->group = folder == NULL ? g_strdup (_("The tutorial")) : make_readable (folder);
  self->sort_key = folder == NULL
                     ? g_strdup (file_key)
                     : g_strdup_printf ("~%03u%s\1%s", look_up (folder), folder, file_key);
  return self;
}

static void
scan_directory (GListStore *examples, const char *directory, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      if (g_str_has_suffix (name, ".go"))
        {
          g_autoptr (IlvExample) example = example_new (directory, folder, name);

          g_list_store_append (examples, example);
        }
      else if (folder == NULL && g_file_test (path, G_FILE_TEST_IS_DIR))
        scan_directory (examples, path, name);
    }
}

static int
compare_examples (gconstpointer a, gconstpointer b, gpointer data)
{
  const IlvExample *left = a, *right = b;

  return strcmp (left->sort_key, right->sort_key);
}

const char *
ilv_example_get_title (IlvExample *self)
{
  g_return_val_if_fail (ILV_IS_EXAMPLE (self), NULL);
  return self->title;
}

const char *
ilv_example_get_group (IlvExample *self)
{
  g_return_val_if_fail (ILV_IS_EXAMPLE (self), NULL);
  return self->group;
}

GFile *
ilv_example_get_file (IlvExample *self)
{
  g_return_val_if_fail (ILV_IS_EXAMPLE (self), NULL);
  return self->file;
}

GListModel *
ilv_examples_scan (const char *directory)
{
  GListStore *examples = g_list_store_new (ILV_TYPE_EXAMPLE);

  scan_directory (examples, directory, NULL);
  g_list_store_sort (examples, compare_examples, NULL);
  return G_LIST_MODEL (examples);
}
