/* constraint.c - Build constraints: which files are meant for this system.
 *
 * A program is shown the same everywhere we run: as Linux and gc have it, without
 * cgo. The rules are those of `go help buildconstraint`.
 *
 * SPDX-License-Identifier: MIT
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "lang/check.h"
#include "run/folder.h"

#define OUR_SYSTEM "linux"
#ifdef __aarch64__
#define OUR_MACHINE "arm64"
#else
#define OUR_MACHINE "amd64"
#endif

/* Endings of file names that mean something, known to Go now or promised for later. */
static const char *const systems[]
    = { "aix",   "android", "darwin", "dragonfly", "freebsd", "hurd",    "illumos", "ios", "js",
        "linux", "nacl",    "netbsd", "openbsd",   "plan9",   "solaris", "wasip1",  "windows",
        "zos",   NULL };
static const char *const machines[]
    = { "386",      "amd64",   "amd64p32", "arm",   "armbe",  "arm64", "arm64be", "loong64",
        "mips",     "mipsle",  "mips64",   "mips64le", "mips64p32", "mips64p32le", "ppc", "ppc64",
        "ppc64le",  "riscv",   "riscv64",  "s390",  "s390x",  "sparc", "sparc64", "wasm", NULL };

static bool
is_among (const char *const *names, const char *name)
{
  while (*names && strcmp (*names, name) != 0)
    names++;
  return *names != NULL;
}

/* --- Names -------------------------------------------------------------- */

/* The part of @name after its last "_", which is cut off; NULL: there is none. */
static char *
take_last_part (char *name)
{
  char *bar = strrchr (name, '_');

  if (!bar)
    return NULL;
  *bar = 0;
  return bar + 1;
}

bool
ilv_constraint_allows_name (const char *file)
{
  char *name = strdup (file), *dot, *last, *before;
  bool allows = true;

  if (!name)
    return true;
  dot = strchr (name, '.');
  if (dot)
    *dot = 0;
  last = take_last_part (name);
  if (last && is_among (machines, last))
    {
      allows = strcmp (last, OUR_MACHINE) == 0;
      before = take_last_part (name);
      if (before && is_among (systems, before))
        allows &= strcmp (before, OUR_SYSTEM) == 0;
    }
  else if (last && is_among (systems, last))
    allows = strcmp (last, OUR_SYSTEM) == 0;
  free (name);
  return allows;
}

/* --- Lines -------------------------------------------------------------- */

#define MAX_DEPTH 100

/* Of "a && !(b || c)"; what makes no sense is false. */
struct expression
{
  const char *at, *end;
  unsigned depth; /* of "!" and "(" */
  bool is_bad;
};

static void
skip_spaces (struct expression *x)
{
  while (x->at < x->end && (*x->at == ' ' || *x->at == '\t' || *x->at == '\r'))
    x->at++;
}

static bool
take (struct expression *x, const char *text)
{
  size_t n = strlen (text);

  skip_spaces (x);
  if ((size_t) (x->end - x->at) < n || memcmp (x->at, text, n) != 0)
    return false;
  x->at += n;
  return true;
}

static bool
is_tag_char (char c)
{
  return isalnum ((unsigned char) c) || c == '_' || c == '.' || (c & 0x80);
}

static bool
is_satisfied (const char *tag, size_t len)
{
  static const char *const ours[] = { OUR_SYSTEM, OUR_MACHINE, "unix", "gc" };

  for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
    if (strlen (ours[i]) == len && memcmp (ours[i], tag, len) == 0)
      return true;
  return len > 4 && memcmp (tag, "go1.", 4) == 0 && atoi (tag + 4) <= ILV_NEWEST_GO_MINOR;
}

static bool either (struct expression *x);

static bool
one (struct expression *x)
{
  const char *start;
  bool value;

  x->is_bad |= ++x->depth > MAX_DEPTH;
  if (x->is_bad)
    return false;
  if (take (x, "!"))
    {
      value = !one (x);
      x->depth--;
      return value;
    }
  if (take (x, "("))
    {
      value = either (x);
      x->is_bad |= !take (x, ")");
      x->depth--;
      return value;
    }
  skip_spaces (x);
  for (start = x->at; x->at < x->end && is_tag_char (*x->at);)
    x->at++;
  x->is_bad |= x->at == start;
  x->depth--;
  return is_satisfied (start, (size_t) (x->at - start));
}

static bool
both (struct expression *x)
{
  bool value = one (x);

  while (!x->is_bad && take (x, "&&"))
    value &= one (x);
  return value;
}

static bool
either (struct expression *x)
{
  bool value = both (x);

  while (!x->is_bad && take (x, "||"))
    value |= both (x);
  return value;
}

static bool
line_allows (const char *line, const char *end)
{
  struct expression x = { .at = line, .end = end };
  bool value = either (&x);

  skip_spaces (&x);
  return value && !x.is_bad && x.at == x.end;
}

/* Past one line or comment of what may stand before the package clause; NULL: it is over. */
static const char *
skip_head (const char *text)
{
  const char *end;

  text += strspn (text, " \t\r\n");
  if (strncmp (text, "//", 2) == 0)
    return text + strcspn (text, "\n");
  if (strncmp (text, "/*", 2) != 0)
    return NULL;
  end = strstr (text + 2, "*/");
  return end ? end + 2 : NULL;
}

bool
ilv_constraint_allows_text (const char *text)
{
  static const char start[] = "//go:build ";

  while (text)
    {
      text += strspn (text, " \t\r\n");
      if (strncmp (text, start, sizeof start - 1) == 0)
        return line_allows (text + sizeof start - 1, text + strcspn (text, "\n"));
      text = skip_head (text);
    }
  return true;
}
