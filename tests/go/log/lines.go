// Lines of package log: prefix, place, time.
// expect: a 1
// expect: p: lines.go:26: x=1
// expect: lines.go:28: p: again
// expect: lines.go:29: p: helper
// expect: true
// expect: panicked: bad 3
// expect: p: 0
// expect: p: last
// exit: 1
package main

import (
	"fmt"
	"log"
	"os"
	"strings"
	"time"
)

func helper(l *log.Logger) { l.Output(2, "helper") }

func main() {
	log.New(os.Stdout, "", 0).Print("a ", 1)
	l := log.New(os.Stdout, "p: ", log.Lshortfile)
	l.Printf("x=%d\n", 1)
	l.SetFlags(log.Lshortfile | log.Lmsgprefix)
	l.Println("again")
	helper(l)

	var text strings.Builder
	log.SetOutput(&text)
	log.SetFlags(log.LstdFlags | log.Lmicroseconds | log.LUTC)
	log.Println("now")
	const form = "2006/01/02 15:04:05.000000 "
	at, err := time.Parse(form, text.String()[:len(form)])
	age := time.Since(at)
	fmt.Println(err == nil && age >= 0 && age < time.Minute && strings.HasSuffix(text.String(), " now\n"))

	log.SetFlags(0)
	func() {
		defer func() { fmt.Println("panicked:", recover()) }()
		log.Panicf("bad %d", 3)
	}()
	log.SetOutput(os.Stdout)
	log.SetPrefix(l.Prefix())
	log.Println(log.Flags())
	log.Default().Fatal("last")
}
