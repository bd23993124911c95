// The program's surroundings.
//
// SPDX-License-Identifier: MIT
package os

import "errors"

func environment() []string

// identity is one of the machine's numbers for this process.
func identity(which int) int
func groups() []int

const (
	idProcess = iota
	idParent
	idUser
	idEffectiveUser
	idGroup
	idEffectiveGroup
	idPageSize
)

func Getpid() int      { return identity(idProcess) }
func Getppid() int     { return identity(idParent) }
func Getuid() int      { return identity(idUser) }
func Geteuid() int     { return identity(idEffectiveUser) }
func Getgid() int      { return identity(idGroup) }
func Getegid() int     { return identity(idEffectiveGroup) }
func Getpagesize() int { return identity(idPageSize) }

func Getgroups() ([]int, error) { return groups(), nil }

// Executable is the program's text: there is no other file of it.
func Executable() (string, error) {
	if name := Args[0]; name != "" && name[0] == '/' {
		return name, nil
	}
	dir, err := Getwd()
	return dir + "/" + Args[0], err
}

func home(variable, below string) (string, error) {
	if dir := Getenv(variable); variable != "" && dir != "" {
		if dir[0] != '/' {
			return "", errors.New("path in $" + variable + " is relative")
		}
		return dir, nil
	}
	dir := Getenv("HOME")
	if dir == "" {
		if variable != "" {
			return "", errors.New("neither $" + variable + " nor $HOME are defined")
		}
		return "", errors.New("$HOME is not defined")
	}
	return dir + below, nil
}

func UserHomeDir() (string, error)   { return home("", "") }
func UserCacheDir() (string, error)  { return home("XDG_CACHE_HOME", "/.cache") }
func UserConfigDir() (string, error) { return home("XDG_CONFIG_HOME", "/.config") }

func contains(s string, c byte) bool {
	for i := range len(s) {
		if s[i] == c {
			return true
		}
	}
	return false
}

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
	if key == "" || contains(key, '=') || contains(key, 0) || contains(value, 0) {
		return syscallError("setenv", 22)
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

func Clearenv() { environ = nil }

// special are the one-character names of a shell.
func special(c byte) bool {
	return c == '*' || c == '#' || c == '$' || c == '@' || c == '!' || c == '?' || c == '-' || digit(c)
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func alphanumeric(c byte) bool {
	return c == '_' || digit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// variable reads the name behind a dollar sign, and says how long that was.
func variable(s string) (name string, n int) {
	if s[0] == '{' {
		if len(s) > 2 && special(s[1]) && s[2] == '}' {
			return s[1:2], 3
		}
		for i := 1; i < len(s); i++ {
			if s[i] == '}' {
				if i == 1 {
					return "", 2
				}
				return s[1:i], i + 1
			}
		}
		return "", 1
	}
	if special(s[0]) {
		return s[:1], 1
	}
	for n < len(s) && alphanumeric(s[n]) {
		n++
	}
	return s[:n], n
}

// Expand puts values in place of $name and ${name}.
func Expand(s string, mapping func(string) string) string {
	var b []byte
	for i := 0; i < len(s); i++ {
		if s[i] != '$' || i+1 == len(s) {
			b = append(b, s[i])
			continue
		}
		name, n := variable(s[i+1:])
		switch {
		case name != "":
			b = append(b, mapping(name)...)
		case n == 0:
			b = append(b, '$')
		}
		i += n
	}
	return string(b)
}

func ExpandEnv(s string) string { return Expand(s, Getenv) }
