// Package os is the program's outside: arguments, environment, files.
//
// SPDX-License-Identifier: MIT
package os

import (
	"errors"
	"io"
	"io/fs"
	"syscall"
	"time"
)

func arguments() []string

// standard gives the file descriptor of stream 0, 1 or 2.
func standard(stream int) int

// All of these answer with an error number, 0 if all went well.
func openFile(path string, flag int, perm uint32) (fd int, number int)
func closeFile(fd int) (number int)
func readFile(fd int, p []byte) (n int, number int)
func writeFile(fd int, p []byte) (n int, number int)
func readFileAt(fd int, p []byte, off int64) (n int, number int)
func writeFileAt(fd int, p []byte, off int64) (n int, number int)
func seekFile(fd int, offset int64, whence int) (position int64, number int)
func makePipe() (r, w int, number int)
func workingDir() (path string, number int)
func hostName() (name string, number int)

// Exit ends the program at once; deferred calls do not run.
func Exit(code int)

var (
	ErrInvalid                = fs.ErrInvalid
	ErrPermission             = fs.ErrPermission
	ErrExist                  = fs.ErrExist
	ErrNotExist               = fs.ErrNotExist
	ErrClosed                 = fs.ErrClosed
	ErrNoDeadline             = errors.New("file type does not support deadline")
	ErrDeadlineExceeded error = deadlineError{}
)

type deadlineError struct{}

func (deadlineError) Error() string   { return "i/o timeout" }
func (deadlineError) Timeout() bool   { return true }
func (deadlineError) Temporary() bool { return true }

type PathError = fs.PathError

// A LinkError is about two files.
type LinkError struct {
	Op  string
	Old string
	New string
	Err error
}

func (e *LinkError) Error() string { return e.Op + " " + e.Old + " " + e.New + ": " + e.Err.Error() }
func (e *LinkError) Unwrap() error { return e.Err }

// A SyscallError is about none.
type SyscallError struct {
	Syscall string
	Err     error
}

func (e *SyscallError) Error() string { return e.Syscall + ": " + e.Err.Error() }
func (e *SyscallError) Unwrap() error { return e.Err }
func (e *SyscallError) Timeout() bool { return IsTimeout(e.Err) }

func NewSyscallError(syscall string, err error) error {
	if err == nil {
		return nil
	}
	return &SyscallError{syscall, err}
}

func syscallError(name string, n int) error {
	if n == 0 {
		return nil
	}
	return &SyscallError{name, syscall.Errno(n)}
}

func pathError(op, path string, n int) error {
	if n == 0 {
		return nil
	}
	return &PathError{op, path, syscall.Errno(n)}
}

// isAbout looks through the errors of this package only, as it always did.
func isAbout(err, target error) bool {
	switch e := err.(type) {
	case *PathError:
		err = e.Err
	case *LinkError:
		err = e.Err
	case *SyscallError:
		err = e.Err
	}
	if err == target {
		return true
	}
	n, ok := err.(syscall.Errno)
	return ok && n.Is(target)
}

func IsNotExist(err error) bool   { return isAbout(err, ErrNotExist) }
func IsExist(err error) bool      { return isAbout(err, ErrExist) }
func IsPermission(err error) bool { return isAbout(err, ErrPermission) }

func IsTimeout(err error) bool {
	switch e := err.(type) {
	case *PathError:
		err = e.Err
	case *LinkError:
		err = e.Err
	case *SyscallError:
		err = e.Err
	}
	t, ok := err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

const (
	O_RDONLY = 0
	O_WRONLY = 1
	O_RDWR   = 2
	O_CREATE = 0x40
	O_EXCL   = 0x80
	O_TRUNC  = 0x200
	O_APPEND = 0x400
	O_SYNC   = 0x101000
)

const (
	SEEK_SET = 0
	SEEK_CUR = 1
	SEEK_END = 2
)

const (
	PathSeparator     = '/'
	PathListSeparator = ':'
	DevNull           = "/dev/null"
)

func IsPathSeparator(c uint8) bool { return c == PathSeparator }

// A File is an open file; the zero value is closed.
type File struct {
	fd   int
	name string
	open bool
	dir  *listing // what ReadDir has not given out yet
}

func NewFile(fd uintptr, name string) *File { return &File{int(fd), name, true, nil} }

var (
	Stdin  = &File{standard(0), "/dev/stdin", true, nil}
	Stdout = &File{standard(1), "/dev/stdout", true, nil}
	Stderr = &File{standard(2), "/dev/stderr", true, nil}
)

var Args = arguments()

func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	fd, n := openFile(name, flag, systemMode(perm))
	if n != 0 {
		return nil, pathError("open", name, n)
	}
	return &File{fd, name, true, nil}, nil
}

