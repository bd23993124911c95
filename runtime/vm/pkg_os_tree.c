/* pkg_os_tree.c - Natives of package os: files by their names, and folders.
 *
 * SPDX-License-Identifier: MIT
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "vm/pkg_os.h"

/* As pkg/os-tree.go counts them. */
enum call
{
  CALL_MKDIR,
  CALL_UNLINK,
  CALL_RMDIR,
  CALL_RENAME,
  CALL_LINK,
  CALL_SYMLINK,
  CALL_CHMOD,
  CALL_CHOWN,
  CALL_LCHOWN,
  CALL_TRUNCATE,
  CALL_CHDIR,
  CALL_SYNC,
};

static const char *const names[] = {
  [CALL_MKDIR] = "mkdir",   [CALL_UNLINK] = "unlink",   [CALL_RMDIR] = "rmdir",
  [CALL_RENAME] = "rename", [CALL_LINK] = "link",       [CALL_SYMLINK] = "symlink",
  [CALL_CHMOD] = "chmod",   [CALL_CHOWN] = "chown",     [CALL_LCHOWN] = "lchown",
  [CALL_CHDIR] = "chdir",   [CALL_TRUNCATE] = "truncate", [CALL_SYNC] = "fsync",
};

static int
do_path (enum call what, const char *a, const char *b, int64_t x, int64_t y)
{
  switch (what)
    {
    case CALL_MKDIR:
      return mkdir (a, (mode_t) x);
    case CALL_UNLINK:
      return unlink (a);
    case CALL_RMDIR:
      return rmdir (a);
    case CALL_RENAME:
      return rename (a, b);
    case CALL_LINK:
      return link (a, b);
    case CALL_SYMLINK:
      return symlink (a, b);
    case CALL_CHMOD:
      return chmod (a, (mode_t) x);
    case CALL_CHOWN:
      return chown (a, (uid_t) x, (gid_t) y);
    case CALL_LCHOWN:
      return lchown (a, (uid_t) x, (gid_t) y);
    case CALL_TRUNCATE:
      return truncate (a, x);
    case CALL_CHDIR:
      return chdir (a);
    case CALL_SYNC:
      break;
    }
  errno = EINVAL;
  return -1;
}

/* pathCall (what int, a, b string, x, y int64) (number int) */
enum ilv_native_status
ilv_pkg_os_path_call (struct ilv_native_call *call)
{
  enum call what = (enum call) call->slots[1];
  char *a = ilv_pkg_os_path (ilv_slot_string (call, 2));
  char *b = a != NULL ? ilv_pkg_os_path (ilv_slot_string (call, 4)) : NULL;

  if (b == NULL)
    {
      call->slots[0] = (uint64_t) errno;
      free (a);
      return ILV_NATIVE_DONE;
    }
  ilv_pkg_syscall_enter (call, names[what]);
  call->slots[0] = ilv_pkg_os_number (do_path (what, a, b, (int64_t) call->slots[6],
                                               (int64_t) call->slots[7]));
  free (a);
  free (b);
  return ilv_pkg_syscall_leave (call);
}

static int
do_file (enum call what, int fd, int64_t x, int64_t y)
{
  switch (what)
    {
    case CALL_CHMOD:
      return fchmod (fd, (mode_t) x);
    case CALL_CHOWN:
      return fchown (fd, (uid_t) x, (gid_t) y);
    case CALL_TRUNCATE:
      return ftruncate (fd, x);
    case CALL_CHDIR:
      return fchdir (fd);
    case CALL_SYNC:
      return fsync (fd);
    default:
      errno = EINVAL;
      return -1;
    }
}

/* fileCall (what int, fd int, x, y int64) (number int) */
enum ilv_native_status
ilv_pkg_os_file_call (struct ilv_native_call *call)
{
  enum call what = (enum call) call->slots[1];

  ilv_pkg_syscall_enter (call, names[what]);
  call->slots[0] = ilv_pkg_os_number (do_file (what, (int) call->slots[2],
                                               (int64_t) call->slots[3],
                                               (int64_t) call->slots[4]));
  return ilv_pkg_syscall_leave (call);
}

/* A record as pkg/os-tree.go declares it. */
struct record
{
  uint32_t mode;
  int64_t size, sec, nsec;
  uint64_t device, inode;
};

