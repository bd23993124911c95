// Package big computes with whole numbers of any size, fractions, and floats of any precision.
//
// SPDX-License-Identifier: MIT
package big

import (
	"errors"
	"fmt"
	"io"
	"math"
	"math/bits"
	"math/rand"
	"strings"
)

// A Word is a digit of a number in base 2 to the 64.
type Word uint

const wordBits = 64

// MaxBase is how many digits there are: 0-9, a-z, A-Z.
const MaxBase = 62

// An Int is its words, lowest first, without zeros at the top. The natives know how it lies in
// memory. Words are never changed once they are in an Int: they may be another one's, too.
type Int struct {
	neg bool
	abs []Word
}

// What apply can do. As pkg_math_big.c numbers them.
const (
	opAdd = iota
	opSub
	opMul
	opQuo
	opRem
	opAnd
	opOr
	opXor
	opGCD
	opSqrt
	opExpMod
	opInverse
	opExp
	opLsh
	opRsh
)

// apply writes the result's words, and says how many there are and whether it is negative. There
// must be room for them. m is only looked at where three numbers are needed.
func apply(op int, words []Word, x, y, m *Int) (n int, neg bool)

// text is in base 2 to 62; parse has digits of that base only, and at least one.
func text(x *Int, base int) string
func parse(words []Word, digits string, base int) (n int)
func isPrime(x *Int, rounds int) bool

func (z *Int) become(op int, room int, x, y, m *Int) *Int {
	words := make([]Word, room)
	n, neg := apply(op, words, x, y, m)
	z.abs, z.neg = words[:n], neg
	return z
}

func NewInt(x int64) *Int { return new(Int).SetInt64(x) }

func (z *Int) SetInt64(x int64) *Int {
	magnitude := uint64(x)
	if x < 0 {
		magnitude = -magnitude
	}
	z.SetUint64(magnitude)
	z.neg = x < 0
	return z
}

func (z *Int) SetUint64(x uint64) *Int {
	z.neg, z.abs = false, nil
	if x != 0 {
		z.abs = []Word{Word(x)}
	}
	return z
}

func (z *Int) Set(x *Int) *Int {
	z.neg, z.abs = x.neg, x.abs
	return z
}

// Bits and SetBits show the words themselves: whoever changes them changes this number.
func (x *Int) Bits() []Word {
	x.abs = append([]Word(nil), x.abs...)
	return x.abs
}

func (z *Int) SetBits(abs []Word) *Int {
	for len(abs) > 0 && abs[len(abs)-1] == 0 {
		abs = abs[:len(abs)-1]
	}
	z.neg, z.abs = false, abs
	return z
}

func (x *Int) Sign() int {
	switch {
	case len(x.abs) == 0:
		return 0
	case x.neg:
		return -1
	}
	return 1
}

func (z *Int) Abs(x *Int) *Int {
	z.Set(x)
	z.neg = false
	return z
}

func (z *Int) Neg(x *Int) *Int {
	z.Set(x)
	z.neg = len(z.abs) > 0 && !z.neg
	return z
}

func (z *Int) Add(x, y *Int) *Int {
	return z.become(opAdd, max(len(x.abs), len(y.abs))+1, x, y, nil)
}

func (z *Int) Sub(x, y *Int) *Int {
	return z.become(opSub, max(len(x.abs), len(y.abs))+1, x, y, nil)
}

func (z *Int) Mul(x, y *Int) *Int {
	return z.become(opMul, len(x.abs)+len(y.abs), x, y, nil)
}

// MulRange multiplies all from a to b. Halves of about equal size multiply fastest.
func (z *Int) MulRange(a, b int64) *Int {
	switch {
	case a > b:
		return z.SetInt64(1)
	case a <= 0 && b >= 0:
		return z.SetInt64(0)
	case a == b:
		return z.SetInt64(a)
	case b-a == 1:
		return z.Mul(NewInt(a), NewInt(b))
	}
	middle := a + (b-a)/2
	return z.Mul(new(Int).MulRange(a, middle), new(Int).MulRange(middle+1, b))
}

func (z *Int) Binomial(n, k int64) *Int {
	if k > n {
		return z.SetInt64(0)
	}
	k = min(k, n-k)
	return z.Quo(new(Int).MulRange(n-k+1, n), new(Int).MulRange(1, k))
}

func checkDivisor(y *Int) {
	if len(y.abs) == 0 {
		panic("division by zero")
	}
}

// Quo and Rem round to zero, as / and % do.
func (z *Int) Quo(x, y *Int) *Int {
	checkDivisor(y)
	return z.become(opQuo, max(len(x.abs)-len(y.abs)+1, 1), x, y, nil)
}

