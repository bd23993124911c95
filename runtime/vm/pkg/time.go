// Package time measures, shows and waits.
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

type Month int

const (
	January Month = 1 + iota
	February
	March
	April
	May
	June
	July
	August
	September
	October
	November
	December
)

var monthNames = [...]string{"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December"}

func (m Month) String() string {
	if January <= m && m <= December {
		return monthNames[m-1]
	}
	return "%!Month(" + string(appendUint(nil, uint64(m))) + ")"
}

type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
)

var dayNames = [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}

func (d Weekday) String() string {
	if Sunday <= d && d <= Saturday {
		return dayNames[d]
	}
	return "%!Weekday(" + string(appendUint(nil, uint64(d))) + ")"
}

// A Location is a time zone: a fixed one, or the machine's.
type Location struct {
	name   string
	zone   string
	offset int
	local  bool
}

var (
	utcLocation   = Location{name: "UTC", zone: "UTC"}
	localLocation = Location{name: "Local", local: true}

	UTC   = &utcLocation
	Local = &localLocation
)

func FixedZone(name string, offset int) *Location {
	return &Location{name: name, zone: name, offset: offset}
}

func (l *Location) String() string {
	if l == nil {
		return "UTC"
	}
	return l.name
}

// localZone is what the machine's zone is at a time.
func localZone(unix int64) (offset int, name string)

// localUnix is when the machine's clocks show a time that is unix in UTC.
func localUnix(unix int64) int64

func (l *Location) at(unix int64) (offset int, name string) {
	switch {
	case l == nil:
		return 0, "UTC"
	case l.local:
		return localZone(unix)
	}
	return l.offset, l.zone
}

// A Time is an instant. Seconds count from the beginning of year 1, so that the
// zero Time is that. mono is the program's clock + 1, or 0 if unknown. Known to
// C (pkg_time.c), which sends Times from timers.
type Time struct {
	sec  int64
	nsec int64
	mono int64
	loc  *Location
}

const (
	secondsPerDay  = 86400
	daysOf400Years = 146097
	// From year 1 to 1970.
	unixToInternal = (1969*365 + 1969/4 - 1969/100 + 1969/400) * secondsPerDay
)

// now reads the wall clock (nanoseconds since 1970) and the program's own.
func now() (wall int64, mono int64)

func Now() Time {
	wall, mono := now()
	t := Unix(0, wall)
	t.mono = mono + 1
	return t
}

func Unix(sec int64, nsec int64) Time {
	sec += nsec / 1e9
	nsec %= 1e9
	if nsec < 0 {
		nsec += 1e9
		sec--
	}
	return Time{sec: sec + unixToInternal, nsec: nsec, loc: Local}
}

func UnixMilli(msec int64) Time { return Unix(msec/1e3, msec%1e3*1e6) }
func UnixMicro(usec int64) Time { return Unix(usec/1e6, usec%1e6*1e3) }

func Since(t Time) Duration { return Now().Sub(t) }
func Until(t Time) Duration { return t.Sub(Now()) }

func (t Time) Unix() int64      { return t.sec - unixToInternal }
func (t Time) UnixNano() int64  { return t.Unix()*1e9 + t.nsec }
func (t Time) UnixMilli() int64 { return t.Unix()*1e3 + t.nsec/1e6 }
func (t Time) UnixMicro() int64 { return t.Unix()*1e6 + t.nsec/1e3 }

func (t Time) IsZero() bool { return t.sec == 0 && t.nsec == 0 }

