// Complex numbers.
// expect: (4+6i) (-5+10i)
// expect: 3 4 5
// expect: true
package main

import "fmt"

func main() {
	a, b := 1+2i, complex(3, 4)
	fmt.Println(a+b, a*b)
	fmt.Println(real(b), imag(b), real(b)+2)
	fmt.Println(a == complex(1, 2))
}
