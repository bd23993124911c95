// Bessel functions of any order, and the inverses of the error functions.
//
// expect: 0 1,-Inf 0.997501562,-1.53423865 0.765197687,NaN -0.399230203,0.106074315 0.0476893108,-0.225237313 -0.0260533734,-0.0432168454 0,0 0,NaN NaN,NaN
// expect: 1 0,-Inf 0.049937526,-6.45895109 -0.440050586,NaN 0.0538339877,0.416674373 -0.223447104,-0.0570992183 -0.0432690384,0.0259669922 0,0 0,NaN NaN,NaN
// expect: 2 0,-Inf 0.00124895866,-127.644783 0.114903485,NaN 0.428329656,0.119155075 -0.0849304949,0.215720776 0.0257072211,0.0434245814 0,0 0,NaN NaN,NaN
// expect: -3 0,+Inf -2.08203158e-05,5099.33238 0.019563354,NaN -0.4092251,0.287858075 -0.19513694,-0.129006144 -0.0436803539,0.0252721989 0,0 0,NaN NaN,NaN
// expect: 7 0,-Inf 1.54961487e-13,-2.93476653e+11 -1.50232582e-06,NaN 0.00949044664,-5.70256689 -0.170253804,0.189520696 0.045567684,-0.0217038924 0,0 0,NaN NaN,NaN
// expect: -40 0,-Inf 1.1146246e-100,-7.13941899e+97 1.10791585e-60,NaN 5.4819485e-38,-1.45788189e+35 6.74488215e-18,-1.23683473e+15 0.0233304239,0.0451153929 0,0 0,NaN NaN,NaN
// expect: 0 -Inf +Inf NaN
// expect: 0 8.862269255e-301 8.862269255e-11 0.2724627147 -0.4769362762 1.163087154 -1.821386368 4.320005388 +Inf -Inf NaN NaN NaN
// expect: +Inf 4.57282496 0.732869078 0.476936276 0 -0.732869078 -3.12341327 -Inf NaN NaN NaN NaN
// expect: true

package main

import (
	"fmt"
	"math"
)

func main() {
	inf, nan := math.Inf(1), math.NaN()
	for _, n := range []int{0, 1, 2, -3, 7, -40} {
		fmt.Print(n)
		for _, x := range []float64{0, 0.1, -1, 3.7, 12, 250, inf, -inf, nan} {
			fmt.Printf(" %.9g,%.9g", math.Jn(n, x), math.Yn(n, x))
		}
		fmt.Println()
	}
	fmt.Println(math.Jn(5000, 2), math.Yn(5000, 2), math.Yn(-5001, 2), math.Yn(5000, -2))

	for _, x := range []float64{0, 1e-300, 1e-10, 0.3, -0.5, 0.9, -0.99, 0.999999999, 1, -1, 1.5, inf, nan} {
		fmt.Printf("%.10g ", math.Erfinv(x))
	}
	fmt.Println()
	for _, x := range []float64{0, 1e-10, 0.3, 0.5, 1, 1.7, 1.99999, 2, 2.5, -1, inf, nan} {
		fmt.Printf("%.9g ", math.Erfcinv(x))
	}
	fmt.Println()
	worst := 0.0
	for x := -0.999; x < 1; x += 0.001 {
		worst = max(worst, math.Abs(math.Erf(math.Erfinv(x))-x))
	}
	fmt.Println(worst < 1e-15)
}
