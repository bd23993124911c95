// Places and what their clocks show.
//
// SPDX-License-Identifier: MIT
package time

import "errors"

// A Location is a time zone: a fixed one, the machine's, or one that was loaded.
type Location struct {
	name   string
	zone   string
	offset int
	local  bool
	rules  *rules
}

// The machine's is asked each time.
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

func (l *Location) at(unix int64) (offset int, name string) {
	switch {
	case l == nil:
		return 0, "UTC"
	case l.local:
		return localZone(unix)
	case l.rules != nil:
		p := l.rules.at(unix)
		return p.offset, p.name
	}
	return l.offset, l.zone
}

// unixOf is when the place's clocks show a time that is shown in UTC. Where clocks
// are set forward no time fits, and where they are set back two do: gc answers as
// this does.
func (l *Location) unixOf(shown int64) int64 {
	guess, _ := l.at(shown)
	offset, _ := l.at(shown - int64(guess))
	return shown - int64(offset)
}

// --- Rules from files (RFC 8536) -----------------------------------------------------

// A period is one offset with its name.
type period struct {
	offset int
	isDST  bool
	name   string
}

// rules are changes in ascending order; periods[kind[i]] begins at when[i]. After
// the last, extend goes on.
type rules struct {
	when    []int64
	kind    []byte
	periods []period
	extend  string
}

const never = 1<<63 - 1

// first is what was before any change: the first period that is not in summer.
func (r *rules) first() period {
	for _, p := range r.periods {
		if !p.isDST {
			return p
		}
	}
	return r.periods[0]
}

// span is the period at a time, and when it began and ends.
func (r *rules) span(unix int64) (p period, begin, end int64) {
	low, high := 0, len(r.when)
	for low < high {
		m := (low + high) / 2
		if r.when[m] <= unix {
			low = m + 1
		} else {
			high = m
		}
	}
	begin, end = -1<<63, never
	if low < len(r.when) {
		end = r.when[low]
	}
	if low == 0 {
		return r.first(), begin, end
	}
	begin = r.when[low-1]
	if low == len(r.when) && r.extend != "" {
		if p, from, to, ok := parseExtension(r.extend, unix); ok {
			return p, max(begin, from), to
		}
	}
	return r.periods[r.kind[low-1]], begin, end
}

func (r *rules) at(unix int64) period {
	p, _, _ := r.span(unix)
	return p
}

// A tzReader takes numbers from the front.
type tzReader struct {
	data []byte
	bad  bool
}