func (z *Int) Rem(x, y *Int) *Int {
	checkDivisor(y)
	return z.become(opRem, len(y.abs), x, y, nil)
}

func (z *Int) QuoRem(x, y, r *Int) (*Int, *Int) {
	quotient := new(Int).Quo(x, y)
	r.Rem(x, y)
	return z.Set(quotient), r
}

// Div and Mod are Euclid's: what remains is never negative.
func (z *Int) Div(x, y *Int) *Int {
	z.DivMod(x, y, new(Int))
	return z
}

func (z *Int) Mod(x, y *Int) *Int {
	divisor := *y
	z.Rem(x, y)
	if z.neg {
		divisor.neg = false
		z.Add(z, &divisor)
	}
	return z
}

func (z *Int) DivMod(x, y, m *Int) (*Int, *Int) {
	divisor := *y
	z.QuoRem(x, y, m)
	if m.neg {
		if divisor.neg {
			z.Add(z, NewInt(1))
			m.Sub(m, &divisor)
		} else {
			z.Sub(z, NewInt(1))
			m.Add(m, &divisor)
		}
	}
	return z, m
}

func (x *Int) CmpAbs(y *Int) int {
	if len(x.abs) != len(y.abs) {
		return 2*b2i(len(x.abs) > len(y.abs)) - 1
	}
	for i := len(x.abs) - 1; i >= 0; i-- {
		if x.abs[i] != y.abs[i] {
			return 2*b2i(x.abs[i] > y.abs[i]) - 1
		}
	}
	return 0
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (x *Int) Cmp(y *Int) int {
	switch {
	case x.neg != y.neg:
		return 1 - 2*b2i(x.neg)
	case x.neg:
		return -x.CmpAbs(y)
	}
	return x.CmpAbs(y)
}

func (x *Int) Uint64() uint64 {
	if len(x.abs) == 0 {
		return 0
	}
	return uint64(x.abs[0])
}

func (x *Int) Int64() int64 {
	if x.neg {
		return -int64(x.Uint64())
	}
	return int64(x.Uint64())
}

func (x *Int) IsUint64() bool { return !x.neg && len(x.abs) <= 1 }

func (x *Int) IsInt64() bool {
	return len(x.abs) == 0 || len(x.abs) == 1 && (x.abs[0] < 1<<63 || x.neg && x.abs[0] == 1<<63)
}

// Float64 is the nearest float64; of two, the even one.
func (x *Int) Float64() (float64, Accuracy) {
	n := x.BitLen()
	shift := max(n-64, 0)
	top := new(Int).Rsh(new(Int).Abs(x), uint(shift))
	// Whether anything was cut off is all the rounding needs to know of it.
	word := top.Uint64()
	if new(Int).Lsh(top, uint(shift)).CmpAbs(x) != 0 {
		word |= 1
	}
	f := math.Ldexp(float64(word), shift)
	if x.neg {
		f = -f
	}
	if math.IsInf(f, 0) {
		return f, accuracyOf(b2i(!x.neg) - b2i(x.neg))
	}
	return f, accuracyOf(fromFloat(f).Cmp(x))
}

func fromFloat(f float64) *Int {
	fraction, exponent := math.Frexp(f)
	z := NewInt(int64(math.Ldexp(fraction, 53)))
	if exponent < 53 {
		return z.Quo(z, new(Int).Lsh(NewInt(1), uint(53-exponent)))
	}
	return z.Lsh(z, uint(exponent-53))
}

func (x *Int) BitLen() int {
	if len(x.abs) == 0 {
		return 0
	}
	return len(x.abs)*wordBits - bits.LeadingZeros(uint(x.abs[len(x.abs)-1]))
}

func (x *Int) TrailingZeroBits() uint {
	for i, word := range x.abs {
		if word != 0 {
			return uint(i*wordBits + bits.TrailingZeros(uint(word)))
		}
	}
	return 0
}

func (z *Int) Lsh(x *Int, n uint) *Int {
	return z.become(opLsh, len(x.abs)+int(n/wordBits)+1, x, new(Int).SetUint64(uint64(n)), nil)
}

func (z *Int) Rsh(x *Int, n uint) *Int {
	return z.become(opRsh, len(x.abs)+1, x, new(Int).SetUint64(uint64(n)), nil)
}

// Bits of a negative number are those of its two's complement, without end.
func (z *Int) And(x, y *Int) *Int {
	return z.become(opAnd, max(len(x.abs), len(y.abs))+1, x, y, nil)
}

func (z *Int) Or(x, y *Int) *Int {
	return z.become(opOr, max(len(x.abs), len(y.abs))+1, x, y, nil)
}

func (z *Int) Xor(x, y *Int) *Int {
	return z.become(opXor, max(len(x.abs), len(y.abs))+1, x, y, nil)
}

func (z *Int) AndNot(x, y *Int) *Int { return z.And(x, new(Int).Not(y)) }

func (z *Int) Not(x *Int) *Int {
	z.Neg(x)
	return z.Sub(z, NewInt(1))
}

func (x *Int) Bit(i int) uint {
	if i < 0 {
		panic("negative bit index")
	}
	return uint(new(Int).Rsh(x, uint(i)).Uint64() & 1)
}

func (z *Int) SetBit(x *Int, i int, b uint) *Int {
	if i < 0 {
		panic("negative bit index")
	}
	mask := new(Int).Lsh(NewInt(1), uint(i))
	switch b {
	case 0:
		return z.AndNot(x, mask)
	case 1:
		return z.Or(x, mask)
	}
	panic("set bit is not 0 or 1")
}

// SetBytes and Bytes have the highest byte first.
func (z *Int) SetBytes(buf []byte) *Int {
	words := make([]Word, (len(buf)+7)/8)
	for i, b := range buf {
		at := len(buf) - 1 - i
		words[at/8] |= Word(b) << (at % 8 * 8)
	}
	return z.SetBits(words)
}

func (x *Int) Bytes() []byte { return x.FillBytes(make([]byte, (x.BitLen()+7)/8)) }

func (x *Int) FillBytes(buf []byte) []byte {
	if x.BitLen() > 8*len(buf) {
		panic("math/big: buffer too small to fit value")
	}
	clear(buf)
	for i := range (x.BitLen() + 7) / 8 {
		buf[len(buf)-1-i] = byte(x.abs[i/8] >> (i % 8 * 8))
	}
	return buf
}

func (z *Int) Sqrt(x *Int) *Int {
	if x.neg {
		panic("square root of negative number")
	}
	return z.become(opSqrt, len(x.abs)/2+1, x, x, nil)
}

// Exp is modulo m, if there is one.
func (z *Int) Exp(x, y, m *Int) *Int {
	base, exponent := *x, *y
	if m == nil || len(m.abs) == 0 {
		switch {
		case y.Sign() <= 0 || x.neg == false && x.BitLen() == 1:
			return z.SetInt64(1)
		case x.BitLen() <= 1:
			z.Set(x)
			z.neg = z.neg && y.Bit(0) == 1
			return z
		}
		return z.become(opExp, x.BitLen()*int(y.Int64())/wordBits+1, x, y, nil)
	}
	modulus := *m
	modulus.neg = false
	if exponent.neg {
		if base = *new(Int).Abs(&base); new(Int).ModInverse(&base, &modulus) == nil {
			return nil
		}
		base.ModInverse(x, &modulus)
		exponent.neg = false
	}
	return z.become(opExpMod, len(modulus.abs), &base, &exponent, &modulus)
}

// GCD also finds a*x + b*y that is it, if asked.
func (z *Int) GCD(x, y, a, b *Int) *Int {
	left, right := *a, *b
	divisor := new(Int).become(opGCD, max(len(a.abs), len(b.abs)), &left, &right, nil)
	if x != nil || y != nil {
		p, q := bezout(&left, &right)
		if x != nil {
			x.Set(p)
		}
		if y != nil {
			y.Set(q)
		}
	}
	return z.Set(divisor)
}

// bezout is Euclid's algorithm that keeps its quotients; the divisor is taken positive.
func bezout(a, b *Int) (*Int, *Int) {
	r, s := new(Int).Abs(a), new(Int).Abs(b)
	x, nextX, y, nextY := NewInt(1), NewInt(0), NewInt(0), NewInt(1)
	if len(r.abs) == 0 {
		x = NewInt(0)
	}
	for len(s.abs) > 0 {
		quotient, rest := new(Int).QuoRem(r, s, new(Int))
		r, s = s, rest
		x, nextX = nextX, new(Int).Sub(x, new(Int).Mul(quotient, nextX))
		y, nextY = nextY, new(Int).Sub(y, new(Int).Mul(quotient, nextY))
	}
	if a.neg {
		x.Neg(x)
	}
	if b.neg {
		y.Neg(y)
	}
	return x, y
}

// ModInverse is nil if there is none.
func (z *Int) ModInverse(g, n *Int) *Int {
	modulus := new(Int).Abs(n)
	number := new(Int).Mod(g, modulus)
	if new(Int).GCD(nil, nil, number, modulus).Cmp(NewInt(1)) != 0 {
		return nil
	}
	return z.become(opInverse, len(modulus.abs), number, modulus, nil)
}

// Jacobi is the symbol (x/y), by the law of reciprocity.
func Jacobi(x, y *Int) int {
	if y.Bit(0) == 0 {
		panic(fmt.Sprintf("big: invalid 2nd argument to Int.Jacobi: need odd integer but got %s", y))
	}
	sign := 1
	a, b := new(Int).Set(x), new(Int).Set(y)
	if b.neg {
		if a.neg {
			sign = -1
		}
		b.neg = false
	}
	for {
		if b.Cmp(NewInt(1)) == 0 {
			return sign
		}
		if a.Mod(a, b); a.Sign() == 0 {
			return 0
		}
		twos := a.TrailingZeroBits()
		eighth := b.Uint64() & 7
		if twos&1 != 0 && (eighth == 3 || eighth == 5) {
			sign = -sign
		}
		odd := new(Int).Rsh(a, twos)
		if b.Uint64()&3 == 3 && odd.Uint64()&3 == 3 {
			sign = -sign
		}
		a, b = b, odd
	}
}

// ModSqrt is Tonelli's and Shanks' way; nil if x is no square modulo the prime p.
func (z *Int) ModSqrt(x, p *Int) *Int {
	switch Jacobi(x, p) {
	case -1:
		return nil
	case 0:
		return z.SetInt64(0)
	}
	one := NewInt(1)
	odd := new(Int).Sub(p, one)
	twos := odd.TrailingZeroBits()
	odd.Rsh(odd, twos)
	other := NewInt(2) // the least that is no square
	for Jacobi(other, p) != -1 {
		other.Add(other, one)
	}
	number := new(Int).Mod(x, p)
	half := new(Int).Rsh(new(Int).Add(odd, one), 1)
	root := new(Int).Exp(number, half, p)
	rest := new(Int).Exp(number, odd, p)
	step := new(Int).Exp(other, odd, p)
	for rest.Cmp(one) != 0 {
		order := uint(0)
		for square := new(Int).Set(rest); square.Cmp(one) != 0; order++ {
			square.Mod(square.Mul(square, square), p)
		}
		factor := new(Int).Exp(step, new(Int).Lsh(one, twos-order-1), p)
		root.Mod(root.Mul(root, factor), p)
		step.Mod(step.Mul(factor, factor), p)
		rest.Mod(rest.Mul(rest, step), p)
		twos = order
	}
	return z.Set(root)
}

func (x *Int) ProbablyPrime(n int) bool {
	if n < 0 {
		panic("negative n for ProbablyPrime")
	}
	return !x.neg && isPrime(x, max(n, 1))
}

// Rand is below n. Which numbers a seed leads to is as with gc.
func (z *Int) Rand(rnd *rand.Rand, n *Int) *Int {
	if n.neg || len(n.abs) == 0 {
		return z.SetInt64(0)
	}
	top := Word(1)<<(n.BitLen()%wordBits) - 1
	if n.BitLen()%wordBits == 0 {
		top = ^Word(0)
	}
	for {
		words := make([]Word, len(n.abs))
		for i := range words {
			words[i] = Word(rnd.Uint32())
			words[i] |= Word(rnd.Uint32()) << 32
		}
		words[len(words)-1] &= top
		if z.SetBits(words).Cmp(n) < 0 {
			return z
		}
	}
}

func (x *Int) Text(base int) string {
	if x == nil {
		return "<nil>"
	}
	return text(x, base)
}

func (x *Int) String() string                      { return x.Text(10) }
func (x *Int) Append(buf []byte, base int) []byte  { return append(buf, x.Text(base)...) }
func (x *Int) AppendText(b []byte) ([]byte, error) { return x.Append(b, 10), nil }
func (x *Int) MarshalText() ([]byte, error)        { return []byte(x.String()), nil }
func (x *Int) MarshalJSON() ([]byte, error) {
	if x == nil {
		return []byte("null"), nil
	}
	return x.MarshalText()
}

func (z *Int) UnmarshalText(text []byte) error {
	if _, ok := z.SetString(string(text), 0); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Int", text)
	}
	return nil
}

