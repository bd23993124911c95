/* test-run.c - How whole programs end: statuses, panics, fatal errors, compile errors.
 *
 * Each snippet goes through compiler, machine and scheduler in a process of its
 * own. What a language feature does is in tests/go; here is what only shows
 * from outside.
 *
 * SPDX-License-Identifier: MIT
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

struct result
{
  char *out, *err;
  int status;
  char *path;
};

static void
clear_result (struct result *result)
{
  g_free (result->out);
  g_free (result->err);
  g_free (result->path);
}

typedef struct result struct_result;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (struct_result, clear_result)

/* Runs @source, with @option before the file's name if it is not NULL. */
static struct_result
run (const char *source, const char *option)
{
  g_autofree char *folder = g_dir_make_tmp ("ilv-run-XXXXXX", NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  struct_result result = { 0 };
  int wait_status;

  g_assert_nonnull (folder);
  result.path = g_build_filename (folder, "t.go", NULL);
  g_assert_true (g_file_set_contents (result.path, source, -1, NULL));
  g_ptr_array_add (argv, (char *) g_getenv ("INTERLEAVE_RUN"));
  if (option)
    g_ptr_array_add (argv, (char *) option);
  g_ptr_array_add (argv, result.path);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, &result.out,
                &result.err, &wait_status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (wait_status));
  result.status = WEXITSTATUS (wait_status);
  g_unlink (result.path);
  g_rmdir (folder);
  return result;
}

#define MAIN(body) "package main\nfunc main() {\n" body "\n}\n"

#define assert_says(text, words) g_assert_nonnull (strstr (text, words))

static void
test_run_main_return_ends_everything (void)
{
  g_auto (struct_result) r = run (MAIN ("go func() { for {} }()\nselect { default: }"), NULL);

  g_assert_cmpint (r.status, ==, 0);
  g_assert_cmpstr (r.err, ==, "");
}

static void
test_run_println_works_out_all_arguments_first (void)
{
  g_auto (struct_result) r = run (MAIN ("defer func() { println(recover() != nil, 2) }()\n"
                                        "var s []int\nprintln(1, s[len(s)])"), NULL);

  g_assert_cmpstr (r.err, ==, "true 2\n");
}

static void
test_run_println_goes_to_stderr (void)
{
  g_auto (struct_result) r
      = run (MAIN ("println(1, \"a\", true, 1.5, -2); print(\"x\", 3)"), NULL);

  g_assert_cmpstr (r.out, ==, "");
  g_assert_cmpstr (r.err, ==, "1 a true 1.5 -2\nx3");
}

static void
test_run_panic_prints_value_and_trace (void)
{
  g_auto (struct_result) r
      = run ("package main\nfunc f(n int) {\npanic(\"bad\")\n}\nfunc main() {\nf(1)\n}\n", NULL);
  g_autofree char *expected
      = g_strdup_printf ("panic: bad\n\ngoroutine 1 [running]:\nmain.f(...)\n\t%s:3 +0x", r.path);

  g_assert_cmpint (r.status, ==, 2);
  g_assert_true (g_str_has_prefix (r.err, expected));
  assert_says (r.err, "\nmain.main()\n\t");
}

/* 40,000 statements are too many for a conditional jump of 16 bits. */
static void
test_run_long_functions_jump_far (void)
{
  g_autoptr (GString) text = g_string_new ("package main\nfunc main() {\nx := 0\n"
                                           "for i := 0; i < 3; i++ {\nif i == 1 {\n");

  for (int i = 0; i < 40000; i++)
    g_string_append (text, "x += i\n");
  g_string_append (text, "}\n}\nprintln(x)\n}\n");
  g_auto (struct_result) r = run (text->str, NULL);

  g_assert_cmpstr (r.err, ==, "40000\n");
}

static void
test_run_panic_chain_shows_recovered (void)
{
  g_auto (struct_result) r
      = run (MAIN ("defer func() { panic(recover().(string) + \"!\") }()\npanic(\"one\")"), NULL);

  g_assert_cmpint (r.status, ==, 2);
  g_assert_true (g_str_has_prefix (r.err, "panic: one [recovered]\n\tpanic: one!\n\ngoroutine 1"));
}

