// Inner declarations hide outer ones; := redeclares at least one.
// expect: 2 1
// expect: 3 inner
// expect: 10 <nil>
// expect: package
package main

import "fmt"

var name = "package"

func two() (int, error) { return 10, nil }

func main() {
	x := 1
	{
		x := 2
		fmt.Print(x, " ")
	}
	fmt.Println(x)
	if x, s := 3, "inner"; x > 2 {
		fmt.Println(x, s)
	}
	y, err := two()
	z, err := two()
	_ = z
	fmt.Println(y, err)
	show()
}

func show() { fmt.Println(name) }