func Open(name string) (*File, error) { return OpenFile(name, O_RDONLY, 0) }

func Create(name string) (*File, error) {
	return OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0666)
}

func (f *File) Name() string { return f.name }

func (f *File) Fd() uintptr {
	if f == nil || !f.open {
		return ^uintptr(0)
	}
	return uintptr(f.fd)
}

func (f *File) check(op string) error {
	if f == nil {
		return ErrInvalid
	}
	if !f.open {
		return &PathError{op, f.name, ErrClosed}
	}
	return nil
}

func (f *File) Read(p []byte) (n int, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	if len(p) == 0 {
		return 0, nil
	}
	n, e := readFile(f.fd, p)
	if e == 0 && n == 0 {
		return 0, io.EOF
	}
	return n, pathError("read", f.name, e)
}

func (f *File) Write(p []byte) (n int, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	n, e := writeFile(f.fd, p)
	return n, pathError("write", f.name, e)
}

func (f *File) WriteString(s string) (n int, err error) { return f.Write([]byte(s)) }

func (f *File) Seek(offset int64, whence int) (int64, error) {
	if err := f.check("seek"); err != nil {
		return 0, err
	}
	position, e := seekFile(f.fd, offset, whence)
	return position, pathError("seek", f.name, e)
}

func (f *File) ReadAt(p []byte, off int64) (n int, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	if off < 0 {
		return 0, &PathError{"readat", f.name, errors.New("negative offset")}
	}
	for n < len(p) {
		m, e := readFileAt(f.fd, p[n:], off+int64(n))
		if e != 0 {
			return n, pathError("read", f.name, e)
		}
		if m == 0 {
			return n, io.EOF
		}
		n += m
	}
	return n, nil
}

func (f *File) WriteAt(p []byte, off int64) (n int, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	if off < 0 {
		return 0, &PathError{"writeat", f.name, errors.New("negative offset")}
	}
	for n < len(p) {
		m, e := writeFileAt(f.fd, p[n:], off+int64(n))
		if e != 0 {
			return n, pathError("write", f.name, e)
		}
		n += m
	}
	return n, nil
}

// onlyReader and onlyWriter hide the methods by which copying would come back.
type (
	onlyReader struct{ io.Reader }
	onlyWriter struct{ io.Writer }
)

func (f *File) ReadFrom(r io.Reader) (n int64, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	return io.Copy(onlyWriter{f}, r)
}

func (f *File) WriteTo(w io.Writer) (n int64, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	return io.Copy(w, onlyReader{f})
}

// Deadlines would need a poller.
func (f *File) SetDeadline(t time.Time) error {
	if err := f.check("set deadline"); err != nil {
		return err
	}
	return &PathError{"set deadline", f.name, ErrNoDeadline}
}

func (f *File) SetReadDeadline(t time.Time) error  { return f.SetDeadline(t) }
func (f *File) SetWriteDeadline(t time.Time) error { return f.SetDeadline(t) }

func (f *File) Close() error {
	if err := f.check("close"); err != nil {
		return err
	}
	f.open = false
	return pathError("close", f.name, closeFile(f.fd))
}

func Pipe() (r *File, w *File, err error) {
	in, out, n := makePipe()
	if n != 0 {
		return nil, nil, syscallError("pipe2", n)
	}
	return NewFile(uintptr(in), "|0"), NewFile(uintptr(out), "|1"), nil
}

func ReadFile(name string) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

func WriteFile(name string, data []byte, perm FileMode) error {
	f, err := OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	return err
}

func Getwd() (dir string, err error) {
	dir, n := workingDir()
	return dir, syscallError("getwd", n)
}

func Hostname() (name string, err error) {
	name, n := hostName()
	return name, syscallError("gethostname", n)
}
