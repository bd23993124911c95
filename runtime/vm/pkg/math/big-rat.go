// Fractions, and how exact their floats are.
//
// SPDX-License-Identifier: MIT
package big

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Accuracy is on which side of the true value a rounded one lies.
type Accuracy int8

const (
	Below Accuracy = iota - 1
	Exact
	Above
)

func (a Accuracy) String() string { return [...]string{"Below", "Exact", "Above"}[a+1] }

func accuracyOf(comparison int) Accuracy { return Accuracy(comparison) }

// A Rat is a fraction in lowest terms; the zero Rat's denominator, 0, means 1.
type Rat struct {
	a, b Int
}

func NewRat(a, b int64) *Rat { return new(Rat).SetFrac64(a, b) }

func (x *Rat) denominator() *Int {
	if len(x.b.abs) == 0 {
		return NewInt(1)
	}
	return &x.b
}

// reduce makes a fraction of a and b, which is not 0.
func (z *Rat) reduce(a, b *Int) *Rat {
	divisor := new(Int).GCD(nil, nil, new(Int).Abs(a), new(Int).Abs(b))
	above, below := new(Int).Quo(a, divisor), new(Int).Quo(b, divisor)
	if below.neg {
		above.Neg(above)
		below.neg = false
	}
	z.a, z.b = *above, *below
	return z
}

func (z *Rat) SetFrac(a, b *Int) *Rat {
	checkDivisor(b)
	return z.reduce(a, b)
}

func (z *Rat) SetFrac64(a, b int64) *Rat { return z.SetFrac(NewInt(a), NewInt(b)) }
func (z *Rat) SetInt(x *Int) *Rat        { return z.reduce(x, NewInt(1)) }
func (z *Rat) SetInt64(x int64) *Rat     { return z.SetInt(NewInt(x)) }

func (z *Rat) SetUint64(x uint64) *Rat { return z.SetInt(new(Int).SetUint64(x)) }

func (z *Rat) Set(x *Rat) *Rat { return z.reduce(&x.a, x.denominator()) }

// SetFloat64 is exact; nil if f is no number.
func (z *Rat) SetFloat64(f float64) *Rat {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return nil
	}
	fraction, exponent := math.Frexp(f)
	above, power := NewInt(int64(math.Ldexp(fraction, 53))), NewInt(1)
	if exponent >= 53 {
		above.Lsh(above, uint(exponent-53))
	} else {
		power.Lsh(power, uint(53-exponent))
	}
	return z.reduce(above, power)
}

func (z *Rat) Abs(x *Rat) *Rat {
	z.Set(x)
	z.a.neg = false
	return z
}

func (z *Rat) Neg(x *Rat) *Rat {
	z.Set(x)
	z.a.Neg(&z.a)
	return z
}

func (z *Rat) Inv(x *Rat) *Rat { return z.SetFrac(x.denominator(), &x.a) }

func (x *Rat) Sign() int   { return x.a.Sign() }
func (x *Rat) IsInt() bool { return x.denominator().Cmp(NewInt(1)) == 0 }
func (x *Rat) Num() *Int   { return &x.a }

// Denom is part of x, if x was ever set.
func (x *Rat) Denom() *Int { return x.denominator() }

// crossed are the numerators of x and y over the common denominator.
func crossed(x, y *Rat) (*Int, *Int) {
	return new(Int).Mul(&x.a, y.denominator()), new(Int).Mul(&y.a, x.denominator())
}

func (x *Rat) Cmp(y *Rat) int {
	a, b := crossed(x, y)
	return a.Cmp(b)
}

func (z *Rat) Add(x, y *Rat) *Rat {
	a, b := crossed(x, y)
	return z.reduce(a.Add(a, b), new(Int).Mul(x.denominator(), y.denominator()))
}

func (z *Rat) Sub(x, y *Rat) *Rat {
	a, b := crossed(x, y)
	return z.reduce(a.Sub(a, b), new(Int).Mul(x.denominator(), y.denominator()))
}

func (z *Rat) Mul(x, y *Rat) *Rat {
	return z.reduce(new(Int).Mul(&x.a, &y.a), new(Int).Mul(x.denominator(), y.denominator()))
}

func (z *Rat) Quo(x, y *Rat) *Rat {
	checkDivisor(&y.a)
	a, b := crossed(x, y)
	return z.reduce(a, b)
}

// nearest is the number of at most size bits, and 1 in so many, nearest to x: what a float of
// that kind has. Rounding twice would be wrong, so the quotient keeps a bit of what is left.
func (x *Rat) nearest(size, least int) float64 {
	if x.a.Sign() == 0 {
		return 0
	}
	a, b := new(Int).Abs(&x.a), x.denominator()
	exponent := max(a.BitLen()-b.BitLen()-size-2, least-2)
	if exponent > 0 {
		b = new(Int).Lsh(b, uint(exponent))
	} else {
		a.Lsh(a, uint(-exponent))
	}
	quotient, rest := new(Int).QuoRem(a, b, new(Int))
	// Bits below those of the float: cut to even.
	extra := max(quotient.BitLen()-size, least-exponent)
	half := uint64(1) << (extra - 1)
	low := quotient.Uint64() & (2*half - 1)
	word := quotient.Uint64() >> extra
	if low > half || low == half && (rest.Sign() != 0 || word&1 == 1) {
		word++
	}
	f := math.Ldexp(float64(word), exponent+extra)
	if x.a.neg {
		return -f
	}
	return f
}

