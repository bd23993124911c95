// Functions of complex numbers, at plain numbers, on their cuts and at infinity.
//
// expect: Acos   1.069187474,-0.2813960562 2.177307845,-1.622494149 0.2581962833,1.798428384 1.643440236,2.097274788
// expect: Acosh  0.2813960562,1.069187474 1.622494149,2.177307845 1.798428384,-0.2581962833 2.097274788,-1.643440236
// expect: Asin   0.5016088533,0.2813960562 -0.6065115182,1.622494149 1.312600044,-1.798428384 -0.07264390918,-2.097274788
// expect: Asinh  0.4926756834,0.2243284526 -1.600410055,0.8877651462 1.84457601,-0.233471449 -2.066524667,-1.493506321
// expect: Atan   0.4842544903,0.2005866181 -1.31122327,0.3104282831 1.265188487,-0.07148911162 -1.550926078,-0.253823613
// expect: Atanh  0.5003700001,0.3143981432 -0.2200896807,1.245257966 0.3223175962,-1.484084967 -0.0175613429,-1.327057544
// expect: Cos    0.9051501506,-0.121108796 0.2661271953,3.617775074 -1.281726737,0.1160453438 26.08855128,-8.06472197
// expect: Cosh   1.092570805,0.1289210417 -0.9789478196,-1.93614833 7.366396218,-6.828571844 -0.6832788514,-0.230461718
// expect: Cot    1.432721075,-0.8872370408 -0.004986885446,-0.9643685028 -0.2006950188,1.52939183 -0.0003790427438,1.00055382
// expect: Exp    1.597466519,0.4079001701 -0.09285491028,0.2028916805 14.69636379,-13.69108048 -0.4842311042,0.560653078
// expect: Log    -0.5815754049,0.463647609 0.9162907319,2.214297436 1.1289246,-0.2449786631 1.389098981,-1.645656175
// expect: Log10  -0.2525749892,0.2013595981 0.3979400087,0.9616571576 0.4902857241,-0.1063928816 0.603278022,-0.7146993957
// expect: Sin    0.4944857809,0.2216881641 -3.75277134,0.2565539561 0.1827057156,0.8140873944 -8.070134611,-26.07105368
// expect: Sinh   0.5048957144,0.2789791284 0.8860929094,2.13904001 7.329967574,-6.862508639 0.1990477472,0.7911147959
// expect: Sqrt   0.7276733451,0.1717803749 0.7071067812,1.414213562 1.745326505,-0.2148595113 1.362210377,-1.468202
// expect: Tan    0.5045007027,0.3124206925 -0.005362060922,1.036920282 -0.08434981388,-0.6427858401 -0.000378623195,-0.9994463431
// expect: Tanh   0.485487281,0.19805545 -1.064144399,-0.08039101531 0.9996371611,-0.004943321842 -0.6121873998,-0.9513378538
// expect: Conj   0.5,-0.25 -1.5,-2 3,0.75 -0.3,4
// expect: cuts   0,2 0,-2 0,3.141592654 0,-3.141592654 0,-1.316957897 1.570796327,-1.316957897 0.3465735903,1.570796327 1.316957897,3.141592654 +Inf,+Inf
// expect: inf    +Inf,+Inf 0,0 +Inf,0 +Inf,2.35619449 -Inf,0 1,0 +Inf,NaN +Inf,0.7853981634 0,NaN 3.141592654,-Inf
// expect: Pow    -27.43638199,19.78931037 1,1.732050808 1,1 0.2078795764,0 1,0 1,0 +Inf,0 +Inf,+Inf 1,0 0,0 1,0
// expect: 5 2.214297436 5 -3.141592654
// expect: Rect   -3,4 1,1.732050808
// expect: (+Inf+Infi) (NaN+NaNi) +Inf
// expect: false false; true false; false true; false true; true false;
// expect: (1.259921+0.000000i) true
// expect: (-0.629961+1.091124i) true
// expect: (-0.629961-1.091124i) true

