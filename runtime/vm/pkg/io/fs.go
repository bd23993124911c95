// Package fs describes trees of files.
//
// SPDX-License-Identifier: MIT
package fs

import (
	"errors"
	"io"
	"path"
	"slices"
	"time"
	"unicode/utf8"
)

type FS interface {
	Open(name string) (File, error)
}

type File interface {
	Stat() (FileInfo, error)
	Read([]byte) (int, error)
	Close() error
}

type DirEntry interface {
	Name() string
	IsDir() bool
	Type() FileMode
	Info() (FileInfo, error)
}

type ReadDirFile interface {
	File
	ReadDir(n int) ([]DirEntry, error)
}

type FileInfo interface {
	Name() string
	Size() int64
	Mode() FileMode
	ModTime() time.Time
	IsDir() bool
	Sys() any
}

type ReadFileFS interface {
	FS
	ReadFile(name string) ([]byte, error)
}

type ReadDirFS interface {
	FS
	ReadDir(name string) ([]DirEntry, error)
}

type StatFS interface {
	FS
	Stat(name string) (FileInfo, error)
}

type GlobFS interface {
	FS
	Glob(pattern string) ([]string, error)
}

type SubFS interface {
	FS
	Sub(dir string) (FS, error)
}

var (
	ErrInvalid    = errors.New("invalid argument")
	ErrPermission = errors.New("permission denied")
	ErrExist      = errors.New("file already exists")
	ErrNotExist   = errors.New("file does not exist")
	ErrClosed     = errors.New("file already closed")

	SkipDir = errors.New("skip this directory")
	SkipAll = errors.New("skip everything and stop the walk")
)

// A PathError says what could not be done with which file, and why.
type PathError struct {
	Op   string
	Path string
	Err  error
}

func (e *PathError) Error() string { return e.Op + " " + e.Path + ": " + e.Err.Error() }
func (e *PathError) Unwrap() error { return e.Err }

func (e *PathError) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// A FileMode holds a file's kind and permissions.
type FileMode uint32

const (
	ModeDir FileMode = 1 << (32 - 1 - iota)
	ModeAppend
	ModeExclusive
	ModeTemporary
	ModeSymlink
	ModeDevice
	ModeNamedPipe
	ModeSocket
	ModeSetuid
	ModeSetgid
	ModeCharDevice
	ModeSticky
	ModeIrregular

	ModeType          = ModeDir | ModeSymlink | ModeNamedPipe | ModeSocket | ModeDevice | ModeCharDevice | ModeIrregular
	ModePerm FileMode = 0777
)

// String is "drwxr-xr-x" and the like; letters stand for the bits from the top.
func (m FileMode) String() string {
	const kinds, perms = "dalTLDpSugct?", "rwxrwxrwx"
	var b []byte
	for i := range kinds {
		if m&(1<<(31-i)) != 0 {
			b = append(b, kinds[i])
		}
	}
	if b == nil {
		b = append(b, '-')
	}
	for i := range perms {
		if m&(1<<(8-i)) != 0 {
			b = append(b, perms[i])
		} else {
			b = append(b, '-')
		}
	}
	return string(b)
}

func (m FileMode) IsDir() bool     { return m&ModeDir != 0 }
func (m FileMode) IsRegular() bool { return m&ModeType == 0 }
func (m FileMode) Perm() FileMode  { return m & ModePerm }
func (m FileMode) Type() FileMode  { return m & ModeType }

// ValidPath says whether name is a path as file systems want it: names without
// "." and "..", between single slashes; or "." alone.
func ValidPath(name string) bool {
	if !utf8.ValidString(name) {
		return false
	}
	if name == "." {
		return true
	}
	for {
		i := 0
		for i < len(name) && name[i] != '/' {
			i++
		}
		if part := name[:i]; part == "" || part == "." || part == ".." {
			return false
		}
		if i == len(name) {
			return true
		}
		name = name[i+1:]
	}
}

