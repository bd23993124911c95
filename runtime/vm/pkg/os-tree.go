// Files by their names, and folders.
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

type (
	FileInfo = fs.FileInfo
	FileMode = fs.FileMode
	DirEntry = fs.DirEntry
)

const (
	ModeDir        = fs.ModeDir
	ModeAppend     = fs.ModeAppend
	ModeExclusive  = fs.ModeExclusive
	ModeTemporary  = fs.ModeTemporary
	ModeSymlink    = fs.ModeSymlink
	ModeDevice     = fs.ModeDevice
	ModeNamedPipe  = fs.ModeNamedPipe
	ModeSocket     = fs.ModeSocket
	ModeSetuid     = fs.ModeSetuid
	ModeSetgid     = fs.ModeSetgid
	ModeCharDevice = fs.ModeCharDevice
	ModeSticky     = fs.ModeSticky
	ModeIrregular  = fs.ModeIrregular
	ModeType       = fs.ModeType
	ModePerm       = fs.ModePerm
)

// What pathCall and fileCall can do; known to C (pkg_os_tree.c).
const (
	callMkdir = iota
	callUnlink
	callRmdir
	callRename
	callLink
	callSymlink
	callChmod
	callChown
	callLchown
	callTruncate
	callChdir
	callSync
)

// pathCall does something with a file, or two; fileCall with an open one. x and
// y are its numbers. They answer with an error number.
func pathCall(what int, a, b string, x, y int64) (number int)
func fileCall(what int, fd int, x, y int64) (number int)

// A record is what the system says of a file.
type record struct {
	mode            uint32
	size, sec, nsec int64
	device, inode   uint64
}

// statFile looks at a path (fd < 0) or an open file. links: not through a link.
func statFile(path string, fd int, links bool, r *record) (number int)
func readLink(path string) (target string, number int)
func setTimes(path string, atime, mtime int64) (number int)

// readNames lists a folder in order; the first character of each is its kind.
func readNames(path string) (names []string, number int)

func systemMode(m FileMode) uint32 {
	s := uint32(m.Perm())
	if m&ModeSetuid != 0 {
		s |= 0o4000
	}
	if m&ModeSetgid != 0 {
		s |= 0o2000
	}
	if m&ModeSticky != 0 {
		s |= 0o1000
	}
	return s
}

func modeOf(s uint32) FileMode {
	m := FileMode(s & 0o777)
	switch s & 0o170000 {
	case 0o060000:
		m |= ModeDevice
	case 0o020000:
		m |= ModeDevice | ModeCharDevice
	case 0o040000:
		m |= ModeDir
	case 0o010000:
		m |= ModeNamedPipe
	case 0o120000:
		m |= ModeSymlink
	case 0o140000:
		m |= ModeSocket
	}
	if s&0o4000 != 0 {
		m |= ModeSetuid
	}
	if s&0o2000 != 0 {
		m |= ModeSetgid
	}
	if s&0o1000 != 0 {
		m |= ModeSticky
	}
	return m
}

type fileStat struct {
	name string
	record
}

func (s *fileStat) Name() string       { return s.name }
func (s *fileStat) Size() int64        { return s.size }
func (s *fileStat) Mode() FileMode     { return modeOf(s.mode) }
func (s *fileStat) ModTime() time.Time { return time.Unix(s.sec, s.nsec) }
func (s *fileStat) IsDir() bool        { return s.Mode().IsDir() }
func (s *fileStat) Sys() any           { return &s.record }

func baseName(name string) string {
	for len(name) > 1 && name[len(name)-1] == '/' {
		name = name[:len(name)-1]
	}
	for i := len(name) - 2; i >= 0; i-- {
		if name[i] == '/' {
			return name[i+1:]
		}
	}
	return name
}

func Stat(name string) (FileInfo, error) {
	s := &fileStat{name: baseName(name)}
	if n := statFile(name, -1, false, &s.record); n != 0 {
		return nil, pathError("stat", name, n)
	}
	return s, nil
}

