// Times as others store them.
//
// SPDX-License-Identifier: MIT
package time

import "errors"

// strict is RFC 3339, which has four digits for the year and whole minutes for the
// zone.
func (t Time) strict(b []byte, method string) ([]byte, error) {
	_, offset := t.Zone()
	if y := t.Year(); y < 0 || y >= 10000 {
		return nil, errors.New(method + "year outside of range [0,9999]")
	}
	if offset <= -24*3600 || offset >= 24*3600 {
		return nil, errors.New(method + "timezone hour outside of range [0,23]")
	}
	return t.AppendFormat(b, RFC3339Nano), nil
}

func (t Time) MarshalJSON() ([]byte, error) {
	b, err := t.strict([]byte{'"'}, "Time.MarshalJSON: ")
	if err != nil {
		return nil, err
	}
	return append(b, '"'), nil
}

func (t *Time) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	if len(data) < 2 || data[0] != '"' || data[len(data)-1] != '"' {
		return errors.New("Time.UnmarshalJSON: input is not a JSON string")
	}
	return t.UnmarshalText(data[1 : len(data)-1])
}

func (t Time) AppendText(b []byte) ([]byte, error) { return t.strict(b, "Time.AppendText: ") }
func (t Time) MarshalText() ([]byte, error)        { return t.strict(nil, "Time.MarshalText: ") }

func (t *Time) UnmarshalText(data []byte) (err error) {
	*t, err = Parse(RFC3339, string(data))
	return err
}

// The versions of the binary form; the second has seconds in its offset.
const (
	version1 = 1
	version2 = 2
)

func (t Time) AppendBinary(b []byte) ([]byte, error) {
	version, minutes, seconds := byte(version1), -1, 0
	if t.loc != nil {
		_, offset := t.Zone()
		if offset%60 != 0 {
			version = version2
			seconds = offset % 60
		}
		minutes = offset / 60
		if minutes < -32768 || minutes == -1 || minutes > 32767 {
			return b, errors.New("Time.MarshalBinary: unexpected zone offset")
		}
	}
	b = append(b, version)
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(t.sec>>shift))
	}
	for shift := 24; shift >= 0; shift -= 8 {
		b = append(b, byte(t.nsec>>shift))
	}
	b = append(b, byte(minutes>>8), byte(minutes))
	if version == version2 {
		b = append(b, byte(seconds))
	}
	return b, nil
}

func (t Time) MarshalBinary() ([]byte, error) { return t.AppendBinary(nil) }

func (t *Time) UnmarshalBinary(data []byte) error {
	if len(data) == 0 {
		return errors.New("Time.UnmarshalBinary: no data")
	}
	version, want := data[0], 15
	if version != version1 && version != version2 {
		return errors.New("Time.UnmarshalBinary: unsupported version")
	}
	if version == version2 {
		want++
	}
	if len(data) != want {
		return errors.New("Time.UnmarshalBinary: invalid length")
	}
	*t = Time{}
	for _, c := range data[1:9] {
		t.sec = t.sec<<8 | int64(c)
	}
	for _, c := range data[9:13] {
		t.nsec = t.nsec<<8 | int64(c)
	}
	offset := int(int16(data[13])<<8|int16(data[14])) * 60
	if version == version2 {
		offset += int(data[15])
	}
	if offset == -60 {
		t.loc = nil
	} else if _, local := t.In(Local).Zone(); local == offset {
		t.loc = Local
	} else {
		t.loc = FixedZone("", offset)
	}
	return nil
}

func (t Time) GobEncode() ([]byte, error)   { return t.MarshalBinary() }
func (t *Time) GobDecode(data []byte) error { return t.UnmarshalBinary(data) }
