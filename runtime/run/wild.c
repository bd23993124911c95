/* wild.c - What becomes of a program that follows a wild address.
 *
 * There is no way back into the interpreter, which may be in the midst of anything and holds its
 * place in the program in a register: so the words come without the goroutines' stacks.
 *
 * SPDX-License-Identifier: MIT
 */
#include "run/wild.h"

#include <inttypes.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <ucontext.h>
#include <unistd.h>

static uint64_t
program_counter (const ucontext_t *context)
{
#if defined __x86_64__
  return (uint64_t) context->uc_mcontext.gregs[REG_RIP];
#elif defined __aarch64__
  return (uint64_t) context->uc_mcontext.pc;
#endif
}

static void
last_words (int number, siginfo_t *info, void *context)
{
  uint64_t address = (uint64_t) (uintptr_t) info->si_addr;
  char text[256];
  int len = snprintf (text, sizeof text,
                      "unexpected fault address 0x%" PRIx64 "\nfatal error: fault\n"
                      "[signal %s code=0x%x addr=0x%" PRIx64 " pc=0x%" PRIx64 "]\n",
                      address,
                      number == SIGBUS ? "SIGBUS: bus error" : "SIGSEGV: segmentation violation",
                      (unsigned) info->si_code, address, program_counter (context));
  ssize_t ignored = write (STDERR_FILENO, text, (size_t) len);

  (void) ignored;
  _exit (2);
}

void
ilv_wild_catch (void)
{
  static const int numbers[] = { SIGSEGV, SIGBUS };
  struct sigaction action = { .sa_sigaction = last_words, .sa_flags = SA_SIGINFO | SA_RESETHAND };

  for (unsigned i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
    {
      struct sigaction old;

      if (sigaction (numbers[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL)
        sigaction (numbers[i], &action, NULL);
    }
}
