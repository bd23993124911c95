// Every verb with flags and sizes over values of all kinds: how many texts, and their checksum.
// expect: ints 23625 94b7fc565ca315c1
// expect: floats 20520 176bc7bbd8725818
// expect: complex 6480 5dc22ffcee66f5d8
// expect: strings 10800 9a78e4abc5bb0d0d
// expect: bytes 9720 5ea770e983acb5b8
// expect: bools 3240 ad81c505ca660bfe
// expect: nils 14625 c24d4395fc8106f6
// expect: structs 9720 593cd1fe1f860318
// expect: lists 17280 25e8b598e16b0036
// expect: maps 11880 9ba9926922887b10
// expect: methods 25430 1c736bcced080853
// expect: formats 459 a5fc7bc14ab8bc3b
// expect: prints 88 b98b7c12849d8c4c
package main

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"time"
)

type I int
type S string
type B []byte
type F float64
type Bool bool
type P struct {
	X, Y int
}
type Q struct {
	A   any
	B   *int
	C   []P
	D   map[string]int
	e   string
	F   [2]bool
	G   error
	h   *P
	T   Str
	t   Str
	Arr [3]byte
	Byt []byte
	Fn  func()
}
type Str struct{ n int }

func (s Str) String() string { return fmt.Sprintf("Str(%d)", s.n) }

type PStr struct{ n int }

func (s *PStr) String() string { return fmt.Sprintf("PStr(%d)", s.n) }

type Err struct{ m string }

func (e Err) Error() string { return "Err:" + e.m }

type GS struct{ n int }

func (g GS) GoString() string { return "GS!" }

type Fm struct{ n int }

func (f Fm) Format(s fmt.State, v rune) {
	w, wok := s.Width()
	p, pok := s.Precision()
	fmt.Fprintf(s, "[%c %d %v %d %v", v, w, wok, p, pok)
	for _, c := range "+-# 0" {
		if s.Flag(int(c)) {
			fmt.Fprintf(s, "%c", c)
		}
	}
	fmt.Fprint(s, fmt.FormatString(s, v), "]")
}

type Pan struct{}

func (Pan) String() string { panic("oops") }

type PanE struct{}

func (PanE) Error() string { panic(errors.New("inner")) }

type SB []Str
type MS map[Str]int
type Named map[string][]int
type IFace interface{ M() }
type Rec struct {
	Next *Rec
	V    int
}
type Emb struct {
	P
	Str
	Z int
}
type SI int

func (s SI) String() string { return "SI" + fmt.Sprint(int(s)) }

type cx complex128

// sum is a checksum of texts, and how many they are.
type sum struct {
	h uint64
	n int
}

func (s *sum) add(t string) {
	s.n++
	for i := 0; i < len(t); i++ {
		s.h = (s.h ^ uint64(t[i])) * 1099511628211
	}
}

