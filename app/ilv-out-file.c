/* ilv-out-file.c - A file that is there whole or not at all, written piece by piece.
 *
 * SPDX-License-Identifier: MIT
 */
#include "config.h"

#include "ilv-out-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Names tried for a file beside another. */
#define MAX_NAMES 100

struct _IlvOutFile
{
  char *path;
  char *path_beside; /* NULL: it has no name, has taken its place, or needs none */
  int fd;
  gboolean is_nameless; /* gone with this process, until it is finished */
};

static gboolean
fail (IlvOutFile *self, GError **error)
{
  int number = errno;

  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (number),
               /* translators: a file's path, and what the system says */
               _("“%s” could not be written: %s"), self->path, g_strerror (number));
  return FALSE;
}

/* A file without a name leaves nothing behind when we are killed. FALSE: the file system knows no
 * such files, or there is no way to give it a name later. */
static gboolean
open_nameless (IlvOutFile *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (g_access ("/proc/self/fd", X_OK) != 0)
    return FALSE;
  self->fd = open (folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  self->is_nameless = self->fd >= 0;
  return self->is_nameless;
}

/* Gives the nameless file a name beside its place, which a link cannot replace. FALSE and errno. */
static gboolean
name_beside (IlvOutFile *self)
{
  g_autofree char *open_file = g_strdup_printf ("/proc/self/fd/%d", self->fd);

  for (guint i = 0; i < MAX_NAMES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.%06x", self->path,
                                               g_random_int_range (0, 1 << 24));

      if (linkat (AT_FDCWD, open_file, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0)
        {
          self->path_beside = g_steal_pointer (&name);
          return TRUE;
        }
      if (errno != EEXIST)
        break;
    }
  return FALSE;
}

/* The mode is that of a new file of this user: mkstemp()'s is for secrets. */
static void
open_beside (IlvOutFile *self)
{
  mode_t mask = umask (0);

  umask (mask);
  self->path_beside = g_strconcat (self->path, ".XXXXXX", NULL);
  self->fd = g_mkstemp_full (self->path_beside, O_WRONLY | O_CLOEXEC, 0600);
  if (self->fd >= 0)
    fchmod (self->fd, 0666 & ~mask);
  else
    g_clear_pointer (&self->path_beside, g_free);
}

/* A device or a pipe is written to: nothing can take its place. */
static gboolean
is_special (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 && !S_ISREG (status.st_mode) && !S_ISDIR (status.st_mode);
}

IlvOutFile *
ilv_out_file_new (GFile *file, GError **error)
{
  g_autoptr (IlvOutFile) self = g_new0 (IlvOutFile, 1);
  g_autofree char *path = g_file_get_path (file);

  self->fd = -1;
  if (path == NULL)
    {
      g_autofree char *name = g_file_get_parse_name (file);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _("“%s” is not on this computer"), name);
      return NULL;
    }
  /* What a link leads to is replaced, not the link. */
  self->path = realpath (path, NULL);
  if (self->path == NULL)
    self->path = g_steal_pointer (&path);
  if (is_special (self->path))
    self->fd = open (self->path, O_WRONLY | O_CLOEXEC);
  else if (g_file_test (self->path, G_FILE_TEST_IS_DIR))
    errno = EISDIR;
  else if (!open_nameless (self))
    open_beside (self);
  if (self->fd >= 0)
    return g_steal_pointer (&self);
  fail (self, error);
  return NULL;
}

void
ilv_out_file_free (IlvOutFile *self)
{
  if (self->fd >= 0)
    close (self->fd);
  if (self->path_beside != NULL)
    g_unlink (self->path_beside);
  g_free (self->path_beside);
  g_free (self->path);
  g_free (self);
}

gboolean
ilv_out_file_write (IlvOutFile *self, const void *bytes, gsize n_bytes, GError **error)
{
  for (const char *at = bytes; n_bytes > 0;)
    {
      gssize n = write (self->fd, at, n_bytes);

      if (n < 0 && errno != EINTR)
        return fail (self, error);
      at += MAX (n, 0);
      n_bytes -= (gsize) MAX (n, 0);
    }
  return TRUE;
}

gboolean
ilv_out_file_finish (IlvOutFile *self, GError **error)
{
  int fd = self->fd;

  if ((self->is_nameless || self->path_beside != NULL) && fsync (fd) != 0)
    return fail (self, error);
  if (self->is_nameless && !name_beside (self))
    return fail (self, error);
  self->fd = -1;
  if (close (fd) != 0
      || (self->path_beside != NULL && g_rename (self->path_beside, self->path) != 0))
    return fail (self, error);
  g_clear_pointer (&self->path_beside, g_free);
  return TRUE;
}