func (z *Int) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		return nil
	}
	return z.UnmarshalText(text)
}

var bases = map[byte]int{'b': 2, 'B': 2, 'o': 8, 'O': 8, 'x': 16, 'X': 16}

// prefix is the base a literal names, and where its digits begin.
func prefix(s string) (base, start int) {
	if len(s) < 2 || s[0] != '0' {
		return 10, 0
	}
	if base, ok := bases[s[1]]; ok {
		return base, 2
	}
	return 8, 1
}

func digitValue(c byte, base int) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'Z' && base <= 36:
		return int(c-'A') + 10
	case 'A' <= c && c <= 'Z':
		return int(c-'A') + 36
	}
	return MaxBase
}

// plain takes out the underscores; each must stand between digits or behind the prefix.
func plain(s string, start int) (string, bool) {
	if strings.HasSuffix(s, "_") || strings.Contains(s, "__") || start == 0 && strings.HasPrefix(s, "_") {
		return "", false
	}
	return strings.ReplaceAll(s[start:], "_", ""), true
}

func (z *Int) SetString(s string, base int) (*Int, bool) {
	neg := strings.HasPrefix(s, "-")
	if neg || strings.HasPrefix(s, "+") {
		s = s[1:]
	}
	if base == 0 {
		var start int
		var ok bool
		base, start = prefix(s)
		if s, ok = plain(s, start); !ok {
			return nil, false
		}
	}
	for i := range len(s) {
		if digitValue(s[i], base) >= base {
			return nil, false
		}
	}
	if s == "" {
		return nil, false
	}
	words := make([]Word, len(s)*bits.Len(uint(base))/wordBits+2)
	z.abs = words[:parse(words, s, base)]
	z.neg = neg && len(z.abs) > 0
	return z, true
}

