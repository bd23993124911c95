/* pkg_os.c - Natives of package os: files, environment, the end.
 *
 * SPDX-License-Identifier: MIT
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "vm/pkg_os.h"

extern char **environ;

/* --- System calls ------------------------------------------------------------ */

void
ilv_pkg_syscall_enter (struct ilv_native_call *call, const char *name)
{
  uint32_t id = call->p->is_traced
                  ? ilv_trace_string (call->p->sched, call->p, name, strlen (name))
                  : 0;

  ilv_syscall_enter (call->p, call->g, id);
}

enum ilv_native_status
ilv_pkg_syscall_leave (struct ilv_native_call *call)
{
  return ilv_syscall_exit (call->p, call->g) ? ILV_NATIVE_DONE : ILV_NATIVE_LOST_P;
}

char *
ilv_pkg_os_path (const struct ilv_string *string)
{
  if (string->len > 0 && memchr (string->bytes, '\0', (size_t) string->len) != NULL)
    {
      errno = EINVAL;
      return NULL;
    }
  return strndup (string->len > 0 ? (const char *) string->bytes : "", (size_t) string->len);
}

uint64_t
ilv_pkg_os_number (int64_t result)
{
  return result < 0 ? (uint64_t) errno : 0;
}

/* Waits for room or input where somebody made the descriptor non-blocking. */
static bool
is_worth_another_try (int fd, short events)
{
  struct pollfd wait = { fd, events, 0 };

  if (errno == EINTR)
    return true;
  return (errno == EAGAIN || errno == EWOULDBLOCK) && (poll (&wait, 1, -1) > 0 || errno == EINTR);
}

static uint64_t
write_all (int fd, const uint8_t *bytes, uint64_t n, uint64_t *number)
{
  uint64_t n_written = 0;

  *number = 0;
  while (n_written < n)
    {
      ssize_t result = write (fd, bytes + n_written, n - n_written);

      if (result >= 0)
        n_written += (uint64_t) result;
      else if (!is_worth_another_try (fd, POLLOUT))
        {
          *number = (uint64_t) errno;
          break;
        }
    }
  return n_written;
}

/* The trace calls the program's streams 1 and 2, whatever they are here. */
static void
trace_output (struct ilv_native_call *call, int fd, const void *bytes, uint64_t n)
{
  const struct ilv_vm_io *io = ilv_vm_io (call->vm);

  for (int stream = 1; stream <= 2; stream++)
    if (call->p->is_traced && fd == io->fds[stream])
      {
        ilv_trace_bytes (call->p, call->g, ILV_EVENT_OUTPUT, (uint32_t) stream, bytes, n);
        return;
      }
}

enum ilv_native_status
ilv_pkg_write (struct ilv_native_call *call, int fd, const void *bytes, uint64_t n,
               uint64_t *n_written, uint64_t *number)
{
  trace_output (call, fd, bytes, n);
  ilv_pkg_syscall_enter (call, "write");
  *n_written = write_all (fd, bytes, n, number);
  return ilv_pkg_syscall_leave (call);
}

/* writeFile (fd int, p []byte) (n int, number int) */
static enum ilv_native_status
write_file (struct ilv_native_call *call)
{
  const struct ilv_slice *p = ilv_slot_slice (call, 3);

  return ilv_pkg_write (call, (int) call->slots[2], p->array, (uint64_t) p->len, &call->slots[0],
                        &call->slots[1]);
}

/* readFile (fd int, p []byte) (n int, number int) */
static enum ilv_native_status
read_file (struct ilv_native_call *call)
{
  const struct ilv_slice *p = ilv_slot_slice (call, 3);
  int fd = (int) call->slots[2];
  ssize_t result;

  ilv_pkg_syscall_enter (call, "read");
  do
    result = read (fd, p->array, (size_t) p->len);
  while (result < 0 && is_worth_another_try (fd, POLLIN));
  call->slots[0] = result > 0 ? (uint64_t) result : 0;
  call->slots[1] = ilv_pkg_os_number (result);
  return ilv_pkg_syscall_leave (call);
}

/* openFile (path string, flag int, perm uint32) (fd int, number int) */
static enum ilv_native_status
open_file (struct ilv_native_call *call)
{
  char *path = ilv_pkg_os_path (ilv_slot_string (call, 2));
  int fd;

  if (path == NULL)
    {
      call->slots[1] = (uint64_t) errno;
      return ILV_NATIVE_DONE;
    }
  ilv_pkg_syscall_enter (call, "open");
  fd = open (path, (int) call->slots[4] | O_CLOEXEC, (mode_t) call->slots[5]);
  call->slots[0] = (uint64_t) fd;
  call->slots[1] = ilv_pkg_os_number (fd);
  free (path);
  return ilv_pkg_syscall_leave (call);
}