func (t Time) Compare(u Time) int {
	a, b := t.sec, u.sec
	if t.mono != 0 && u.mono != 0 {
		a, b = t.mono, u.mono
	} else if a == b {
		a, b = t.nsec, u.nsec
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (t Time) After(u Time) bool  { return t.Compare(u) > 0 }
func (t Time) Before(u Time) bool { return t.Compare(u) < 0 }
func (t Time) Equal(u Time) bool  { return t.Compare(u) == 0 }

func (t Time) Add(d Duration) Time {
	t.sec += int64(d / Second)
	t.nsec += int64(d % Second)
	if t.nsec >= 1e9 {
		t.sec++
		t.nsec -= 1e9
	} else if t.nsec < 0 {
		t.sec--
		t.nsec += 1e9
	}
	if t.mono != 0 {
		m := t.mono + int64(d)
		if d < 0 && m > t.mono || d > 0 && m < t.mono || m == 0 {
			m = 0
		}
		t.mono = m
	}
	return t
}

func (t Time) Sub(u Time) Duration {
	if t.mono != 0 && u.mono != 0 {
		return Duration(t.mono - u.mono)
	}
	d := Duration(t.sec-u.sec)*Second + Duration(t.nsec-u.nsec)
	switch {
	case u.Add(d).Equal(t):
		return d
	case t.Before(u):
		return minDuration
	}
	return maxDuration
}

func (t Time) Round(d Duration) Time {
	t.mono = 0
	if d <= 0 {
		return t
	}
	if r := t.over(d); r < d-r {
		return t.Add(-r)
	} else {
		return t.Add(d - r)
	}
}

func (t Time) Truncate(d Duration) Time {
	t.mono = 0
	if d <= 0 {
		return t
	}
	return t.Add(-t.over(d))
}

// over is t modulo d, d > 0, counted from year 1.
func (t Time) over(d Duration) Duration {
	sec, nsec := t.sec, t.nsec
	negative := sec < 0
	if negative {
		// The remainder of the positive time, taken back from d below.
		sec = -sec
		nsec = -nsec
		if nsec < 0 {
			nsec += 1e9
			sec--
		}
	}
	// Bit by bit: sec * 1e9 does not fit a word.
	var r uint64
	m := uint64(d)
	for i := 63; i >= 0; i-- {
		r = r << 1 % m
		if uint64(sec)>>i&1 != 0 {
			r = (r + 1) % m
		}
	}
	var total uint64
	for i := 29; i >= 0; i-- {
		total = total << 1 % m
		if uint64(1e9)>>i&1 != 0 {
			total = (total + r) % m
		}
	}
	total = (total + uint64(nsec)) % m
	if negative && total != 0 {
		total = m - total
	}
	return Duration(total)
}

func (t Time) UTC() Time {
	t.loc = nil
	return t
}

func (t Time) Local() Time {
	t.loc = Local
	return t
}

func (t Time) In(loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Time.In")
	}
	t.loc = loc
	if loc == UTC {
		t.loc = nil
	}
	return t
}

func (t Time) Location() *Location {
	if t.loc == nil {
		return UTC
	}
	return t.loc
}

func (t Time) Zone() (name string, offset int) {
	offset, name = t.loc.at(t.Unix())
	return name, offset
}

// shown is the second that the clocks of t's zone show.
func (t Time) shown() int64 {
	offset, _ := t.loc.at(t.Unix())
	return t.sec + int64(offset)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// civil turns days since 1 January of year 1 into a date. Years begin in March
// here, so that the leap day is the last.
func civil(days int64) (year int, month Month, day int, yday int) {
	d := days + 306 // since 1 March of year 0
	era := floorDiv(d, daysOf400Years)
	d -= era * daysOf400Years
	y := (d - d/1460 + d/36524 - d/146096) / 365
	d -= y*365 + y/4 - y/100
	m := (5*d + 2) / 153
	day = int(d-(153*m+2)/5) + 1
	if m < 10 {
		month = Month(m + 3)
	} else {
		month = Month(m - 9)
		y++
	}
	year = int(y + era*400)
	return year, month, day, int(days-daysBefore(year, January, 1)) + 1
}

// daysBefore is the inverse of civil; any day number will do.
func daysBefore(year int, month Month, day int) int64 {
	y, m := int64(year), int64(month)-3
	if m < 0 {
		m += 12
		y--
	}
	era := floorDiv(y, 400)
	y -= era * 400
	return era*daysOf400Years + y*365 + y/4 - y/100 + (153*m+2)/5 + int64(day) - 1 - 306
}

func (t Time) Date() (year int, month Month, day int) {
	year, month, day, _ = civil(floorDiv(t.shown(), secondsPerDay))
	return year, month, day
}

func (t Time) Year() int {
	year, _, _ := t.Date()
	return year
}

func (t Time) Month() Month {
	_, month, _ := t.Date()
	return month
}

func (t Time) Day() int {
	_, _, day := t.Date()
	return day
}

func (t Time) YearDay() int {
	_, _, _, yday := civil(floorDiv(t.shown(), secondsPerDay))
	return yday
}

func (t Time) Weekday() Weekday {
	// Year 1 began on a Monday.
	day := floorDiv(t.shown(), secondsPerDay) + 1
	return Weekday(day - floorDiv(day, 7)*7)
}

func (t Time) ISOWeek() (year, week int) {
	// The week belongs to the year of its Thursday.
	day := floorDiv(t.shown(), secondsPerDay)
	thursday := day - floorDiv(day, 7)*7
	year, _, _, yday := civil(day - thursday + 3)
	return year, (yday-1)/7 + 1
}

func (t Time) Clock() (hour, min, sec int) {
	s := t.shown()
	s -= floorDiv(s, secondsPerDay) * secondsPerDay
	return int(s / 3600), int(s / 60 % 60), int(s % 60)
}

func (t Time) Hour() int {
	hour, _, _ := t.Clock()
	return hour
}

func (t Time) Minute() int {
	_, min, _ := t.Clock()
	return min
}

func (t Time) Second() int {
	_, _, sec := t.Clock()
	return sec
}

func (t Time) Nanosecond() int { return int(t.nsec) }

// carry moves whole multiples of base from low to high.
func carry(high, low, base int) (int, int) {
	n := int(floorDiv(int64(low), int64(base)))
	return high + n, low - n*base
}

func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Date")
	}
	m := int(month) - 1
	year, m = carry(year, m, 12)
	sec, nsec = carry(sec, nsec, 1e9)
	min, sec = carry(min, sec, 60)
	hour, min = carry(hour, min, 60)
	day, hour = carry(day, hour, 24)
	t := Time{nsec: int64(nsec)}
	t.sec = daysBefore(year, Month(m+1), day)*secondsPerDay + int64(hour*3600+min*60+sec)
	if loc.local {
		t.sec = localUnix(t.sec-unixToInternal) + unixToInternal
	} else {
		t.sec -= int64(loc.offset)
	}
	return t.In(loc)
}

