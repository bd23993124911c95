/* cli-render.c - `interleave render`: the picture without a display.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include <glib/gi18n.h>

#include "cli.h"

/* Which groups of lanes a picture shows. */
static const struct
{
  const char *name;
  gboolean shown[ILV_N_GROUPS];
} ways[] = {
  { "all", { TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE } },
  { "thread", { [ILV_GROUP_THREADS] = TRUE } },
  { "goroutine",
    { [ILV_GROUP_GOROUTINES] = TRUE, [ILV_GROUP_CHANNELS] = TRUE, [ILV_GROUP_SYNC] = TRUE } },
};

static const struct
{
  const char *name;
  IlvSvgTheme theme;
} themes[] = {
  { "auto", ILV_SVG_AUTO },
  { "light", ILV_SVG_LIGHT },
  { "dark", ILV_SVG_DARK },
};

static const struct
{
  const char *name;
  double nsec;
} units[] = {
  { "ns", 1 }, { "us", 1e3 }, { "µs", 1e3 }, { "ms", 1e6 }, { "s", 1e9 },
};

/* As they stand on the command line; NULL or 0: not given. */
typedef struct
{
  char *out_path;
  char *by;
  char *from;
  char *to;
  char *theme;
  char *axis;
  char *lanes;
  char *threads;
  int width_px;
  int scale;
} Wishes;

static void
wishes_clear (Wishes *wishes)
{
  g_free (wishes->out_path);
  g_free (wishes->by);
  g_free (wishes->from);
  g_free (wishes->to);
  g_free (wishes->theme);
  g_free (wishes->axis);
  g_free (wishes->lanes);
  g_free (wishes->threads);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wishes, wishes_clear)

/* "1.5ms" and the like. FALSE if @text is none. */
static gboolean
parse_time (const char *text, guint64 *time_nsec)
{
  char *end;
  double number = g_ascii_strtod (text, &end);

  if (end == text || !(number >= 0))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (end, units[i].name) && number * units[i].nsec < G_MAXINT64)
      {
        *time_nsec = number * units[i].nsec;
        return TRUE;
      }
  return FALSE;
}

static gboolean
parse_theme (const char *name, IlvSvgTheme *theme)
{
  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    if (g_str_equal (name, themes[i].name))
      {
        *theme = themes[i].theme;
        return TRUE;
      }
  return FALSE;
}

/* Index in ways, or -1. */
static int
parse_way (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_equal (name, ways[i].name))
      return i;
  return -1;
}

/* What of the wishes can be told before the trace is there. FALSE: one of them
 * makes no sense, and has been refused. */
static gboolean
parse_output (const char *name, IlvExportOptions *options)
{
  IlvInterchange interchange;

  return ilv_export_parse_format (name, &options->format)
         || ilv_interchange_parse (name, &interchange);
}

static gboolean
read_wishes (const Wishes *wishes, IlvExportOptions *options, int *way, IlvAxisKind *axis)
{
  if (wishes->out_path == NULL)
    ilv_cli_refuse ("render", _("say with -o where the picture goes"));
  else if (!parse_output (wishes->out_path, options))
    ilv_cli_refuse ("render", _("%s: the picture's name must end in .svg, .png or .pdf, a trace's "
                                "for other viewers in .json or .perfetto-trace"),
                    wishes->out_path);
  else if (wishes->by != NULL && (*way = parse_way (wishes->by)) < 0)
    ilv_cli_refuse ("render", _("--by is thread, goroutine or all, not \"%s\""), wishes->by);
  else if (wishes->threads != NULL && !g_str_equal (wishes->threads, "P")
           && !g_str_equal (wishes->threads, "M"))
    ilv_cli_refuse ("render", _("--threads is P or M, not \"%s\""), wishes->threads);
  else if (wishes->theme != NULL && !parse_theme (wishes->theme, &options->theme))
    ilv_cli_refuse ("render", _("--theme is light, dark or auto, not \"%s\""), wishes->theme);
  else if (wishes->axis != NULL && !ilv_axis_parse (wishes->axis, axis))
    ilv_cli_refuse ("render", _("--axis is time, steps or gaps, not \"%s\""), wishes->axis);
  else if (wishes->from != NULL && !parse_time (wishes->from, &options->start_nsec))
    ilv_cli_refuse ("render", _("--from is a time like 1.5ms, not \"%s\""), wishes->from);
  else if (wishes->to != NULL && !parse_time (wishes->to, &options->end_nsec))
    ilv_cli_refuse ("render", _("--to is a time like 1.5ms, not \"%s\""), wishes->to);
  else if (wishes->to != NULL && options->end_nsec <= options->start_nsec)
    ilv_cli_refuse ("render", _("--to must be later than --from"));
  else if (wishes->width_px != 0 && (wishes->width_px < 200 || wishes->width_px > 20000))
    ilv_cli_refuse ("render", _("--width is a number of pixels from 200 to 20000"));
  else if (wishes->scale < 0 || wishes->scale > 8)
    ilv_cli_refuse ("render", _("--scale is a number from 1 to 8"));
  else
    return TRUE;
  return FALSE;
}

