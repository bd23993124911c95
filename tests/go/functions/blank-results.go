// Blank results are zero where nothing else is returned.
// expect: 0 "" <nil>
package main

import "fmt"

func zero() (_ int, _ string, _ error) {
	return
}

// dirty leaves something where zero's frame will be.
func dirty(a, b, c, d, e int) (int, int, int, int, int) {
	return e, d, c, b, a
}

func main() {
	dirty(1, 2, 3, 4, 5)
	a, b, c := zero()
	fmt.Printf("%v %q %v\n", a, b, c)
}