static void
test_run_panic_calls_error_method (void)
{
  g_auto (struct_result) r
      = run ("package main\ntype E struct{ n int }\nfunc (e *E) Error() string {\nif e.n == 7 {\n"
             "return \"seven\"\n}\nreturn \"other\"\n}\nfunc main() { panic(&E{7}) }\n", NULL);

  g_assert_cmpint (r.status, ==, 2);
  g_assert_true (g_str_has_prefix (r.err, "panic: seven\n\n"));
}

static void
test_run_nil_dereference_names_the_signal (void)
{
  g_auto (struct_result) r = run (MAIN ("var p *struct{ x int }\nprintln(p.x)"), NULL);

  g_assert_cmpint (r.status, ==, 2);
  g_assert_true (g_str_has_prefix (
      r.err, "panic: runtime error: invalid memory address or nil pointer dereference\n"
             "[signal SIGSEGV: segmentation violation "));
}

/* What the run-time errors of these statements say, after "panic: ". */
static const struct { const char *body, *words; } run_time_errors[] = {
  { "a, i := []int{1}, 5\nprintln(a[i])",
    "runtime error: index out of range [5] with length 1\n" },
  { "a, i := [2]int{}, -1\nprintln(a[i])", "runtime error: index out of range [-1]\n" },
  { "a, i := []int{1, 2}, 3\n_ = a[:i]",
    "runtime error: slice bounds out of range [:3] with capacity 2\n" },
  { "s, i := \"ab\", 3\n_ = s[i:]", "runtime error: slice bounds out of range [3:2]\n" },
  { "a, i, k := []int{1, 2}, 2, 1\n_ = a[i:k]", "runtime error: slice bounds out of range [2:1]\n" },
  { "a, b := 1, 0\nprintln(a / b)", "runtime error: integer divide by zero\n" },
  { "n := -1\nprintln(1 << n)", "runtime error: negative shift amount\n" },
  { "n := -1\n_ = make([]int, n)", "runtime error: makeslice: len out of range\n" },
  { "var m map[int]int\nm[1] = 2", "assignment to entry in nil map\n" },
  { "m := map[any]int{}\nm[[]int{}] = 1", "runtime error: hash of unhashable type []int\n" },
  { "var a, b any = []int{}, []int{}\nprintln(a == b)",
    "runtime error: comparing uncomparable type []int\n" },
  { "var a any = 1\nprintln(a.(string))",
    "interface conversion: interface {} is int, not string\n" },
  { "var a any\nprintln(a.(int))", "interface conversion: interface {} is nil, not int\n" },
  { "var a any = 1\n_ = a.(error)",
    "interface conversion: int is not error: missing method Error\n" },
  { "c := make(chan int)\nclose(c)\nclose(c)", "close of closed channel\n" },
  { "c := make(chan int)\nclose(c)\nc <- 1", "send on closed channel\n" },
  { "var c chan int\nclose(c)", "close of nil channel\n" },
  { "s := []int{1}\n_ = [2]int(s)",
    "runtime error: cannot convert slice with length 1 to array or pointer to array with length 2\n" },
  { "panic(nil)",
    "panic called with nil argument\n" },
};

static void
test_run_run_time_errors_use_go_words (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (run_time_errors); i++)
    {
      g_autofree char *source
          = g_strdup_printf ("package main\nfunc main() {\n%s\n}\n", run_time_errors[i].body);
      g_autofree char *expected = g_strconcat ("panic: ", run_time_errors[i].words, NULL);
      g_auto (struct_result) r = run (source, NULL);

      g_assert_cmpint (r.status, ==, 2);
      if (!g_str_has_prefix (r.err, expected))
        g_error ("%s\nsays: %s\nnot: %s", source, r.err, expected);
    }
}

