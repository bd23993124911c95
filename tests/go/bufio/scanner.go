// Reading by lines, words and runes; writing when the buffer is full.
// expect: "one" "two" "" "last" "the" "quick" "brown" "fox" <nil> <nil>
// expect: false bufio.Scanner: token too long
// expect: h 1 <nil> <nil>
// expect: "héllo\n" <nil>
// expect: "world" true
// expect: more than sixteen bytes and 7
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	lines := bufio.NewScanner(strings.NewReader("one\ntwo\r\n\nlast"))
	for lines.Scan() {
		fmt.Printf("%q ", lines.Text())
	}
	words := bufio.NewScanner(strings.NewReader(" the quick\n brown  fox "))
	words.Split(bufio.ScanWords)
	for words.Scan() {
		fmt.Printf("%q ", words.Text())
	}
	fmt.Println(lines.Err(), words.Err())

	long := bufio.NewScanner(strings.NewReader(strings.Repeat("x", 100000)))
	fmt.Println(long.Scan(), long.Err())

	r := bufio.NewReaderSize(strings.NewReader("héllo\nworld"), 16)
	c, size, err := r.ReadRune()
	fmt.Println(string(c), size, err, r.UnreadRune())
	s, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", s, err)
	s, err = r.ReadString('\n')
	fmt.Printf("%q %v\n", s, err == io.EOF)

	w := bufio.NewWriterSize(os.Stdout, 16)
	fmt.Fprintf(w, "%s and %d\n", "more than sixteen bytes", 7)
	w.Flush()
}
