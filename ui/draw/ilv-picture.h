/* ilv-picture.h - A display list as PNG or PDF, painted by a thread.
 *
 * A list is plain data, so the trace may grow and the window be drawn meanwhile. A PDF that is
 * higher than readers of PDF take has several pages.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "draw/ilv-display-list.h"

G_BEGIN_DECLS

typedef struct _IlvPicture IlvPicture;

/* Begins. Takes @list. @scale: pixels a unit. */
IlvPicture *ilv_picture_new_png      (IlvDisplayList *list,
                                      IlvTheme        theme,
                                      double          scale);
/* @title (nullable) is what the document calls itself. */
IlvPicture *ilv_picture_new_pdf      (IlvDisplayList *list,
                                      IlvTheme        theme,
                                      const char     *title);

/* Does not wait for the thread, which ends soon. */
void        ilv_picture_free         (IlvPicture     *self);

gboolean    ilv_picture_is_done      (IlvPicture     *self);
double      ilv_picture_get_progress (IlvPicture     *self);

/* Until it is done, or that time of g_get_monotonic_time(). */
void        ilv_picture_wait         (IlvPicture     *self,
                                      gint64          until_usec);

/* (transfer full) (nullable): the file. Waits until it is done. */
GBytes     *ilv_picture_get_bytes    (IlvPicture     *self,
                                      GError        **error);

G_END_DECLS