func ReadFile(fsys FS, name string) ([]byte, error) {
	if fsys, ok := fsys.(ReadFileFS); ok {
		return fsys.ReadFile(name)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}

func ReadDir(fsys FS, name string) ([]DirEntry, error) {
	if fsys, ok := fsys.(ReadDirFS); ok {
		return fsys.ReadDir(name)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	dir, ok := f.(ReadDirFile)
	if !ok {
		return nil, &PathError{"readdir", name, errors.New("not implemented")}
	}
	list, err := dir.ReadDir(-1)
	slices.SortFunc(list, func(a, b DirEntry) int {
		if a.Name() < b.Name() {
			return -1
		}
		return 1
	})
	return list, err
}

func Stat(fsys FS, name string) (FileInfo, error) {
	if fsys, ok := fsys.(StatFS); ok {
		return fsys.Stat(name)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.Stat()
}

type infoEntry struct {
	info FileInfo
}

func (e infoEntry) Name() string            { return e.info.Name() }
func (e infoEntry) IsDir() bool             { return e.info.IsDir() }
func (e infoEntry) Type() FileMode          { return e.info.Mode().Type() }
func (e infoEntry) Info() (FileInfo, error) { return e.info, nil }
func (e infoEntry) String() string          { return FormatDirEntry(e) }

func FileInfoToDirEntry(info FileInfo) DirEntry {
	if info == nil {
		return nil
	}
	return infoEntry{info}
}

func decimal(n int64) string {
	if n < 0 {
		return "-" + decimal(-n)
	}
	if n >= 10 {
		return decimal(n/10) + decimal(n%10)
	}
	return string(byte('0' + n))
}

func FormatFileInfo(info FileInfo) string {
	text := info.Mode().String() + " " + decimal(info.Size()) + " " +
		info.ModTime().Format(time.DateTime) + " " + info.Name()
	if info.IsDir() {
		text += "/"
	}
	return text
}

func FormatDirEntry(dir DirEntry) string {
	mode := dir.Type().String()
	text := mode[:len(mode)-len("rwxrwxrwx")] + " " + dir.Name()
	if dir.IsDir() {
		text += "/"
	}
	return text
}

// A WalkDirFunc is told each file, with what went wrong there.
type WalkDirFunc func(path string, d DirEntry, err error) error

func walk(fsys FS, name string, d DirEntry, fn WalkDirFunc) error {
	err := fn(name, d, nil)
	if err != nil || !d.IsDir() {
		if err == SkipDir && d.IsDir() {
			return nil
		}
		return err
	}
	list, err := ReadDir(fsys, name)
	if err != nil {
		if err = fn(name, d, err); err != nil {
			if err == SkipDir {
				return nil
			}
			return err
		}
	}
	for _, d := range list {
		if err := walk(fsys, path.Join(name, d.Name()), d, fn); err != nil {
			if err == SkipDir {
				break
			}
			return err
		}
	}
	return nil
}

func WalkDir(fsys FS, root string, fn WalkDirFunc) error {
	info, err := Stat(fsys, root)
	if err != nil {
		err = fn(root, nil, err)
	} else {
		err = walk(fsys, root, infoEntry{info}, fn)
	}
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

func special(pattern string) bool {
	for i := range pattern {
		switch pattern[i] {
		case '*', '?', '[', '\\':
			return true
		}
	}
	return false
}

func Glob(fsys FS, pattern string) (matches []string, err error) {
	if fsys, ok := fsys.(GlobFS); ok {
		return fsys.Glob(pattern)
	}
	if _, err := path.Match(pattern, ""); err != nil {
		return nil, err
	}
	if !special(pattern) {
		if _, err := Stat(fsys, pattern); err != nil {
			return nil, nil
		}
		return []string{pattern}, nil
	}
	dir, file := path.Split(pattern)
	if dir == "" {
		dir = "."
	} else {
		dir = dir[:len(dir)-1]
	}
	dirs := []string{dir}
	if special(dir) {
		if dirs, err = Glob(fsys, dir); err != nil {
			return nil, err
		}
	}
	for _, dir := range dirs {
		list, err := ReadDir(fsys, dir)
		if err != nil {
			continue
		}
		for _, d := range list {
			ok, err := path.Match(file, d.Name())
			if err != nil {
				return matches, err
			}
			if ok {
				matches = append(matches, path.Join(dir, d.Name()))
			}
		}
	}
	return matches, nil
}

// A subFS is the part of a file system below dir.
type subFS struct {
	fsys FS
	dir  string
}

func (f *subFS) full(op, name string) (string, error) {
	if !ValidPath(name) {
		return "", &PathError{op, name, ErrInvalid}
	}
	return path.Join(f.dir, name), nil
}

// short puts the part's own names into errors.
func (f *subFS) short(err error) error {
	if e, ok := err.(*PathError); ok && len(e.Path) > len(f.dir) && e.Path[:len(f.dir)+1] == f.dir+"/" {
		e.Path = e.Path[len(f.dir)+1:]
	}
	return err
}

func (f *subFS) Open(name string) (File, error) {
	full, err := f.full("open", name)
	if err != nil {
		return nil, err
	}
	file, err := f.fsys.Open(full)
	return file, f.short(err)
}

func (f *subFS) ReadDir(name string) ([]DirEntry, error) {
	full, err := f.full("read", name)
	if err != nil {
		return nil, err
	}
	list, err := ReadDir(f.fsys, full)
	return list, f.short(err)
}

func (f *subFS) ReadFile(name string) ([]byte, error) {
	full, err := f.full("read", name)
	if err != nil {
		return nil, err
	}
	data, err := ReadFile(f.fsys, full)
	return data, f.short(err)
}

func Sub(fsys FS, dir string) (FS, error) {
	if !ValidPath(dir) {
		return nil, &PathError{"sub", dir, ErrInvalid}
	}
	if dir == "." {
		return fsys, nil
	}
	if fsys, ok := fsys.(SubFS); ok {
		return fsys.Sub(dir)
	}
	return &subFS{fsys, dir}, nil
}