static void
test_run_deadlock_lists_who_waits (void)
{
  g_auto (struct_result) r
      = run (MAIN ("c := make(chan int)\ngo func() { c <- 1; c <- 2 }()\n<-c\nselect {}"), NULL);

  g_assert_cmpint (r.status, ==, 2);
  g_assert_true (g_str_has_prefix (r.err, "fatal error: all goroutines are asleep - deadlock!\n\n"
                                          "goroutine 1 [select (no cases)]:\nmain.main()\n\t"));
  assert_says (r.err, "\n\ngoroutine 2 [chan send]:\nmain.main.func1()\n\t");
  assert_says (r.err, "\ncreated by main.main in goroutine 1\n\t");
}

static void
test_run_endless_recursion_is_fatal (void)
{
  g_auto (struct_result) r
      = run ("package main\nfunc f(n int) int { return f(n+1) + 1 }\nfunc main() { f(0) }\n", NULL);

  g_assert_cmpint (r.status, ==, 2);
  g_assert_true (g_str_has_prefix (
      r.err, "runtime: goroutine stack exceeds 1000000000-byte limit\n"
             "fatal error: stack overflow\n\n"));
}

static void
test_run_memory_limit_is_fatal (void)
{
  g_auto (struct_result) r
      = run (MAIN ("var a [][]byte\nfor {\na = append(a, make([]byte, 1<<20))\n}"),
             "--memory=67108864");

  g_assert_cmpint (r.status, ==, 2);
  assert_says (r.err, "fatal error: runtime: out of memory\n");
}

static void
test_run_compile_error_has_position (void)
{
  g_auto (struct_result) r = run (MAIN ("x := 1"), NULL);
  g_autofree char *expected = g_strconcat (r.path, ":3:1: declared and not used: x\n", NULL);

  g_assert_cmpint (r.status, ==, 1);
  g_assert_cmpstr (r.err, ==, expected);
}

static void
test_run_check_runs_nothing (void)
{
  g_auto (struct_result) r = run (MAIN ("println(1)"), "--check");

  g_assert_cmpint (r.status, ==, 0);
  g_assert_cmpstr (r.err, ==, "");
}

static void
test_run_goexit_of_main_waits_for_others (void)
{
  g_auto (struct_result) r
      = run ("package main\nimport \"runtime\"\nfunc main() {\nc := make(chan int)\n"
             "go func() { <-c; println(\"other\") }()\ndefer close(c)\nruntime.Goexit()\n}\n",
             NULL);

  g_assert_cmpint (r.status, ==, 2);
  g_assert_true (g_str_has_prefix (
      r.err, "other\nfatal error: no goroutines (main called runtime.Goexit) - deadlock!\n"));
}

/* Whatever a program fills memory with, the limit ends it in Go's words. */
static void
test_run_memory_limit_counts_everything (void)
{
  static const char *const bodies[] = {
    "var all [][]byte\nfor { all = append(all, make([]byte, 1<<16)) }",
    "m := map[int]int{}\nfor i := 0; ; i++ { m[i] = i }",
    "s := \"x\"\nfor { s += s }",
    "var all []chan int\nfor { all = append(all, make(chan int, 1000)) }",
    "c := make(chan int)\nfor { go func() { <-c }() }",
    "type t struct { next *t }\nvar all *t\nfor { all = &t{all} }",
    "var f func()\nfor { g := f; f = func() { g() } }",
    "var f func(int) int\nf = func(n int) int { return f(n+1) + 1 }\nf(0)",
    "_ = make([]byte, 1<<40)",
    "n := 1<<40\n_ = make(chan int, n)",
  };

  for (unsigned i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *source = g_strdup_printf (MAIN ("%s"), bodies[i]);
      g_auto (struct_result) r = run (source, "--memory=16777216");

      g_assert_cmpint (r.status, ==, 2);
      g_assert_true (g_str_has_prefix (r.err, "fatal error: runtime: out of memory\n\n"
                                              "goroutine 1 [running]:\nmain.main"));
    }
}

