// What Scan and its kin read from many texts, as checksums of values and errors.
// expect: "" 1512 69ba7680997de602
// expect: " " 1566 719c9e54dc3402c6
// expect: "\n" 1904 27311e1dcbc0b952
// expect: "1" 1795 84407f2dd648483b
// expect: "1 2 3" 2180 bb5ea7f4ee825af0
// expect: "1\n2\n3\n" 2416 443098f45f979c8e
// expect: "a b c" 2590 e911ee15eb40442
// expect: " 42 hello 3.5 true" 3138 9b135ea38932721e
// expect: "0x1F 0b101 0o17 017 1_000" 3744 7e36ad57bd89005c
// expect: "-5 +6 300 -200" 2823 bb79ab3cbd78788b
// expect: "true F t 1 0 maybe tru FALSE" 3892 f9d96e45a32661a2
// expect: "1.5e3 -2 .5 inf NaN 1p3 0x1p-2 1e400 1.2p4" 4408 98dcdf4b768c9362
// expect: "(1+2i) 3-4i 1+i 2" 3246 cea37f27355fa09c
// expect: "\"quo\\\"ted\" `raw s` 'x' unterminated\"" 4756 1ae66dd296a68880
// expect: "68656c6c6f 6g 4" 3210 e286fb7ce439efcc
// expect: "héllo wörld\u00a0x\u3000y" 3894 f59d42757fddcfe6
// expect: "ab;7 cd 8" 2912 f8174141d34f187a
// expect: "\xff\xfe a\xc3" 3141 1a8cbb83ef779729
// expect: "1,2;3" 2367 6da743d33f898faf
// expect: "10%20% 30%" 2716 165d42c000fd52aa
// expect: "abc123 x" 2818 66db47f9955ddfb8
// expect: "12345678901234567890" 4341 e1f6f8a58b3b52e5
// expect: "U+1F600 U+0041 41" 3357 1b835dcbe1e400bf
// expect: "x y\r\nz" 2768 c045c22ff9478740
// expect: "tail \n" 2723 d66155b721bd9a21
// expect: "3 4\n5" 2277 4a10fa3f20a0726d
// expect: "5x6" 2199 dab3297667699fe7
// expect: "" 1625 bd02e4ae6309db33
// expect: " " 1712 87e0820fd9bf36c1
// expect: "\n" 2403 2c533e00d6bfd75f
// expect: "1" 2159 e633ba83881b04ca
// expect: "1 2 3" 2586 6e25f0af8fd89324
// expect: "1\n2\n3\n" 2940 18aa5824a4888f1d
// expect: "a b c" 2704 9c21b488c0f40743
// expect: " 42 hello 3.5 true" 3486 f7965d43f5320b23
// expect: "0x1F 0b101 0o17 017 1_000" 4086 eac09e83d2ffb40c
// expect: "-5 +6 300 -200" 3230 64e823fe08bade01
// expect: "true F t 1 0 maybe tru FALSE" 4163 1e8b5b3e39b48b56
// expect: "1.5e3 -2 .5 inf NaN 1p3 0x1p-2 1e400 1.2p4" 5044 e73cafa5def11ec6
// expect: "(1+2i) 3-4i 1+i 2" 3509 2863a16e983b8300
// expect: "\"quo\\\"ted\" `raw s` 'x' unterminated\"" 5033 88417cfdd45d9520
// expect: "68656c6c6f 6g 4" 3522 d00b9d5ec48a42eb
// expect: "héllo wörld\u00a0x\u3000y" 4161 2fd4c9224b637c8c
// expect: "ab;7 cd 8" 2992 b5a2a5b8f5e79524
// expect: "\xff\xfe a\xc3" 3395 2751d8b8e86d21d7
// expect: "1,2;3" 2738 d688cc5f93295c29
// expect: "10%20% 30%" 3104 fb1699ab651cf6f1
// expect: "abc123 x" 2954 6ada21b176510d0c
// expect: "12345678901234567890" 4483 1dac1e4b87c6e59c
// expect: "U+1F600 U+0041 41" 3538 43cc49f244aab28c
// expect: "x y\r\nz" 2925 f0c21e62c24495bd
// expect: "tail \n" 2907 ebd56f7ec7c755d4
// expect: "3 4\n5" 2661 772271c069015f23
// expect: "5x6" 2633 e754740bb25b40ea
// expect: 2 <nil> 1 2
// expect: 0 expected integer 0
// expect: 2 <nil>
// expect: 1 <nil>
// expect: 7 8 9 0
// expect: 1 <nil>
// expect: 1 <nil>
// expect: 1 <nil>
// expect: 11 12 13
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

