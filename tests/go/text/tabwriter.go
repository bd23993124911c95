// Columns of text, with all flags and paddings.
//
// expect: a		b		c
// expect: aaaa		bbbbbbbbb	c
// expect: aaaaaaaaaaaa	b		ccc
// expect:     a|     b|       c|         d|.
// expect:   123| 12345| 1234567| 123456789|.
// expect:  aaaa|   bbb|      cc|d
// expect: 
// expect:     a|    b|c
// expect: 0 ' ' 268 b935d2d8
// expect: 0 '.' 268 bb78b0c9
// expect: 0 '\t' 190 0a4f6a22
// expect: 0 '-' 268 9953761a
// expect: 4 ' ' 268 7a6e3f24
// expect: 4 '.' 268 4aac5a7f
// expect: 4 '\t' 190 0a4f6a22
// expect: 4 '-' 268 66c4c655
// expect: 32 ' ' 299 cf3f2a32
// expect: 32 '.' 299 95a49ae3
// expect: 32 '\t' 221 6391e0ef
// expect: 32 '-' 299 e316d5cb
// expect: 8 ' ' 268 b935d2d8
// expect: 8 '.' 268 bb78b0c9
// expect: 8 '\t' 190 0a4f6a22
// expect: 8 '-' 268 9953761a
// expect: 16 ' ' 247 28715840
// expect: 16 '.' 247 e69a9bd4
// expect: 16 '\t' 190 0a4f6a22
// expect: 16 '-' 247 9bd54cbd
// expect: 1 ' ' 267 7b63954c
// expect: 1 '.' 267 74c3b252
// expect: 1 '\t' 189 1c89d898
// expect: 1 '-' 267 32ae62a2
// expect: 2 ' ' 266 27db3422
// expect: 2 '.' 266 5b282a6e
// expect: 2 '\t' 188 02e667e6
// expect: 2 '-' 266 8f9b198d
// expect: 40 ' ' 299 cf3f2a32
// expect: 40 '.' 299 95a49ae3
// expect: 40 '\t' 221 6391e0ef
// expect: 40 '-' 299 e316d5cb
// expect: 1   1    1
// expect: 2   4    16
// expect: 3   9    81
// expect: 4   16   256
// expect: 5   25   625
// expect: 6   36   1296
// expect: 7   49   2401
// expect: 8   64   4096
// expect: 9   81   6561
// expect: 10  100  10000
// expect: negative minwidth, tabwidth, or padding
package main

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"text/tabwriter"
)

// out is printed as checksums, one for each way of writing.
var out = new(bytes.Buffer)

func main() {
	w := tabwriter.NewWriter(out, 0, 8, 0, '\t', 0)
	fmt.Fprintln(w, "a\tb\tc")
	fmt.Fprintln(w, "aaaa\tbbbbbbbbb\tc")
	fmt.Fprintln(w, "aaaaaaaaaaaa\tb\tccc")
	w.Flush()
	w.Init(out, 5, 0, 1, ' ', tabwriter.AlignRight|tabwriter.Debug)
	fmt.Fprintln(w, "a\tb\tc\td\t.")
	fmt.Fprintln(w, "123\t12345\t1234567\t123456789\t.")
	fmt.Fprintln(w, "aaaa\tbbb\tcc\td")
	fmt.Fprintln(w)
	fmt.Fprintln(w, "a\tb\tc")
	w.Flush()
	fmt.Print(out)
	out.Reset()
	for _, flags := range []uint{0, tabwriter.AlignRight, tabwriter.Debug, tabwriter.DiscardEmptyColumns, tabwriter.TabIndent, tabwriter.FilterHTML, tabwriter.StripEscape, tabwriter.Debug | tabwriter.DiscardEmptyColumns} {
		for _, pad := range []byte{' ', '.', '\t', '-'} {
			w := tabwriter.NewWriter(out, 6, 4, 2, pad, flags)
			fmt.Fprintf(w, "Name\tAge\tCity\n")
			fmt.Fprintf(w, "Alice\t30\tNew York\n张三\t25\t北京\n")
			fmt.Fprintf(w, "Bob\t\t\tX\n\t\t\tend\n\tindented\tz\n")
			fmt.Fprintf(w, "no tabs here\n")
			fmt.Fprintf(w, "<b>bold</b>\t&amp;\tx\n\xffesc\taped\xff\tlast\ty\n")
			fmt.Fprintf(w, "v\vw\vx\n\f")
			fmt.Fprintf(w, "aa\tb\n\fccccccccc\td\n")
			fmt.Fprintf(w, "unfinished\tline")
			w.Flush()
			fmt.Printf("%d %q %d %08x\n", flags, pad, out.Len(), crc32.ChecksumIEEE(out.Bytes()))
			out.Reset()
		}
	}
	tw := new(tabwriter.Writer).Init(out, 0, 8, 2, ' ', 0)
	for i := 1; i <= 10; i++ {
		fmt.Fprintf(tw, "%d\t%d\t%d\t\n", i, i*i, i*i*i*i)
	}
	tw.Flush()
	fmt.Print(out)
	defer func() { fmt.Println(recover()) }()
	tabwriter.NewWriter(out, -1, 0, 0, ' ', 0)
}