func (t Time) AddDate(years int, months int, days int) Time {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	return Date(year+years, month+Month(months), day+days, hour, min, sec, int(t.nsec), t.Location())
}

// A Timer is known to C by its handle, which holds the scheduler's timer.
type handle struct {
	room [2]uintptr
}

// newHandle makes a timer that sends Times of a place on c, or starts f in a
// goroutine of its own.
func newHandle(c chan Time, f func(), loc *Location) *handle

// set lets the timer fire after d, and then each period; it answers whether it
// was set before. Values sent earlier are forgotten. So does stop.
func (h *handle) set(d, period Duration) bool
func (h *handle) stop() bool

func Sleep(d Duration)

type Timer struct {
	C <-chan Time
	h *handle
}

func NewTimer(d Duration) *Timer {
	c := make(chan Time, 1)
	t := &Timer{C: c, h: newHandle(c, nil, Local)}
	t.h.set(d, 0)
	return t
}

func AfterFunc(d Duration, f func()) *Timer {
	t := &Timer{h: newHandle(nil, f, nil)}
	t.h.set(d, 0)
	return t
}

func After(d Duration) <-chan Time { return NewTimer(d).C }

func (t *Timer) Stop() bool {
	if t.h == nil {
		panic("time: Stop called on uninitialized Timer")
	}
	return t.h.stop()
}

func (t *Timer) Reset(d Duration) bool {
	if t.h == nil {
		panic("time: Reset called on uninitialized Timer")
	}
	return t.h.set(d, 0)
}

type Ticker struct {
	C <-chan Time
	h *handle
}

func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	c := make(chan Time, 1)
	t := &Ticker{C: c, h: newHandle(c, nil, Local)}
	t.h.set(d, d)
	return t
}

func (t *Ticker) Stop() {
	if t.h != nil {
		t.h.stop()
	}
}

func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if t.h == nil {
		panic("time: Reset called on uninitialized Ticker")
	}
	t.h.set(d, d)
}

func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}

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
