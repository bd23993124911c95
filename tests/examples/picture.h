/* picture.h - An SVG picture of a run, read back for tests.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

/* One lane: what its header names it, and what the spans on it say of themselves. */
typedef struct
{
  char *id;          /* "goroutine-1" */
  char *name;        /* "main" */
  GPtrArray *titles; /* of its spans, steps and dots, in the picture's order */
} Lane;

typedef struct
{
  GPtrArray *lanes; /* Lane */
  GPtrArray *edges; /* titles of what lies between lanes */
  char *about;      /* what the picture says of the run as a whole */
} Picture;

/* Reads the SVG document @text, which must be well-formed; the test fails otherwise. */
Picture *picture_read (const char *text);
void     picture_free (Picture *picture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Picture, picture_free)

/* The lane named @name, or NULL. */
const Lane *picture_find_lane (const Picture *picture,
                               const char    *name);

/* How many titles of @lane have @part in them. */
guint       lane_count        (const Lane    *lane,
                               const char    *part);