type MyInt int
type MyStr string
type MyF float32
type MyB []byte
type MyBool bool

type Point struct{ X, Y int }

func (p *Point) Scan(s fmt.ScanState, verb rune) error {
	s.SkipSpace()
	tok, err := s.Token(true, func(r rune) bool { return r != ';' && r != ' ' })
	if err != nil {
		return err
	}
	r, size, err := s.ReadRune()
	w, ok := s.Width()
	fmt.Fprintf(&out, "[%c %q %q %d %v %d %v]", verb, tok, r, size, err, w, ok)
	if err == nil && r != ';' {
		s.UnreadRune()
		return errors.New("no semicolon")
	}
	p.X = len(tok)
	_, err = fmt.Fscan(s, &p.Y)
	return err
}

// out is what was read from one input.
var out strings.Builder

// flush prints its checksum.
func flush(in string) {
	h := uint64(14695981039346656037)
	for _, c := range []byte(out.String()) {
		h = (h ^ uint64(c)) * 1099511628211
	}
	fmt.Printf("%q %d %x\n", in, out.Len(), h)
	out.Reset()
}

func show(n int, err error, vals ...any) {
	fmt.Fprint(&out, n, " ", err, " |")
	for _, v := range vals {
		switch v := v.(type) {
		case *int:
			fmt.Fprint(&out, " ", *v)
		case *int8:
			fmt.Fprint(&out, " ", *v)
		case *uint8:
			fmt.Fprint(&out, " ", *v)
		case *uint16:
			fmt.Fprint(&out, " ", *v)
		case *rune:
			fmt.Fprintf(&out, " %q", *v)
		case *string:
			fmt.Fprintf(&out, " %q", *v)
		case *bool:
			fmt.Fprint(&out, " ", *v)
		case *float64:
			fmt.Fprint(&out, " ", *v)
		case *float32:
			fmt.Fprint(&out, " ", *v)
		case *complex128:
			fmt.Fprint(&out, " ", *v)
		case *complex64:
			fmt.Fprint(&out, " ", *v)
		case *[]byte:
			fmt.Fprintf(&out, " %q", *v)
		case *MyInt:
			fmt.Fprint(&out, " ", *v)
		case *MyStr:
			fmt.Fprintf(&out, " %q", *v)
		case *MyF:
			fmt.Fprint(&out, " ", *v)
		case *MyB:
			fmt.Fprintf(&out, " %q", *v)
		case *MyBool:
			fmt.Fprint(&out, " ", *v)
		case *Point:
			fmt.Fprint(&out, " ", *v)
		default:
			fmt.Fprintf(&out, " %T", v)
		}
	}
	fmt.Fprintln(&out)
}

func fresh(kinds string) []any {
	var list []any
	for _, k := range kinds {
		switch k {
		case 'i':
			list = append(list, new(int))
		case '8':
			list = append(list, new(int8))
		case 'u':
			list = append(list, new(uint8))
		case 'U':
			list = append(list, new(uint16))
		case 'r':
			list = append(list, new(rune))
		case 's':
			list = append(list, new(string))
		case 'b':
			list = append(list, new(bool))
		case 'f':
			list = append(list, new(float64))
		case 'F':
			list = append(list, new(float32))
		case 'c':
			list = append(list, new(complex128))
		case 'C':
			list = append(list, new(complex64))
		case 'B':
			list = append(list, new([]byte))
		case '1':
			list = append(list, new(MyInt))
		case '2':
			list = append(list, new(MyStr))
		case '3':
			list = append(list, new(MyF))
		case '4':
			list = append(list, new(MyB))
		case '5':
			list = append(list, new(MyBool))
		case 'p':
			list = append(list, new(Point))
		case 'x':
			list = append(list, 5)
		case 'y':
			list = append(list, new([]int))
		}
	}
	return list
}