/* statFile (path string, fd int, links bool, r *record) (number int) */
enum ilv_native_status
ilv_pkg_os_stat_file (struct ilv_native_call *call)
{
  int fd = (int) call->slots[3];
  struct record *record = ilv_slot_pointer (call, 5);
  char *path = ilv_pkg_os_path (ilv_slot_string (call, 1));
  struct stat info;
  int result;

  if (path == NULL)
    {
      call->slots[0] = (uint64_t) errno;
      return ILV_NATIVE_DONE;
    }
  ilv_pkg_syscall_enter (call, "stat");
  result = fd >= 0 ? fstat (fd, &info) : call->slots[4] ? lstat (path, &info) : stat (path, &info);
  if (result == 0)
    *record = (struct record) { (uint32_t) info.st_mode, info.st_size, info.st_mtim.tv_sec,
                                info.st_mtim.tv_nsec, info.st_dev, info.st_ino };
  call->slots[0] = ilv_pkg_os_number (result);
  free (path);
  return ilv_pkg_syscall_leave (call);
}

/* readLink (path string) (target string, number int). What makes a string keeps its
 * processor. */
enum ilv_native_status
ilv_pkg_os_read_link (struct ilv_native_call *call)
{
  char *path = ilv_pkg_os_path (ilv_slot_string (call, 3));
  char target[PATH_MAX];
  ssize_t len = path != NULL ? readlink (path, target, sizeof target) : -1;

  call->slots[2] = ilv_pkg_os_number (len);
  free (path);
  if (len >= 0 && !ilv_native_string (call, target, (uint64_t) len, ilv_slot_string (call, 0)))
    return ILV_NATIVE_OUT_OF_MEMORY;
  return ILV_NATIVE_DONE;
}

/* Each name with the digit of its kind in front; n and errno as scandir() gives them. */
static int
list_folder (const char *path, char ***texts)
{
  struct dirent **entries;
  int n = scandir (path, &entries, NULL, NULL), n_texts = 0;

  if (n < 0)
    return -1;
  *texts = calloc ((size_t) n + 1, sizeof **texts);
  for (int i = 0; i < n; i++)
    {
      const char *name = entries[i]->d_name;

      if (*texts != NULL && strcmp (name, ".") != 0 && strcmp (name, "..") != 0
          && asprintf (&(*texts)[n_texts], "%c%s", 'P' + (entries[i]->d_type & 15), name) >= 0)
        n_texts++;
      free (entries[i]);
    }
  free (entries);
  if (*texts == NULL)
    errno = ENOMEM;
  return *texts != NULL ? n_texts : -1;
}

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(char *const *) a + 1, *(char *const *) b + 1);
}

/* readNames (path string) (names []string, number int) */
enum ilv_native_status
ilv_pkg_os_read_names (struct ilv_native_call *call)
{
  char *path = ilv_pkg_os_path (ilv_slot_string (call, 4));
  char **texts = NULL;
  int n = path != NULL ? list_folder (path, &texts) : -1;
  enum ilv_native_status status = ILV_NATIVE_DONE;

  call->slots[3] = ilv_pkg_os_number (n);
  if (n >= 0)
    {
      qsort (texts, (size_t) n, sizeof texts[0], compare_names);
      status = ilv_pkg_os_strings (call, 0, texts, (uint64_t) n);
      while (n > 0)
        free (texts[--n]);
    }
  free (texts);
  free (path);
  return status;
}

static struct timespec
time_of (int64_t nsec)
{
  struct timespec time = { nsec / 1000000000, nsec % 1000000000 };

  if (nsec == INT64_MIN)
    return (struct timespec) { 0, UTIME_OMIT };
  if (time.tv_nsec < 0)
    {
      time.tv_nsec += 1000000000;
      time.tv_sec--;
    }
  return time;
}

/* setTimes (path string, atime, mtime int64) (number int): nanoseconds; the least of all
 * numbers leaves a time alone. */
enum ilv_native_status
ilv_pkg_os_set_times (struct ilv_native_call *call)
{
  char *path = ilv_pkg_os_path (ilv_slot_string (call, 1));
  struct timespec times[2]
    = { time_of ((int64_t) call->slots[3]), time_of ((int64_t) call->slots[4]) };

  call->slots[0] = ilv_pkg_os_number (path != NULL ? utimensat (AT_FDCWD, path, times, 0) : -1);
  free (path);
  return ILV_NATIVE_DONE;
}
