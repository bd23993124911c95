// Untyped constants have room for any exponent; only their use must fit.
// expect: 10
// expect: false true
// expect: 0
// expect: 3
package main

import "fmt"

const (
	huge  = 1e600000000
	next  = 1e600000001
	tiny  = 1e-600000000
	again = huge * tiny * 3
)

func main() {
	fmt.Println(next / huge)
	fmt.Println(huge+1 > huge-1e9, huge > next-next)
	var x float64 = 1e-1000000
	fmt.Println(x)
	fmt.Println(float32(again))
}
