/* ilv-finder.h - What a few letters may mean: lanes, functions, notes of a session, and what else is
 * added (commands, lines of the source).
 *
 * The letters of each word must come in this order in a name; best is what has them together and
 * at the beginnings of words. It looks at some things at a time, for there may be a million goroutines:
 * begin (), then step () until that returns FALSE; what is found so far may be shown between.
 *
 * "> word": only commands; ": word": only lines, and a number is a line.
 *
 * SPDX-License-Identifier: MIT
 */
#pragma once

#include "model/ilv-session.h"

G_BEGIN_DECLS

#define ILV_FINDER_MAX_FOUND 40

/* Of things that match equally well, the kind that stands first here comes first. */
typedef enum
{
  ILV_FOUND_COMMAND,  /* key: as it was added */
  ILV_FOUND_LANE,     /* key: the lane */
  ILV_FOUND_FUNCTION, /* key: a string id, a function of goroutines */
  ILV_FOUND_NOTE,     /* key: its index in the session */
  ILV_FOUND_LINE,     /* key: as it was added */
} IlvFoundKind;

typedef struct
{
  IlvFoundKind kind;
  guint32      key;
  int          score;  /* more is better */
  char        *name;
} IlvFound;

typedef struct _IlvFinder IlvFinder;

/* Holds the session. */
IlvFinder      *ilv_finder_new     (IlvSession   *session);
void            ilv_finder_free    (IlvFinder    *self);
/* A command or a line; lines: @number is that in its file. */
void            ilv_finder_add     (IlvFinder    *self,
                                    IlvFoundKind  kind,
                                    guint32       key,
                                    guint         number,
                                    const char   *name);
void            ilv_finder_begin   (IlvFinder    *self,
                                    const char   *text);
/* Looks at @n_things more. FALSE: at all. */
gboolean        ilv_finder_step    (IlvFinder    *self,
                                    guint         n_things);
/* Best first; good until the next call. */
const IlvFound *ilv_finder_get     (IlvFinder    *self,
                                    guint        *n_found);
/* How well @name matches one word; negative: not at all. In any case of letters. */
int             ilv_finder_rate    (const char   *name,
                                    const char   *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IlvFinder, ilv_finder_free)

G_END_DECLS