func (r *tzReader) take(n int) []byte {
	if n < 0 || len(r.data) < n {
		r.bad = true
		return make([]byte, max(n, 0))
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

func (r *tzReader) number(bytes int) int64 {
	var v int64
	for i, c := range r.take(bytes) {
		if i == 0 {
			v = int64(int8(c))
		} else {
			v = v<<8 | int64(c)
		}
	}
	return v
}

var errBadZone = errors.New("malformed time zone information")

func LoadLocationFromTZData(name string, data []byte) (*Location, error) {
	r := &tzReader{data: data}
	width := 4
	var counts [6]int // isutc, isstd, leap, times, types, chars
	for {
		if string(r.take(4)) != "TZif" {
			return nil, errBadZone
		}
		version := r.take(16)[0]
		for i := range counts {
			counts[i] = int(r.number(4))
			if counts[i] < 0 || counts[i] > len(data) {
				return nil, errBadZone
			}
		}
		if version == 0 || width == 8 {
			break
		}
		// Newer files have all of it again with wider times.
		r.take(counts[3]*5 + counts[4]*6 + counts[5] + counts[2]*8 + counts[1] + counts[0])
		width = 8
	}
	z := &rules{}
	for range counts[3] {
		z.when = append(z.when, r.number(width))
	}
	z.kind = r.take(counts[3])
	kinds := &tzReader{data: r.take(counts[4] * 6)}
	names := r.take(counts[5])
	for range counts[4] {
		p := period{offset: int(kinds.number(4))}
		p.isDST = kinds.number(1) != 0
		at := int(byte(kinds.number(1)))
		if at >= len(names) {
			return nil, errBadZone
		}
		end := at
		for end < len(names) && names[end] != 0 {
			end++
		}
		p.name = string(names[at:end])
		z.periods = append(z.periods, p)
	}
	r.take(counts[2]*(width+4) + counts[1] + counts[0])
	if r.bad || len(z.periods) == 0 {
		return nil, errBadZone
	}
	for _, k := range z.kind {
		if int(k) >= len(z.periods) {
			return nil, errBadZone
		}
	}
	if rest := r.data; width == 8 && len(rest) > 2 && rest[0] == '\n' && rest[len(rest)-1] == '\n' {
		z.extend = string(rest[1 : len(rest)-1])
	}
	return &Location{name: name, rules: z}, nil
}

// readZone reads a file of the system's zones: 0, or an error number.
func readZone(path string) (data []byte, number int)

func LoadLocation(name string) (*Location, error) {
	if name == "" || name == "UTC" {
		return UTC, nil
	}
	if name == "Local" {
		return Local, nil
	}
	bad := name[0] == '/' || name[0] == '\\'
	for i := range len(name) {
		bad = bad || name[i] == '\\' || hasPrefix(name[i:], "..")
	}
	if bad {
		return nil, errors.New("time: invalid location name")
	}
	for _, dir := range [...]string{"/usr/share/zoneinfo/", "/usr/share/lib/zoneinfo/", "/etc/zoneinfo/"} {
		if data, number := readZone(dir + name); number == 0 {
			return LoadLocationFromTZData(name, data)
		}
	}
	return nil, errors.New("unknown time zone " + name)
}

// --- What holds after the last change: "CET-1CEST,M3.5.0,M10.5.0/3" ------------------

type extension struct {
	rest string
	bad  bool
}

func (e *extension) name() string {
	s := e.rest
	n := 0
	if s != "" && s[0] == '<' {
		for n < len(s) && s[n] != '>' {
			n++
		}
		if n == len(s) {
			e.bad = true
			return ""
		}
		e.rest = s[n+1:]
		return s[1:n]
	}
	for n < len(s) && ('A' <= s[n] && s[n] <= 'Z' || 'a' <= s[n] && s[n] <= 'z') {
		n++
	}
	e.bad = e.bad || n < 3
	e.rest = s[n:]
	return s[:n]
}

func (e *extension) has(c byte) bool {
	if e.rest == "" || e.rest[0] != c {
		return false
	}
	e.rest = e.rest[1:]
	return true
}

func (e *extension) number() int {
	v, n := 0, 0
	for n < len(e.rest) && digit(e.rest[n]) && v < 1e6 {
		v = v*10 + int(e.rest[n]-'0')
		n++
	}
	e.bad = e.bad || n == 0
	e.rest = e.rest[n:]
	return v
}

// seconds reads "-3:30:15".
func (e *extension) seconds() int {
	negative := e.has('-')
	if !negative {
		e.has('+')
	}
	v := e.number() * 3600
	if e.has(':') {
		v += e.number() * 60
		if e.has(':') {
			v += e.number()
		}
	}
	if negative {
		return -v
	}
	return v
}

// change reads when in a year clocks are set: seconds since its beginning, by the
// clocks before.
func (e *extension) change(year int) int64 {
	var days int64
	begin := daysBefore(year, January, 1)
	isLeap := daysBefore(year+1, January, 1)-begin == 366
	switch {
	case e.has('M'):
		month := Month(e.number())
		e.bad = e.bad || !e.has('.')
		week := e.number()
		e.bad = e.bad || !e.has('.')
		weekday := e.number()
		if e.bad || month < January || month > December || week < 1 || week > 5 || weekday > 6 {
			e.bad = true
			return 0
		}
		first := daysBefore(year, month, 1)
		day := first + (int64(weekday)-(first+1)%7+7)%7 + int64(week-1)*7
		if day >= first+int64(daysIn(month, year)) {
			day -= 7
		}
		days = day - begin
	case e.has('J'):
		// 1 to 365: 29 February is not counted.
		n := e.number()
		days = int64(n) - 1
		if isLeap && n >= 60 {
			days++
		}
	default:
		days = int64(e.number())
	}
	at := 2 * 3600
	if e.has('/') {
		at = e.seconds()
	}
	return days*secondsPerDay + int64(at)
}

func parseExtension(s string, unix int64) (p period, begin, end int64, ok bool) {
	e := &extension{rest: s}
	winter := period{name: e.name()}
	winter.offset = -e.seconds()
	if e.bad {
		return p, 0, 0, false
	}
	if e.rest == "" {
		return winter, -1 << 63, never, true
	}
	summer := period{name: e.name(), offset: winter.offset + 3600, isDST: true}
	if e.rest != "" && e.rest[0] != ',' {
		summer.offset = -e.seconds()
	}
	if e.rest == "" {
		e.rest = ",M3.2.0,M11.1.0"
	}
	rule := e.rest
	year, _, _, _ := civil(floorDiv(unix+unixToInternal, secondsPerDay))
	// The changes of three years around, in order.
	var last, next int64 = -1 << 63, never
	current := winter
	for y := year - 1; y <= year+1; y++ {
		e.rest = rule
		start := daysBefore(y, January, 1)*secondsPerDay - unixToInternal
		e.bad = e.bad || !e.has(',')
		toSummer := start + e.change(y) - int64(winter.offset)
		e.bad = e.bad || !e.has(',')
		toWinter := start + e.change(y) - int64(summer.offset)
		if e.bad || e.rest != "" {
			return p, 0, 0, false
		}
		for _, c := range [...]struct {
			at int64
			p  period
		}{{toSummer, summer}, {toWinter, winter}} {
			if c.at <= unix && c.at > last {
				last, current = c.at, c.p
			}
			if c.at > unix && c.at < next {
				next = c.at
			}
		}
	}
	return current, last, next, true
}

// --- Of a Time -----------------------------------------------------------------------

// IsDST says whether clocks are set to summer time.
func (t Time) IsDST() bool {
	if t.loc == nil || t.loc.rules == nil {
		return t.loc != nil && t.loc.local && localIsDST(t.Unix())
	}
	return t.loc.rules.at(t.Unix()).isDST
}

func localIsDST(unix int64) bool

// ZoneBounds gives when the offset that holds at t began and ends; a zero Time
// where it always did or will.
func (t Time) ZoneBounds() (start, end Time) {
	if t.loc == nil || t.loc.rules == nil {
		return
	}
	_, begin, until := t.loc.rules.span(t.Unix())
	if begin != -1<<63 {
		start = Unix(begin, 0).In(t.loc)
	}
	if until != never {
		end = Unix(until, 0).In(t.loc)
	}
	return
}
