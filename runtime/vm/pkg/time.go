// Package time measures, shows and waits.
//
// SPDX-License-Identifier: MIT
package time

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
	t.sec = loc.unixOf(t.sec-unixToInternal) + unixToInternal
	return t.In(loc)
}

func (t Time) AddDate(years int, months int, days int) Time {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	return Date(year+years, month+Month(months), day+days, hour, min, sec, int(t.nsec), t.Location())
}
