// Dates, layouts and rounding.
// expect: 2024-02-29 13:04:05.123456789 +0000 UTC Thursday 60 1709211845
// expect: Thu, 29 Feb 2024 13:04:05 UTC Feb 29 24 1:04pm .123 2024-02-29T13:04:05.123456789Z
// expect: 2025-03-01 2024-02-28 11:04:05
// expect: 13:00:00 13:04:00
// expect: 2024 9 0001-01-01 00:00:00 +0000 UTC true
// expect: 2024-02-29 22:04:05.123456789 +0900 JST true false
// expect: 2023-07-14 03:00:00 +0000 UTC <nil>
// expect: parsing time "2023-13-45": month out of range
// expect: parsing time "2023-02-30": day out of range
// expect: parsing time "hello" as "2006-01-02": cannot parse "hello" as "2006"
// expect: 1h15m30.918s <nil> 1h15m31s 1h15m0s 1.2585883333333334
package main

import (
	"fmt"
	"time"
)

func main() {
	d := time.Date(2024, time.February, 29, 13, 4, 5, 123456789, time.UTC)
	fmt.Println(d, d.Weekday(), d.YearDay(), d.Unix())
	fmt.Println(d.Format(time.RFC1123), d.Format("Jan _2 06 3:04pm .000"), d.Format(time.RFC3339Nano))
	fmt.Println(d.AddDate(1, 0, 0).Format(time.DateOnly), d.Add(-26*time.Hour).Format(time.DateTime))
	fmt.Println(d.Truncate(time.Hour).Format(time.TimeOnly), d.Round(time.Minute).Format(time.TimeOnly))
	year, week := d.ISOWeek()
	fmt.Println(year, week, time.Time{}, time.Time{}.IsZero())
	tokyo := time.FixedZone("JST", 9*3600)
	fmt.Println(d.In(tokyo), d.In(tokyo).Equal(d), d.In(tokyo) == d)
	t, err := time.Parse("2006-01-02 15:04 -0700", "2023-07-14 08:30 +0530")
	fmt.Println(t.UTC(), err)
	_, err = time.Parse(time.DateOnly, "2023-13-45")
	fmt.Println(err)
	_, err = time.Parse(time.DateOnly, "2023-02-30")
	fmt.Println(err)
	_, err = time.Parse(time.DateOnly, "hello")
	fmt.Println(err)
	p, err := time.ParseDuration("1h15m30.918s")
	fmt.Println(p, err, p.Round(time.Second), p.Truncate(time.Minute), p.Hours())
}
