/* test-command-line.c - The commands as a user calls them: what they print,
 * write and exit with. No display is there, and none is needed.
 *
 * SPDX-License-Identifier: MIT
 */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

static const char hello[] = "package main\n"
                            "import (\"fmt\"; \"os\")\n"
                            "func main() {\n"
                            "  line := make([]byte, 6)\n"
                            "  n, _ := os.Stdin.Read(line)\n"
                            "  fmt.Print(\"read \", string(line[:n]))\n"
                            "  fmt.Println(os.Args[1:])\n"
                            "  fmt.Fprintln(os.Stderr, \"told\")\n"
                            "  os.Exit(3)\n"
                            "}\n";

/* A folder of its own for each test, and what the last command said. */
typedef struct
{
  char *folder;
  char *out;
  char *err;
  int status; /* as a shell says it */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("interleave-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
forget (Fixture *fixture)
{
  g_clear_pointer (&fixture->out, g_free);
  g_clear_pointer (&fixture->err, g_free);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        remove_folder (file);
      else
        g_assert_cmpint (g_unlink (file), ==, 0);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  forget (fixture);
  remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static char *
path_of (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = path_of (fixture, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
make_pipe (Fixture *fixture, const char *name)
{
  g_autofree char *path = path_of (fixture, name);

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
}

static char *
read_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = path_of (fixture, name);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static guint
n_files (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

/* A file size no picture has room in: writing then fails as on a full disk. */
static void
no_room_cb (gpointer data)
{
  struct rlimit limit = { 64, 64 };

  setrlimit (RLIMIT_FSIZE, &limit);
  signal (SIGXFSZ, SIG_IGN);
}

/* Runs `interleave @line` in the fixture's folder. */
static void
call_full (Fixture *fixture, const char *line, const char *input, GSpawnChildSetupFunc setup)
{
  g_autoptr (GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                 | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *command = g_strdup_printf ("%s %s", g_getenv ("INTERLEAVE"), line);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) argv = NULL;

  forget (fixture);
  g_assert_true (g_shell_parse_argv (command, NULL, &argv, &error));
  g_subprocess_launcher_set_cwd (launcher, fixture->folder);
  g_subprocess_launcher_unsetenv (launcher, "DISPLAY");
  g_subprocess_launcher_unsetenv (launcher, "WAYLAND_DISPLAY");
  g_subprocess_launcher_set_child_setup (launcher, setup, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &fixture->out, &fixture->err, &error);
  g_assert_no_error (error);
  fixture->status = g_subprocess_get_if_exited (process)
                      ? g_subprocess_get_exit_status (process)
                      : 128 + g_subprocess_get_term_sig (process);
}

static void
call (Fixture *fixture, const char *line)
{
  call_full (fixture, line, "", NULL);
}

static void
assert_contains (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” lacks “%s”", text, part);
}

static void
assert_one_line (const char *text)
{
  g_assert_cmpuint (strlen (text), >, 0);
  g_assert_true (strchr (text, '\n') == text + strlen (text) - 1);
}

static void
test_run_passes_everything (Fixture *fixture, gconstpointer options)
{
  g_autofree char *line = g_strdup_printf ("run %s hello.go -- a -b --help", (char *) options);

  write_file (fixture, "hello.go", hello);
  call_full (fixture, line, "input\nmore", NULL);
  g_assert_cmpstr (fixture->out, ==, "read input\n[a -b --help]\n");
  g_assert_cmpstr (fixture->err, ==, "told\n");
  g_assert_cmpint (fixture->status, ==, 3);
}

static void
test_programs_may_be_folders_or_several_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = path_of (fixture, "sub");

  g_assert_cmpint (g_mkdir (folder, 0777), ==, 0);
  write_file (fixture, "go.mod", "module example.com/m\n\ngo 1.22\n");
  write_file (fixture, "main.go", "package main\nimport \"example.com/m/sub\"\n"
                                  "func main() { println(sub.Name, more) }\n");
  write_file (fixture, "more.go", "package main\nconst more = 7\n");
  write_file (fixture, "sub/sub.go", "package sub\nvar Name = \"sub\"\n");
  call (fixture, "run .");
  g_assert_cmpstr (fixture->err, ==, "sub 7\n");
  call (fixture, "run main.go more.go");
  g_assert_cmpstr (fixture->err, ==, "sub 7\n");
  call (fixture, "run main.go");
  assert_contains (fixture->err, "main.go:3:33: undefined: more");
  g_assert_cmpint (fixture->status, ==, 1);
  call (fixture, "check .");
  g_assert_cmpstr (fixture->err, ==, "");
  g_assert_cmpint (fixture->status, ==, 0);
  call (fixture, "render . -o p.svg");
  g_assert_cmpint (fixture->status, ==, 0);
  call (fixture, "run --trace=t.ilv .");
  call (fixture, "stat t.ilv");
  assert_contains (fixture->out, "main.go");
}

static void
test_run_writes_trace_and_picture (Fixture *fixture, gconstpointer data)
{
  g_autofree char *svg = NULL;

  write_file (fixture, "hello.go", hello);
  call (fixture, "run --trace=t.ilv --svg=p.svg hello.go");
  g_assert_cmpint (fixture->status, ==, 3);
  svg = read_file (fixture, "p.svg");
  assert_contains (svg, "<svg");
  assert_contains (svg, "</svg>");
  call (fixture, "stat t.ilv");
  g_assert_cmpint (fixture->status, ==, 0);
  assert_contains (fixture->out, "hello.go");
  call (fixture, "stat --json t.ilv t.ilv");
  g_assert_cmpint (fixture->status, ==, 0);
  assert_contains (fixture->out, "\"a\": { \"file\": \"t.ilv\"");
  assert_contains (fixture->out, "{ \"by\": \"function\", \"name\": \"main.main\"");
  g_assert_null (strstr (fixture->out, "null")); /* both have all that one has */
  g_assert_cmpuint (n_files (fixture), ==, 3);
}

static const char endless[] = "package main\n"
                              "import \"fmt\"\n"
                              "func main() { fmt.Print(\"x\"); for {} }\n";

/* Starts `interleave run @option` on the endless program; returns when it runs. */
static GSubprocess *
start_endless (Fixture *fixture, const char *option)
{
  g_autoptr (GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;
  char byte;

  write_file (fixture, "endless.go", endless);
  g_subprocess_launcher_set_cwd (launcher, fixture->folder);
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("INTERLEAVE"), "run", option,
                                         "endless.go", NULL);
  g_assert_no_error (error);
  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stdout_pipe (process), &byte, 1, NULL,
                                        NULL),
                   ==, 1);
  return process;
}

static int
wait_for_status (GSubprocess *process)
{
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static void
test_run_killed_by_signal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) process = start_endless (fixture, "--trace=t.ilv");
  const char *pid = g_subprocess_get_identifier (process);
  g_autofree char *list = g_strdup_printf ("/proc/%s/task/%s/children", pid, pid);
  g_autofree char *children = NULL;

  g_assert_true (g_file_get_contents (list, &children, NULL, NULL));
  g_assert_cmpint (kill (atoi (children), SIGKILL), ==, 0);
  g_assert_cmpint (wait_for_status (process), ==, 128 + SIGKILL);
  call (fixture, "stat t.ilv");
  g_assert_cmpint (fixture->status, ==, 0);
}

static void
test_run_interrupt_keeps_the_trace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) process = start_endless (fixture, "--svg=p.svg");
  g_autofree char *svg = NULL;

  g_subprocess_send_signal (process, SIGINT);
  g_assert_cmpint (wait_for_status (process), ==, 128 + SIGINT);
  svg = read_file (fixture, "p.svg");
  assert_contains (svg, "</svg>");
}

