/* ilv-finder.c - What a few letters may mean.
 *
 * SPDX-License-Identifier: MIT
 */
#include "model/ilv-finder.h"

#include <string.h>

/* Places in a name from which a word is tried. */
#define MAX_STARTS   12
#define NEXT_BONUS   12
#define WORD_BONUS   10
#define BEGIN_BONUS  6
#define MAX_GAP      4
/* So many letters more than what was asked for cost one. */
#define LETTERS_FOR_ONE 6

struct thing
{
  IlvFoundKind kind;
  guint32 key;
  guint number;
  char *name;
};

struct _IlvFinder
{
  IlvSession *session;
  GArray *added;           /* struct thing */
  GStrv words;
  guint line;              /* that is asked for; 0: none */
  gboolean wants_commands; /* and nothing else; */
  gboolean wants_lines;
  GArray *found;           /* IlvFound, best first */
  GHashTable *functions;   /* that were looked at */
  guint stage;             /* of added, groups of lanes, notes: where to go on */
  guint next;
};

/* Stages: what was added, then one for each group, then notes. */
enum
{
  STAGE_ADDED,
  STAGE_LANES,
  STAGE_NOTES = STAGE_LANES + ILV_N_GROUPS,
  N_STAGES
};

static void
clear_thing (gpointer data)
{
  g_free (((struct thing *) data)->name);
}

static void
clear_found (gpointer data)
{
  g_free (((IlvFound *) data)->name);
}

IlvFinder *
ilv_finder_new (IlvSession *session)
{
  IlvFinder *self = g_new0 (IlvFinder, 1);

  self->session = g_object_ref (session);
  self->added = g_array_new (FALSE, FALSE, sizeof (struct thing));
  g_array_set_clear_func (self->added, clear_thing);
  self->found = g_array_new (FALSE, FALSE, sizeof (IlvFound));
  g_array_set_clear_func (self->found, clear_found);
  self->functions = g_hash_table_new (NULL, NULL);
  ilv_finder_begin (self, "");
  return self;
}

void
ilv_finder_free (IlvFinder *self)
{
  g_object_unref (self->session);
  g_array_unref (self->added);
  g_array_unref (self->found);
  g_hash_table_unref (self->functions);
  g_strfreev (self->words);
  g_free (self);
}

void
ilv_finder_add (IlvFinder    *self,
                IlvFoundKind  kind,
                guint32       key,
                guint         number,
                const char   *name)
{
  struct thing thing = { kind, key, number, g_strdup (name) };

  g_array_append_val (self->added, thing);
}

void
ilv_finder_begin (IlvFinder  *self,
                  const char *text)
{
  self->wants_commands = *text == '>';
  self->wants_lines = *text == ':';
  text += self->wants_commands || self->wants_lines;
  g_strfreev (self->words);
  self->words = g_strsplit_set (text, " \t", -1);
  self->line = self->wants_lines ? (guint) g_ascii_strtoull (text, NULL, 10) : 0;
  g_array_set_size (self->found, 0);
  g_hash_table_remove_all (self->functions);
  self->stage = self->next = 0;
}

/* --- How well ------------------------------------------------------------------------ */

static gboolean
begins_word (const char *name,
             const char *at)
{
  gunichar before, here;

  if (at == name)
    return TRUE;
  before = g_utf8_get_char (g_utf8_prev_char (at));
  here = g_utf8_get_char (at);
  return !g_unichar_isalnum (before) || (g_unichar_islower (before) && g_unichar_isupper (here))
         || (!g_unichar_isdigit (before) && g_unichar_isdigit (here));
}

/* With the word's first letter at @start; negative: it is not in there. */
static int
rate_from (const char *name,
           const char *start,
           const char *word)
{
  const char *expected = start;
  int score = start == name ? BEGIN_BONUS : 0;

  for (const char *at = start; *word != '\0'; word = g_utf8_next_char (word))
    {
      gunichar letter = g_unichar_tolower (g_utf8_get_char (word));

      while (*at != '\0' && g_unichar_tolower (g_utf8_get_char (at)) != letter)
        at = g_utf8_next_char (at);
      if (*at == '\0')
        return -1;
      if (at == expected)
        score += at != start ? NEXT_BONUS : 0;
      else
        score -= MIN (at - expected, MAX_GAP);
      if (begins_word (name, at))
        score += WORD_BONUS;
      at = expected = g_utf8_next_char (at);
    }
  return MAX (score, 0);
}

int
ilv_finder_rate (const char *name,
                 const char *word)
{
  gunichar first = g_unichar_tolower (g_utf8_get_char (word));
  int best = -1, n_starts = 0;

  if (*word == '\0')
    return 0;
  for (const char *at = name; *at != '\0' && n_starts < MAX_STARTS; at = g_utf8_next_char (at))
    if (g_unichar_tolower (g_utf8_get_char (at)) == first)
      {
        best = MAX (best, rate_from (name, at, word));
        n_starts++;
      }
  return best;
}