package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

func show(name string, values ...complex128) {
	fmt.Printf("%-6s", name)
	for _, v := range values {
		fmt.Printf(" %.10g,%.10g", real(v), imag(v))
	}
	fmt.Println()
}

func main() {
	functions := []struct {
		name string
		f    func(complex128) complex128
	}{
		{"Acos", cmplx.Acos}, {"Acosh", cmplx.Acosh}, {"Asin", cmplx.Asin}, {"Asinh", cmplx.Asinh},
		{"Atan", cmplx.Atan}, {"Atanh", cmplx.Atanh}, {"Cos", cmplx.Cos}, {"Cosh", cmplx.Cosh},
		{"Cot", cmplx.Cot}, {"Exp", cmplx.Exp}, {"Log", cmplx.Log}, {"Log10", cmplx.Log10},
		{"Sin", cmplx.Sin}, {"Sinh", cmplx.Sinh}, {"Sqrt", cmplx.Sqrt}, {"Tan", cmplx.Tan},
		{"Tanh", cmplx.Tanh}, {"Conj", cmplx.Conj},
	}
	for _, f := range functions {
		show(f.name, f.f(0.5+0.25i), f.f(-1.5+2i), f.f(3-0.75i), f.f(-0.3-4i))
	}

	inf, nan, zero := math.Inf(1), math.NaN(), math.Copysign(0, -1)
	show("cuts", cmplx.Sqrt(-4), cmplx.Sqrt(complex(-4, zero)), cmplx.Log(-1), cmplx.Log(complex(-1, zero)),
		cmplx.Acos(2), cmplx.Asin(complex(2, zero)), cmplx.Atanh(3), cmplx.Acosh(-2), cmplx.Cot(0))
	show("inf", cmplx.Sqrt(complex(nan, inf)), cmplx.Exp(complex(-inf, nan)), cmplx.Exp(complex(inf, 0)),
		cmplx.Log(complex(-inf, inf)), cmplx.Log(0), cmplx.Tanh(complex(inf, 1)), cmplx.Log10(complex(inf, nan)),
		cmplx.Asinh(complex(inf, inf)), cmplx.Sinh(complex(0, inf)), cmplx.Acos(complex(-inf, 2)))
	show("Pow", cmplx.Pow(1+2i, 3-1i), cmplx.Pow(-8, 1.0/3), cmplx.Pow(2i, 0.5), cmplx.Pow(-1, 0.5i),
		cmplx.Pow(0, 0), cmplx.Pow(0, complex(zero, zero)), cmplx.Pow(0, -2), cmplx.Pow(0, -2+1i),
		cmplx.Pow(0, 3i), cmplx.Pow(0, 2-1i), cmplx.Pow(3+4i, 0))

	r, θ := cmplx.Polar(-3 + 4i)
	fmt.Printf("%.10g %.10g %.10g %.10g\n", r, θ, cmplx.Abs(-3+4i), cmplx.Phase(complex(-1, zero)))
	show("Rect", cmplx.Rect(r, θ), cmplx.Rect(2, math.Pi/3))
	fmt.Println(cmplx.Inf(), cmplx.NaN(), cmplx.Abs(complex(nan, -inf)))
	for _, x := range []complex128{1, cmplx.Inf(), cmplx.NaN(), complex(nan, 1), complex(nan, -inf)} {
		fmt.Print(cmplx.IsInf(x), " ", cmplx.IsNaN(x), "; ")
	}
	fmt.Println()
	// The roots of z³ = 2.
	for k := range 3 {
		z := cmplx.Pow(2, 1.0/3) * cmplx.Exp(complex(0, 2*math.Pi*float64(k)/3))
		fmt.Printf("%.6f ", z)
		fmt.Println(cmplx.Abs(z*z*z-2) < 1e-12)
	}
}