static void
test_run_compile_error (Fixture *fixture, gconstpointer options)
{
  g_autofree char *line = g_strdup_printf ("%s wrong.go", (char *) options);

  write_file (fixture, "wrong.go", "package main\nfunc main() { x := 1 }\n");
  call (fixture, line);
  g_assert_cmpint (fixture->status, ==, 1);
  g_assert_cmpstr (fixture->out, ==, "");
  assert_contains (fixture->err, "wrong.go:2:15: declared and not used: x");
  g_assert_cmpuint (n_files (fixture), ==, 1);
}

static void
test_check_good_program_is_silent (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "hello.go", hello);
  call (fixture, "check hello.go");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_cmpstr (fixture->out, ==, "");
  g_assert_cmpstr (fixture->err, ==, "");
}

/* Each object once: its name is in the picture, or in what was waited for. */
static void
test_objects_have_names (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = { ">once<", ">ctx<", ">child<", ">deadline of child<",
                                          ">ticker<", ">time.AfterFunc, line 12<", "ticker.C" };
  g_autofree char *picture = NULL;

  write_file (fixture, "p.go",
              "package main\nimport (\n\"context\"\n\"sync\"\n\"time\"\n)\n"
              "func main() {\n"
              "var once sync.Once\n"
              "once.Do(func() {})\n"
              "ctx, cancel := context.WithCancel(context.Background())\n"
              "child, stop := context.WithTimeout(ctx, time.Hour)\n"
              "time.AfterFunc(time.Hour, cancel)\n"
              "ticker := time.NewTicker(time.Millisecond)\n"
              "<-ticker.C\n"
              "time.Sleep(time.Millisecond)\n"
              "_, _ = child, stop\n}\n");
  call (fixture, "run --trace=t.ilv p.go");
  g_assert_cmpint (fixture->status, ==, 0);
  call (fixture, "render t.ilv -o p.svg --width=2000");
  picture = read_file (fixture, "p.svg");
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (strstr (picture, expected[i]) == NULL)
      g_error ("%s is not in the picture", expected[i]);
}

