// Text that a layout describes as times.
//
// SPDX-License-Identifier: MIT
package time

// A ParseError says where a text does not follow its layout.
type ParseError struct {
	Layout     string
	Value      string
	LayoutElem string
	ValueElem  string
	Message    string
}

func (e *ParseError) Error() string {
	if e.Message != "" {
		return "parsing time " + quote(e.Value) + e.Message
	}
	return "parsing time " + quote(e.Value) + " as " + quote(e.Layout) + ": cannot parse " +
		quote(e.ValueElem) + " as " + quote(e.LayoutElem)
}

// A reading is what is known of a time whose text is being read.
type reading struct {
	rest string

	year, month, day, yday int
	hour, min, sec, nsec   int
	pm, am                 bool
	hasZone                bool
	offset                 int
	zone                   string
	outOfRange             string
}

// number takes least to most digits.
func (r *reading) number(least, most int) (v int, ok bool) {
	n := 0
	for n < len(r.rest) && n < most && digit(r.rest[n]) {
		v = v*10 + int(r.rest[n]-'0')
		n++
	}
	if n < least {
		return 0, false
	}
	r.rest = r.rest[n:]
	return v, true
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// name takes one of names, of which the first n letters count (0: all).
func (r *reading) name(names []string, n int) (int, bool) {
	for i, name := range names {
		if n > 0 {
			name = name[:n]
		}
		if len(r.rest) < len(name) {
			continue
		}
		same := true
		for j := 0; j < len(name) && same; j++ {
			same = lower(name[j]) == lower(r.rest[j])
		}
		if same {
			r.rest = r.rest[len(name):]
			return i, true
		}
	}
	return 0, false
}

func (r *reading) bounded(v, low, high int, what string) int {
	if (v < low || v > high) && r.outOfRange == "" {
		r.outOfRange = what
	}
	return v
}

func (r *reading) fraction(n int) bool {
	if len(r.rest) < 2 || r.rest[0] != '.' && r.rest[0] != ',' || !digit(r.rest[1]) {
		return false
	}
	i, scale := 1, int(1e8)
	r.nsec = 0
	for ; i < len(r.rest) && digit(r.rest[i]) && (n == 0 || i <= n); i++ {
		r.nsec += int(r.rest[i]-'0') * scale
		scale /= 10
	}
	if n > 0 && i != n+1 {
		return false
	}
	r.rest = r.rest[i:]
	return true
}

func (r *reading) zoneOffset(element string) bool {
	if element[0] == 'Z' && r.rest != "" && r.rest[0] == 'Z' {
		r.rest = r.rest[1:]
		r.hasZone, r.offset, r.zone = true, 0, "UTC"
		return true
	}
	if r.rest == "" || r.rest[0] != '+' && r.rest[0] != '-' {
		return false
	}
	sign := 1
	if r.rest[0] == '-' {
		sign = -1
	}
	r.rest = r.rest[1:]
	total, unit := 0, 3600
	for i := 1; i < len(element); i += 2 {
		if element[i] == ':' {
			if r.rest == "" || r.rest[0] != ':' {
				return false
			}
			r.rest = r.rest[1:]
			i++
		}
		v, ok := r.number(2, 2)
		if !ok {
			return false
		}
		if unit == 3600 {
			r.bounded(v, 0, 24, "time zone offset hour")
		} else {
			r.bounded(v, 0, 59, "time zone offset minute")
		}
		total += v * unit
		unit /= 60
	}
	r.hasZone, r.offset = true, sign*total
	return true
}

// signedHours gives the length of "+3" or "-11" at the beginning of s, at most
// 23 hours; 0 if there is none.
func signedHours(s string) int {
	if s == "" || s[0] != '+' && s[0] != '-' {
		return 0
	}
	i, hours := 1, 0
	for i < len(s) && digit(s[i]) && hours < 100 {
		hours = hours*10 + int(s[i]-'0')
		i++
	}
	if i == 1 || hours > 23 {
		return 0
	}
	return i
}

// zoneName takes an abbreviation: three to five letters, GMT-8, or +03.
func (r *reading) zoneName() bool {
	s := r.rest
	n := 0
	for n < len(s) && n < 6 && 'A' <= s[n] && s[n] <= 'Z' {
		n++
	}
	switch {
	case hasPrefix(s, "ChST"), hasPrefix(s, "MeST"):
		n = 4
	case hasPrefix(s, "GMT"):
		n = 3 + signedHours(s[3:])
	case s != "" && (s[0] == '+' || s[0] == '-'):
		n = signedHours(s)
		if n == 0 {
			return false
		}
	case n == 3, n == 5 && s[4] == 'T', n == 4 && (s[3] == 'T' || s[:4] == "WITA"):
	default:
		return false
	}
	r.zone = s[:n]
	r.rest = s[n:]
	return true
}

func (r *reading) element(e, after string) (ok bool) {
	var v int
	switch e {
	case "2006":
		r.year, ok = r.number(4, 4)
	case "06":
		v, ok = r.number(2, 2)
		r.year = v + 1900
		if v < 69 {
			r.year = v + 2000
		}
	case "January":
		v, ok = r.name(monthNames[:], 0)
		r.month = v + 1
	case "Jan":
		v, ok = r.name(monthNames[:], 3)
		r.month = v + 1
	case "01", "1":
		v, ok = r.number(len(e), 2)
		r.month = r.bounded(v, 1, 12, "month")
	case "Monday":
		_, ok = r.name(dayNames[:], 0)
	case "Mon":
		_, ok = r.name(dayNames[:], 3)
	case "02", "_2", "2":
		if e == "_2" && r.rest != "" && r.rest[0] == ' ' {
			r.rest = r.rest[1:]
		}
		least := 1
		if e == "02" {
			least = 2
		}
		r.day, ok = r.number(least, 2)
	case "002", "__2":
		least := 3
		for e == "__2" && least > 1 && r.rest != "" && r.rest[0] == ' ' {
			r.rest = r.rest[1:]
			least--
		}
		if e == "__2" {
			least = 1
		}
		r.yday, ok = r.number(least, 3)
	case "15":
		v, ok = r.number(1, 2)
		r.hour = r.bounded(v, 0, 23, "hour")
	case "03", "3":
		v, ok = r.number(len(e), 2)
		r.hour = r.bounded(v, 0, 12, "hour")
	case "04", "4":
		v, ok = r.number(len(e), 2)
		r.min = r.bounded(v, 0, 59, "minute")
	case "05", "5":
		v, ok = r.number(len(e), 2)
		r.sec = r.bounded(v, 0, 59, "second")
		// Fractions may follow even where the layout has none.
		if _, more, _ := next(after); ok && (more == "" || more[0] != '.' && more[0] != ',') {
			r.fraction(0)
		}
	case "PM", "pm":
		if hasPrefix(r.rest, half(12, "", e)) {
			r.pm, ok = true, true
		} else if am := half(0, string([]byte{e[0] - 'P' + 'A', e[1]}), ""); hasPrefix(r.rest, am) {
			r.am, ok = true, true
		}
		if ok {
			r.rest = r.rest[2:]
		}
	case "MST":
		ok = r.zoneName()
	default:
		if e[0] != '.' && e[0] != ',' {
			return r.zoneOffset(e)
		}
		if e[1] == '9' {
			r.fraction(0)
			return true
		}
		return r.fraction(len(e) - 1)
	}
	return ok
}

func daysIn(month Month, year int) int {
	return int(daysBefore(year, month+1, 1) - daysBefore(year, month, 1))
}

// date settles month and day; it says what is wrong with them.
func (r *reading) date() (fault string) {
	if r.yday >= 0 {
		days := daysBefore(r.year, January, 1)
		if r.yday < 1 || days+int64(r.yday) > daysBefore(r.year+1, January, 1) {
			return "day-of-year out of range"
		}
		_, month, day, _ := civil(days + int64(r.yday) - 1)
		if r.month >= 0 && r.month != int(month) {
			return "day-of-year does not match month"
		}
		if r.day >= 0 && r.day != day {
			return "day-of-year does not match day"
		}
		r.month, r.day = int(month), day
		return ""
	}
	if r.month < 0 {
		r.month = 1
	}
	if r.day < 0 {
		r.day = 1
	}
	last := 31
	if r.month < 12 {
		last = daysIn(Month(r.month), r.year)
	}
	if r.day < 1 || last < r.day {
		return "day out of range"
	}
	return ""
}

// offsetOf finds what an abbreviation means in a place around a time. Seasons
// differ, so a year is searched.
func (l *Location) offsetOf(name string, unix int64) (offset int, ok bool) {
	const season = 91 * secondsPerDay
	for i := int64(0); i < 4; i++ {
		if offset, found := l.at(unix + i*season); found == name {
			return offset, true
		}
	}
	return 0, false
}

// time settles the zone. standard is for texts that have none; local is where
// abbreviations and offsets are looked up.
func (r *reading) time(standard, local *Location) Time {
	in := func(l *Location) Time {
		return Date(r.year, Month(r.month), r.day, r.hour, r.min, r.sec, r.nsec, l)
	}
	switch {
	case r.zone == "UTC":
		return in(UTC)
	case r.hasZone:
		t := in(UTC).Add(-Duration(r.offset) * Second)
		if name, offset := t.In(local).Zone(); offset == r.offset && (r.zone == "" || name == r.zone) {
			return t.In(local)
		}
		return t.In(FixedZone(r.zone, r.offset))
	case r.zone != "":
		t := in(UTC)
		offset, ok := local.offsetOf(r.zone, t.Unix())
		if ok {
			return t.Add(-Duration(offset) * Second).In(local)
		}
		// Nobody knows what it means, but for GMT-8.
		if len(r.zone) > 3 && r.zone[:3] == "GMT" {
			hours := &reading{rest: r.zone[4:]}
			offset, _ = hours.number(1, 2)
			offset *= 3600
			if r.zone[3] == '-' {
				offset = -offset
			}
		}
		t.loc = FixedZone(r.zone, offset)
		return t.Add(-Duration(offset) * Second)
	}
	return in(standard)
}

func parse(layout, value string, standard, local *Location) (Time, error) {
	r := &reading{rest: value, month: -1, day: -1, yday: -1}
	all := layout
	for {
		literal, element, after := next(layout)
		before := literal
		for before != "" {
			// A space stands for any number of them.
			if before[0] == ' ' {
				if r.rest != "" && r.rest[0] != ' ' {
					return Time{}, &ParseError{all, value, literal, r.rest, ""}
				}
				for before != "" && before[0] == ' ' {
					before = before[1:]
				}
				for r.rest != "" && r.rest[0] == ' ' {
					r.rest = r.rest[1:]
				}
				continue
			}
			if r.rest == "" || r.rest[0] != before[0] {
				return Time{}, &ParseError{all, value, literal, r.rest, ""}
			}
			before, r.rest = before[1:], r.rest[1:]
		}
		if element == "" {
			break
		}
		held := r.rest
		if !r.element(element, after) {
			return Time{}, &ParseError{all, value, element, held, ""}
		}
		if r.outOfRange != "" {
			return Time{}, &ParseError{all, value, element, value, ": " + r.outOfRange + " out of range"}
		}
		layout = after
	}
	if r.rest != "" {
		return Time{}, &ParseError{all, value, "", r.rest, ": extra text: " + quote(r.rest)}
	}
	if r.pm && r.hour < 12 {
		r.hour += 12
	} else if r.am && r.hour == 12 {
		r.hour = 0
	}
	if fault := r.date(); fault != "" {
		return Time{}, &ParseError{all, value, "", value, ": " + fault}
	}
	return r.time(standard, local), nil
}

func Parse(layout, value string) (Time, error) { return parse(layout, value, UTC, Local) }

func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return parse(layout, value, loc, loc)
}