/* readFileAt (fd int, p []byte, off int64) (n int, number int) */
static enum ilv_native_status
read_file_at (struct ilv_native_call *call)
{
  const struct ilv_slice *p = ilv_slot_slice (call, 3);
  ssize_t result;

  ilv_pkg_syscall_enter (call, "pread");
  do
    result = pread ((int) call->slots[2], p->array, (size_t) p->len, (off_t) call->slots[6]);
  while (result < 0 && errno == EINTR);
  call->slots[0] = result > 0 ? (uint64_t) result : 0;
  call->slots[1] = ilv_pkg_os_number (result);
  return ilv_pkg_syscall_leave (call);
}

/* writeFileAt (fd int, p []byte, off int64) (n int, number int) */
static enum ilv_native_status
write_file_at (struct ilv_native_call *call)
{
  const struct ilv_slice *p = ilv_slot_slice (call, 3);
  ssize_t result;

  ilv_pkg_syscall_enter (call, "pwrite");
  do
    result = pwrite ((int) call->slots[2], p->array, (size_t) p->len, (off_t) call->slots[6]);
  while (result < 0 && errno == EINTR);
  call->slots[0] = result > 0 ? (uint64_t) result : 0;
  call->slots[1] = ilv_pkg_os_number (result);
  return ilv_pkg_syscall_leave (call);
}

/* makePipe () (r, w int, number int) */
static enum ilv_native_status
make_pipe (struct ilv_native_call *call)
{
  int fds[2] = { -1, -1 };

  call->slots[2] = ilv_pkg_os_number (pipe2 (fds, O_CLOEXEC));
  call->slots[0] = (uint64_t) fds[0];
  call->slots[1] = (uint64_t) fds[1];
  return ILV_NATIVE_DONE;
}

/* closeFile (fd int) (number int) */
static enum ilv_native_status
close_file (struct ilv_native_call *call)
{
  ilv_pkg_syscall_enter (call, "close");
  call->slots[0] = ilv_pkg_os_number (close ((int) call->slots[1]));
  return ilv_pkg_syscall_leave (call);
}

/* seekFile (fd int, offset int64, whence int) (position int64, number int) */
static enum ilv_native_status
seek_file (struct ilv_native_call *call)
{
  off_t position = lseek ((int) call->slots[2], (off_t) call->slots[3], (int) call->slots[4]);

  call->slots[0] = position > 0 ? (uint64_t) position : 0;
  call->slots[1] = ilv_pkg_os_number (position);
  return ILV_NATIVE_DONE;
}

/* --- What is known without waiting ------------------------------------------- */

static enum ilv_native_status
string_result (struct ilv_native_call *call, unsigned i, const char *text)
{
  return ilv_native_string (call, text, strlen (text), ilv_slot_string (call, i))
           ? ILV_NATIVE_DONE
           : ILV_NATIVE_OUT_OF_MEMORY;
}

/* workingDir () (path string, number int) */
static enum ilv_native_status
working_dir (struct ilv_native_call *call)
{
  char path[PATH_MAX];

  if (getcwd (path, sizeof path) != NULL)
    return string_result (call, 0, path);
  call->slots[2] = (uint64_t) errno;
  return ILV_NATIVE_DONE;
}

/* hostName () (name string, number int) */
static enum ilv_native_status
host_name (struct ilv_native_call *call)
{
  char name[HOST_NAME_MAX + 1];

  if (gethostname (name, sizeof name) == 0)
    return string_result (call, 0, name);
  call->slots[2] = (uint64_t) errno;
  return ILV_NATIVE_DONE;
}

/* errorText (number int) string: gc's wording is the system's, in lower case. */
enum ilv_native_status
ilv_pkg_error_text (struct ilv_native_call *call)
{
  const char *text = strerrordesc_np ((int) call->slots[2]);
  char lower[128];
  size_t n = 0;

  if (text == NULL)
    text = "unknown error";
  for (; text[n] != '\0' && n < sizeof lower - 1; n++)
    lower[n] = text[n] >= 'A' && text[n] <= 'Z' && !(text[n + 1] >= 'A' && text[n + 1] <= 'Z')
                 ? (char) (text[n] | 0x20)
                 : text[n];
  lower[n] = '\0';
  return string_result (call, 0, lower);
}

