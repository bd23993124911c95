// SPDX-License-Identifier: MIT

// Package syscall names signals and error numbers, and sends signals.
package syscall

import (
	"errors"
	"io/fs"
)

func kill(pid, signal int) (number int)
func processID(parent bool) int
func errorText(number int) string

// A Signal is a number by which the system interrupts a process.
type Signal int

func (s Signal) Signal() {}

func (s Signal) String() string {
	if 0 < s && int(s) < len(names) {
		return names[s]
	}
	digits, n := "", int(s)
	for ; n > 0; n /= 10 {
		digits = string(rune('0'+n%10)) + digits
	}
	if digits == "" {
		digits = "0"
	}
	return "signal " + digits
}

const (
	SIGHUP    = Signal(1)
	SIGINT    = Signal(2)
	SIGQUIT   = Signal(3)
	SIGILL    = Signal(4)
	SIGTRAP   = Signal(5)
	SIGABRT   = Signal(6)
	SIGIOT    = Signal(6)
	SIGBUS    = Signal(7)
	SIGFPE    = Signal(8)
	SIGKILL   = Signal(9)
	SIGUSR1   = Signal(10)
	SIGSEGV   = Signal(11)
	SIGUSR2   = Signal(12)
	SIGPIPE   = Signal(13)
	SIGALRM   = Signal(14)
	SIGTERM   = Signal(15)
	SIGSTKFLT = Signal(16)
	SIGCHLD   = Signal(17)
	SIGCLD    = Signal(17)
	SIGCONT   = Signal(18)
	SIGSTOP   = Signal(19)
	SIGTSTP   = Signal(20)
	SIGTTIN   = Signal(21)
	SIGTTOU   = Signal(22)
	SIGURG    = Signal(23)
	SIGXCPU   = Signal(24)
	SIGXFSZ   = Signal(25)
	SIGVTALRM = Signal(26)
	SIGPROF   = Signal(27)
	SIGWINCH  = Signal(28)
	SIGIO     = Signal(29)
	SIGPOLL   = Signal(29)
	SIGPWR    = Signal(30)
	SIGSYS    = Signal(31)
	SIGUNUSED = Signal(31)
)

var names = [...]string{
	1:  "hangup",
	2:  "interrupt",
	3:  "quit",
	4:  "illegal instruction",
	5:  "trace/breakpoint trap",
	6:  "aborted",
	7:  "bus error",
	8:  "floating point exception",
	9:  "killed",
	10: "user defined signal 1",
	11: "segmentation fault",
	12: "user defined signal 2",
	13: "broken pipe",
	14: "alarm clock",
	15: "terminated",
	16: "stack fault",
	17: "child exited",
	18: "continued",
	19: "stopped (signal)",
	20: "stopped",
	21: "stopped (tty input)",
	22: "stopped (tty output)",
	23: "urgent I/O condition",
	24: "CPU time limit exceeded",
	25: "file size limit exceeded",
	26: "virtual timer expired",
	27: "profiling timer expired",
	28: "window changed",
	29: "I/O possible",
	30: "power failure",
	31: "bad system call",
}

// An Errno says why a system call failed.
type Errno uintptr

func (e Errno) Error() string { return errorText(int(e)) }

func (e Errno) Is(target error) bool {
	switch target {
	case fs.ErrPermission:
		return e == EACCES || e == EPERM
	case fs.ErrExist:
		return e == EEXIST || e == ENOTEMPTY
	case fs.ErrNotExist:
		return e == ENOENT
	case errors.ErrUnsupported:
		return e == ENOSYS || e == ENOTSUP || e == EOPNOTSUPP
	}
	return false
}

func (e Errno) Temporary() bool { return e == EINTR || e == EMFILE || e == ENFILE || e.Timeout() }
func (e Errno) Timeout() bool   { return e == EAGAIN || e == ETIMEDOUT }

const (
	EPERM        = Errno(1)
	ENOENT       = Errno(2)
	ESRCH        = Errno(3)
	EINTR        = Errno(4)
	EIO          = Errno(5)
	EBADF        = Errno(9)
	EAGAIN       = Errno(11)
	EWOULDBLOCK  = Errno(11)
	ENOMEM       = Errno(12)
	EACCES       = Errno(13)
	EBUSY        = Errno(16)
	EEXIST       = Errno(17)
	EXDEV        = Errno(18)
	ENOTDIR      = Errno(20)
	EISDIR       = Errno(21)
	EINVAL       = Errno(22)
	ENFILE       = Errno(23)
	EMFILE       = Errno(24)
	EFBIG        = Errno(27)
	ENOSPC       = Errno(28)
	EROFS        = Errno(30)
	EPIPE        = Errno(32)
	ERANGE       = Errno(34)
	ENAMETOOLONG = Errno(36)
	ENOSYS       = Errno(38)
	ENOTEMPTY    = Errno(39)
	ELOOP        = Errno(40)
	ENOTSUP      = Errno(95)
	EOPNOTSUPP   = Errno(95)
	ETIMEDOUT    = Errno(110)
)

// Kill sends a signal to a process.
func Kill(pid int, sig Signal) error {
	if number := kill(pid, int(sig)); number != 0 {
		return Errno(number)
	}
	return nil
}

func Getpid() int  { return processID(false) }
func Getppid() int { return processID(true) }
