// Times as text that a layout describes.
//
// SPDX-License-Identifier: MIT
package time

// Layouts show how the reference time, Mon Jan 2 15:04:05 MST 2006, would look.
const (
	Layout      = "01/02 03:04:05PM '06 -0700"
	ANSIC       = "Mon Jan _2 15:04:05 2006"
	UnixDate    = "Mon Jan _2 15:04:05 MST 2006"
	RubyDate    = "Mon Jan 02 15:04:05 -0700 2006"
	RFC822      = "02 Jan 06 15:04 MST"
	RFC822Z     = "02 Jan 06 15:04 -0700"
	RFC850      = "Monday, 02-Jan-06 15:04:05 MST"
	RFC1123     = "Mon, 02 Jan 2006 15:04:05 MST"
	RFC1123Z    = "Mon, 02 Jan 2006 15:04:05 -0700"
	RFC3339     = "2006-01-02T15:04:05Z07:00"
	RFC3339Nano = "2006-01-02T15:04:05.999999999Z07:00"
	Kitchen     = "3:04PM"
	Stamp       = "Jan _2 15:04:05"
	StampMilli  = "Jan _2 15:04:05.000"
	StampMicro  = "Jan _2 15:04:05.000000"
	StampNano   = "Jan _2 15:04:05.000000000"
	DateTime    = "2006-01-02 15:04:05"
	DateOnly    = "2006-01-02"
	TimeOnly    = "15:04:05"
)

// elements of layouts; of those that begin alike the longer comes first.
var elements = [...]string{
	"January", "Jan", "Monday", "Mon", "MST",
	"2006", "__2", "_2", "002", "01", "02", "03", "04", "05", "06", "15", "PM", "pm",
	"-07:00:00", "-07:00", "-070000", "-0700", "-07",
	"Z07:00:00", "Z07:00", "Z070000", "Z0700", "Z07",
	"1", "2", "3", "4", "5",
}

func hasPrefix(s, prefix string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }

// fraction gives the length of ".000" or ",999" at the beginning of s that no
// further digit follows; 0 if there is none.
func fraction(s string) int {
	if len(s) < 2 || s[0] != '.' && s[0] != ',' || s[1] != '0' && s[1] != '9' {
		return 0
	}
	i := 1
	for i < len(s) && s[i] == s[1] {
		i++
	}
	if i < len(s) && digit(s[i]) {
		return 0
	}
	return i
}

// next splits a layout at its first element.
func next(layout string) (before, element, after string) {
	for i := range layout {
		rest := layout[i:]
		if n := fraction(rest); n > 0 {
			return layout[:i], rest[:n], rest[n:]
		}
		for _, e := range elements {
			if !hasPrefix(rest, e) {
				continue
			}
			// "_2006" is "_" and the year; "Janet" is not a month.
			if e == "_2" && hasPrefix(rest, "_2006") {
				return layout[:i+1], "2006", rest[5:]
			}
			if e == "Jan" && len(rest) > 3 && 'a' <= rest[3] && rest[3] <= 'z' ||
				e == "Mon" && len(rest) > 3 && 'a' <= rest[3] && rest[3] <= 'z' {
				break
			}
			return layout[:i], e, rest[len(e):]
		}
	}
	return layout, "", ""
}

func appendPadded(b []byte, v, width int, pad byte) []byte {
	if v < 0 {
		b = append(b, '-')
		v = -v
	}
	text := appendUint(nil, uint64(v))
	for i := len(text); i < width; i++ {
		b = append(b, pad)
	}
	return append(b, text...)
}

// appendOffset writes what "-07:00:00" and its kin ask for.
func appendOffset(b []byte, element string, offset int) []byte {
	if element[0] == 'Z' && offset == 0 {
		return append(b, 'Z')
	}
	sign := byte('+')
	if offset < 0 {
		sign = '-'
		offset = -offset
	}
	b = appendPadded(append(b, sign), offset/3600, 2, '0')
	if len(element) == 3 {
		return b
	}
	if element[3] == ':' {
		b = append(b, ':')
	}
	b = appendPadded(b, offset/60%60, 2, '0')
	if len(element) >= 7 && element != "-07:00" && element != "Z07:00" {
		if element[3] == ':' {
			b = append(b, ':')
		}
		b = appendPadded(b, offset%60, 2, '0')
	}
	return b
}