/* Also what a value leads to is told, as far as there is room. */
static void
test_render_says_what_was_sent (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = {
    "recv {3 two}", "recv [1 -2 3]", "recv [a b1]", "recv [true false]", "recv map[a:1]",
    "recv map[]", "recv &{7 seven}", "recv &{boom}", "recv <nil>", "recv 42", "recv (1+2i)",
    "recv {&{7 seven} 0.5}", "recv [11111111 22222222 33333333 44444444 55555555…",
  };
  g_autofree char *trace = NULL;

  write_file (fixture, "p.go",
              "package main\nimport (\n\"errors\"\n\"fmt\"\n\"time\"\n)\n"
              "type job struct {\nid int\nname string\n}\n"
              "type done struct {\n*job\nshare float64\n}\n"
              "func show[T any](v T) {\n"
              "c := make(chan T)\ngo func() { c <- v }()\n<-c\n}\n"
              "func main() {\n"
              "show(job{3, \"two\"})\nshow([]int{1, -2, 3})\n"
              "show([]string{\"a\", fmt.Sprint(\"b\", 1)})\nshow([2]bool{true})\n"
              "show(map[string]int{\"a\": 1})\nshow(map[string]int(nil))\n"
              "show(&job{7, \"seven\"})\nshow(errors.New(\"boom\"))\nshow[error](nil)\n"
              "show[any](42)\nshow(1 + 2i)\nshow(done{&job{7, \"seven\"}, 0.5})\n"
              "show([]int{11111111, 22222222, 33333333, 44444444, 55555555, 66666666})\n"
              "show(time.Now())\n}\n");
  call (fixture, "run --procs=1 --trace=t.ilv p.go");
  g_assert_cmpint (fixture->status, ==, 0);
  call (fixture, "render t.ilv -o p.json");
  trace = read_file (fixture, "p.json");
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (strstr (trace, expected[i]) == NULL)
      g_error ("%s is not in the trace", expected[i]);
}

