// Whole numbers of any size: each operation for each pair, texts, digits of pi.
//
// expect: factorials 336 a5309f2b
// expect: literals 549 308fd6e0
// expect: operations 65671 bab41485
// expect: others 409 bc106877
// expect: pi 51 786776a8
package main

import (
	"bytes"
	"fmt"
	"hash/crc32"
	"math"
	"math/big"
	"math/rand"
)

// out is printed as checksums, one for each part.
var out = new(bytes.Buffer)

func part(name string) {
	fmt.Printf("%s %d %08x\n", name, out.Len(), crc32.ChecksumIEEE(out.Bytes()))
	out.Reset()
}

func fact(n int64) *big.Int {
	if n == 0 {
		return big.NewInt(1)
	}
	return new(big.Int).Mul(big.NewInt(n), fact(n-1))
}

func main() {
	fmt.Fprintln(out, fact(50), fact(100))
	a, b := big.NewInt(0), big.NewInt(1)
	var limit big.Int
	limit.Exp(big.NewInt(10), big.NewInt(99), nil)
	for a.Cmp(&limit) < 0 {
		a.Add(a, b)
		a, b = b, a
	}
	fmt.Fprintln(out, a, a.ProbablyPrime(20), a.BitLen())
	part("factorials")
	vals := []*big.Int{}
	for _, s := range []string{"0", "1", "-1", "7", "-7", "18446744073709551616", "-18446744073709551615", "340282366920938463463374607431768211456", "-99999999999999999999999999999", "9223372036854775807", "-9223372036854775808", "255", "0x1f_ff", "0b101", "017", "0o17", "1_000"} {
		v, ok := new(big.Int).SetString(s, 0)
		fmt.Fprintln(out, s, v, ok)
		vals = append(vals, v)
	}
	for _, s := range []string{"", "-", "1__0", "_1", "12a", "0x", "0x_1", "++1", "1_"} {
		_, ok := new(big.Int).SetString(s, 0)
		fmt.Fprint(out, s, ok, " ")
	}
	fmt.Fprintln(out)
	part("literals")
	for _, x := range vals {
		fmt.Fprintln(out, x.Sign(), x.BitLen(), x.TrailingZeroBits(), x.IsInt64(), x.IsUint64(), x.Int64(), x.Uint64(), x.Text(2), x.Text(16), x.Text(36), x.Text(62), len(x.Bytes()), x.Bit(0), x.Bit(70))
		f, acc := x.Float64()
		fmt.Fprintln(out, f, acc, x.Bits())
		for _, y := range vals {
			z := new(big.Int)
			fmt.Fprint(out, z.Add(x, y), " ", z.Sub(x, y), " ", z.Mul(x, y), " ", x.Cmp(y), x.CmpAbs(y), " ")
			fmt.Fprint(out, z.And(x, y), " ", z.Or(x, y), " ", z.Xor(x, y), " ", z.AndNot(x, y), " ", z.Not(x), " ")
			if y.Sign() != 0 {
				m := new(big.Int)
				fmt.Fprint(out, z.Quo(x, y), " ", z.Rem(x, y), " ", z.Div(x, y), " ", z.Mod(x, y), " ")
				z.QuoRem(x, y, m)
				fmt.Fprint(out, z, m)
				z.DivMod(x, y, m)
				fmt.Fprint(out, z, m, " ")
				fmt.Fprint(out, z.Exp(x, big.NewInt(5), y), " ")
				if r := z.Exp(new(big.Int).Abs(x), big.NewInt(-3), y); r != nil {
					fmt.Fprint(out, r)
				} else {
					fmt.Fprint(out, "nil ")
				}
				if r := z.ModInverse(x, y); r != nil {
					fmt.Fprint(out, r)
				} else {
					fmt.Fprint(out, "nil ")
				}
			}
			var p, q big.Int
			g := new(big.Int).GCD(&p, &q, x, y)
			fmt.Fprint(out, g, " ", p.Sign(), p.CmpAbs(&q), q.Sign())
			fmt.Fprintln(out)
		}
		z := new(big.Int)
		fmt.Fprintln(out, z.Lsh(x, 70), z.Rsh(x, 3), z.Neg(x), z.Abs(x), z.SetBit(x, 66, 1), z.SetBit(x, 0, 0))
		if x.Sign() >= 0 {
			fmt.Fprintln(out, z.Sqrt(x))
		}
		fmt.Fprintf(out, "%d|%x|%X|%#x|%b|%o|%#o|%O|%s|%v|%+d|% d|%40d|%-40d|%040d|%.30d|%50.30x|%q\n", x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x)
	}
	part("operations")
	fmt.Fprintln(out, new(big.Int).Binomial(50, 25), new(big.Int).MulRange(10, 20), new(big.Int).MulRange(5, 4), new(big.Int).MulRange(-3, 3))
	fmt.Fprintln(out, new(big.Int).SetBytes([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9}), new(big.Int).FillBytes(make([]byte, 4)))
	r := rand.New(rand.NewSource(42))
	for i := 0; i < 5; i++ {
		fmt.Fprintln(out, new(big.Int).Rand(r, fact(30)))
	}
	fmt.Fprintln(out, big.Jacobi(big.NewInt(5), big.NewInt(21)), new(big.Int).ModSqrt(big.NewInt(5), big.NewInt(41)), new(big.Int).ModSqrt(big.NewInt(3), big.NewInt(5)))
	var nilInt *big.Int
	fmt.Fprintln(out, nilInt, *big.NewInt(5))
	var scanned big.Int
	n, err := fmt.Sscan("  123456789012345678901234567890 x", &scanned)
	fmt.Fprintln(out, n, err, &scanned)
	fmt.Sscanf("ff", "%x", &scanned)
	fmt.Fprintln(out, &scanned, math.MaxInt64)
	bt, _ := fact(20).MarshalText()
	fmt.Fprintln(out, string(bt), scanned.UnmarshalText([]byte("12x")))
	func() {
		defer func() { fmt.Fprintln(out, recover()) }()
		new(big.Int).Div(big.NewInt(1), big.NewInt(0))
	}()
	part("others")
	// pi digits
	digits, q, rr, t, k, m, x := 0, big.NewInt(1), big.NewInt(0), big.NewInt(1), big.NewInt(1), big.NewInt(3), big.NewInt(3)
	four := big.NewInt(4)
	for digits < 50 {
		l := new(big.Int).Add(new(big.Int).Mul(four, q), new(big.Int).Sub(rr, t))
		if l.Cmp(new(big.Int).Mul(m, t)) < 0 {
			fmt.Fprint(out, m)
			digits++
			nr := new(big.Int).Mul(big.NewInt(10), new(big.Int).Sub(rr, new(big.Int).Mul(m, t)))
			nm := new(big.Int).Sub(new(big.Int).Div(new(big.Int).Mul(big.NewInt(10), new(big.Int).Add(new(big.Int).Mul(big.NewInt(3), q), rr)), t), new(big.Int).Mul(big.NewInt(10), m))
			q.Mul(q, big.NewInt(10))
			rr, m = nr, nm
		} else {
			nr := new(big.Int).Mul(new(big.Int).Add(new(big.Int).Mul(big.NewInt(2), q), rr), x)
			nn := new(big.Int).Div(new(big.Int).Add(new(big.Int).Mul(q, new(big.Int).Add(new(big.Int).Mul(big.NewInt(7), k), big.NewInt(2))), new(big.Int).Mul(rr, x)), new(big.Int).Mul(t, x))
			q.Mul(q, k)
			t.Mul(t, x)
			x.Add(x, big.NewInt(2))
			k.Add(k, big.NewInt(1))
			m, rr = nn, nr
		}
	}
	fmt.Fprintln(out)
	part("pi")
}
