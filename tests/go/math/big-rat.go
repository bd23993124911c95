// Fractions: texts, arithmetic, rounding to floats.
//
// expect: literals 365 6778da6d
// expect: floats 130 ad1767e6
// expect: operations 6846 e91375a5
// expect: rounding 55 e14ff551
// expect: division by zero
package main

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"math"
	"math/big"
)

// out is printed as checksums, one for each part.
var out = new(bytes.Buffer)

func part(name string) {
	fmt.Printf("%s %d %08x\n", name, out.Len(), crc32.ChecksumIEEE(out.Bytes()))
	out.Reset()
}

func main() {
	h := new(big.Rat)
	for i := int64(1); i <= 30; i++ {
		h.Add(h, big.NewRat(1, i))
	}
	fmt.Fprintln(out, h, h.FloatString(20), h.Num(), h.Denom())
	vals := []*big.Rat{big.NewRat(0, 1), big.NewRat(1, 3), big.NewRat(-6, 4), big.NewRat(7, -7), big.NewRat(5, 1), new(big.Rat)}
	for _, s := range []string{"3.14", "-1.5e3", "1/3", "-4/6", "1e-10", "0x1p-2", "0x10/3", ".5", "5.", "1_000.5", "+7", "1.25e+2"} {
		r, ok := new(big.Rat).SetString(s)
		fmt.Fprintln(out, s, r, ok)
		if ok {
			vals = append(vals, r)
		}
	}
	for _, s := range []string{"", "x", "1/0", "1/-2", "1e", "--1", "1.2.3", "1/2.0"} {
		_, ok := new(big.Rat).SetString(s)
		fmt.Fprint(out, s, " ", ok, "; ")
	}
	fmt.Fprintln(out)
	part("literals")
	for _, f := range []float64{0.1, 1e300, -2.5, math.MaxFloat64, 1.0 / 3} {
		r := new(big.Rat).SetFloat64(f)
		g, exact := r.Float64()
		fmt.Fprintln(out, g == f, exact, len(r.String()))
		f32, ex := r.Float32()
		fmt.Fprintln(out, f32, ex)
		vals = append(vals, r)
	}
	fmt.Fprintln(out, new(big.Rat).SetFloat64(math.Inf(1)) == nil)
	part("floats")
	for _, x := range vals[:16] {
		f, e := x.Float64()
		n, ex := x.FloatPrec()
		fmt.Fprintln(out, x, x.RatString(), x.Sign(), x.IsInt(), f, e, n, ex, x.FloatString(0), x.FloatString(3))
		for _, y := range vals[:10] {
			z := new(big.Rat)
			fmt.Fprint(out, z.Add(x, y), z.Sub(x, y), z.Mul(x, y), x.Cmp(y), " ")
			if y.Sign() != 0 {
				fmt.Fprint(out, z.Quo(x, y), z.Inv(y))
			}
			fmt.Fprintln(out, z.Neg(x), z.Abs(x))
		}
	}
	part("operations")
	fmt.Fprintf(out, "%v %s\n", big.NewRat(3, 9), big.NewRat(3, 9))
	f, _ := new(big.Rat).SetFrac(new(big.Int).Exp(big.NewInt(3), big.NewInt(500), nil), new(big.Int).Exp(big.NewInt(7), big.NewInt(200), nil)).Float64()
	fmt.Fprintln(out, f)
	tiny := new(big.Rat).SetFrac(big.NewInt(3), new(big.Int).Lsh(big.NewInt(1), 1075))
	f, ok := tiny.Float64()
	fmt.Fprintln(out, f, ok)
	tiny.SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), 1075))
	f, ok = tiny.Float64()
	fmt.Fprintln(out, f)
	tiny.SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), 1200))
	f, ok = tiny.Float64()
	fmt.Fprintln(out, f)
	var r big.Rat
	fmt.Sscan("1.5000", &r)
	fmt.Fprintln(out, &r, r.String())
	part("rounding")
	defer func() { fmt.Println(recover()) }()
	big.NewRat(1, 0)
}
