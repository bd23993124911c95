// Paths are names alone: no file is looked at.
//
// expect: "": "." "." "." "" "" ""
// expect: "a//b": "a/b" "b" "a" "" "a//" "b"
// expect: "./a/..": "." ".." "a" "." "./a/" ".."
// expect: "/../x/./y/": "/x/y" "y" "/x/y" "" "/../x/./y/" ""
// expect: "../../a": "../../a" "a" "../.." "" "../../" "a"
// expect: "a/b/../../..": ".." ".." "." "." "a/b/../../" ".."
// expect: "/": "/" "/" "/" "" "/" ""
// expect: "x.tar.gz": "x.tar.gz" "x.tar.gz" "." ".gz" "" "x.tar.gz"
// expect: b/c  true
// expect: *.go a.go true <nil>
// expect: *.go a/b.go false <nil>
// expect: a?c abc true <nil>
// expect: [a-c]x bx true <nil>
// expect: [^a-c]x bx false <nil>
// expect: a*b*c a1b2b3c true <nil>
// expect: *  true <nil>
// expect: [ a false syntax error in pattern
// expect: a[ b false syntax error in pattern
// expect: []a] ] false syntax error in pattern
// expect: \* * true <nil>
// expect: a*/b ax/b true <nil>
// expect: [-x] x false syntax error in pattern
// expect: *x xxx true <nil>
// expect: 日*本 日x本 true <nil>
// expect: [日-本] 月 true <nil>
// expect: a\ a false syntax error in pattern
// expect: "../c/d" <nil>
// expect: "b" <nil>
// expect: "x" <nil>
// expect: "../.." <nil>
// expect: "" Rel: can't make b relative to /a
// expect: "" Rel: can't make x relative to ..
// expect: [/bin /usr/bin ] false true

package main

import (
	"fmt"
	"path"
	"path/filepath"
)

func main() {
	for _, p := range []string{"", "a//b", "./a/..", "/../x/./y/", "../../a", "a/b/../../..", "/", "x.tar.gz"} {
		dir, file := path.Split(p)
		fmt.Printf("%q: %q %q %q %q %q %q\n", p, path.Clean(p), path.Base(p), path.Dir(p), path.Ext(p), dir, file)
	}
	fmt.Println(path.Join("a", "", "../b", "/c"), path.Join("", ""), path.IsAbs("/a"))
	for _, m := range [][2]string{
		{"*.go", "a.go"}, {"*.go", "a/b.go"}, {"a?c", "abc"}, {"[a-c]x", "bx"}, {"[^a-c]x", "bx"},
		{"a*b*c", "a1b2b3c"}, {"*", ""}, {"[", "a"}, {"a[", "b"}, {"[]a]", "]"}, {`\*`, "*"}, {"a*/b", "ax/b"}, {"[-x]", "x"},
		{"*x", "xxx"}, {"日*本", "日x本"}, {"[日-本]", "月"}, {"a\\", "a"},
	} {
		ok, err := path.Match(m[0], m[1])
		fmt.Println(m[0], m[1], ok, err)
	}
	for _, r := range [][2]string{{"/a/b", "/a/c/d"}, {"a", "a/b"}, {".", "x"}, {"a/b", "."}, {"/a", "b"}, {"..", "x"}} {
		rel, err := filepath.Rel(r[0], r[1])
		fmt.Printf("%q %v\n", rel, err)
	}
	fmt.Println(filepath.SplitList("/bin:/usr/bin:"), filepath.IsLocal("a/../.."), filepath.IsLocal("a/.."))
}
