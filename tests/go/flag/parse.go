// Options are read, refused in Go's words, and described.
// expect: <nil>
// expect: 7 true x 3ms 1000 16 [rest -n] 6
// expect: b=true d=3ms f=1000 n=7 s=x u=16
// expect: flag provided but not defined: -zz
// expect: flag needs an argument: -n
// expect: invalid value "x" for flag -n: parse error
// expect: invalid value "99999999999999999999" for flag -n: value out of range
// expect: invalid boolean value "maybe" for -b: parse error
// expect: bad flag syntax: ---x
// expect: invalid value "bad" for flag -fn: no
// expect: flag: help requested
// expect: Usage of prog:
// expect:   -b	a switch
// expect:   -d duration
// expect:     	how long (default 1s)
// expect:   -f float
// expect:     	size
// expect:   -fn value
// expect:     	function
// expect:   -n things
// expect:     	number of things (default 5)
// expect:   -s string
// expect:     	a string (default "def")
// expect:   -u uint
// expect:     	unsigned
// expect: 3 no such flag -q
// expect: usage
// stderr-contains: invalid value "q" for flag -x: parse error
// exit: 2
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

func main() {
	fs := flag.NewFlagSet("prog", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	n := fs.Int("n", 5, "number of `things`")
	b := fs.Bool("b", false, "a switch")
	s := fs.String("s", "def", "a string")
	d := fs.Duration("d", time.Second, "how long")
	f := fs.Float64("f", 0, "size")
	u := fs.Uint("u", 0, "unsigned")
	fs.Func("fn", "function", func(s string) error {
		if s == "bad" {
			return errors.New("no")
		}
		return nil
	})
	fmt.Println(fs.Parse(strings.Fields("-n 7 --b -s=x -d=3ms -f 1e3 -u=0x10 rest -n")))
	fmt.Println(*n, *b, *s, *d, *f, *u, fs.Args(), fs.NFlag())
	var set []string
	fs.Visit(func(f *flag.Flag) { set = append(set, f.Name+"="+f.Value.String()) })
	fmt.Println(strings.Join(set, " "))
	for _, args := range []string{"-zz", "-n", "-n=x", "-n=99999999999999999999", "-b=maybe",
		"---x", "-fn bad", "-h"} {
		fmt.Println(fs.Parse(strings.Fields(args)))
	}
	fs.SetOutput(os.Stdout)
	fs.Usage()
	fs.Set("n", "3")
	fmt.Println(*n, fs.Set("q", "3"))

	flag.Int("x", 1, "a number")
	flag.Usage = func() { fmt.Println("usage") }
	os.Args = []string{"prog", "-x=q"}
	flag.Parse()
}