/* processID (parent bool) int */
enum ilv_native_status
ilv_pkg_process_id (struct ilv_native_call *call)
{
  call->slots[0] = (uint64_t) (call->slots[1] ? getppid () : getpid ());
  return ILV_NATIVE_DONE;
}

/* identity (which int) int, counted as pkg/os-env.go does */
static enum ilv_native_status
identity (struct ilv_native_call *call)
{
  const int64_t ids[] = { getpid (), getppid (), getuid (), geteuid (),
                          getgid (), getegid (), sysconf (_SC_PAGESIZE) };

  call->slots[0] = (uint64_t) ids[call->slots[1]];
  return ILV_NATIVE_DONE;
}

/* groups () []int */
static enum ilv_native_status
groups (struct ilv_native_call *call)
{
  gid_t ids[1024];
  int n = getgroups (1024, ids);
  int64_t *array = n > 0 ? ilv_heap_alloc (call->p, NULL, (uint64_t) n * sizeof *array) : NULL;

  if (n > 0 && array == NULL)
    return ILV_NATIVE_OUT_OF_MEMORY;
  for (int i = 0; i < n; i++)
    array[i] = ids[i];
  if (n > 0)
    *ilv_slot_slice (call, 0) = (struct ilv_slice) { array, n, n };
  return ILV_NATIVE_DONE;
}

/* random () uint64 */
static enum ilv_native_status
random_word (struct ilv_native_call *call)
{
  call->slots[0] = ilv_random (call->p);
  return ILV_NATIVE_DONE;
}

/* standard (stream int) int */
static enum ilv_native_status
standard (struct ilv_native_call *call)
{
  call->slots[0] = (uint64_t) ilv_vm_io (call->vm)->fds[call->slots[1]];
  return ILV_NATIVE_DONE;
}

enum ilv_native_status
ilv_pkg_os_strings (struct ilv_native_call *call, unsigned slot, char *const *texts, uint64_t n)
{
  struct ilv_string *strings = n > 0 ? ilv_heap_alloc_words (call->p, n * sizeof strings[0]) : NULL;

  if (n > 0 && strings == NULL)
    return ILV_NATIVE_OUT_OF_MEMORY;
  for (uint64_t i = 0; i < n; i++)
    if (!ilv_native_string (call, texts[i], strlen (texts[i]), &strings[i]))
      return ILV_NATIVE_OUT_OF_MEMORY;
  *ilv_slot_slice (call, slot) = (struct ilv_slice) { strings, (int64_t) n, (int64_t) n };
  return ILV_NATIVE_DONE;
}

/* arguments () []string */
static enum ilv_native_status
arguments (struct ilv_native_call *call)
{
  const struct ilv_vm_io *io = ilv_vm_io (call->vm);

  return ilv_pkg_os_strings (call, 0, io->argv, (uint64_t) io->argc);
}

/* environment () []string */
static enum ilv_native_status
environment (struct ilv_native_call *call)
{
  uint64_t n = 0;

  while (environ[n] != NULL)
    n++;
  return ilv_pkg_os_strings (call, 0, environ, n);
}

/* Exit (code int) */
static enum ilv_native_status
exit_program (struct ilv_native_call *call)
{
  ilv_sched_stop (call->p->sched, (int) (call->slots[0] & 0xFF));
  return ILV_NATIVE_EXIT;
}

ILV_PKG_NATIVES (os) = {
  { "arguments", arguments },
  { "environment", environment },
  { "standard", standard },
  { "openFile", open_file },
  { "closeFile", close_file },
  { "readFile", read_file },
  { "writeFile", write_file },
  { "seekFile", seek_file },
  { "readFileAt", read_file_at },
  { "writeFileAt", write_file_at },
  { "makePipe", make_pipe },
  { "pathCall", ilv_pkg_os_path_call },
  { "fileCall", ilv_pkg_os_file_call },
  { "statFile", ilv_pkg_os_stat_file },
  { "readLink", ilv_pkg_os_read_link },
  { "readNames", ilv_pkg_os_read_names },
  { "setTimes", ilv_pkg_os_set_times },
  { "identity", identity },
  { "groups", groups },
  { "random", random_word },
  { "workingDir", working_dir },
  { "hostName", host_name },
  { "Exit", exit_program },
  { NULL, NULL },
};