static void
test_render_formats (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *head;
  } formats[] = { { "p.svg", "<" }, { "p.png", "\211PNG" }, { "p.pdf", "%PDF" } };

  write_file (fixture, "p.go", "package main\nfunc main() { println(\"x\") }\n");
  call (fixture, "run --trace=t.ilv p.go");
  g_assert_cmpint (fixture->status, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *line
        = g_strdup_printf ("render %s -o %s", i == 0 ? "p.go" : "t.ilv", formats[i].name);
      g_autofree char *picture = NULL;

      call (fixture, line);
      g_assert_cmpint (fixture->status, ==, 0);
      picture = read_file (fixture, formats[i].name);
      g_assert_true (g_str_has_prefix (picture, formats[i].head));
    }
}

static void
test_render_chooses_lanes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *threads = NULL;
  g_autofree char *goroutines = NULL;

  write_file (fixture, "p.go",
              "package main\nfunc worker(c chan int) { c <- 1 }\n"
              "func main() { c := make(chan int); go worker(c); <-c }\n");
  call (fixture, "run --trace=t.ilv p.go");
  call (fixture, "render t.ilv --by=thread -o t.svg");
  g_assert_cmpint (fixture->status, ==, 0);
  call (fixture, "render t.ilv --by=goroutine -o g.svg");
  g_assert_cmpint (fixture->status, ==, 0);
  threads = read_file (fixture, "t.svg");
  goroutines = read_file (fixture, "g.svg");
  /* By the lanes: a thread's spans bear the names of goroutines. */
  assert_contains (threads, "id=\"processor-0\"");
  g_assert_null (strstr (threads, "id=\"goroutine-"));
  assert_contains (goroutines, "id=\"goroutine-2\"");
  g_assert_null (strstr (goroutines, "id=\"processor-"));
}

static void
test_failures_are_one_sentence (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = {
    "run nosuch.go", "check nosuch.go", "stat nosuch.ilv", "render nosuch.ilv -o x.svg",
    "run folder.go", "stat folder.ilv", "render folder.ilv -o x.svg",
    "run --svg=nosuch/x.svg p.go", "run --trace=nosuch/x.ilv p.go", "render p.go -o folder.svg",
    "render p.go -o p.go/x.svg", "stat text.ilv", "render text.ilv -o x.svg", "stat empty.ilv",
    "run pipe.go", "check pipe.go", "render pipe.go -o x.svg", "stat pipe.ilv",
  };
  static const char *const folders[] = { "folder.go", "folder.ilv", "folder.svg" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = path_of (fixture, folders[i]);

      g_assert_cmpint (g_mkdir (path, 0777), ==, 0);
    }
  write_file (fixture, "p.go", "package main\nfunc main() {}\n");
  write_file (fixture, "text.ilv", "not a trace at all, only text that is long enough\n");
  write_file (fixture, "empty.ilv", "");
  make_pipe (fixture, "pipe.go");
  make_pipe (fixture, "pipe.ilv");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_test_message ("%s", lines[i]);
      call (fixture, lines[i]);
      g_assert_cmpint (fixture->status, ==, 1);
      g_assert_cmpstr (fixture->out, ==, "");
      g_assert_true (g_str_has_prefix (fixture->err, "interleave"));
      assert_one_line (fixture->err);
    }
  g_assert_cmpuint (n_files (fixture), ==, 8);
}

/* A pipe in a folder of Go files is none of them. */
static void
test_pipes_in_a_folder_are_left_out (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "p.go", "package main\nfunc main() { println(7) }\n");
  make_pipe (fixture, "pipe.go");
  call (fixture, "run .");
  g_assert_cmpint (fixture->status, ==, 0);
  g_assert_cmpstr (fixture->err, ==, "7\n");
}