func Lstat(name string) (FileInfo, error) {
	s := &fileStat{name: baseName(name)}
	if n := statFile(name, -1, true, &s.record); n != 0 {
		return nil, pathError("lstat", name, n)
	}
	return s, nil
}

func (f *File) Stat() (FileInfo, error) {
	if err := f.check("stat"); err != nil {
		return nil, err
	}
	s := &fileStat{name: baseName(f.name)}
	if n := statFile("", f.fd, false, &s.record); n != 0 {
		return nil, pathError("stat", f.name, n)
	}
	return s, nil
}

func SameFile(fi1, fi2 FileInfo) bool {
	a, ok1 := fi1.(*fileStat)
	b, ok2 := fi2.(*fileStat)
	return ok1 && ok2 && a.device == b.device && a.inode == b.inode
}

func Mkdir(name string, perm FileMode) error {
	return pathError("mkdir", name, pathCall(callMkdir, name, "", int64(systemMode(perm)), 0))
}

func MkdirAll(path string, perm FileMode) error {
	if info, err := Stat(path); err == nil {
		if info.IsDir() {
			return nil
		}
		return pathError("mkdir", path, int(syscall.ENOTDIR))
	}
	end := len(path)
	for end > 0 && path[end-1] == '/' {
		end--
	}
	for end > 0 && path[end-1] != '/' {
		end--
	}
	if end > 1 {
		if err := MkdirAll(path[:end-1], perm); err != nil {
			return err
		}
	}
	err := Mkdir(path, perm)
	if err != nil {
		// "foo/.", or somebody was faster.
		if info, statErr := Lstat(path); statErr == nil && info.IsDir() {
			return nil
		}
	}
	return err
}

func Remove(name string) error {
	n := pathCall(callUnlink, name, "", 0, 0)
	if n == 0 {
		return nil
	}
	m := pathCall(callRmdir, name, "", 0, 0)
	if m == 0 {
		return nil
	}
	// Which of the two says it better?
	if syscall.Errno(m) != syscall.ENOTDIR {
		n = m
	}
	return pathError("remove", name, n)
}

func RemoveAll(path string) error {
	if path == "" {
		return nil
	}
	if path == "." || len(path) >= 2 && path[len(path)-2:] == "/." {
		return pathError("RemoveAll", path, 22)
	}
	err := Remove(path)
	if err == nil || IsNotExist(err) {
		return nil
	}
	info, statErr := Lstat(path)
	if statErr != nil {
		if IsNotExist(statErr) {
			return nil
		}
		return statErr
	}
	if !info.IsDir() {
		return err
	}
	names, n := readNames(path)
	if n != 0 {
		return pathError("open", path, n)
	}
	var first error
	for _, name := range names {
		if err := RemoveAll(path + "/" + name[1:]); err != nil && first == nil {
			first = err
		}
	}
	if err = Remove(path); err == nil || IsNotExist(err) {
		return nil
	}
	if first != nil {
		return first
	}
	return err
}

func linkError(op, old, new string, n int) error {
	if n == 0 {
		return nil
	}
	return &LinkError{op, old, new, syscall.Errno(n)}
}

func Rename(oldpath, newpath string) error {
	// A folder is never replaced by a file.
	if info, err := Lstat(newpath); err == nil && info.IsDir() {
		if old, err := Lstat(oldpath); err != nil {
			return &LinkError{"rename", oldpath, newpath, errors.Unwrap(err)}
		} else if newpath == oldpath || !old.IsDir() {
			return &LinkError{"rename", oldpath, newpath, syscall.EEXIST}
		}
	}
	return linkError("rename", oldpath, newpath, pathCall(callRename, oldpath, newpath, 0, 0))
}

func Link(oldname, newname string) error {
	return linkError("link", oldname, newname, pathCall(callLink, oldname, newname, 0, 0))
}

func Symlink(oldname, newname string) error {
	return linkError("symlink", oldname, newname, pathCall(callSymlink, oldname, newname, 0, 0))
}

