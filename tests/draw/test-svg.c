/* SPDX-License-Identifier: MIT */
#include "../model/model-test.h"

#include "draw/ilv-export.h"

/* What there is in a document. */
typedef struct
{
  GHashTable *ids;
  GHashTable *texts;
  guint n_titles, n_rects, n_scripts;
  gboolean in_text;
} Contents;

static void
start_element (GMarkupParseContext  *context,
               const char           *name,
               const char          **attributes,
               const char          **values,
               gpointer              user_data,
               GError              **error)
{
  Contents *contents = user_data;

  contents->n_titles += g_str_equal (name, "title");
  contents->n_rects += g_str_equal (name, "rect");
  contents->n_scripts += g_str_equal (name, "script");
  contents->in_text = g_str_equal (name, "text");
  for (guint i = 0; attributes[i] != NULL; i++)
    if (g_str_equal (attributes[i], "id"))
      g_assert_true (g_hash_table_add (contents->ids, g_strdup (values[i])));
}

static void
add_text (GMarkupParseContext  *context,
          const char           *text,
          gsize                 n_bytes,
          gpointer              user_data,
          GError              **error)
{
  Contents *contents = user_data;

  if (contents->in_text)
    g_hash_table_add (contents->texts, g_strndup (text, n_bytes));
  contents->in_text = FALSE;
}