/* A picture, or a trace for other viewers, as the name ends. */
static gboolean
write_output (IlvSession *session, const char *path, const IlvExportOptions *options)
{
  IlvInterchange format;

  return ilv_interchange_parse (path, &format)
           ? ilv_cli_write_interchange ("render", session, path, options, format)
           : ilv_cli_write_picture ("render", session, path, options);
}

static int
draw (IlvTrace *trace, const Wishes *wishes, IlvExportOptions *options, int way, IlvAxisKind axis)
{
  g_autoptr (IlvSession) session = ilv_session_new (trace);

  options->width_px = wishes->width_px;
  options->scale = wishes->scale;
  if (wishes->from != NULL && wishes->to == NULL)
    options->end_nsec = ilv_trace_get_end_nsec (trace);
  if (options->start_nsec != 0 && options->end_nsec <= options->start_nsec)
    {
      ilv_cli_complain ("render", _("the run was over before --from"));
      return ILV_CLI_FAILURE_STATUS;
    }
  for (IlvGroup group = 0; group < ILV_N_GROUPS; group++)
    ilv_session_set_group_shown (session, group, ways[way].shown[group]);
  ilv_session_set_by_machine (session, g_strcmp0 (wishes->threads, "M") == 0);
  ilv_session_set_axis_kind (session, axis);
  ilv_session_set_filter (session, wishes->lanes != NULL ? wishes->lanes : "");
  return write_output (session, wishes->out_path, options) ? 0 : ILV_CLI_FAILURE_STATUS;
}

int
ilv_cli_render (char **argv)
{
  g_auto (Wishes) wishes = { NULL };
  IlvCliProgram program = { NULL };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &wishes.out_path,
      N_("Where the picture goes: .svg, .png or .pdf; or a trace for other viewers: .json "
         "(Chrome) or .perfetto-trace"), "OUT" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &wishes.by,
      N_("Which lanes: thread, goroutine or all (default)"), "WHAT" },
    { "threads", 0, 0, G_OPTION_ARG_STRING, &wishes.threads,
      N_("A lane for each processor (P, default), or for each thread (M)"), "WHAT" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &wishes.from,
      N_("Begin there, e.g. 1.5ms after the start"), "TIME" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &wishes.to, N_("End there"), "TIME" },
    { "lanes", 0, 0, G_OPTION_ARG_STRING, &wishes.lanes,
      N_("Only lanes with these words in their names or functions; -word: without it; "
         "state:word: that ever were in such a state"), "WORDS" },
    { "scale", 0, 0, G_OPTION_ARG_INT, &wishes.scale,
      N_("Pixels of a PNG for each of the width"), "N" },
    { "width", 0, 0, G_OPTION_ARG_INT, &wishes.width_px, N_("Width in pixels"), "N" },
    { "theme", 0, 0, G_OPTION_ARG_STRING, &wishes.theme,
      N_("Colours: light, dark, or auto (default: as the reader has it)"), "THEME" },
    { "axis", 0, 0, G_OPTION_ARG_STRING, &wishes.axis,
      N_("What it is as wide as: time (default), steps (every event is as wide as the next), or "
         "gaps (time, idle stretches cut short)"), "AXIS" },
    ILV_CLI_PROGRAM_OPTIONS (program),
    G_OPTION_ENTRY_NULL
  };
  const IlvCliUsage usage = {
    "INPUT",
    N_("Draws a run: of a Go program (INPUT ends in .go, or is a folder), which is run for it, "
       "or of a saved trace (.ilv). How the program ends does not matter, if only it began."),
    entries, 1
  };
  g_auto (GStrv) operands = ilv_cli_parse (&usage, argv);
  g_autoptr (IlvTrace) trace = NULL;
  IlvExportOptions options = { 0 };
  IlvAxisKind axis = ILV_AXIS_TIME;
  int way = 0;
  int status = ILV_CLI_FAILURE_STATUS;

  if (operands == NULL || !read_wishes (&wishes, &options, &way, &axis))
    return ILV_CLI_USAGE_STATUS;
  program.paths = (const char *const *) operands;
  if (!ilv_cli_is_trace (operands[0]) && !ilv_cli_check_program ("render", &program))
    return ILV_CLI_USAGE_STATUS;
  if (!ilv_cli_can_write ("render", wishes.out_path))
    return ILV_CLI_FAILURE_STATUS;
  if (ilv_cli_is_trace (operands[0]))
    trace = ilv_cli_load ("render", operands[0]);
  else if (!ilv_cli_can_read_program ("render", &program))
    return ILV_CLI_FAILURE_STATUS;
  else
    trace = ilv_cli_record ("render", &program, &status);
  return trace != NULL ? draw (trace, &wishes, &options, way, axis) : status;
}
