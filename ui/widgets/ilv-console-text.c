/* ilv-console-text.c - What a program has printed: the newest of it, as text.
 *
 * SPDX-License-Identifier: MIT
 */
#include "ilv-console-text.h"

#include <string.h>

#define N_STREAMS      3 /* by file descriptor */
#define MAX_BYTES      (4 * 1024 * 1024)
#define MAX_LINE_BYTES 4000
#define RUN_BYTES      (32 * 1024)

/* Text of one stream. It may begin and end within a line. */
typedef struct
{
  GString *text;
  guint n_ends; /* of lines */
  int fd;
} Run;

/* The end of a stream that is not a whole character yet. */
typedef struct
{
  char bytes[4];
  gsize n_bytes;
} Remainder;

struct _IlvConsoleText
{
  IlvConsoleLines *lines;
  GQueue runs;           /* Run */
  guint64 first_line;    /* that the first run begins in */
  guint64 n_ends;        /* of lines, in all runs */
  gsize n_kept;          /* bytes in all runs */
  guint64 n_bytes;       /* that ever came */
  gsize n_line_bytes;    /* of the line that has not ended */
  Remainder remainders[N_STREAMS];
};

IlvConsoleText *
ilv_console_text_new (IlvConsoleLines *lines)
{
  IlvConsoleText *self = g_new0 (IlvConsoleText, 1);

  self->lines = lines;
  g_queue_init (&self->runs);
  return self;
}

static void
run_free (gpointer data)
{
  Run *run = data;

  g_string_free (run->text, TRUE);
  g_free (run);
}

void
ilv_console_text_clear (IlvConsoleText *self)
{
  g_queue_clear_full (&self->runs, run_free);
  memset (self->remainders, 0, sizeof self->remainders);
  self->first_line = self->n_ends = self->n_bytes = 0;
  self->n_kept = self->n_line_bytes = 0;
}

void
ilv_console_text_free (IlvConsoleText *self)
{
  ilv_console_text_clear (self);
  g_free (self);
}

/* --- Decoding --------------------------------------------------------------- */

/* Bytes at the end of @text that begin a character without finishing it. */
static gsize
count_unfinished (const char *text, gsize n_bytes)
{
  for (gsize n = 1; n <= 3 && n <= n_bytes; n++)
    {
      guchar byte = (guchar) text[n_bytes - n];

      if ((byte & 0xc0) == 0x80)
        continue;
      if (byte >= 0xc2 && byte <= 0xf4)
        {
          gsize n_needed = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;

          return n < n_needed ? n : 0;
        }
      return 0;
    }
  return 0;
}

/* Without what a text view takes for the end of a line: lines are counted by '\n'.
 * (transfer full) */
static char *
remove_other_line_ends (const char *text)
{
  GString *clean = g_string_new (text);

  g_string_replace (clean, "\r", "", 0);
  g_string_replace (clean, "\342\200\251", "\357\277\275", 0); /* U+2029 by U+FFFD */
  return g_string_free (clean, FALSE);
}

/* (transfer full) What came, joined to what was left over, as valid UTF-8. */
static char *
decode (Remainder *remainder, const char *bytes, gsize n_bytes)
{
  g_autoptr (GString) joined = g_string_new_len (remainder->bytes, (gssize) remainder->n_bytes);
  g_autofree char *valid = NULL;
  gsize n_unfinished;

  g_string_append_len (joined, bytes, (gssize) n_bytes);
  n_unfinished = count_unfinished (joined->str, joined->len);
  memcpy (remainder->bytes, joined->str + joined->len - n_unfinished, n_unfinished);
  remainder->n_bytes = n_unfinished;
  valid = g_utf8_make_valid (joined->str, (gssize) (joined->len - n_unfinished));
  return remove_other_line_ends (valid);
}

/* --- Runs -------------------------------------------------------------------- */

static guint
count_ends (const char *text, gsize n_bytes)
{
  guint n = 0;

  for (const char *at = text; (at = memchr (at, '\n', (gsize) (text + n_bytes - at))) != NULL; at++)
    n++;
  return n;
}

static Run *
get_last_run (IlvConsoleText *self, int fd)
{
  Run *run = g_queue_peek_tail (&self->runs);

  if (run != NULL && run->fd == fd && run->text->len < RUN_BYTES)
    return run;
  run = g_new0 (Run, 1);
  run->text = g_string_new (NULL);
  run->fd = fd;
  g_queue_push_tail (&self->runs, run);
  return run;
}

static void
add_text (IlvConsoleText *self, int fd, const char *text)
{
  gsize n_bytes = strlen (text);
  Run *run = n_bytes > 0 ? get_last_run (self, fd) : NULL;
  guint n_ends = count_ends (text, n_bytes);

  if (run == NULL)
    return;
  g_string_append_len (run->text, text, (gssize) n_bytes);
  run->n_ends += n_ends;
  self->n_ends += n_ends;
  self->n_kept += n_bytes;
  self->n_bytes += n_bytes;
}

