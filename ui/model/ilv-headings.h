/* ilv-headings.h - Lanes of a list divided among headings, and which row each then is in.
 *
 * A heading has a key (a function, who started them), a row of its own, and below it those of its
 * lanes, unless it is folded. What a key has only one lane of stands there by itself. Headings come
 * in the order of their first lanes.
 *
 * All but clear () and set_all_folded () cost O(log headings + log lanes), so that a program may
 * start a million goroutines while the picture is divided.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ILV_NO_HEADING G_MAXUINT32

typedef struct _IlvHeadings IlvHeadings;

IlvHeadings *ilv_headings_new            (void);
void         ilv_headings_free           (IlvHeadings *self);

/* No lanes; what is folded stays so. */
void         ilv_headings_clear          (IlvHeadings *self);
/* The next lane of the list. ILV_NO_HEADING: it stands above all headings; such come first. */
void         ilv_headings_add            (IlvHeadings *self,
                                          guint32      key);

guint        ilv_headings_get_n_rows     (IlvHeadings *self);
/* What is in @row: a lane (its place in the list, and the heading it stands below, ILV_NO_HEADING: none),
 * or a heading (place ILV_NO_PLACE). */
#define ILV_NO_PLACE G_MAXUINT32
void         ilv_headings_get_row        (IlvHeadings *self,
                                          guint        row,
                                          guint       *place,
                                          guint32     *key);
/* The row of the @place-th of the list, which was added with @key; FALSE: it is folded away. */
gboolean     ilv_headings_find           (IlvHeadings *self,
                                          guint        place,
                                          guint32      key,
                                          guint       *row);
/* FALSE: there is no such heading. */
gboolean     ilv_headings_find_heading   (IlvHeadings *self,
                                          guint32      key,
                                          guint       *row);

/* Places in the list of a key's lanes. */
guint        ilv_headings_get_n_lanes    (IlvHeadings *self,
                                          guint32      key);
guint        ilv_headings_get_nth        (IlvHeadings *self,
                                          guint32      key,
                                          guint        n);

gboolean     ilv_headings_get_folded     (IlvHeadings *self,
                                          guint32      key);
/* These return whether something changed. all: also those that are still to come. */
gboolean     ilv_headings_set_folded     (IlvHeadings *self,
                                          guint32      key,
                                          gboolean     is_folded);
gboolean     ilv_headings_set_all_folded (IlvHeadings *self,
                                          gboolean     are_folded);
/* Whether every one is, also what is still to come. */
gboolean     ilv_headings_are_all_folded (IlvHeadings *self);
/* @to folds what @self does. */
void         ilv_headings_copy_folds     (IlvHeadings *self,
                                          IlvHeadings *to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvHeadings, ilv_headings_free)

G_END_DECLS
