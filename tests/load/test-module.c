/* SPDX-License-Identifier: MIT */
#include "run/module.h"

#include "base/arena.h"

#include <errno.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct fixture
{
  struct ilv_arena *arena;
  char *folder; /* of a module, empty */
  char *go_mod;
  char *before; /* the working folder */
};

static void
set_up (struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  f->arena = ilv_arena_new ();
  f->folder = g_dir_make_tmp ("interleave-module-XXXXXX", NULL);
  g_assert_nonnull (f->folder);
  f->go_mod = g_build_filename (f->folder, "go.mod", NULL);
  f->before = g_get_current_dir ();
}

static void
remove_folder (struct fixture *f, const char *name)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
tear_down (struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  g_assert_cmpint (g_chdir (f->before), ==, 0);
  g_unlink (f->go_mod);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  ilv_arena_free (f->arena);
  g_free (f->folder);
  g_free (f->go_mod);
  g_free (f->before);
}

static struct ilv_module
read_text (struct fixture *f, const char *text)
{
  struct ilv_module module;

  g_assert_true (g_file_set_contents (f->go_mod, text, -1, NULL));
  g_assert_true (ilv_module_read (f->arena, f->folder, &module));
  return module;
}

static void
test_module_lines (struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  struct ilv_module module = read_text (f, "// A tool.\n"
                                           "module example.com/tool // its path\n"
                                           "\n"
                                           "go 1.21.3\n"
                                           "toolchain go1.22.0\n"
                                           "require example.com/other v1.2.3\n");

  g_assert_cmpstr (module.path, ==, "example.com/tool");
  g_assert_cmpuint (module.go_minor, ==, 21);
  g_assert_cmpuint (module.n_replaced, ==, 0);
  g_assert_cmpstr (module.root, ==, f->folder);
}

static void
test_module_blocks_and_quotes (struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  struct ilv_module module = read_text (f, "module (\n\t\"example.com/quoted path\"\n)\r\n"
                                           "go (\n1.18\n)\n"
                                           "require (\n\tmodule v1\n\tgo v2\n)\n"
                                           "module `raw`");

  g_assert_cmpstr (module.path, ==, "raw");
  g_assert_cmpuint (module.go_minor, ==, 18);
}

static void
test_module_without_lines (struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  struct ilv_module module = read_text (f, "");

  g_assert_null (module.path);
  g_assert_cmpuint (module.go_minor, ==, 16);
  /* What is not understood says nothing. */
  module = read_text (f, "module\nmodule a b\ngo 2.0\ngo\n)\n(\nreplace x =>\n");
  g_assert_null (module.path);
  g_assert_cmpuint (module.go_minor, ==, 16);
  g_assert_cmpuint (module.n_replaced, ==, 0);
}

static void
test_module_replaced (struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *beside = g_build_filename (f->folder, "..", "beside", NULL);
  struct ilv_module module = read_text (f, "module m\n"
                                           "replace example.com/a => ../beside\n"
                                           "replace (\n"
                                           "\texample.com/b v1.2.0 => /elsewhere\n"
                                           "\texample.com/c => example.com/d v1.0.0\n"
                                           ")\n");

  /* Only folders can be read; another module would have to be fetched. */
  g_assert_cmpuint (module.n_replaced, ==, 2);
  g_assert_cmpstr (module.replaced[0].path, ==, "example.com/a");
  g_assert_cmpstr (module.replaced[0].folder, ==, beside);
  g_assert_cmpstr (module.replaced[1].path, ==, "example.com/b");
  g_assert_cmpstr (module.replaced[1].folder, ==, "/elsewhere");
}

static void
test_module_missing (struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  struct ilv_module module;

  g_assert_false (ilv_module_read (f->arena, f->folder, &module));
  g_assert_cmpint (errno, ==, ENOENT);
}

static void
test_module_found_from_inside (struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *deep = g_build_filename (f->folder, "a", "b", NULL);
  struct ilv_module module;
  const char *inside;

  read_text (f, "module m\n");
  g_assert_cmpint (g_mkdir_with_parents (deep, 0700), ==, 0);
  g_assert_true (ilv_module_find (f->arena, deep, &module, &inside));
  g_assert_cmpstr (module.path, ==, "m");
  g_assert_cmpstr (module.root, ==, f->folder);
  g_assert_cmpstr (inside, ==, "a/b");
  g_assert_true (ilv_module_find (f->arena, f->folder, &module, &inside));
  g_assert_cmpstr (inside, ==, "");
  /* The same in the words of somebody who stands in it. */
  g_assert_cmpint (g_chdir (deep), ==, 0);
  g_assert_true (ilv_module_find (f->arena, ".", &module, &inside));
  g_assert_cmpstr (module.root, ==, "../..");
  g_assert_cmpstr (inside, ==, "a/b");
  g_assert_cmpint (g_chdir (f->before), ==, 0);
  remove_folder (f, "a/b");
  remove_folder (f, "a");
  g_assert_false (ilv_module_find (f->arena, deep, &module, &inside));
}

static void
test_module_names (struct fixture *f, G_GNUC_UNUSED gconstpointer data)
{
  static const char *const parents[][2] = {
    { "a/b", "a" }, { "a", "." },     { ".", ".." },    { "..", "../.." },
    { "/", "/" },   { "/a", "/" },    { "a/b/", "a" },  { "../..", "../../.." },
    { "/a/b", "/a" },
  };
  static const char *const joined[][3] = {
    { "a", "b", "a/b" }, { ".", "b", "b" },  { "", "b", "b" },    { "a", "", "a" },
    { ".", "", "." },    { "a", "/b", "/b" }, { "/a", "b/c", "/a/b/c" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parents); i++)
    g_assert_cmpstr (ilv_module_parent (f->arena, parents[i][0]), ==, parents[i][1]);
  for (gsize i = 0; i < G_N_ELEMENTS (joined); i++)
    g_assert_cmpstr (ilv_module_join (f->arena, joined[i][0], joined[i][1]), ==, joined[i][2]);
  g_assert_cmpstr (ilv_module_within ("m/a/b", "m"), ==, "a/b");
  g_assert_cmpstr (ilv_module_within ("m", "m"), ==, "");
  g_assert_null (ilv_module_within ("more/a", "m"));
  g_assert_null (ilv_module_within ("a", "m"));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (struct fixture *f, gconstpointer data);
  } tests[] = {
    { "/load/module/path-and-version-are-read", test_module_lines },
    { "/load/module/blocks-and-quotes-are-read", test_module_blocks_and_quotes },
    { "/load/module/lines-that-lack-have-a-meaning", test_module_without_lines },
    { "/load/module/folders-replace-modules", test_module_replaced },
    { "/load/module/without-go-mod-there-is-none", test_module_missing },
    { "/load/module/is-found-from-inside", test_module_found_from_inside },
    { "/load/module/names-are-joined-and-cut", test_module_names },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, struct fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