// A formatted number is sign, prefix, zeros and digits.
func (x *Int) Format(s fmt.State, verb rune) {
	bases := map[rune]int{'b': 2, 'o': 8, 'O': 8, 'd': 10, 's': 10, 'v': 10, 'x': 16, 'X': 16}
	base, ok := bases[verb]
	switch {
	case !ok:
		fmt.Fprintf(s, "%%!%c(big.Int=%s)", verb, x.String())
		return
	case x == nil:
		fmt.Fprint(s, "<nil>")
		return
	}
	sign := ""
	switch {
	case x.neg:
		sign = "-"
	case s.Flag('+'):
		sign = "+"
	case s.Flag(' '):
		sign = " "
	}
	before := ""
	if s.Flag('#') {
		before = map[rune]string{'b': "0b", 'o': "0", 'x': "0x", 'X': "0X"}[verb]
	}
	if verb == 'O' {
		before = "0o"
	}
	digits := strings.TrimPrefix(x.Text(base), "-")
	if verb == 'X' {
		digits = strings.ToUpper(digits)
	}
	precision, hasPrecision := s.Precision()
	if hasPrecision {
		if digits == "0" && precision == 0 {
			digits = ""
			if width, ok := s.Width(); !ok || width == 0 {
				return
			}
		}
		digits = strings.Repeat("0", max(precision-len(digits), 0)) + digits
	}
	width, _ := s.Width()
	space := max(width-len(sign)-len(before)-len(digits), 0)
	switch {
	case s.Flag('-'):
		digits += strings.Repeat(" ", space)
	case s.Flag('0') && !hasPrecision:
		digits = strings.Repeat("0", space) + digits
	default:
		sign = strings.Repeat(" ", space) + sign
	}
	io.WriteString(s, sign+before+digits)
}