/* Whole runs, as long as enough stays: what is left may be a little more than the limit. */
static void
drop_oldest (IlvConsoleText *self)
{
  for (;;)
    {
      Run *run = g_queue_peek_head (&self->runs);

      if (g_queue_get_length (&self->runs) < 2
          || (self->n_ends - run->n_ends < ILV_CONSOLE_TEXT_MAX_LINES && self->n_kept <= MAX_BYTES))
        return;
      g_queue_pop_head (&self->runs);
      self->first_line += run->n_ends;
      self->n_ends -= run->n_ends;
      self->n_kept -= run->text->len;
      ilv_console_lines_drop (self->lines, run->n_ends);
      run_free (run);
    }
}

/* @n_bytes that stand in one line or more, none of them too long. */
static void
add_piece (IlvConsoleText *self, int fd, const char *bytes, gsize n_bytes)
{
  g_autofree char *text = decode (&self->remainders[fd], bytes, n_bytes);

  ilv_console_lines_add (self->lines, fd, bytes, n_bytes);
  add_text (self, fd, text);
}

void
ilv_console_text_add (IlvConsoleText *self, int fd, const char *bytes, gsize n_bytes)
{
  const char *begin = bytes, *end = bytes + n_bytes;

  g_return_if_fail (fd >= 0 && fd < N_STREAMS);
  for (const char *at = bytes; at < end;)
    {
      const char *line_end = memchr (at, '\n', (gsize) (end - at));
      gsize n = (gsize) ((line_end != NULL ? line_end + 1 : end) - at);
      gsize n_room = MAX_LINE_BYTES - self->n_line_bytes;

      if (n > n_room)
        {
          add_piece (self, fd, begin, (gsize) (at - begin) + n_room);
          add_text (self, fd, "\n");
          ilv_console_lines_break (self->lines);
          self->n_line_bytes = 0;
          begin = at += n_room;
          continue;
        }
      self->n_line_bytes = line_end != NULL ? 0 : self->n_line_bytes + n;
      at += n;
    }
  add_piece (self, fd, begin, (gsize) (end - begin));
  drop_oldest (self);
}

/* --- What is there --------------------------------------------------------------- */

guint64
ilv_console_text_get_first (const IlvConsoleText *self)
{
  guint64 end = ilv_console_text_get_end (self);

  return MAX (self->first_line, end - MIN (end, ILV_CONSOLE_TEXT_MAX_LINES));
}

guint64
ilv_console_text_get_end (const IlvConsoleText *self)
{
  const Run *run = self->runs.tail != NULL ? self->runs.tail->data : NULL;
  gboolean has_begun = run != NULL && run->text->str[run->text->len - 1] != '\n';

  return self->first_line + self->n_ends + has_begun;
}

const IlvOutput *
ilv_console_text_get_write (IlvConsoleText *self, guint64 line)
{
  return line >= self->first_line && line - self->first_line < G_MAXUINT
           ? ilv_console_lines_find (self->lines, (guint) (line - self->first_line)) : NULL;
}

guint64
ilv_console_text_get_n_bytes (const IlvConsoleText *self)
{
  return self->n_bytes;
}

/* Behind the @n-th end of a line from @text on. */
static const char *
skip_lines (const char *text, guint64 n)
{
  for (; n > 0; n--)
    text = strchr (text, '\n') + 1;
  return text;
}

void
ilv_console_text_for_lines (IlvConsoleText *self, guint64 from, guint64 end,
                            IlvConsoleTextFunc func, gpointer data)
{
  guint64 line = self->first_line; /* that the run begins in */

  for (GList *item = self->runs.head; item != NULL && line < end; item = item->next)
    {
      const Run *run = item->data;
      const char *text = run->text->str, *text_end = text + run->text->len;

      if (line + run->n_ends >= from)
        {
          const char *begin = from > line ? skip_lines (text, from - line) : text;

          if (line + run->n_ends >= end)
            text_end = skip_lines (text, end - line);
          if (text_end > begin)
            func (run->fd, begin, (gsize) (text_end - begin), data);
        }
      line += run->n_ends;
    }
}

void
ilv_console_text_for_newest (IlvConsoleText *self, guint64 n_bytes, IlvConsoleTextFunc func,
                             gpointer data)
{
  guint64 n_skipped = self->n_kept - MIN (n_bytes, self->n_kept);

  for (GList *item = self->runs.head; item != NULL; item = item->next)
    {
      const Run *run = item->data;
      gsize n = MIN (n_skipped, run->text->len);

      if (run->text->len > n)
        func (run->fd, run->text->str + n, run->text->len - n, data);
      n_skipped -= n;
    }
}
