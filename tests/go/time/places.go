// Time zones from the system's files, and times as others store them.
//
// expect: Europe/Berlin
// expect: 1811-07-23 16:00:08 +0053 LMT false -62135596800 -2422054408
// expect: 1938-04-24 23:13:20 +0100 CET false -1618700400 -938905200
// expect: 1970-01-01 01:00:00 +0100 CET false -639010800 323830800
// expect: 2001-09-09 03:46:40 +0200 CEST true 985482000 1004230800
// expect: 2023-11-14 23:13:20 +0100 CET false 1698541200 1711846800
// expect: 2024-07-03 11:46:40 +0200 CEST true 1711846800 1729990800
// expect: 2049-03-22 05:26:40 +0100 CET false
// expect: 2096-10-02 09:06:40 +0200 CEST true
// expect: 2271-01-16 17:53:20 +0100 CET false
// expect: 2024-03-26 02:30:00 +0100 CET 2061-03-27 03:30:00 +0200 CEST
// expect: 2024-03-31 01:30:00 +0100 CET 2061-04-01 01:30:00 +0200 CEST
// expect: 2024-03-31 03:30:00 +0200 CEST 2061-04-01 02:30:00 +0200 CEST
// expect: America/New_York
// expect: 1811-07-23 10:10:38 -0456 LMT false -62135596800 -2717650800
// expect: 1938-04-24 18:13:20 -0400 EDT true -1000054800 -986752800
// expect: 1969-12-31 19:00:00 -0500 EST false -5767200 9961200
// expect: 2001-09-08 21:46:40 -0400 EDT true 986108400 1004248800
// expect: 2023-11-14 17:13:20 -0500 EST false 1699164000 1710054000
// expect: 2024-07-03 05:46:40 -0400 EDT true 1710054000 1730613600
// expect: 2049-03-22 00:26:40 -0400 EDT true
// expect: 2096-10-02 03:06:40 -0400 EDT true
// expect: 2271-01-16 11:53:20 -0500 EST false
// expect: 2024-03-10 01:30:00 -0500 EST 2061-03-11 01:30:00 -0500 EST
// expect: 2024-03-10 01:30:00 -0500 EST 2061-03-11 02:30:00 -0500 EST
// expect: 2024-03-12 02:30:00 -0400 EDT 2061-03-13 01:30:00 -0500 EST
// expect: 2024-11-03 01:30:00 -0400 EDT 2061-11-04 01:30:00 -0400 EDT
// expect: Asia/Shanghai
// expect: 1811-07-23 23:12:23 +0805 LMT false -62135596800 -2177481943
// expect: 1938-04-25 06:13:20 +0800 CST false -1585904400 -933667200
// expect: 1970-01-01 08:00:00 +0800 CST false -650019600 515527200
// expect: 2001-09-09 09:46:40 +0800 CST false 684867600 -62135596800
// expect: 2023-11-15 06:13:20 +0800 CST false 684867600 -62135596800
// expect: 2024-07-03 17:46:40 +0800 CST false 684867600 -62135596800
// expect: 2049-03-22 12:26:40 +0800 CST false
// expect: 2096-10-02 15:06:40 +0800 CST false
// expect: 2271-01-17 00:53:20 +0800 CST false
// expect: Australia/Lord_Howe
// expect: 1811-07-24 01:43:00 +1036 LMT false -62135596800 -2364114980
// expect: 1938-04-25 08:13:20 +1000 AEST false -2364114980 352216800
// expect: 1970-01-01 10:00:00 +1000 AEST false -2364114980 352216800
// expect: 2001-09-09 12:16:40 +1030 +1030 false 985446000 1004196600
// expect: 2023-11-15 09:13:20 +1100 +11 true 1696087800 1712415600
// expect: 2024-07-03 20:16:40 +1030 +1030 false 1712415600 1728142200
// expect: 2049-03-22 15:26:40 +1100 +11 true
// expect: 2096-10-02 17:36:40 +1030 +1030 false
// expect: 2271-01-17 03:53:20 +1100 +11 true
// expect: 2024-10-06 01:30:00 +1030 +1030 2061-10-07 01:30:00 +1100 +11
// expect: Asia/Kathmandu
// expect: 1811-07-23 20:47:56 +0541 LMT false -62135596800 -1577943676
// expect: 1938-04-25 03:43:20 +0530 +0530 false -1577943676 504901800
// expect: 1970-01-01 05:30:00 +0530 +0530 false -1577943676 504901800
// expect: 2001-09-09 07:31:40 +0545 +0545 false 504901800 2147483647
// expect: 2023-11-15 03:58:20 +0545 +0545 false 504901800 2147483647
// expect: 2024-07-03 15:31:40 +0545 +0545 false 504901800 2147483647
// expect: 2049-03-22 10:11:40 +0545 +0545 false
// expect: 2096-10-02 12:51:40 +0545 +0545 false
// expect: 2271-01-16 22:38:20 +0545 +0545 false
// expect: America/St_Johns
// expect: 1811-07-23 11:35:48 -0330 LMT false -62135596800 -2713897748
// expect: 1938-04-24 18:43:20 -0330 NST false -1017523800 -998771400
// expect: 1969-12-31 20:30:00 -0330 NST false -5772600 9955800
// expect: 2001-09-08 23:16:40 -0230 NDT true 986095860 1004236260
// expect: 2023-11-14 18:43:20 -0330 NST false 1699158600 1710048600
// expect: 2024-07-03 07:16:40 -0230 NDT true 1710048600 1730608200
// expect: 2049-03-22 01:56:40 -0230 NDT true
// expect: 2096-10-02 04:36:40 -0230 NDT true
// expect: 2271-01-16 13:23:20 -0330 NST false
// expect: 2024-03-10 01:30:00 -0330 NST 2061-03-11 01:30:00 -0330 NST
// expect: 2024-03-10 01:30:00 -0330 NST 2061-03-11 02:30:00 -0330 NST
// expect: 2024-03-12 02:30:00 -0230 NDT 2061-03-13 01:30:00 -0330 NST
// expect: 2024-11-03 01:30:00 -0230 NDT 2061-11-04 01:30:00 -0230 NDT
// expect: Africa/Casablanca
// expect: 1811-07-23 14:36:20 -0030 LMT false -62135596800 -1773012580
// expect: 1938-04-24 22:13:20 +0000 +00 false -1773012580 -956361600
// expect: 1970-01-01 00:00:00 +0000 +00 false -71110800 141264000
// expect: 2001-09-09 01:46:40 +0000 +00 false 504918000 1212278400
// expect: 2023-11-14 23:13:20 +0100 +01 false 1682215200 1710036000
// expect: 2024-07-03 10:46:40 +0100 +01 false 1713060000 1740276000
// expect: 2049-03-22 05:26:40 +0100 +01 false
// expect: 2096-10-02 08:06:40 +0100 +01 false
// expect: 2271-01-16 17:53:20 +0100 +01 false
// expect: 2024-02-27 02:30:00 +0100 +01 2061-02-27 03:30:00 +0100 +01
// expect: 2024-04-14 01:30:00 +0000 +00 2061-04-15 01:30:00 +0100 +01
// expect: 2024-04-14 03:30:00 +0100 +01 2061-04-15 02:30:00 +0100 +01
// expect: UTC <nil>
// expect: UTC <nil>
// expect: UTC unknown time zone Mars/Olympus
// expect: UTC time: invalid location name
// expect: UTC time: invalid location name
// expect: 2024-07-04 12:00:00 +0200 CEST <nil>
// expect: "2024-02-29T23:59:58.123456789+01:00" <nil>
// expect: 2024-02-29T23:59:58.123456789+01:00 010000000edd73036e075bcd15003c
// expect: <nil> true <nil> true parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"
// expect: Time.UnmarshalJSON: input is not a JSON string Time.UnmarshalBinary: no data
// expect: Time.MarshalJSON: year outside of range [0,9999]