/* No safepoint comes between these allocations, and only two fit at a time. */
static void
test_run_memory_limit_collects_before_giving_up (void)
{
  g_auto (struct_result) r = run (MAIN ("a := make([]byte, 6<<20)\na[0] = 1\n"
                                        "a = make([]byte, 6<<20)\na[0] = 1\n"
                                        "a = make([]byte, 7<<20)\nprintln(len(a))\n"
                                        "s := string(a[:1<<20]) + string(a[1<<20:2<<20])\n"
                                        "println(len(s))"),
                                  "--memory=16777216");

  g_assert_cmpstr (r.err, ==, "7340032\n2097152\n");
  g_assert_cmpint (r.status, ==, 0);
}

static void
test_run_makes_out_of_range_panic (void)
{
  g_auto (struct_result) r = run (MAIN ("n := 1 << 62\n_ = make([]byte, n)"), NULL);
  g_auto (struct_result) negative = run (MAIN ("n := -1\n_ = make([]int, n)"), NULL);

  g_assert_cmpint (r.status, ==, 2);
  assert_says (r.err, "panic: runtime error: makeslice: len out of range\n");
  assert_says (negative.err, "panic: runtime error: makeslice: len out of range\n");
}

/* Newer than the tool chains that programs in tests/go may be held against. */
static void
test_run_new_takes_a_value (void)
{
  g_auto (struct_result) r = run ("package main\n"
                                  "type T struct{ a, b int }\n"
                                  "func of[V any](v V) *V { return new(v) }\n"
                                  "func main() {\n"
                                  "\tx, y := new(5), new(T{1, 2})\n"
                                  "\tp := new(x)\n"
                                  "\t**p++\n"
                                  "\tprintln(*x, y.b, *of(\"s\"), *new('a'), *new(int))\n"
                                  "}\n", NULL);

  g_assert_cmpint (r.status, ==, 0);
  g_assert_cmpstr (r.err, ==, "6 2 s 97 0\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vm/run/main-return-ends-everything", test_run_main_return_ends_everything);
  g_test_add_func ("/vm/run/println-goes-to-stderr", test_run_println_goes_to_stderr);
  g_test_add_func ("/vm/run/println-works-out-all-arguments-first", test_run_println_works_out_all_arguments_first);
  g_test_add_func ("/vm/run/long-functions-jump-far", test_run_long_functions_jump_far);
  g_test_add_func ("/vm/run/panic-prints-value-and-trace", test_run_panic_prints_value_and_trace);
  g_test_add_func ("/vm/run/panic-chain-shows-recovered", test_run_panic_chain_shows_recovered);
  g_test_add_func ("/vm/run/panic-calls-error-method", test_run_panic_calls_error_method);
  g_test_add_func ("/vm/run/nil-dereference-names-the-signal",
                   test_run_nil_dereference_names_the_signal);
  g_test_add_func ("/vm/run/run-time-errors-use-go-words", test_run_run_time_errors_use_go_words);
  g_test_add_func ("/vm/run/deadlock-lists-who-waits", test_run_deadlock_lists_who_waits);
  g_test_add_func ("/vm/run/endless-recursion-is-fatal", test_run_endless_recursion_is_fatal);
  g_test_add_func ("/vm/run/memory-limit-is-fatal", test_run_memory_limit_is_fatal);
  g_test_add_func ("/vm/run/memory-limit-counts-everything",
                   test_run_memory_limit_counts_everything);
  g_test_add_func ("/vm/run/memory-limit-collects-before-giving-up",
                   test_run_memory_limit_collects_before_giving_up);
  g_test_add_func ("/vm/run/makes-out-of-range-panic", test_run_makes_out_of_range_panic);
  g_test_add_func ("/vm/run/compile-error-has-position", test_run_compile_error_has_position);
  g_test_add_func ("/vm/run/check-runs-nothing", test_run_check_runs_nothing);
  g_test_add_func ("/vm/run/goexit-of-main-waits-for-others",
                   test_run_goexit_of_main_waits_for_others);
  g_test_add_func ("/vm/run/new-takes-a-value", test_run_new_takes_a_value);
  return g_test_run ();
}
