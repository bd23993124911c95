// Conversions between numbers, strings, bytes, runes and named types.
// expect: 3 -1 255 4
// expect: A 世 65
// expect: [228 184 150] [19990]
// expect: 1.5C 2.5
// expect: true
package main

import "fmt"

type celsius float64

func (c celsius) String() string { return fmt.Sprintf("%gC", float64(c)) }

type list []int

func main() {
	f, n := 3.9, -1
	fmt.Println(int(f), int8(n), uint8(n), int64(int32(4)))
	fmt.Println(string(rune(65)), string([]rune{19990}), "A"[0])
	fmt.Println([]byte("世"), []rune("世"))
	c := celsius(1.5)
	fmt.Println(c, float64(c)+1)
	var l list = []int{1}
	fmt.Println(len([]int(l)) == 1)
}
