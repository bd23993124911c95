/* pkg_syscall.c - Natives of package syscall.
 *
 * SPDX-License-Identifier: MIT
 */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "vm/pkg.h"

/* kill (pid, signal int) (number int) */
static enum ilv_native_status
send_signal (struct ilv_native_call *call)
{
  int result = kill ((pid_t) call->slots[1], (int) call->slots[2]);

  call->slots[0] = result < 0 ? (uint64_t) errno : 0;
  return ILV_NATIVE_DONE;
}

ILV_PKG_NATIVES (syscall) = {
  { "kill", send_signal },
  { "processID", ilv_pkg_process_id },
  { "errorText", ilv_pkg_error_text },
  { NULL, NULL },
};
