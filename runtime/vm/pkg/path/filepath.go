// Package filepath is about the paths of files.
//
// SPDX-License-Identifier: MIT
package filepath

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

const (
	Separator     = os.PathSeparator
	ListSeparator = os.PathListSeparator
)

var (
	ErrBadPattern = path.ErrBadPattern

	SkipDir = fs.SkipDir
	SkipAll = fs.SkipAll
)

func Clean(path_ string) string                { return path.Clean(path_) }
func ToSlash(path string) string               { return path }
func FromSlash(path string) string             { return path }
func Split(path_ string) (dir, file string)    { return path.Split(path_) }
func Join(elem ...string) string               { return path.Join(elem...) }
func Ext(path_ string) string                  { return path.Ext(path_) }
func Base(path_ string) string                 { return path.Base(path_) }
func Dir(path_ string) string                  { return path.Dir(path_) }
func IsAbs(path_ string) bool                  { return path.IsAbs(path_) }
func VolumeName(path string) string            { return "" }
func Match(pattern, name string) (bool, error) { return path.Match(pattern, name) }
func HasPrefix(p, prefix string) bool          { return strings.HasPrefix(p, prefix) }
func IsLocal(path string) bool                 { return isLocal(path) }

func SplitList(path string) []string {
	if path == "" {
		return []string{}
	}
	return strings.Split(path, string(ListSeparator))
}

func isLocal(path string) bool {
	if path == "" || IsAbs(path) {
		return false
	}
	path = Clean(path)
	return path != ".." && !strings.HasPrefix(path, "../")
}

func Localize(path string) (string, error) {
	if !fs.ValidPath(path) || strings.Contains(path, "\x00") {
		return "", errors.New("invalid path")
	}
	return path, nil
}

func Abs(path string) (string, error) {
	if IsAbs(path) {
		return Clean(path), nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	return Join(dir, path), nil
}

// Rel gives the way from one path to another.
func Rel(basepath, targpath string) (string, error) {
	base, target := Clean(basepath), Clean(targpath)
	if base == target {
		return ".", nil
	}
	if base == "." {
		base = ""
	}
	if IsAbs(base) != IsAbs(target) {
		return "", errors.New("Rel: can't make " + targpath + " relative to " + basepath)
	}
	names := func(path string) []string {
		return strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
	}
	from, to := names(base), names(target)
	if target == "." {
		to = nil
	}
	for len(from) > 0 && len(to) > 0 && from[0] == to[0] {
		from, to = from[1:], to[1:]
	}
	up := make([]string, len(from))
	for i, name := range from {
		if name == ".." {
			return "", errors.New("Rel: can't make " + targpath + " relative to " + basepath)
		}
		up[i] = ".."
	}
	return strings.Join(append(up, to...), "/"), nil
}

func EvalSymlinks(path string) (string, error) {
	real, err := os.Readlink(path)
	for n := 0; err == nil; n++ {
		if n > 255 {
			return "", errors.New("EvalSymlinks: too many links")
		}
		if !IsAbs(real) {
			real = Join(Dir(path), real)
		}
		path = real
		real, err = os.Readlink(path)
	}
	if _, err := os.Lstat(path); err != nil {
		return "", err
	}
	path = Clean(path)
	dir, file := Split(path)
	if dir == "" || dir == "/" || file == ".." || file == "." {
		return path, nil
	}
	dir, err = EvalSymlinks(dir[:len(dir)-1])
	return Join(dir, file), err
}

type WalkFunc func(path string, info fs.FileInfo, err error) error

func walk(path string, d fs.DirEntry, fn fs.WalkDirFunc) error {
	err := fn(path, d, nil)
	if err != nil || !d.IsDir() {
		if err == SkipDir && d.IsDir() {
			return nil
		}
		return err
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		if err = fn(path, d, err); err != nil {
			if err == SkipDir {
				return nil
			}
			return err
		}
	}
	for _, entry := range entries {
		if err := walk(Join(path, entry.Name()), entry, fn); err != nil {
			if err == SkipDir {
				break
			}
			return err
		}
	}
	return nil
}

func WalkDir(root string, fn fs.WalkDirFunc) error {
	info, err := os.Lstat(root)
	if err != nil {
		err = fn(root, nil, err)
	} else {
		err = walk(root, fs.FileInfoToDirEntry(info), fn)
	}
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

func walkInfo(path string, info fs.FileInfo, fn WalkFunc) error {
	if !info.IsDir() {
		return fn(path, info, nil)
	}
	entries, readErr := os.ReadDir(path)
	if err := fn(path, info, readErr); readErr != nil || err != nil {
		return err
	}
	for _, entry := range entries {
		name := Join(path, entry.Name())
		info, err := os.Lstat(name)
		if err != nil {
			if err := fn(name, info, err); err != nil && err != SkipDir {
				return err
			}
			continue
		}
		if err := walkInfo(name, info, fn); err != nil && (!info.IsDir() || err != SkipDir) {
			return err
		}
	}
	return nil
}

func Walk(root string, fn WalkFunc) error {
	info, err := os.Lstat(root)
	if err != nil {
		err = fn(root, nil, err)
	} else {
		err = walkInfo(root, info, fn)
	}
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

// special says whether a path is a pattern.
func special(path string) bool { return strings.ContainsAny(path, `*?[\`) }

func Glob(pattern string) (matches []string, err error) {
	if _, err := Match(pattern, ""); err != nil {
		return nil, err
	}
	if !special(pattern) {
		if _, err := os.Lstat(pattern); err != nil {
			return nil, nil
		}
		return []string{pattern}, nil
	}
	dir, file := Split(pattern)
	switch {
	case dir == "":
		dir = "."
	case dir != "/":
		dir = dir[:len(dir)-1]
	}
	dirs := []string{dir}
	if special(dir) {
		if dirs, err = Glob(dir); err != nil {
			return nil, err
		}
	}
	for _, dir := range dirs {
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue
		}
		names := make([]string, 0, len(entries))
		for _, entry := range entries {
			names = append(names, entry.Name())
		}
		slices.Sort(names)
		for _, name := range names {
			ok, err := Match(file, name)
			if err != nil {
				return matches, err
			}
			if ok {
				matches = append(matches, Join(dir, name))
			}
		}
	}
	return matches, nil
}