func main() {
	inputs := []string{"", " ", "\n", "1", "1 2 3", "1\n2\n3\n", "a b c", " 42 hello 3.5 true", "0x1F 0b101 0o17 017 1_000", "-5 +6 300 -200", "true F t 1 0 maybe tru FALSE", "1.5e3 -2 .5 inf NaN 1p3 0x1p-2 1e400 1.2p4", "(1+2i) 3-4i 1+i 2", "\"quo\\\"ted\" `raw s` 'x' unterminated\"", "68656c6c6f 6g 4", "héllo wörld\u00a0x\u3000y", "ab;7 cd 8", "\xff\xfe a\xc3", "1,2;3", "10%20% 30%", "abc123 x", "12345678901234567890", "U+1F600 U+0041 41", "x y\r\nz", "tail \n", "3 4\n5", "5x6"}
	kinds := []string{"i", "ii", "iii", "s", "ss", "sss", "isfb", "8u", "uU", "b", "bbbbb", "f", "ffff", "F", "c", "cC", "B", "1", "2", "345", "r", "p", "pp", "x", "y", "iy", ""}
	for _, in := range inputs {
		for _, k := range kinds {
			for mode := range 2 {
				list := fresh(k)
				var n int
				var err error
				if mode == 0 {
					n, err = fmt.Sscan(in, list...)
				} else {
					n, err = fmt.Sscanln(in, list...)
				}
				fmt.Fprintf(&out, "%q %s %d: ", in, k, mode)
				show(n, err, list...)
			}
		}
		flush(in)
	}
	formats := []struct{ f, k string }{{"%d", "i"}, {"%d %d", "ii"}, {"%d%d", "ii"}, {"%d,%d;%d", "iii"}, {"%2d%3d", "ii"}, {"%s", "s"}, {"%5s%s", "ss"}, {"%q", "s"}, {"%q %q", "ss"}, {"%x", "s"}, {"%x", "i"}, {"%X", "B"}, {"%c", "r"}, {"%c%c%c", "rrr"}, {"%v %v", "is"}, {"%b", "i"}, {"%o", "i"}, {"%U", "i"}, {"%t", "b"}, {"%t %t", "bb"}, {"%f", "f"}, {"%g %e", "fF"}, {"%3f", "f"}, {"%v", "c"}, {"%d%%%d%% %d%%", "iii"}, {"%d%%", "i"}, {"abc%d x", "i"}, {"%dx%d", "ii"}, {"%d\n%d\n%d", "iii"}, {"%d\n", "i"}, {" %d", "i"}, {"%d ", "i"}, {"%d \n %d", "ii"}, {"\n%d", "i"}, {"%z", "i"}, {"%", "i"}, {"%5", "i"}, {"%d %d", "i"}, {"%d", "ii"}, {"%t", "i"}, {"%d", "s"}, {"%s", "i"}, {"%d", "f"}, {"%v", "p"}, {"%4v", "p"}, {"%1s", "s"}, {"%d", "1"}, {"%s%v", "24"}, {"%5v", "5"}, {"%c", "u"}, {"%c", "s"}, {"plain", ""}, {"%%", ""}, {"%3c", "r"}, {"%v", "y"}, {"%v", "x"}, {"%  d", "i"}, {"a %d", "i"}, {"%s\n", "s"}, {"%10d", "i"}, {"%i", "i"}}
	for _, in := range inputs {
		for _, f := range formats {
			list := fresh(f.k)
			n, err := fmt.Sscanf(in, f.f, list...)
			fmt.Fprintf(&out, "%q %q: ", in, f.f)
			show(n, err, list...)
		}
		flush(in)
	}
	rd := bufio.NewReader(strings.NewReader("1 2 three\n4 5\n\nx 6 end"))
	for {
		var a int
		var b string
		n, err := fmt.Fscan(rd, &a, &b)
		fmt.Println(n, err, a, b)
		if err == io.EOF || n == 0 {
			break
		}
	}
	sr := strings.NewReader("7 8\n9")
	var a, b, c int
	fmt.Println(fmt.Fscanln(sr, &a, &b))
	fmt.Println(fmt.Fscanf(sr, "%d", &c))
	fmt.Println(a, b, c, sr.Len())
	plain := struct{ io.Reader }{strings.NewReader("11 12\n13 14 15")}
	fmt.Println(fmt.Fscan(plain, &a))
	fmt.Println(fmt.Fscanln(plain, &b))
	fmt.Println(fmt.Fscan(plain, &c))
	fmt.Println(a, b, c)
}