/* More than the index of a trace of one block takes, less than index and block. */
#define N_TAIL_BYTES 200

/* What is left of a trace is not one whole block. */
static void
test_no_events_is_a_failure (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = { "stat cut.ilv", "render cut.ilv -o x.svg" };
  g_autofree char *whole = path_of (fixture, "t.ilv"), *cut = path_of (fixture, "cut.ilv");
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_bytes;

  write_file (fixture, "p.go", "package main\nfunc main() {}\n");
  call (fixture, "run --trace=t.ilv p.go");
  g_assert_cmpint (fixture->status, ==, 0);
  g_file_get_contents (whole, &bytes, &n_bytes, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_bytes, >, N_TAIL_BYTES);
  g_file_set_contents (cut, bytes, (gssize) (n_bytes - N_TAIL_BYTES), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      call (fixture, lines[i]);
      g_assert_cmpint (fixture->status, ==, 1);
      assert_one_line (fixture->err);
      assert_contains (fixture->err, "no events");
    }
  g_assert_cmpuint (n_files (fixture), ==, 3);
}

static void
test_wrong_calls_are_status_2 (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = {
    "run", "run a.go b.c", "run . a.go", "run --nosuch a.go", "run --procs=0x a.go", "run --procs=65 a.go",
    "run --procs=-1 a.go", "run --seed=-1 a.go", "run a.txt", "check", "check a.c", "stat", "stat a b c",
    "render p.go", "render -o x.svg", "render p.go -o x.gif", "render p.txt -o x.svg",
    "render p.go -o x.svg --by=nobody", "render p.go -o x.svg --theme=pink",
    "render p.go -o x.svg --from=soon", "render p.go -o x.svg --to=1", "render p.go -o x.svg --to=-1ms",
    "render p.go -o x.svg --from=2ms --to=1ms", "render p.go -o x.svg --width=1",
    "--nosuch", "nosuch", "p.go q.go",
  };

  write_file (fixture, "p.go", "package main\nfunc main() {}\n");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_test_message ("%s", lines[i]);
      call (fixture, lines[i]);
      g_assert_cmpint (fixture->status, ==, 2);
      g_assert_cmpstr (fixture->out, ==, "");
      g_assert_true (g_str_has_prefix (fixture->err, "interleave"));
    }
  g_assert_cmpuint (n_files (fixture), ==, 1);
}

static void
test_help_is_there (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *line;
    const char *part;
  } helps[] = {
    { "--help", "render" }, { "-h", "stat" },        { "run --help", "--procs=N" },
    { "check --help", "FILE.go" }, { "render --help", "--theme=THEME" }, { "stat --help", "--json" },
    { "--version", "interleave 0." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (helps); i++)
    {
      call (fixture, helps[i].line);
      g_assert_cmpint (fixture->status, ==, 0);
      assert_contains (fixture->out, helps[i].part);
      g_assert_cmpstr (fixture->err, ==, "");
    }
}

static void
test_full_disk_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "p.go", "package main\nfunc main() { println(\"x\") }\n");
  call (fixture, "run --trace=t.ilv p.go");
  g_assert_cmpint (fixture->status, ==, 0);
  call_full (fixture, "render t.ilv -o p.svg", "", no_room_cb);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_one_line (fixture->err);
  g_assert_cmpuint (n_files (fixture), ==, 2);
  call_full (fixture, "run --trace=u.ilv p.go", "", no_room_cb);
  g_assert_cmpint (fixture->status, ==, 1);
  assert_one_line (fixture->err);
}

static void
test_window_without_display (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "p.go", "package main\nfunc main() {}\n");
  call (fixture, "p.go");
  g_assert_cmpint (fixture->status, ==, 1);
  assert_one_line (fixture->err);
  assert_contains (fixture->err, "interleave render");
}

