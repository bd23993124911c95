// Lines with commas and quotes, read and written.
//
// expect: reading 143 23143305
// expect: odd texts 4602 24561c01
// expect: "with CRLF: a b,\"c,d\",\"e\"\"f\",\"g\nh\",\" lead\",,\"\\.\",x\n\"g\r\nh\"\r\n"
// expect: 1	2,3	"a	b"
// expect: 4
// expect: <nil>
// expect: csv: invalid field or comment delimiter
package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
)

// out is printed as checksums, one for each part.
var out = new(bytes.Buffer)

func part(name string) {
	fmt.Printf("%s %d %08x\n", name, out.Len(), crc32.ChecksumIEEE(out.Bytes()))
	out.Reset()
}

func main() {
	in := "first_name,last_name,username\n\"Rob\",\"Pike\",rob\nKen,Thompson,ken\n\"Robert\",\"Griesemer\",\"gri\"\n"
	r := csv.NewReader(strings.NewReader(in))
	for {
		record, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			fmt.Fprintln(out, err)
			break
		}
		fmt.Fprintf(out, "%q\n", record)
		l, c := r.FieldPos(1)
		fmt.Fprintln(out, l, c, r.InputOffset())
	}
	part("reading")
	tests := []string{"a,b\nc,d", "a,b\nc", "a,\"b\nc\",d\n", "a\"b,c\n", "\"a\"b,c\n", "\"abc", "\"abc\n", "a, b ,c\r\n", "\n\n,,\n", "# c\na;b\n", "\"a\"\"b\",\"\"\n", "x\r\ny\r", "a,b,\n", "\"x\ny\"z,\n", "a\n\"b\nc", "张三,\"李,四\"\n"}
	for _, t := range tests {
		for m := 0; m < 4; m++ {
			r := csv.NewReader(strings.NewReader(t))
			if m == 1 {
				r.LazyQuotes = true
			}
			if m == 2 {
				r.Comma, r.Comment, r.FieldsPerRecord = ';', '#', -1
			}
			if m == 3 {
				r.TrimLeadingSpace = true
			}
			all, err := r.ReadAll()
			fmt.Fprintf(out, "%q %d %q %v\n", t, m, all, err)
			var pe *csv.ParseError
			if errors.As(err, &pe) {
				fmt.Fprintln(out, pe.StartLine, pe.Line, pe.Column, pe.Err)
			}
		}
	}
	part("odd texts")
	w := csv.NewWriter(out)
	w.Write([]string{"a b", "c,d", "e\"f", "g\nh", " lead", "", "\\.", "x"})
	w.UseCRLF = true
	out.WriteString("with CRLF: ")
	w.Write([]string{"g\nh"})
	w.Flush()
	fmt.Printf("%q\n", out)
	out.Reset()
	w.UseCRLF = false
	w.Comma = '\t'
	w.WriteAll([][]string{{"1", "2,3", "a\tb"}, {"4"}})
	fmt.Fprintln(out, w.Error())
	w.Comma = '"'
	fmt.Fprintln(out, w.Write([]string{"a"}))
	fmt.Print(out)
}