static void
parse (const char *svg,
       Contents   *contents)
{
  static const GMarkupParser parser = { .start_element = start_element, .text = add_text };
  GMarkupParseContext *context = g_markup_parse_context_new (&parser, 0, contents, NULL);
  g_autoptr(GError) error = NULL;

  *contents = (Contents) {
    .ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
  g_markup_parse_context_parse (context, svg, -1, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_markup_parse_context_free (context);
}

static void
contents_clear (Contents *contents)
{
  g_hash_table_unref (contents->ids);
  g_hash_table_unref (contents->texts);
}

static char *
svg_of (IlvTrace    *trace,
        IlvSvgTheme  theme)
{
  g_autoptr(IlvSession) session = ilv_session_new (trace);
  IlvExportOptions options = { .format = ILV_EXPORT_SVG, .theme = theme };
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = ilv_export_to_bytes (session, &options, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static IlvTrace *
worker_pool (void)
{
  g_autoptr(GArray) events = events_from_file ("worker-pool.txt");

  return trace_from_events (events, 0, events->len);
}

static void
test_svg_has_lanes_spans_and_titles (void)
{
  static const char *const ids[] = { "processor-0", "processor-1", "goroutine-1", "goroutine-6",
                                     "goroutine-7", "goroutine-8", "goroutine-9", "channel-1",
                                     "channel-2", "waitgroup-3" };
  g_autoptr(IlvTrace) trace = worker_pool ();
  g_autofree char *svg = svg_of (trace, ILV_SVG_AUTO);
  guint n_spans = 0;
  Contents contents;

  parse (svg, &contents);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_true (g_hash_table_contains (contents.ids, ids[i]));
  for (guint i = 0; i < ilv_trace_get_n_lanes (trace); i++)
    n_spans += ilv_lane_n_spans (ilv_trace_get_lane (trace, i));
  g_assert_cmpuint (n_spans, >, 80);
  g_assert_cmpuint (contents.n_titles, >=, n_spans * 9 / 10);
  g_assert_cmpuint (contents.n_rects, >=, n_spans * 9 / 10);
  contents_clear (&contents);
}

static void
test_svg_keeps_text_as_text (void)
{
  static const char *const texts[] = { "worker-pool.go", "GOROUTINES", "worker 1", "jobs",
                                       "no buffer", "WaitGroup", "running", "waits: channel" };
  g_autoptr(IlvTrace) trace = worker_pool ();
  g_autofree char *svg = svg_of (trace, ILV_SVG_AUTO);
  Contents contents;

  parse (svg, &contents);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_true (g_hash_table_contains (contents.texts, texts[i]));
  g_assert_nonnull (strstr (svg, " · 0 missing</desc>"));
  contents_clear (&contents);
}

static void
test_svg_runs_no_script (void)
{
  g_autoptr(IlvTrace) trace = worker_pool ();
  g_autofree char *svg = svg_of (trace, ILV_SVG_AUTO);
  Contents contents;

  parse (svg, &contents);
  g_assert_cmpuint (contents.n_scripts, ==, 0);
  contents_clear (&contents);
}

static void
test_svg_follows_the_readers_theme (void)
{
  g_autoptr(IlvTrace) trace = worker_pool ();
  g_autofree char *both = svg_of (trace, ILV_SVG_AUTO);
  g_autofree char *light = svg_of (trace, ILV_SVG_LIGHT);
  g_autofree char *dark = svg_of (trace, ILV_SVG_DARK);

  g_assert_nonnull (strstr (both, "prefers-color-scheme:dark"));
  g_assert_null (strstr (light, "prefers-color-scheme"));
  g_assert_nonnull (strstr (light, ".f-running{fill:#008c74}"));
  g_assert_nonnull (strstr (dark, ".f-running{fill:#099883}"));
  g_assert_null (strstr (dark, "#008c74"));
}

static void
test_svg_of_the_same_run_is_the_same (void)
{
  g_autoptr(IlvTrace) first = worker_pool ();
  g_autoptr(IlvTrace) second = worker_pool ();
  g_autofree char *a = svg_of (first, ILV_SVG_AUTO);
  g_autofree char *b = svg_of (second, ILV_SVG_AUTO);

  g_assert_cmpstr (a, ==, b);
}

/* A program may call things whatever it likes. */
static void
test_svg_is_well_formed_for_any_name (void)
{
  g_autoptr(IlvTrace) trace = trace_from_text (
    "0ms p0 g- string id=1 length=22\ndata \"<a> & \\\"b\\\" \\x01\\x1f ]]> \\xff启\"\n"
    "0ms p0 g- program path=1\n"
    "0ms p0 g1 go-start #2\n"
    "0ms p0 g1 go-name name=1\n"
    "0ms p0 g1 object-make #1 object=1 kind=1\n"
    "0ms p0 g1 object-name object=1 name=1\n"
    "1ms p0 g1 go-block #3 on=1 reason=2\n"
    "9ms p0 g1 fatal message=1\n");
  g_autofree char *svg = svg_of (trace, ILV_SVG_AUTO);
  Contents contents;

  parse (svg, &contents);
  for (const char *c = svg; *c != '\0'; c++)
    g_assert_true ((guchar) *c >= 0x20 || *c == '\n' || *c == '\t');
  g_assert_null (strstr (svg, "&#x1"));
  contents_clear (&contents);
}

static void
test_svg_of_nothing_is_a_document (void)
{
  g_autoptr(IlvTrace) trace = ilv_trace_new ();
  g_autofree char *svg = svg_of (trace, ILV_SVG_AUTO);
  Contents contents;

  parse (svg, &contents);
  g_assert_true (g_hash_table_contains (contents.texts, "A program"));
  contents_clear (&contents);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/svg/has-lanes-spans-and-titles", test_svg_has_lanes_spans_and_titles);
  g_test_add_func ("/draw/svg/keeps-text-as-text", test_svg_keeps_text_as_text);
  g_test_add_func ("/draw/svg/runs-no-script", test_svg_runs_no_script);
  g_test_add_func ("/draw/svg/follows-the-readers-theme", test_svg_follows_the_readers_theme);
  g_test_add_func ("/draw/svg/of-the-same-run-is-the-same", test_svg_of_the_same_run_is_the_same);
  g_test_add_func ("/draw/svg/is-well-formed-for-any-name", test_svg_is_well_formed_for_any_name);
  g_test_add_func ("/draw/svg/of-nothing-is-a-document", test_svg_of_nothing_is_a_document);
  return g_test_run ();
}