static void
test_stat_json_reads_as_json (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "p.go", "package main\nfunc main() { panic(\"\\\"quote\\\" and \\\\ and \\x01\") }\n");
  call (fixture, "run --trace=t.ilv p.go");
  g_assert_cmpint (fixture->status, ==, 2);
  call (fixture, "stat --json t.ilv");
  g_assert_cmpint (fixture->status, ==, 0);
  assert_contains (fixture->out, "\"exit_status\": 2");
  assert_contains (fixture->out, "\"n_missing\": 0");
  assert_contains (fixture->out, "\"violations\": []");
}

/* Each of two has what the other wants. */
static void
test_stat_names_the_circle (Fixture *fixture, gconstpointer data)
{
  write_file (fixture, "p.go",
              "package main\nimport \"sync\"\n"
              "var a, b sync.Mutex\nvar both sync.WaitGroup\n"
              "func take(x, y *sync.Mutex) { x.Lock(); both.Done(); both.Wait(); y.Lock() }\n"
              "func left() { take(&a, &b) }\nfunc right() { take(&b, &a) }\n"
              "func main() { both.Add(2); go left(); go right(); select {} }\n");
  call (fixture, "run --trace=t.ilv p.go");
  g_assert_cmpint (fixture->status, ==, 2);
  call (fixture, "stat t.ilv");
  g_assert_cmpint (fixture->status, ==, 0);
  assert_contains (fixture->out, "held by left");
  assert_contains (fixture->out, "held by right");
  assert_contains (fixture->out, " → ");
  call (fixture, "stat --json t.ilv");
  assert_contains (fixture->out, "\"cycles\": [[2, 3]]");
  assert_contains (fixture->out, "\"holder\": 2");
}

#define ADD(path, data, function) \
  g_test_add ("/app/command-line/" path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("run-is-the-program", "", test_run_passes_everything);
  ADD ("run-with-trace-is-the-program-too", "--trace=t.ilv", test_run_passes_everything);
  ADD ("programs-may-be-folders-or-several-files", NULL,
       test_programs_may_be_folders_or_several_files);
  ADD ("run-writes-trace-and-picture", NULL, test_run_writes_trace_and_picture);
  ADD ("run-killed-is-128-and-signal", NULL, test_run_killed_by_signal);
  ADD ("run-interrupted-keeps-the-picture", NULL, test_run_interrupt_keeps_the_trace);
  ADD ("run-compile-error-is-status-1", "run", test_run_compile_error);
  ADD ("run-compile-error-leaves-no-picture", "run --svg=p.svg", test_run_compile_error);
  ADD ("render-compile-error-leaves-no-picture", "render -o p.svg", test_run_compile_error);
  ADD ("check-compile-error-is-status-1", "check", test_run_compile_error);
  ADD ("check-good-program-is-silent", NULL, test_check_good_program_is_silent);
  ADD ("objects-have-names", NULL, test_objects_have_names);
  ADD ("render-says-what-was-sent", NULL, test_render_says_what_was_sent);
  ADD ("render-knows-three-formats", NULL, test_render_formats);
  ADD ("render-chooses-lanes", NULL, test_render_chooses_lanes);
  ADD ("stat-names-the-circle", NULL, test_stat_names_the_circle);
  ADD ("stat-speaks-json", NULL, test_stat_json_reads_as_json);
  ADD ("pipes-in-a-folder-are-left-out", NULL, test_pipes_in_a_folder_are_left_out);
  ADD ("no-events-is-a-failure", NULL, test_no_events_is_a_failure);
  ADD ("failures-are-one-sentence", NULL, test_failures_are_one_sentence);
  ADD ("wrong-calls-are-status-2", NULL, test_wrong_calls_are_status_2);
  ADD ("help-is-there", NULL, test_help_is_there);
  ADD ("full-disk-leaves-nothing-behind", NULL, test_full_disk_leaves_nothing);
  ADD ("window-without-display-points-to-render", NULL, test_window_without_display);
  return g_test_run ();
}
