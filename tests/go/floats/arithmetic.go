// Floating point: division, infinities, NaN, conversion, shortest printing.
// expect: 0.1 0.30000000000000004 3.3333333333333335
// expect: +Inf -Inf NaN
// expect: false true
// expect: 3 -3
// expect: 1e+21 1e-07 100000 1.5
// expect: 0.1 16777216
// expect: 1.41421
package main

import "fmt"

// Newton's method.
func root(x float64) float64 {
	r := x
	for i := 0; i < 20; i++ {
		r = (r + x/r) / 2
	}
	return r
}

func main() {
	x, y, three := 0.1, 0.2, 3.0
	fmt.Println(x, x+y, 10/three)
	zero := 0.0
	nan := zero / zero
	fmt.Println(1/zero, -1/zero, nan)
	fmt.Println(nan == nan, nan != nan)
	f := 3.99
	fmt.Println(int(f), int(-f))
	fmt.Println(1e21, 1e-7, 1e5, 3/2.0)
	var g float32 = 0.1
	var h float32 = 16777216
	fmt.Println(g, int(h+1))
	fmt.Printf("%.5f\n", root(2))
}