func Readlink(name string) (string, error) {
	target, n := readLink(name)
	return target, pathError("readlink", name, n)
}

func Chmod(name string, mode FileMode) error {
	return pathError("chmod", name, pathCall(callChmod, name, "", int64(systemMode(mode)), 0))
}

func Chown(name string, uid, gid int) error {
	return pathError("chown", name, pathCall(callChown, name, "", int64(uid), int64(gid)))
}

func Lchown(name string, uid, gid int) error {
	return pathError("lchown", name, pathCall(callLchown, name, "", int64(uid), int64(gid)))
}

func Truncate(name string, size int64) error {
	return pathError("truncate", name, pathCall(callTruncate, name, "", size, 0))
}

func Chdir(dir string) error {
	return pathError("chdir", dir, pathCall(callChdir, dir, "", 0, 0))
}

func Chtimes(name string, atime time.Time, mtime time.Time) error {
	// A zero Time leaves it as it is.
	nsec := func(t time.Time) int64 {
		if t.IsZero() {
			return -1 << 63
		}
		return t.UnixNano()
	}
	return pathError("chtimes", name, setTimes(name, nsec(atime), nsec(mtime)))
}

func (f *File) call(op string, what int, x, y int64) error {
	if err := f.check(op); err != nil {
		return err
	}
	return pathError(op, f.name, fileCall(what, f.fd, x, y))
}

func (f *File) Sync() error { return f.call("sync", callSync, 0, 0) }
func (f *File) Chmod(mode FileMode) error {
	return f.call("chmod", callChmod, int64(systemMode(mode)), 0)
}
func (f *File) Chown(uid, gid int) error  { return f.call("chown", callChown, int64(uid), int64(gid)) }
func (f *File) Truncate(size int64) error { return f.call("truncate", callTruncate, size, 0) }
func (f *File) Chdir() error              { return f.call("chdir", callChdir, 0, 0) }

// --- Folders -------------------------------------------------------------------

type dirEntry struct {
	dir, name string
	kind      FileMode
}

func (e *dirEntry) Name() string            { return e.name }
func (e *dirEntry) IsDir() bool             { return e.kind.IsDir() }
func (e *dirEntry) Type() FileMode          { return e.kind }
func (e *dirEntry) Info() (FileInfo, error) { return Lstat(e.dir + "/" + e.name) }
func (e *dirEntry) String() string          { return fs.FormatDirEntry(e) }

// kinds are what the system's d_type (as a digit of base 16) stands for.
var kinds = [16]FileMode{1: ModeNamedPipe, 2: ModeDevice | ModeCharDevice, 4: ModeDir, 6: ModeDevice,
	10: ModeSymlink, 12: ModeSocket}

func entries(path string) ([]DirEntry, int) {
	names, n := readNames(path)
	list := make([]DirEntry, 0, len(names))
	for _, name := range names {
		e := &dirEntry{path, name[1:], kinds[name[0]&15]}
		if name[0]&15 == 0 {
			if info, err := e.Info(); err == nil {
				e.kind = info.Mode().Type()
			}
		}
		list = append(list, e)
	}
	return list, n
}

// ReadDir lists a folder in the order of names.
func ReadDir(name string) ([]DirEntry, error) {
	list, n := entries(name)
	if syscall.Errno(n) == syscall.ENOTDIR {
		return nil, pathError("readdirent", name, n)
	}
	if n != 0 {
		return nil, pathError("open", name, n)
	}
	return list, nil
}

// A listing is what is left of a folder's entries.
type listing struct {
	rest []DirEntry
}

// ReadDir gives the next n entries, or with n <= 0 all that are left.
func (f *File) ReadDir(n int) ([]DirEntry, error) {
	if err := f.check("readdir"); err != nil {
		return nil, err
	}
	if f.dir == nil {
		rest, e := entries(f.name)
		if e != 0 {
			return nil, pathError("readdirent", f.name, e)
		}
		f.dir = &listing{rest}
	}
	rest := f.dir.rest
	if n <= 0 {
		f.dir.rest = nil
		return rest, nil
	}
	if len(rest) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(rest))
	f.dir.rest = rest[n:]
	return rest[:n:n], nil
}

