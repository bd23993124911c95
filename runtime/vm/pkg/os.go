// Package os is the program's outside: arguments, environment, files.
//
// SPDX-License-Identifier: MIT
package os

import (
	"errors"
	"io"
)

func arguments() []string
func environment() []string

// standard gives the file descriptor of stream 0, 1 or 2.
func standard(stream int) int

// All of these answer with an error number, 0 if all went well.
func openFile(path string, flag int, perm uint32) (fd int, number int)
func closeFile(fd int) (number int)
func readFile(fd int, p []byte) (n int, number int)
func writeFile(fd int, p []byte) (n int, number int)
func seekFile(fd int, offset int64, whence int) (position int64, number int)
func removeFile(path string) (number int)
func makeDir(path string, perm uint32) (number int)
func workingDir() (path string, number int)
func hostName() (name string, number int)
func errorText(number int) string
func processID(parent bool) int

// Exit ends the program at once; deferred calls do not run.
func Exit(code int)

// A number is an error number of the system.
type number int

func (n number) Error() string { return errorText(int(n)) }

const (
	noEntry      number = 2
	noPermission number = 13
	exists       number = 17
)

func (n number) Is(target error) bool {
	switch target {
	case ErrNotExist:
		return n == noEntry
	case ErrPermission:
		return n == noPermission || n == 1
	case ErrExist:
		return n == exists
	}
	return false
}

var (
	ErrInvalid    = errors.New("invalid argument")
	ErrPermission = errors.New("permission denied")
	ErrExist      = errors.New("file already exists")
	ErrNotExist   = errors.New("file does not exist")
	ErrClosed     = errors.New("file already closed")
)

// PathError says what could not be done with which file, and why.
type PathError struct {
	Op   string
	Path string
	Err  error
}

func (e *PathError) Error() string { return e.Op + " " + e.Path + ": " + e.Err.Error() }
func (e *PathError) Unwrap() error { return e.Err }

func pathError(op, path string, n int) error {
	if n == 0 {
		return nil
	}
	return &PathError{op, path, number(n)}
}

func IsNotExist(err error) bool   { return errors.Is(err, ErrNotExist) }
func IsExist(err error) bool      { return errors.Is(err, ErrExist) }
func IsPermission(err error) bool { return errors.Is(err, ErrPermission) }

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
	PathSeparator = '/'
	DevNull       = "/dev/null"
)

// A FileMode holds a file's permissions.
type FileMode uint32

// A File is an open file; the zero value is closed.
type File struct {
	fd   int
	name string
	open bool
}

func NewFile(fd uintptr, name string) *File { return &File{int(fd), name, true} }

var (
	Stdin  = &File{standard(0), "/dev/stdin", true}
	Stdout = &File{standard(1), "/dev/stdout", true}
	Stderr = &File{standard(2), "/dev/stderr", true}
)

var Args = arguments()

func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	fd, n := openFile(name, flag, uint32(perm))
	if n != 0 {
		return nil, pathError("open", name, n)
	}
	return &File{fd, name, true}, nil
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

func (f *File) Sync() error { return f.check("sync") }

func (f *File) Close() error {
	if err := f.check("close"); err != nil {
		return err
	}
	f.open = false
	return pathError("close", f.name, closeFile(f.fd))
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

func Remove(name string) error { return pathError("remove", name, removeFile(name)) }

func Mkdir(name string, perm FileMode) error {
	return pathError("mkdir", name, makeDir(name, uint32(perm)))
}

func TempDir() string {
	if dir := Getenv("TMPDIR"); dir != "" {
		return dir
	}
	return "/tmp"
}

func Getwd() (dir string, err error) {
	dir, n := workingDir()
	return dir, pathError("getwd", ".", n)
}

func Hostname() (name string, err error) {
	name, n := hostName()
	return name, pathError("hostname", "", n)
}

func Getpid() int  { return processID(false) }
func Getppid() int { return processID(true) }

// The environment as the program sees it, "KEY=value".
var environ = environment()

func find(key string) int {
	for i, entry := range environ {
		if len(entry) > len(key) && entry[:len(key)] == key && entry[len(key)] == '=' {
			return i
		}
	}
	return -1
}

func LookupEnv(key string) (string, bool) {
	i := find(key)
	if key == "" || i < 0 {
		return "", false
	}
	return environ[i][len(key)+1:], true
}

func Getenv(key string) string {
	value, _ := LookupEnv(key)
	return value
}

func Setenv(key, value string) error {
	if key == "" {
		return pathError("setenv", key, 22)
	}
	if i := find(key); i >= 0 {
		environ[i] = key + "=" + value
	} else {
		environ = append(environ, key+"="+value)
	}
	return nil
}

func Unsetenv(key string) error {
	if i := find(key); i >= 0 {
		environ = append(environ[:i:i], environ[i+1:]...)
	}
	return nil
}

func Environ() []string { return append([]string(nil), environ...) }
