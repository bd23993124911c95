// Package path is about paths with slashes.
//
// SPDX-License-Identifier: MIT
package path

import (
	"errors"
	"unicode/utf8"
)

var ErrBadPattern = errors.New("syntax error in pattern")

// Clean gives the shortest path that means the same, found by looking at the
// names alone.
func Clean(path string) string {
	if path == "" {
		return "."
	}
	rooted := path[0] == '/'
	var names []string
	for path != "" {
		name := path
		path = ""
		for i := 0; i < len(name); i++ {
			if name[i] == '/' {
				name, path = name[:i], name[i+1:]
				break
			}
		}
		switch n := len(names); {
		case name == "" || name == ".":
		case name == ".." && n > 0 && names[n-1] != "..":
			names = names[:n-1]
		case name == ".." && rooted:
		default:
			names = append(names, name)
		}
	}
	clean := ""
	for i, name := range names {
		if i > 0 {
			clean += "/"
		}
		clean += name
	}
	if rooted {
		return "/" + clean
	}
	if clean == "" {
		return "."
	}
	return clean
}

func lastSlash(s string) int {
	i := len(s) - 1
	for i >= 0 && s[i] != '/' {
		i--
	}
	return i
}

func Split(path string) (dir, file string) {
	i := lastSlash(path)
	return path[:i+1], path[i+1:]
}

func Join(elem ...string) string {
	whole := ""
	for _, e := range elem {
		if whole != "" && e != "" {
			whole += "/"
		}
		whole += e
	}
	if whole == "" {
		return ""
	}
	return Clean(whole)
}

func Ext(path string) string {
	for i := len(path) - 1; i >= 0 && path[i] != '/'; i-- {
		if path[i] == '.' {
			return path[i:]
		}
	}
	return ""
}

func Base(path string) string {
	if path == "" {
		return "."
	}
	for path != "" && path[len(path)-1] == '/' {
		path = path[:len(path)-1]
	}
	if path == "" {
		return "/"
	}
	return path[lastSlash(path)+1:]
}

func Dir(path string) string {
	dir, _ := Split(path)
	return Clean(dir)
}

func IsAbs(path string) bool { return path != "" && path[0] == '/' }

// class reads a character of a pattern's class.
func class(pattern string) (r rune, rest string, err error) {
	if pattern == "" || pattern[0] == '-' || pattern[0] == ']' {
		return 0, "", ErrBadPattern
	}
	if pattern[0] == '\\' {
		pattern = pattern[1:]
		if pattern == "" {
			return 0, "", ErrBadPattern
		}
	}
	r, size := utf8.DecodeRuneInString(pattern)
	if r == utf8.RuneError && size == 1 {
		err = ErrBadPattern
	}
	rest = pattern[size:]
	if rest == "" {
		err = ErrBadPattern
	}
	return r, rest, err
}

// one matches one element of a pattern that is not a star against the beginning
// of s. An element is looked at to its end even when nothing can match.
func one(pattern, s string) (rest, tail string, ok bool, err error) {
	r, size := utf8.DecodeRuneInString(s)
	ok = s != ""
	switch pattern[0] {
	case '?':
		ok = ok && r != '/'
		pattern = pattern[1:]
	case '[':
		pattern = pattern[1:]
		negated := pattern != "" && pattern[0] == '^'
		if negated {
			pattern = pattern[1:]
		}
		found := false
		for n := 0; n == 0 || pattern == "" || pattern[0] != ']'; n++ {
			var low, high rune
			if low, pattern, err = class(pattern); err != nil {
				return "", "", false, err
			}
			high = low
			if pattern[0] == '-' {
				if high, pattern, err = class(pattern[1:]); err != nil {
					return "", "", false, err
				}
			}
			found = found || low <= r && r <= high
		}
		pattern = pattern[1:]
		ok = ok && found != negated
	case '\\':
		pattern = pattern[1:]
		if pattern == "" {
			return "", "", false, ErrBadPattern
		}
		fallthrough
	default:
		ok = ok && s[0] == pattern[0]
		pattern, size = pattern[1:], 1
	}
	if !ok {
		size = 0
	}
	return pattern, s[size:], ok, nil
}

// check says whether the rest of a pattern that does not match is well formed.
func check(pattern string) error {
	for pattern != "" {
		if pattern[0] == '*' {
			pattern = pattern[1:]
			continue
		}
		rest, _, _, err := one(pattern, "")
		if err != nil {
			return err
		}
		pattern = rest
	}
	return nil
}

// Match says whether the whole of name is as pattern describes: * for any
// characters but slashes, ? for one, [a-z] and [^a-z] for one of some.
func Match(pattern, name string) (matched bool, err error) {
	// Where to go on when things fail: behind the last star, one character later.
	star, from := "", ""
	hasStar := false
	for {
		if pattern != "" && pattern[0] == '*' {
			for pattern != "" && pattern[0] == '*' {
				pattern = pattern[1:]
			}
			hasStar, star, from = true, pattern, name
			continue
		}
		if pattern == "" && name == "" {
			return true, nil
		}
		if pattern != "" {
			rest, tail, ok, err := one(pattern, name)
			if err != nil {
				return false, err
			}
			if ok {
				pattern, name = rest, tail
				continue
			}
		}
		if !hasStar || from == "" || from[0] == '/' {
			return false, check(pattern)
		}
		_, size := utf8.DecodeRuneInString(from)
		from = from[size:]
		pattern, name = star, from
	}
}
