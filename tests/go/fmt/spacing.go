// Println puts spaces everywhere, Print only where neither side is a string.
// expect: a 1 2 b true
// expect: a1 2b3
// expect: 1 2
// expect: [n=5]
// expect: %!d(string=x) 1
// expect: %!d(MISSING)
package main

import "fmt"

func main() {
	fmt.Println("a", 1, 2, "b", true)
	fmt.Print("a", 1, 2, "b", 3, "\n")
	fmt.Print(1, 2)
	fmt.Println()
	s := fmt.Sprintf("[n=%d]", 5)
	fmt.Println(s)
	format := "%d %d"
	fmt.Printf(format+"\n", "x", 1)
	fmt.Printf("%d\n", []interface{}{}...)
}