// Scan takes a number with the verbs that Format has.
func (z *Int) Scan(s fmt.ScanState, verb rune) error {
	base, ok := map[rune]int{'b': 2, 'o': 8, 'd': 10, 'x': 16, 'X': 16, 's': 0, 'v': 0}[verb]
	if !ok {
		return errors.New("Int.Scan: invalid verb")
	}
	token, err := s.Token(true, func(r rune) bool {
		return r == '+' || r == '-' || r == '_' || r < 128 && digitValue(byte(r), 36) < 36
	})
	if err != nil {
		return err
	}
	if len(token) == 0 {
		return io.ErrUnexpectedEOF
	}
	if _, ok := z.SetString(string(token), base); !ok {
		return errors.New("math/big: syntax error scanning number")
	}
	return nil
}

// The bytes of a gob: a version with the sign in its lowest bit, then the number.
func (x *Int) GobEncode() ([]byte, error) {
	if x == nil {
		return nil, nil
	}
	return append([]byte{1<<1 | byte(b2i(x.neg))}, x.Bytes()...), nil
}

func (z *Int) GobDecode(buf []byte) error {
	if len(buf) == 0 {
		*z = Int{}
		return nil
	}
	if buf[0]>>1 != 1 {
		return fmt.Errorf("Int.GobDecode: encoding version %d not supported", buf[0]>>1)
	}
	z.SetBytes(buf[1:])
	z.neg = buf[0]&1 != 0
	return nil
}