func (t Time) appendNsec(b []byte, element string) []byte {
	digits := appendPadded(nil, int(t.nsec), 9, '0')
	n := len(element) - 1
	for n > 9 {
		digits = append(digits, '0')
		n--
	}
	digits = digits[:len(element)-1]
	if element[1] == '9' {
		n = len(digits)
		for n > 0 && digits[n-1] == '0' {
			n--
		}
		if n == 0 {
			return b
		}
		digits = digits[:n]
	}
	return append(append(b, element[0]), digits...)
}

func (t Time) AppendFormat(b []byte, layout string) []byte {
	zone, offset := t.Zone()
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	hour12 := hour % 12
	if hour12 == 0 {
		hour12 = 12
	}
	for layout != "" {
		before, element, after := next(layout)
		b = append(b, before...)
		layout = after
		switch element {
		case "":
		case "2006":
			b = appendPadded(b, year, 4, '0')
		case "06":
			b = appendPadded(b, (year%100+100)%100, 2, '0')
		case "January":
			b = append(b, month.String()...)
		case "Jan":
			b = append(b, month.String()[:3]...)
		case "01":
			b = appendPadded(b, int(month), 2, '0')
		case "1":
			b = appendPadded(b, int(month), 0, '0')
		case "Monday":
			b = append(b, t.Weekday().String()...)
		case "Mon":
			b = append(b, t.Weekday().String()[:3]...)
		case "02":
			b = appendPadded(b, day, 2, '0')
		case "_2":
			b = appendPadded(b, day, 2, ' ')
		case "2":
			b = appendPadded(b, day, 0, '0')
		case "002":
			b = appendPadded(b, t.YearDay(), 3, '0')
		case "__2":
			b = appendPadded(b, t.YearDay(), 3, ' ')
		case "15":
			b = appendPadded(b, hour, 2, '0')
		case "03":
			b = appendPadded(b, hour12, 2, '0')
		case "3":
			b = appendPadded(b, hour12, 0, '0')
		case "04":
			b = appendPadded(b, min, 2, '0')
		case "4":
			b = appendPadded(b, min, 0, '0')
		case "05":
			b = appendPadded(b, sec, 2, '0')
		case "5":
			b = appendPadded(b, sec, 0, '0')
		case "PM":
			b = append(b, half(hour, "AM", "PM")...)
		case "pm":
			b = append(b, half(hour, "am", "pm")...)
		case "MST":
			if zone != "" {
				b = append(b, zone...)
			} else {
				b = appendOffset(b, "-0700", offset)
			}
		default:
			if element[0] == '.' || element[0] == ',' {
				b = t.appendNsec(b, element)
			} else {
				b = appendOffset(b, element, offset)
			}
		}
	}
	return b
}

func half(hour int, am, pm string) string {
	if hour >= 12 {
		return pm
	}
	return am
}

func (t Time) Format(layout string) string { return string(t.AppendFormat(nil, layout)) }

func (t Time) String() string {
	s := t.Format("2006-01-02 15:04:05.999999999 -0700 MST")
	if t.mono != 0 {
		m := t.mono - 1
		sign := " m=+"
		if m < 0 {
			sign = " m=-"
			m = -m
		}
		b := append(appendUint([]byte(sign), uint64(m/1e9)), '.')
		s += string(appendPadded(b, int(m%1e9), 9, '0'))
	}
	return s
}

// GoString is what %#v shows.
func (t Time) GoString() string {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	b := []byte("time.Date(")
	b = append(appendPadded(b, year, 0, '0'), ", time."...)
	b = append(append(b, month.String()...), ", "...)
	for _, v := range [...]int{day, hour, min, sec, int(t.nsec)} {
		b = append(appendPadded(b, v, 0, '0'), ", "...)
	}
	switch t.loc {
	case nil, UTC:
		b = append(b, "time.UTC"...)
	case Local:
		b = append(b, "time.Local"...)
	default:
		b = append(append(append(b, "time.Location("...), quote(t.loc.name)...), ')')
	}
	return string(append(b, ')'))
}
