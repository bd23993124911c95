/* make-seeds.c - Makes the fuzzers' first inputs with our own writers.
 *
 *   make-seeds TEXT-TRACE FOLDER
 *
 * writes FOLDER/file/{whole,unfinished,two-blocks,empty}.ilv,
 * FOLDER/text/trace.txt, FOLDER/drain/{small,wild} and FOLDER/picture/{time,steps}.
 *
 * SPDX-License-Identifier: MIT
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "trace/file.h"
#include "trace/file_format.h"
#include "trace/text.h"

#define N_EVENTS_MAX 1000

static struct ilv_event events[N_EVENTS_MAX];
static size_t n_events;

static void
fail (const char *what)
{
  fprintf (stderr, "make-seeds: %s\n", what);
  exit (1);
}

static FILE *
open_in (const char *folder, const char *name)
{
  char path[512];
  FILE *file;

  snprintf (path, sizeof path, "%s/%s", folder, name);
  file = fopen (path, "wb");
  if (file == NULL)
    fail (path);
  return file;
}

static void
read_text (const char *path, const char *folder)
{
  FILE *in = fopen (path, "rb"), *out = open_in (folder, "text/trace.txt");
  char line[ILV_TEXT_LINE_BYTES];
  struct ilv_error error = { "" };

  if (in == NULL)
    fail (path);
  while (fgets (line, sizeof line, in) != NULL)
    {
      fputs (line, out);
      switch (ilv_text_parse (line, &events[n_events], &error))
        {
        case ILV_TEXT_EVENT:
          if (++n_events == N_EVENTS_MAX)
            fail ("too many events");
          break;
        case ILV_TEXT_BLANK:
          break;
        case ILV_TEXT_BAD:
          fail (error.text);
        }
    }
  fclose (in);
  fclose (out);
}

/* The events @n_times, so that more than one block comes of it. */
static void
write_trace (const char *folder, const char *name, unsigned n_times)
{
  char path[512];
  struct ilv_file_writer *writer;
  struct ilv_error error = { "" };

  snprintf (path, sizeof path, "%s/file/%s", folder, name);
  writer = ilv_file_writer_new (path, &error);
  if (writer == NULL)
    fail (error.text);
  for (unsigned i = 0; i < n_times; i++)
    ilv_file_writer_add (writer, events, n_events);
  if (!ilv_file_writer_finish (writer, &error))
    fail (error.text);
}

/* Cuts the index off, as if the writer had been killed. */
static void
cut (const char *folder, const char *name)
{
  char path[512];
  struct stat status;

  snprintf (path, sizeof path, "%s/file/%s", folder, name);
  if (stat (path, &status) < 0
      || truncate (path, status.st_size - (off_t) sizeof (struct ilv_file_trailer)
                           - (off_t) sizeof (struct ilv_file_entry)
                           - (off_t) sizeof (struct ilv_file_index_head))
           < 0)
    fail (path);
}

/* Orders of fuzz-drain.c: all events to ring 0, with steps of the viewer. */
static void
write_orders (const char *folder)
{
  FILE *wild = open_in (folder, "drain/wild"), *small = open_in (folder, "drain/small");

  for (size_t i = 0; i < n_events; i++)
    {
      const struct ilv_event *event = &events[i];
      const uint8_t order[] = { 5, (uint8_t) (event->p % 4), 1 };
      const uint8_t fields[] = { (uint8_t) event->type,
                                 (uint8_t) event->g,
                                 (uint8_t) (event->time_nsec >> 16),
                                 (uint8_t) event->object,
                                 (uint8_t) event->seq };

      fwrite (order, 1, sizeof order, wild);
      fputc (1, wild);
      fwrite (event, 1, sizeof *event, wild);
      fwrite (order, 1, sizeof order, small);
      fputc (0, small);
      fwrite (fields, 1, sizeof fields, small);
      if (i % 7 == 0)
        fwrite ("\4\0", 1, 2, i % 2 ? wild : small);
    }
  fclose (wild);
  fclose (small);
}

/* Orders of fuzz-picture.c. */
static void
write_picture (const char *folder, const char *name, int wishes)
{
  FILE *out = open_in (folder, name);
  uint64_t clock = 0;

  fputc (wishes, out);
  for (size_t i = 0; i < n_events; i++)
    {
      const struct ilv_event *event = &events[i];
      uint64_t passed_usec = (event->time_nsec - clock) / 1000;
      const uint8_t order[] = { (uint8_t) event->type,
                                (uint8_t) event->p,
                                (uint8_t) event->g,
                                (uint8_t) (passed_usec < 199 ? passed_usec : 199),
                                (uint8_t) event->object,
                                (uint8_t) event->seq,
                                (uint8_t) event->arg,
                                0,
                                0,
                                0,
                                (uint8_t) event->site,
                                0 };

      if (event->type == ILV_EVENT_DATA || event->type == ILV_EVENT_VALUE)
        fwrite (event, 1, sizeof *event, out);
      else
        {
          fwrite (order, 1, sizeof order, out);
          clock = event->time_nsec;
        }
    }
  fclose (out);
}

int
main (int argc, char **argv)
{
  if (argc != 3)
    fail ("usage: make-seeds TEXT-TRACE FOLDER");
  read_text (argv[1], argv[2]);
  write_trace (argv[2], "whole.ilv", 1);
  write_trace (argv[2], "empty.ilv", 0);
  write_trace (argv[2], "unfinished.ilv", 1);
  cut (argv[2], "unfinished.ilv");
  write_trace (argv[2], "two-blocks.ilv", ILV_FILE_BLOCK_EVENTS / (unsigned) n_events + 2);
  write_orders (argv[2]);
  write_picture (argv[2], "picture/time", 0);
  write_picture (argv[2], "picture/steps", 16 | 4);
  return 0;
}
