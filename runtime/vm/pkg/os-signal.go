// SPDX-License-Identifier: MIT

package os

import (
	"errors"
	"syscall"
)

// A Signal is something the system interrupts a process with.
type Signal interface {
	String() string
	Signal()
}

var (
	Interrupt Signal = syscall.SIGINT
	Kill      Signal = syscall.SIGKILL
)

// ErrProcessDone tells that a process has ended before.
var ErrProcessDone = errors.New("os: process already finished")

// A Process is one that can be sent signals.
type Process struct {
	Pid int
}

// FindProcess always finds one: whether there is such a process shows when it is used.
func FindProcess(pid int) (*Process, error) { return &Process{Pid: pid}, nil }

func (p *Process) Kill() error { return p.Signal(Kill) }

func (p *Process) Release() error { return nil }

func (p *Process) Signal(sig Signal) error {
	s, ok := sig.(syscall.Signal)
	if !ok {
		return errors.New("os: unsupported signal type")
	}
	switch err := syscall.Kill(p.Pid, s); err {
	case nil:
		return nil
	case syscall.ESRCH:
		return ErrProcessDone
	default:
		return err
	}
}
