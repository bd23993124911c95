// Reading numbers, and what is said of those that cannot be read.
// expect: 12 <nil> 12 <nil> 12 <nil>
// expect: -3 <nil> -3 <nil> -3 <nil>
// expect: 0 strconv.Atoi: parsing "x": invalid syntax 0 strconv.ParseInt: parsing "x": invalid syntax 0 strconv.ParseFloat: parsing "x": invalid syntax
// expect: 0 strconv.Atoi: parsing "": invalid syntax 0 strconv.ParseInt: parsing "": invalid syntax 0 strconv.ParseFloat: parsing "": invalid syntax
// expect: 9223372036854775807 strconv.Atoi: parsing "99999999999999999999": value out of range 127 strconv.ParseInt: parsing "99999999999999999999": value out of range 1e+20 <nil>
// expect: 0 strconv.Atoi: parsing "1_0": invalid syntax 10 <nil> 10 <nil>
// expect: 0 strconv.Atoi: parsing "0x1F": invalid syntax 31 <nil> 0 strconv.ParseFloat: parsing "0x1F": invalid syntax
// expect: true false
// expect: 0.33333 1000000000000000000000 -ff 1e-01
// expect: "a\tb\"é\x00😀" "\u00e9\U0001f600" '☺'
// expect: "a\tb" <nil>
// expect: "raw" <nil>
// expect: "x" <nil>
// expect: "éAA" <nil>
// expect: "" invalid syntax
// expect: "" invalid syntax
package main

import (
	"errors"
	"fmt"
	"strconv"
)

func main() {
	for _, s := range []string{"12", "-3", "x", "", "99999999999999999999", "1_0", "0x1F"} {
		n, err := strconv.Atoi(s)
		m, err2 := strconv.ParseInt(s, 0, 8)
		f, err3 := strconv.ParseFloat(s, 64)
		fmt.Println(n, err, m, err2, f, err3)
	}
	_, err := strconv.Atoi("12a")
	fmt.Println(errors.Is(err, strconv.ErrSyntax), errors.Is(err, strconv.ErrRange))
	fmt.Println(strconv.FormatFloat(1.0/3, 'g', 5, 64), strconv.FormatFloat(1e21, 'f', -1, 64), strconv.FormatInt(-255, 16), strconv.FormatFloat(0.1, 'e', -1, 32))
	fmt.Println(strconv.Quote("a\tb\"é\x00😀"), strconv.QuoteToASCII("é😀"), strconv.QuoteRune('☺'))
	for _, s := range []string{`"a\tb"`, "`raw`", `'x'`, `"\u00e9\x41\101"`, `"bad`, `"\q"`} {
		u, err := strconv.Unquote(s)
		fmt.Printf("%q %v\n", u, err)
	}
}