func (f *File) Readdir(n int) ([]FileInfo, error) {
	entries, err := f.ReadDir(n)
	list := make([]FileInfo, 0, len(entries))
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil {
			list = append(list, info)
		}
	}
	return list, err
}

func (f *File) Readdirnames(n int) (names []string, err error) {
	entries, err := f.ReadDir(n)
	names = make([]string, 0, len(entries))
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names, err
}

// --- Temporary files -----------------------------------------------------------

func TempDir() string {
	if dir := Getenv("TMPDIR"); dir != "" {
		return dir
	}
	return "/tmp"
}

// random asks the machine, which can be told to repeat itself.
func random() uint64

// temporary makes something with a new name, which has a number in place of the
// pattern's last star.
func temporary(op, dir, pattern string, make func(name string) error) (string, error) {
	if contains(pattern, '/') {
		return "", &PathError{op, pattern, errors.New("pattern contains path separator")}
	}
	if dir == "" {
		dir = TempDir()
	}
	if dir[len(dir)-1] != '/' {
		dir += "/"
	}
	before, after := pattern, ""
	for i := len(pattern) - 1; i >= 0; i-- {
		if pattern[i] == '*' {
			before, after = pattern[:i], pattern[i+1:]
			break
		}
	}
	for try := 0; ; try++ {
		var digits []byte
		for n := uint32(random()); n > 0 || digits == nil; n /= 10 {
			digits = append(digits, byte('0'+n%10))
		}
		name := dir + before + string(digits) + after
		err := make(name)
		if !IsExist(err) {
			return name, err
		}
		if try > 10000 {
			return "", &PathError{op, dir + before + "*" + after, ErrExist}
		}
	}
}

func CreateTemp(dir, pattern string) (f *File, err error) {
	_, err = temporary("createtemp", dir, pattern, func(name string) error {
		f, err = OpenFile(name, O_RDWR|O_CREATE|O_EXCL, 0600)
		return err
	})
	return f, err
}

func MkdirTemp(dir, pattern string) (string, error) {
	name, err := temporary("mkdirtemp", dir, pattern, func(name string) error {
		return Mkdir(name, 0700)
	})
	if err != nil {
		return "", err
	}
	return name, nil
}

// --- Trees ---------------------------------------------------------------------

type dirFS string

func (dir dirFS) full(op, name string) (string, error) {
	if dir == "" {
		return "", &PathError{op, name, errors.New("os: DirFS with empty root")}
	}
	if !fs.ValidPath(name) || contains(name, 0) {
		return "", &PathError{op, name, ErrInvalid}
	}
	return string(dir) + "/" + name, nil
}

// named puts the name within the tree into an error.
func named(err error, name string) error {
	if e, ok := err.(*PathError); ok {
		e.Path = name
	}
	return err
}

func (dir dirFS) Open(name string) (fs.File, error) {
	full, err := dir.full("open", name)
	if err != nil {
		return nil, err
	}
	f, err := Open(full)
	if err != nil {
		return nil, named(err, name)
	}
	return f, nil
}

func (dir dirFS) ReadFile(name string) ([]byte, error) {
	full, err := dir.full("readfile", name)
	if err != nil {
		return nil, err
	}
	data, err := ReadFile(full)
	return data, named(err, name)
}

func (dir dirFS) ReadDir(name string) ([]DirEntry, error) {
	full, err := dir.full("readdir", name)
	if err != nil {
		return nil, err
	}
	list, err := ReadDir(full)
	return list, named(err, name)
}

func (dir dirFS) Stat(name string) (fs.FileInfo, error) {
	full, err := dir.full("stat", name)
	if err != nil {
		return nil, err
	}
	info, err := Stat(full)
	return info, named(err, name)
}

func DirFS(dir string) fs.FS { return dirFS(dir) }