static int
rate_all (IlvFinder  *self,
          const char *name)
{
  int sum = 0, n_asked = 0;

  for (guint i = 0; self->words[i] != NULL; i++)
    {
      int score = ilv_finder_rate (name, self->words[i]);

      if (score < 0)
        return -1;
      sum += score;
      n_asked += strlen (self->words[i]);
    }
  return MAX (sum - ((int) strlen (name) - n_asked) / LETTERS_FOR_ONE, 0);
}

/* What came first stays before what is as good. Takes @name. */
static void
note_found (IlvFinder    *self,
            IlvFoundKind  kind,
            guint32       key,
            int           score,
            char         *name)
{
  IlvFound found = { kind, key, score, name };
  guint at = self->found->len;

  while (at > 0)
    {
      const IlvFound *before = &g_array_index (self->found, IlvFound, at - 1);

      if (before->score > score || (before->score == score && before->kind <= kind))
        break;
      at--;
    }
  if (score < 0 || at >= ILV_FINDER_MAX_FOUND)
    {
      g_free (name);
      return;
    }
  g_array_insert_val (self->found, at, found);
  if (self->found->len > ILV_FINDER_MAX_FOUND)
    g_array_set_size (self->found, ILV_FINDER_MAX_FOUND);
}

/* --- What there is ----------------------------------------------------------------------- */

static gboolean
is_wanted (IlvFinder    *self,
           IlvFoundKind  kind)
{
  if (self->wants_commands || self->wants_lines)
    return kind == (self->wants_commands ? ILV_FOUND_COMMAND : ILV_FOUND_LINE);
  /* All of a source would be found by no letters at all. */
  return kind != ILV_FOUND_LINE || self->words[0] != NULL;
}

static void
look_at_added (IlvFinder *self,
               guint      index)
{
  const struct thing *thing = &g_array_index (self->added, struct thing, index);
  int score;

  if (!is_wanted (self, thing->kind))
    return;
  if (self->line != 0)
    score = thing->number == self->line ? 0 : -1;
  else
    score = rate_all (self, thing->name);
  note_found (self, thing->kind, thing->key, score, score >= 0 ? g_strdup (thing->name) : NULL);
}

static void
look_at_function (IlvFinder *self,
                  guint32    function)
{
  const char *name = ilv_trace_get_string (ilv_session_get_trace (self->session), function);

  if (*name != '\0' && g_hash_table_add (self->functions, GUINT_TO_POINTER (function)))
    note_found (self, ILV_FOUND_FUNCTION, function, rate_all (self, name), g_strdup (name));
}

/* A goroutine can be asked for by its number, too. */
static void
look_at_lane (IlvFinder *self,
              guint32    id)
{
  IlvTrace *trace = ilv_session_get_trace (self->session);
  const IlvLane *lane = ilv_trace_get_lane (trace, id);
  char *name = ilv_trace_dup_lane_name (trace, id);
  int score = rate_all (self, name);

  if (lane->kind == ILV_LANE_GOROUTINE)
    {
      g_autofree char *number = g_strdup_printf ("G%u", lane->key);

      score = MAX (score, rate_all (self, number));
      look_at_function (self, ilv_trace_get_goroutine (trace, lane->key)->func);
    }
  note_found (self, ILV_FOUND_LANE, id, score, name);
}

static void
look_at_note (IlvFinder *self,
              guint      index)
{
  const char *text = ilv_session_get_note (self->session, index).text;

  note_found (self, ILV_FOUND_NOTE, index, rate_all (self, text), g_strdup (text));
}

static guint
count_stage (IlvFinder *self)
{
  guint n_lanes;

  if (self->stage == STAGE_ADDED)
    return self->added->len;
  if (self->wants_commands || self->wants_lines)
    return 0;
  if (self->stage == STAGE_NOTES)
    return ilv_session_get_n_notes (self->session);
  ilv_trace_get_group (ilv_session_get_trace (self->session), self->stage - STAGE_LANES, &n_lanes);
  /* Threads are looked for as they are shown. */
  return self->stage - STAGE_LANES == (ilv_session_get_by_machine (self->session)
                                         ? ILV_GROUP_THREADS : ILV_GROUP_MACHINES) ? 0 : n_lanes;
}

static void
look_at (IlvFinder *self)
{
  guint n_lanes;

  if (self->stage == STAGE_ADDED)
    look_at_added (self, self->next);
  else if (self->stage == STAGE_NOTES)
    look_at_note (self, self->next);
  else
    look_at_lane (self, ilv_trace_get_group (ilv_session_get_trace (self->session),
                                             self->stage - STAGE_LANES, &n_lanes)[self->next]);
}

gboolean
ilv_finder_step (IlvFinder *self,
                 guint      n_things)
{
  while (self->stage < N_STAGES)
    {
      if (self->next >= count_stage (self))
        {
          self->stage++;
          self->next = 0;
        }
      else if (n_things-- > 0)
        {
          look_at (self);
          self->next++;
        }
      else
        {
          return TRUE;
        }
    }
  return FALSE;
}

const IlvFound *
ilv_finder_get (IlvFinder *self,
                guint     *n_found)
{
  *n_found = self->found->len;
  return (const IlvFound *) self->found->data;
}
