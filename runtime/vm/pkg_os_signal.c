/* pkg_os_signal.c - Natives of package os/signal: from the system's signals to Go.
 *
 * A signal may arrive in any thread at any instant. Its handler only writes its number to
 * a pipe, which one goroutine reads as it would read a file. What a process does with
 * signals is one thing for all of it, and so is what stands here.
 *
 * SPDX-License-Identifier: MIT
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "vm/pkg.h"

/* Numbers of pkg/os/signal.go. */
enum
{
  BY_DEFAULT,
  IGNORED,
  CAUGHT
};

/* Written once, before the first handler is in place. */
static int ends[2] = { -1, -1 };

static void
handle (int number)
{
  uint8_t byte = (uint8_t) number;
  int error = errno;
  /* A full pipe loses it: a channel with no room would have, too. */
  ssize_t ignored = write (ends[1], &byte, 1);

  (void) ignored;
  errno = error;
}

/* open () */
static enum ilv_native_status
open_pipe (struct ilv_native_call *call)
{
  if (pipe2 (ends, O_CLOEXEC) != 0)
    return ilv_native_fatal (call, "os/signal: no pipe for signals (errno %d)", errno);
  fcntl (ends[1], F_SETFL, O_NONBLOCK);
  return ILV_NATIVE_DONE;
}

/* receive () int */
static enum ilv_native_status
receive (struct ilv_native_call *call)
{
  uint8_t byte = 0;

  ilv_pkg_syscall_enter (call, "signal");
  while (read (ends[0], &byte, 1) < 0 && errno == EINTR)
    ;
  call->slots[0] = byte;
  return ilv_pkg_syscall_leave (call);
}

/* Faults of the machine are our own bugs, never the program's. */
static bool
is_a_fault (int number)
{
  return number == SIGSEGV || number == SIGBUS || number == SIGFPE || number == SIGILL;
}

/* dispose (signal, how int). What the system does not let us change stays as it is. */
static enum ilv_native_status
dispose (struct ilv_native_call *call)
{
  int number = (int) call->slots[0];
  struct sigaction action = { .sa_flags = SA_RESTART };

  sigfillset (&action.sa_mask);
  switch (call->slots[1])
    {
    case BY_DEFAULT: action.sa_handler = SIG_DFL; break;
    case IGNORED: action.sa_handler = SIG_IGN; break;
    default: action.sa_handler = handle;
    }
  if (!is_a_fault (number))
    sigaction (number, &action, NULL);
  return ILV_NATIVE_DONE;
}

/* isIgnored (signal int) bool */
static enum ilv_native_status
is_ignored (struct ilv_native_call *call)
{
  struct sigaction action;

  call->slots[0] = sigaction ((int) call->slots[1], NULL, &action) == 0
                   && action.sa_handler == SIG_IGN;
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (os_signal) = {
  { "open", open_pipe },
  { "receive", receive },
  { "dispose", dispose },
  { "isIgnored", is_ignored },
  { NULL, NULL },
};
