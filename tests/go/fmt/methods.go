// Values that speak for themselves: String, Error, GoString, Format, and panics in them.
// expect: 20.0°C [1.0°C 2.0°C] map[2.0°C:2 3.0°C:1] problem
// expect: 1.0°C|1.0°C|   1.0°C|1.0°C   |"1.0°C"|312e30c2b043|1.00
// expect: {1} pointed 2 <nil>
// expect: {} goSyntax! <v 0 false false> <d 5 true true>
// expect: %!v(PANIC=String method: boom) {} [%!s(PANIC=String method: boom) <nil>]
// expect: {1.0°C 2 <nil> problem map[k:3.0°C]}
// expect: {C:0.0°C c:0 P:<nil> E:<nil> M:map[]}
package main

import "fmt"

type celsius float64

func (c celsius) String() string { return fmt.Sprintf("%.1f°C", float64(c)) }

type pointed struct{ n int }

func (p *pointed) String() string { return fmt.Sprint("pointed ", p.n) }

type goSyntax struct{}

func (goSyntax) GoString() string { return "goSyntax!" }

type formatted struct{}

func (formatted) Format(f fmt.State, verb rune) {
	w, hasWidth := f.Width()
	fmt.Fprintf(f, "<%c %d %v %v>", verb, w, hasWidth, f.Flag('-'))
}

type loud struct{}

func (loud) String() string { panic("boom") }

type problem struct{}

func (problem) Error() string { return "problem" }

type all struct {
	C celsius
	c celsius
	P *pointed
	E error
	M map[string]celsius
}

func main() {
	fmt.Println(celsius(20), []celsius{1, 2}, map[celsius]int{3: 1, 2: 2}, problem{})
	fmt.Printf("%v|%s|%8v|%-8v|%q|%x|%.2f\n", celsius(1), celsius(1), celsius(1), celsius(1), celsius(1), celsius(1), celsius(1))
	fmt.Println(pointed{1}, &pointed{2}, (*pointed)(nil))
	fmt.Printf("%v %#v %+v %-5d\n", goSyntax{}, goSyntax{}, formatted{}, formatted{})
	fmt.Printf("%v %d %s\n", loud{}, loud{}, []any{loud{}, nil})
	fmt.Printf("%v\n%+v\n", all{C: 1, c: 2, E: problem{}, M: map[string]celsius{"k": 3}}, all{})
}
