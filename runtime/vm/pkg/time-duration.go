// Lengths of time, and their text.
//
// SPDX-License-Identifier: MIT
package time

import "errors"

// A Duration counts nanoseconds.
type Duration int64

const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
)

const (
	minDuration Duration = -1 << 63
	maxDuration Duration = 1<<63 - 1
)

func (d Duration) Nanoseconds() int64  { return int64(d) }
func (d Duration) Microseconds() int64 { return int64(d) / 1e3 }
func (d Duration) Milliseconds() int64 { return int64(d) / 1e6 }

// in divides in two steps, so that large durations keep their fraction.
func (d Duration) in(unit Duration) float64 {
	return float64(d/unit) + float64(d%unit)/float64(unit)
}

func (d Duration) Seconds() float64 { return d.in(Second) }
func (d Duration) Minutes() float64 { return d.in(Minute) }
func (d Duration) Hours() float64   { return d.in(Hour) }

func (d Duration) Truncate(m Duration) Duration {
	if m <= 0 {
		return d
	}
	return d - d%m
}

func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	r := d % m
	if d < 0 {
		r = -r
		if r < m-r {
			return d + r
		}
		if d1 := d - m + r; d1 < d {
			return d1
		}
		return minDuration
	}
	if r < m-r {
		return d - r
	}
	if d1 := d + m - r; d1 > d {
		return d1
	}
	return maxDuration
}

func (d Duration) Abs() Duration {
	switch {
	case d >= 0:
		return d
	case d == minDuration:
		return maxDuration
	default:
		return -d
	}
}

// fraction appends v/10^digits without zeros at the end.
func appendFraction(b []byte, v uint64, digits int) []byte {
	text := make([]byte, digits)
	for i := digits - 1; i >= 0; i-- {
		text[i] = byte('0' + v%10)
		v /= 10
	}
	for digits > 0 && text[digits-1] == '0' {
		digits--
	}
	if digits == 0 {
		return b
	}
	b = append(b, '.')
	return append(b, text[:digits]...)
}

func appendUint(b []byte, v uint64) []byte {
	if v >= 10 {
		b = appendUint(b, v/10)
	}
	return append(b, byte('0'+v%10))
}

// String says 1h2m3.5s, 1.5ms, 0s.
func (d Duration) String() string {
	if d == 0 {
		return "0s"
	}
	var b []byte
	u := uint64(d)
	if d < 0 {
		b = append(b, '-')
		u = -u
	}
	switch {
	case u < 1e3:
		return string(appendUint(b, u)) + "ns"
	case u < 1e6:
		return string(appendFraction(appendUint(b, u/1e3), u%1e3, 3)) + "µs"
	case u < 1e9:
		return string(appendFraction(appendUint(b, u/1e6), u%1e6, 6)) + "ms"
	}
	seconds := u / 1e9
	if seconds >= 3600 {
		b = append(appendUint(b, seconds/3600), 'h')
	}
	if seconds >= 60 {
		b = append(appendUint(b, seconds/60%60), 'm')
	}
	b = appendFraction(appendUint(b, seconds%60), u%1e9, 9)
	return string(b) + "s"
}

// units of ParseDuration.
func unit(name string) (Duration, bool) {
	switch name {
	case "ns":
		return Nanosecond, true
	case "us", "µs", "μs":
		return Microsecond, true
	case "ms":
		return Millisecond, true
	case "s":
		return Second, true
	case "m":
		return Minute, true
	case "h":
		return Hour, true
	}
	return 0, false
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func quote(s string) string {
	const hex = "0123456789abcdef"
	b := []byte{'"'}
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c < ' ' || c >= 0x80:
			b = append(b, '\\', 'x', hex[c>>4], hex[c&15])
		default:
			b = append(b, c)
		}
	}
	return string(append(b, '"'))
}

func ParseDuration(s string) (Duration, error) {
	all := s
	bad := errors.New("time: invalid duration " + quote(all))
	negative := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		negative = s[0] == '-'
		s = s[1:]
	}
	if s == "0" {
		return 0, nil
	}
	if s == "" {
		return 0, bad
	}
	var sum uint64
	for s != "" {
		var whole, part, scale uint64 = 0, 0, 1
		i, digits := 0, 0
		for ; i < len(s) && digit(s[i]); i++ {
			if whole > 1<<63/10 {
				return 0, bad
			}
			whole = whole*10 + uint64(s[i]-'0')
			digits++
		}
		if whole > 1<<63 {
			return 0, bad
		}
		if i < len(s) && s[i] == '.' {
			for i++; i < len(s) && digit(s[i]); i++ {
				if scale < 1e17 {
					part = part*10 + uint64(s[i]-'0')
					scale *= 10
				}
				digits++
			}
		}
		if digits == 0 {
			return 0, bad
		}
		s = s[i:]
		i = 0
		for i < len(s) && s[i] != '.' && !digit(s[i]) {
			i++
		}
		if i == 0 {
			return 0, errors.New("time: missing unit in duration " + quote(all))
		}
		u, ok := unit(s[:i])
		if !ok {
			return 0, errors.New("time: unknown unit " + quote(s[:i]) + " in duration " + quote(all))
		}
		s = s[i:]
		if whole > 1<<63/uint64(u) {
			return 0, bad
		}
		sum += whole*uint64(u) + uint64(float64(part)*(float64(u)/float64(scale)))
		if sum > 1<<63 {
			return 0, bad
		}
	}
	if negative {
		return -Duration(sum), nil
	}
	if sum > 1<<63-1 {
		return 0, bad
	}
	return Duration(sum), nil
}
