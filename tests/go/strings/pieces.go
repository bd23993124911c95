// Strings and bytes in pieces over which one ranges, and the same in other cases.
//
// expect: "" "" ""/0
// expect: "a" "a" "a" "a" "a" "a" "a"/1
// expect: "a,b," "a" "b" "" "a" "," "b" "," "a,b," "a,b," "a" "b" "a"/1
// expect: ",," "" "" "" "," "," ",," ",," ""/0
// expect: "日,本" "日" "本" "日" "," "本" "日,本" "日,本" "日" "本" "日"/3
// expect: "a\nb\n" "a\nb\n" "a" "\n" "b" "\n" "a\n" "b\n" "a" "b" "a\nb\n" "a\nb\n"/4
// expect: "  x  y " "  x  y " " " " " "x" " " " " "y" " " "  x  y " "x" "y" "  x  y " "  x  y "/7
// expect: true true false true
// expect: İZMİR ILIK ığdır
// expect: "a?b" "ok"
// expect: false true false false true false true false false false false false false false true false false false false true false false true false true true 7838
// expect: 2 EOF 10
// expect: 7 <nil> 3
// expect: bytes.Reader.Seek: invalid whence
// expect: -2a
// expect: "\"a\"" <nil>
// expect: "'x'" <nil>
// expect: "`raw`" <nil>
// expect: "\"\\n\"" <nil>
// expect: "" invalid syntax
// expect: "" invalid syntax
// expect: "" invalid syntax
// expect: (1+2i) <nil>
// expect: (3-4.5i) <nil>
// expect: (0+0i) strconv.ParseComplex: parsing "i": invalid syntax
// expect: (0+2i) <nil>
// expect: (-1000+0i) <nil>
// expect: (+Inf+NaNi) <nil>
// expect: (0+0i) strconv.ParseComplex: parsing "1+": invalid syntax
// expect: (+Inf+2i) strconv.ParseComplex: parsing "1e999+2i": value out of range
// expect: (0+8i) <nil>
// expect: (0+0i) strconv.ParseComplex: parsing "x": invalid syntax
// expect: (0+0i) strconv.ParseComplex: parsing "1++2i": invalid syntax
// expect: (1-2i) <nil>
// expect: (0+0i) strconv.ParseComplex: parsing "1--2i": invalid syntax
// expect: (0+0i) strconv.ParseComplex: parsing "+i": invalid syntax
// expect: (0+0i) strconv.ParseComplex: parsing "1+i": invalid syntax
// expect: (1.50-2.00i) "a \u2028\n\x01é" '　' true false

package main

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
)

func main() {
	for _, s := range []string{"", "a", "a,b,", ",,", "日,本", "a\nb\n", "  x  y "} {
		fmt.Printf("%q", s)
		for p := range strings.SplitSeq(s, ",") {
			fmt.Printf(" %q", p)
		}
		for p := range strings.SplitAfterSeq(s, "") {
			fmt.Printf(" %q", p)
		}
		for p := range strings.Lines(s) {
			fmt.Printf(" %q", p)
		}
		for p := range strings.FieldsSeq(s) {
			fmt.Printf(" %q", p)
		}
		for p := range bytes.FieldsFuncSeq([]byte(s), unicode.IsPunct) {
			fmt.Printf(" %q", p)
		}
		for p := range bytes.SplitSeq([]byte(s), []byte(",")) {
			fmt.Printf(" %q/%d", p, cap(p))
			break
		}
		fmt.Println()
	}
	fmt.Println(strings.EqualFold("Straße", "STRAẞE"), strings.EqualFold("K", "\u212a"), strings.EqualFold("İ", "i"),
		bytes.EqualFold([]byte("ΣΑΣ"), []byte("σας")))
	fmt.Println(strings.ToUpperSpecial(unicode.TurkishCase, "izmir ılık"), strings.ToLowerSpecial(unicode.TurkishCase, "IĞDIR"))
	fmt.Printf("%q %q\n", strings.ToValidUTF8("a\xff\xfeb", "?"), bytes.ToValidUTF8([]byte("\xc0ok"), []byte("")))
	for _, r := range "Aa\u4e2d1 _\u0e01é" {
		fmt.Print(unicode.Is(unicode.Han, r), unicode.In(r, unicode.Latin, unicode.Thai), unicode.Is(unicode.White_Space, r), " ")
	}
	fmt.Println(len(unicode.Scripts) > 100, unicode.SimpleFold('k') == '\u212a', unicode.SimpleFold('ß'))

	r := bytes.NewReader([]byte("0123456789"))
	part := make([]byte, 4)
	n, err := r.ReadAt(part, 8)
	fmt.Println(n, err, r.Len())
	r.Seek(-3, io.SeekEnd)
	c, _ := r.ReadByte()
	fmt.Println(string(c), r.UnreadByte(), r.Len())
	_, err = r.Seek(0, 9)
	fmt.Println(err)
	var b bytes.Buffer
	b.Write(strconv.AppendInt(b.AvailableBuffer(), -42, 16))
	fmt.Println(b.String())

	for _, s := range []string{`"a" rest`, `'x'y`, "`raw`+", `"\n"`, `"unended`, ``, `x"a"`} {
		q, err := strconv.QuotedPrefix(s)
		fmt.Printf("%q %v\n", q, err)
	}
	for _, s := range []string{"1+2i", "(3-4.5i)", "i", "2i", "-1e3", "inf+nani", "1+", "1e999+2i", "0x1p3i", "x", "1++2i", "1+-2i", "1--2i", "+i", "1+i"} {
		c, err := strconv.ParseComplex(s, 128)
		fmt.Println(c, err)
	}
	fmt.Println(strconv.FormatComplex(complex(1.5, -2), 'f', 2, 128), strconv.QuoteToGraphic("a\u00a0\u2028\n\x01é"),
		strconv.QuoteRuneToGraphic('\u3000'), strconv.IsGraphic('\u00a0'), strconv.IsPrint('\u00a0'))
}