package main

import (
	"fmt"
	"time"
)

func main() {
	for _, name := range []string{"Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "Asia/Kathmandu", "America/St_Johns", "Africa/Casablanca"} {
		loc, err := time.LoadLocation(name)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(loc)
		for _, unix := range []int64{-5e9, -1e9, 0, 1e9, 1.7e9, 1.72e9, 2.5e9, 4e9, 9.5e9} {
			t := time.Unix(unix, 0).In(loc)
			fmt.Print(t, t.IsDST())
			if unix < 2e9 {
				start, end := t.ZoneBounds()
				fmt.Print(" ", start.Unix(), end.Unix())
			}
			fmt.Println()
		}
		// Midnights and the hours that clocks jump over or show twice.
		for day := range 370 {
			for hour := range 4 {
				t := time.Date(2024, 1, 1+day, hour, 30, 0, 0, loc)
				u := time.Date(2061, 1, 1+day, hour, 30, 0, 0, loc)
				if t.Hour() != hour || u.Hour() != hour || t.Add(time.Hour).Hour() != (hour+1)%24 {
					fmt.Println(t, u)
				}
			}
		}
	}
	for _, name := range []string{"", "UTC", "Mars/Olympus", "../etc/passwd", "/etc"} {
		loc, err := time.LoadLocation(name)
		fmt.Println(loc, err)
	}
	berlin, _ := time.LoadLocation("Europe/Berlin")
	t, err := time.ParseInLocation("2006-01-02 15:04 MST", "2024-07-04 12:00 CEST", berlin)
	fmt.Println(t, err)
	t = time.Date(2024, 2, 29, 23, 59, 58, 123456789, berlin)
	json, err := t.MarshalJSON()
	fmt.Println(string(json), err)
	text, _ := t.MarshalText()
	binary, _ := t.MarshalBinary()
	fmt.Printf("%s %x\n", text, binary)
	var u time.Time
	fmt.Println(u.UnmarshalJSON(json), u.Equal(t), u.UnmarshalBinary(binary), u.Equal(t), u.UnmarshalText([]byte("x")))
	fmt.Println(u.UnmarshalJSON([]byte("7")), u.UnmarshalBinary(nil))
	_, err = time.Date(12345, 1, 1, 0, 0, 0, 0, time.UTC).MarshalJSON()
	fmt.Println(err)
}
