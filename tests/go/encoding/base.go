// Bytes as base64, base32 and hex, also where they are wrong.
//
// expect: there and back 2800 02d23876
// expect: wrong base64 3390 3aad10da
// expect: wrong base32 430 ae13d655
// expect: streams 140 0b8c1a17
// expect: hex 868 d83ab40c
package main

import (
	"bytes"
	"encoding"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"time"
)

var _ encoding.TextMarshaler = time.Time{}

// out is printed as checksums, one for each part.
var out = new(bytes.Buffer)

func part(name string) {
	fmt.Printf("%s %d %08x\n", name, out.Len(), crc32.ChecksumIEEE(out.Bytes()))
	out.Reset()
}

func decoded(b []byte, err error)  { fmt.Fprintln(out, b, err) }
func decodedInto(n int, err error) { fmt.Fprintln(out, n, err) }

func main() {
	for n := 0; n < 12; n++ {
		data := []byte(strings.Repeat("\xffz", n))[:n]
		for _, e := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding, base64.RawStdEncoding, base64.RawURLEncoding, base64.StdEncoding.WithPadding('*'), base64.StdEncoding.Strict()} {
			s := e.EncodeToString(data)
			d, err := e.DecodeString(s)
			fmt.Fprintln(out, s, bytes.Equal(d, data), err, e.EncodedLen(n), e.DecodedLen(len(s)))
		}
		for _, e := range []*base32.Encoding{base32.StdEncoding, base32.HexEncoding, base32.StdEncoding.WithPadding(base32.NoPadding)} {
			s := e.EncodeToString(data)
			d, err := e.DecodeString(s)
			fmt.Fprintln(out, s, bytes.Equal(d, data), err, e.EncodedLen(n), e.DecodedLen(len(s)))
		}
	}
	part("there and back")
	for _, s := range []string{"", "=", "a", "aa", "aaa", "aaaa", "aa==", "aa=", "aaa=", "a===", "aaaa=", "aa==aa", "aa==\n", "aa\n==\n", "aa=\n=", "a\na\na\na\n", "!", "aa!a", "aaa!", "aaaaaa", "aaaaa", "YWJj\r\nZGVm", "ab==", "aab=", "aaaaaa==bbbb", "aaaaa==="} {
		for i, e := range []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding, base64.StdEncoding.Strict()} {
			d, err := e.DecodeString(s)
			fmt.Fprintf(out, "%q %d %q %v\n", s, i, d, err)
		}
	}
	part("wrong base64")
	for _, s := range []string{"", "=", "M", "MA", "MA======", "MA=====", "MFRA====", "MFRGG===", "MFRGGZA=", "MFRGGZDF", "MFRGGZDFMY======", "mf", "MFR!"} {
		d, err := base32.StdEncoding.DecodeString(s)
		fmt.Fprintf(out, "%q %q %v\n", s, d, err)
	}
	part("wrong base32")
	var sb strings.Builder
	w := base64.NewEncoder(base64.StdEncoding, &sb)
	for _, p := range []string{"a", "bc", "def", "ghij", "klmnopqrstuvwxyz"} {
		n, err := io.WriteString(w, p)
		fmt.Fprint(out, n, err, " ")
	}
	w.Close()
	fmt.Fprintln(out, sb.String())
	all, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, strings.NewReader(sb.String()[:10]+"\n"+sb.String()[10:])))
	fmt.Fprintf(out, "%q %v\n", all, err)
	all, err = io.ReadAll(base64.NewDecoder(base64.StdEncoding, strings.NewReader("aaaaa")))
	fmt.Fprintf(out, "%q %v\n", all, err)
	part("streams")
	fmt.Fprintf(out, "%s|%s\n", base64.StdEncoding.AppendEncode([]byte("x:"), []byte("hi")), hex.AppendEncode([]byte("x:"), []byte("hi")))
	decoded(hex.DecodeString("48656c6C6f"))
	decoded(hex.DecodeString("4865z"))
	decoded(hex.DecodeString("486"))
	decoded(hex.DecodeString("48 6"))
	_, err = hex.DecodeString("0g")
	var ib hex.InvalidByteError
	fmt.Fprintln(out, errors.As(err, &ib), byte(ib), errors.Is(func() error { _, e := hex.DecodeString("0"); return e }(), hex.ErrLength))
	fmt.Fprint(out, hex.Dump([]byte("hello gopher, this is a longer text\x00\x01\xff")))
	fmt.Fprint(out, hex.Dump([]byte("0123456789abcdef")))
	d := hex.Dumper(out)
	d.Write([]byte("abc"))
	d.Write([]byte("defghijklmnopqrstuvw"))
	d.Close()
	he := hex.NewEncoder(&sb)
	he.Write([]byte("xyz"))
	fmt.Fprintln(out, sb.String())
	all, err = io.ReadAll(hex.NewDecoder(strings.NewReader("414243")))
	fmt.Fprintf(out, "%q %v\n", all, err)
	all, err = io.ReadAll(hex.NewDecoder(strings.NewReader("41424")))
	fmt.Fprintf(out, "%q %v\n", all, err)
	all, err = io.ReadAll(hex.NewDecoder(strings.NewReader("41x2")))
	fmt.Fprintf(out, "%q %v\n", all, err)
	dst := make([]byte, 10)
	decodedInto(base64.StdEncoding.Decode(dst, []byte("aGVsbG8=")))
	decodedInto(hex.Decode(dst, []byte("6162")))
	fmt.Fprintln(out, hex.EncodedLen(3), hex.DecodedLen(8), string(dst[:2]))
	func() {
		defer func() { fmt.Fprintln(out, recover()) }()
		base64.NewEncoding("abc")
	}()
	func() {
		defer func() { fmt.Fprintln(out, recover()) }()
		base64.NewEncoding(strings.Repeat("a", 64))
	}()
	part("hex")
}