func (x *Rat) Float64() (f float64, exact bool) {
	f = x.nearest(53, -1074)
	back := new(Rat).SetFloat64(f)
	return f, back != nil && back.Cmp(x) == 0
}

func (x *Rat) Float32() (f float32, exact bool) {
	f = float32(x.nearest(24, -149))
	back := new(Rat).SetFloat64(float64(f))
	return f, back != nil && back.Cmp(x) == 0
}

func (x *Rat) String() string { return x.a.String() + "/" + x.denominator().String() }

func (x *Rat) RatString() string {
	if x.IsInt() {
		return x.a.String()
	}
	return x.String()
}

// FloatString has prec digits behind the point; half is rounded away from zero.
func (x *Rat) FloatString(prec int) string {
	b := x.denominator()
	scaled := new(Int).Abs(&x.a)
	scaled.Mul(scaled, new(Int).Exp(NewInt(10), NewInt(int64(prec)), nil))
	scaled.Add(scaled.Lsh(scaled, 1), b)
	digits := scaled.Quo(scaled, new(Int).Lsh(b, 1)).String()
	if len(digits) <= prec {
		digits = strings.Repeat("0", prec+1-len(digits)) + digits
	}
	if prec > 0 {
		digits = digits[:len(digits)-prec] + "." + digits[len(digits)-prec:]
	}
	if x.a.neg {
		return "-" + digits
	}
	return digits
}

// FloatPrec is how many digits behind the point say all, but for those that repeat for ever.
func (x *Rat) FloatPrec() (n int, exact bool) {
	rest := new(Int).Set(x.denominator())
	twos := int(rest.TrailingZeroBits())
	rest.Rsh(rest, uint(twos))
	fives := 0
	for {
		quotient, left := new(Int).QuoRem(rest, NewInt(5), new(Int))
		if left.Sign() != 0 {
			break
		}
		rest = quotient
		fives++
	}
	return max(twos, fives), rest.Cmp(NewInt(1)) == 0
}

// power is base to the exponent as a fraction.
func power(base, exponent int64) *Rat {
	raised := new(Int).Exp(NewInt(base), NewInt(max(exponent, -exponent)), nil)
	if exponent < 0 {
		return new(Rat).SetFrac(NewInt(1), raised)
	}
	return new(Rat).SetInt(raised)
}

// parseDecimal reads digits with a point, in that base, and at most one exponent.
func parseDecimal(s string) (*Rat, bool) {
	unsigned := strings.TrimLeft(s, "+-")
	base, start := prefix(unsigned)
	letters := "eE"
	if base == 16 {
		letters = "pP"
	}
	if base == 8 && start == 1 {
		base, start = 10, 0
	}
	mantissa, exponent := unsigned[start:], int64(0)
	exponentBase := int64(10)
	at := strings.IndexAny(mantissa, letters)
	if at < 0 {
		at = strings.IndexAny(mantissa, "pP")
	}
	if at >= 0 {
		value, err := strconv.ParseInt(mantissa[at+1:], 10, 32)
		if err != nil {
			return nil, false
		}
		if mantissa[at]|0x20 == 'p' {
			exponentBase = 2
		}
		exponent, mantissa = value, mantissa[:at]
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	number, ok := new(Int).SetString(strings.ReplaceAll(whole+fraction, "_", ""), base)
	if !ok || strings.ContainsAny(whole+fraction, "+-") || len(s)-len(unsigned) > 1 {
		return nil, false
	}
	if strings.HasPrefix(s, "-") {
		number.Neg(number)
	}
	value := new(Rat).SetInt(number)
	value.Mul(value, power(int64(base), int64(-len(fraction))))
	return value.Mul(value, power(exponentBase, exponent)), true
}

func (z *Rat) SetString(s string) (*Rat, bool) {
	above, below, isFraction := strings.Cut(s, "/")
	if !isFraction {
		value, ok := parseDecimal(s)
		if !ok {
			return nil, false
		}
		return z.Set(value), true
	}
	a, ok := new(Int).SetString(above, 0)
	b, okBelow := new(Int).SetString(below, 0)
	if !ok || !okBelow || b.Sign() == 0 || strings.ContainsAny(below, "+-") {
		return nil, false
	}
	return z.SetFrac(a, b), true
}

func (z *Rat) Scan(s fmt.ScanState, verb rune) error {
	if !strings.ContainsRune("eEfFgGv", verb) {
		return errors.New("Rat.Scan: invalid verb")
	}
	token, err := s.Token(true, func(r rune) bool {
		return strings.ContainsRune("+-/0123456789.eE", r)
	})
	if err != nil {
		return err
	}
	if _, ok := z.SetString(string(token)); !ok {
		return errors.New("Rat.Scan: invalid syntax")
	}
	return nil
}

func (x *Rat) AppendText(b []byte) ([]byte, error) { return append(b, x.RatString()...), nil }
func (x *Rat) MarshalText() ([]byte, error)        { return []byte(x.RatString()), nil }

func (z *Rat) UnmarshalText(text []byte) error {
	if _, ok := z.SetString(string(text)); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Rat", text)
	}
	return nil
}