func main() {
	var nilp *P
	var nilerr error
	var nilps *PStr
	var nilstr *Str
	groups := []struct {
		name string
		vals []any
	}{
		{"ints", []any{0, 1, -1, 42, -123456, int8(-128), uint8(200), int16(300), uint16(65535), int32(-7), uint32(1 << 31), int64(math.MinInt64), uint64(math.MaxUint64), uintptr(255), I(5), 'x', rune(0x1F600), rune(-5), 0x10FFFF, 0xD800, 1114112}},
		{"floats", []any{0.0, 1.0, -1.5, 3.14159265, 1e21, 1e20, 1e-7, 123456789.0, 1e100, math.Inf(1), math.Inf(-1), math.NaN(), float32(0.1), float32(1e10), F(2.5), math.Copysign(0, -1), 100000.0, 5e-324, 1234567.8}},
		{"complex", []any{complex(1, 2), complex(-1.5, -2), complex64(complex(0.1, 3)), complex(math.Inf(1), math.NaN()), cx(3 + 4i), 0i}},
		{"strings", []any{"", "hello", "héllo wörld", "a\"b\\c\n\t\x00\xff", "`back`", S("named"), "日本語", "\u00ad\u200b", "tab\tquote'", "\x7f"}},
		{"bytes", []any{[]byte("abc"), []byte{}, []byte(nil), B("named"), [3]byte{1, 2, 255}, &[]byte{1, 2}, &[2]byte{7, 8}, []byte{0xff, 0x00}, []B{B("q")}}},
		{"bools", []any{true, false, Bool(true)}},
		{"nils", []any{nil, nilp, nilerr, nilps, nilstr, []int(nil), map[string]int(nil), (func())(nil), (chan int)(nil), []any(nil), (*int)(nil), [2]any{nil, 1}, struct{ E error }{}}},
		{"structs", []any{P{1, 2}, &P{3, 4}, Q{}, Q{A: 1, C: []P{{1, 2}}, D: map[string]int{"b": 2, "a": 1}, e: "x", T: Str{1}, t: Str{2}, Byt: []byte("hi")}, Emb{P{1, 2}, Str{3}, 4}, struct{}{}, &struct{ A, b int }{1, 2}, Rec{nil, 3}, struct {
			A any
			B IFace
		}{P{5, 6}, nil}}},
		{"lists", []any{[]int{1, 2, 3}, []string{"a", "b"}, [2]float64{1.5, 2}, []any{1, "a", nil, 2.5, []int{1}}, [][]int{{1}, {2, 3}}, &[]int{1}, &[2]string{"x", "y"}, []P{{1, 2}}, []bool{true}, []rune("hé"), [0]int{}, []uint8{1}, []I{1, 2}, []SI{1, 2}, []int8{1}, []struct{}{{}}}},
		{"maps", []any{map[string]int{"z": 1, "a": 2}, map[int]string{3: "c", 1: "a"}, map[float64]int{math.NaN(): 1, 2: 2, -1: 3}, map[any]int{1: 1, "a": 2, 2.5: 3}, map[bool]int{true: 1, false: 0}, map[P]int{{2, 1}: 1, {1, 2}: 2}, &map[string]int{"k": 1}, Named{"x": {1}}, map[[2]int]bool{{2, 1}: true, {1, 9}: false}, map[string]any{"p": P{}.X == 0, "q": nil}, MS{{2}: 1, {1}: 2}}},
		{"methods", []any{Str{1}, &Str{2}, PStr{3}, &PStr{4}, Err{"m"}, &Err{"n"}, GS{1}, &GS{2}, Fm{1}, &Fm{2}, Pan{}, &Pan{}, PanE{}, SB{{1}, {2}}, []fmt.Stringer{Str{5}, nilps}, errors.New("plain"), fmt.Errorf("w: %w", errors.New("in")), time.Second, SI(3), []Fm{{1}}, map[string]Err{"k": {"v"}}, struct{ E Err }{Err{"f"}}, struct{ e Err }{Err{"g"}}, struct{ S *Str }{nil}, [2]GS{}}},
	}
	verbs := "vTtbcdoOqxXUeEfFgGspwzy%!"
	flags := []string{"", "+", "-", "#", " ", "0", "+#", "#0", "# "}
	sizes := []string{"", "8", ".0", "12.3", "3.12"}
	for _, g := range groups {
		var s sum
		for _, x := range g.vals {
			for _, verb := range verbs {
				for _, fl := range flags {
					for _, sz := range sizes {
						if verb == 'p' && g.name != "ints" && g.name != "nils" {
							continue
						}
						f := "%" + fl + sz + string(verb)
						if addressed(g.name, x, verb, fl) {
							continue
						}
						t := fmt.Sprintf(f, x)
						s.add(t)
					}
				}
			}
		}
		fmt.Printf("%s %d %x\n", g.name, s.n, s.h)
	}
	var s sum
	show := func(t string) {
		s.add(t)
	}
	for _, f := range []string{"%[1]d", "%[2]d %[1]d", "%[3]d", "%[0]d", "%[x]d", "%[1]", "%[", "%[]d", "%[2]*[1]d", "%[1]*d", "%*d", "%-*d", "%.*d", "%[3]*.[2]*[1]f", "%[1]d %d", "%[2]d %d %d", "%d %d %d", "%d", "", "%", "%%", "%!", "%z %d", "%[1]d%[1]d", "%.[2]d", "%6.[1]d", "%[1].2d", "%[1]6d", "%6[1]d", "%d%", "%[-1]d", "%[99999999999]d", "%99999999d", "%.99999999d", "%+[1]d", "% [1]x", "%#[1]x", "%[2]v %[1]v!%[3]v", "%é", "%\xff", "%[1]é", "%s %s", "%[5]d|%d", "%[1]*[2]*d", "%.*[2]d", "%--d", "%++d", "%-010d", "%010.3d", "% 05d", "%v %v extra"} {
		show(fmt.Sprintf(f))
		show(fmt.Sprintf(f, 7))
		show(fmt.Sprintf(f, 7, 3))
		show(fmt.Sprintf(f, 7, -3, 12))
		show(fmt.Sprintf(f, "s", 2.5))
		show(fmt.Sprintf(f, nil, "x", nil, P{1, 2}))
		show(fmt.Sprintf(f, 7.25, 3, 9))
		show(fmt.Sprintf(f, int8(5), uint8(9), I(3)))
		show(fmt.Sprintf(f, 1<<40, 1<<40))
	}
	fmt.Printf("formats %d %x\n", s.n, s.h)
	s = sum{}
	for _, a := range [][]any{{}, {1}, {1, 2}, {"a", "b"}, {1, "a", 2, 3, "b"}, {nil, nil}, {Str{1}, Str{2}, "x"}, {Err{"a"}, 1}, {[]int{1}, map[int]int{}, 2}, {S("x"), S("y"), 1}, {true, false}, {1.0, 2i, 'c'}, {&P{1, 2}, P{}}, {Pan{}}} {
		show(fmt.Sprint(a...))
		show(fmt.Sprintln(a...))
		show(string(fmt.Append([]byte("<"), a...)))
		show(string(fmt.Appendln([]byte("<"), a...)))
		show(string(fmt.Appendf([]byte("<"), "%v %d", a...)))
	}
	e1, e2 := errors.New("one"), errors.New("two")
	for _, e := range []error{fmt.Errorf("a %w", e1), fmt.Errorf("%w %w", e1, e2), fmt.Errorf("%w", nil), fmt.Errorf("%w", 3), fmt.Errorf("%d %w", 1, e1), fmt.Errorf("%[2]w %[1]w", e1, e2), fmt.Errorf("%+w %#w", e1, Err{"x"}), fmt.Errorf("%5w|", Err{"q"}), fmt.Errorf("%w")} {
		show(e.Error())
		show(fmt.Sprintf("%T %v %t %t", e, errors.Unwrap(e), errors.Is(e, e1), errors.Is(e, e2)))
	}
	fmt.Printf("prints %d %x\n", s.n, s.h)
}

// addressed says that the text would contain an address.
func addressed(group string, x any, verb rune, flags string) bool {
	sharp := strings.Contains(flags, "#")
	switch x.(type) {
	case *P, *Str, *PStr, *Err, *GS, *Fm, *Pan:
		return false
	case error:
		if _, ok := x.(Err); ok {
			return false
		}
		if _, ok := x.(PanE); ok {
			return false
		}
		return sharp && (verb == 'v' || verb == 'w') || verb != 'v' && verb != 's' && verb != 'q' && verb != 'x' && verb != 'X' && verb != 'T' && verb != 't'
	}
	return false
}
