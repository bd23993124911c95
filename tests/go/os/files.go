// Files and folders: what is written is read, and errors say what and why.
//
// expect: <nil>
// expect: "one\ntwo\n" <nil>
// expect: a.txt 8 -rw-r----- false true
// expect: "two\nthree\n"
// expect: 3 "ee\n" EOF
// expect: <nil> <nil>
// expect: read DIR/a.txt: file already closed true
// expect: "one"
// expect: <nil> <nil>
// expect: mkdir DIR/d: file exists true
// expect: mkdir DIR/a.txt: not a directory
// expect: <nil> <nil>
// expect: b.txt <nil>
// expect: rename DIR/gone DIR/else: no such file or directory
// expect: remove DIR/d: directory not empty remove DIR/gone: no such file or directory
// expect: b.txt false ----------
// expect: e true d---------
// expect: link false L---------
// expect: 3 <nil>
// expect: true true true open
// expect: open DIR/gone: no such file or directory
// expect: . d d/b.txt d/e d/link
// expect: 1 b.txt <nil>
// expect: "one" <nil>
// expect: readfile ../x: invalid argument
// expect: <nil> <nil>
// expect: true
// expect: "through the pipe" <nil>
// expect: hello world, worlds  $ A-B
// expect: false setenv: invalid argument

package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// short leaves out the folder's name, which is another at each run.
func short(dir string, err error) string {
	if err == nil {
		return "<nil>"
	}
	return strings.ReplaceAll(err.Error(), dir, "DIR")
}

func main() {
	dir, err := os.MkdirTemp("", "files-*-test")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	at := func(name string) string { return filepath.Join(dir, name) }

	fmt.Println(os.WriteFile(at("a.txt"), []byte("one\ntwo\n"), 0640))
	data, err := os.ReadFile(at("a.txt"))
	fmt.Printf("%q %v\n", data, err)
	info, _ := os.Stat(at("a.txt"))
	fmt.Println(info.Name(), info.Size(), info.Mode(), info.IsDir(), info.Mode().IsRegular())

	f, _ := os.OpenFile(at("a.txt"), os.O_RDWR|os.O_APPEND, 0)
	f.WriteString("three\n")
	f.Seek(4, io.SeekStart)
	rest, _ := io.ReadAll(f)
	fmt.Printf("%q\n", rest)
	part := make([]byte, 5)
	n, err := f.ReadAt(part, 11)
	fmt.Printf("%d %q %v\n", n, part[:n], err)
	fmt.Println(f.Truncate(3), f.Close())
	_, err = f.Read(part)
	fmt.Println(short(dir, err), errors.Is(err, os.ErrClosed))
	data, _ = os.ReadFile(at("a.txt"))
	fmt.Printf("%q\n", data)

	fmt.Println(os.MkdirAll(at("d/e/f"), 0755), os.MkdirAll(at("d/e"), 0755))
	fmt.Println(short(dir, os.Mkdir(at("d"), 0755)), os.IsExist(os.Mkdir(at("d"), 0755)))
	fmt.Println(short(dir, os.MkdirAll(at("a.txt/x"), 0755)))
	fmt.Println(os.Rename(at("a.txt"), at("d/b.txt")), os.Symlink("b.txt", at("d/link")))
	fmt.Println(os.Readlink(at("d/link")))
	fmt.Println(short(dir, os.Rename(at("gone"), at("else"))))
	fmt.Println(short(dir, os.Remove(at("d"))), short(dir, os.Remove(at("gone"))))

	entries, err := os.ReadDir(at("d"))
	for _, e := range entries {
		fmt.Println(e.Name(), e.IsDir(), e.Type())
	}
	fmt.Println(len(entries), err)

	_, err = os.Open(at("gone"))
	var pathErr *fs.PathError
	fmt.Println(errors.Is(err, fs.ErrNotExist), os.IsNotExist(err), errors.As(err, &pathErr), pathErr.Op)
	fmt.Println(short(dir, err))

	filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, path)
		fmt.Print(rel, " ")
		if rel == "d/e" {
			return filepath.SkipDir
		}
		return nil
	})
	fmt.Println()
	matches, err := filepath.Glob(at("d/[a-c]*"))
	fmt.Println(len(matches), filepath.Base(matches[0]), err)
	data, err = fs.ReadFile(os.DirFS(dir), "d/b.txt")
	fmt.Printf("%q %v\n", data, err)
	_, err = fs.ReadFile(os.DirFS(dir), "../x")
	fmt.Println(err)

	fmt.Println(os.RemoveAll(at("d")), os.RemoveAll(at("d")))
	_, err = os.Lstat(at("d"))
	fmt.Println(os.IsNotExist(err))

	r, w, _ := os.Pipe()
	go func() {
		fmt.Fprint(w, "through the pipe")
		w.Close()
	}()
	data, err = io.ReadAll(r)
	fmt.Printf("%q %v\n", data, err)

	os.Setenv("WHO", "world")
	fmt.Println(os.ExpandEnv("hello $WHO, ${WHO}s$$ ${} $"), os.Expand("$a-$b", strings.ToUpper))
	os.Unsetenv("WHO")
	_, found := os.LookupEnv("WHO")
	fmt.Println(found, os.Setenv("", "x"))
}
