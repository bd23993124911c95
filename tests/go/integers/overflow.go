// Sized integers wrap; division truncates; shifts and bit operators.
// expect: 0 -128 4294967295
// expect: -3 -1 3 1
// expect: 8 1 14 6 4
// expect: 44 -56
// expect: 0 -1
// expect: 9223372036854775807 -9223372036854775808
package main

import "fmt"

func main() {
	var u uint8 = 255
	var i int8 = 127
	var w uint32
	u++
	i++
	w--
	fmt.Println(u, i, w)
	a, b := -7, 2
	fmt.Println(a/b, a%b, -a/b, -a%b)
	x, y := 12, 10
	fmt.Println(x&y, 1<<uint(y)>>10, x|y, x^y, x&^y)
	big := 300
	fmt.Println(uint8(big), int8(200+big-300))
	s := 64
	fmt.Println(1<<s, -1>>s)
	max := int64(1<<63 - 1)
	fmt.Println(max, max+1)
}
