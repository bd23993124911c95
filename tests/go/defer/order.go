// Deferred calls run last first; their arguments are evaluated at once.
// expect: body 1
// expect: third 1
// expect: second 0
// expect: first 0
// expect: 2 1 0
package main

import "fmt"

func order() {
	i := 0
	defer fmt.Println("first", i)
	defer fmt.Println("second", i)
	i++
	defer fmt.Println("third", i)
	fmt.Println("body", i)
}

func loop() {
	defer fmt.Println(0)
	for i := 1; i < 3; i++ {
		defer fmt.Print(i, " ")
	}
}

func main() {
	order()
	loop()
}
