// Places and what their clocks show.
//
// SPDX-License-Identifier: MIT
package time

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
