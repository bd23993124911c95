// What Printf says of verbs and operands that do not fit.
// expect: %!d(string=x)|%!s(int=1)|%!z(int=2)|%!t(float64=3.5)
// expect: 1 %!d(MISSING)
// expect: 1
// expect: %!(EXTRA string=two, <nil>)%!!(int=1)|%!(NOVERB)
// expect: 2 1|%!d(BADINDEX)|%!d(BADINDEX)
// expect:    42|3.14|7   |
// expect: %!(BADWIDTH)1|%!(BADPREC)2
// expect: %!w(int=1) %!w(<nil>)
// expect: 50%
package main

import "fmt"

func main() {
	fmt.Printf("%d|%s|%z|%t\n", "x", 1, 2, 3.5)
	fmt.Printf("%d %d\n", 1)
	fmt.Printf("%d\n", 1, "two", nil)
	fmt.Printf("%!|%", 1)
	fmt.Println()
	fmt.Printf("%[2]d %[1]d|%[5]d|%[x]d\n", 1, 2)
	fmt.Printf("%*d|%.*f|%-*d|\n", 5, 42, 2, 3.14159, 4, 7)
	fmt.Printf("%*d|%.*d\n", "wide", 1, "precise", 2)
	fmt.Printf("%w %w\n", 1, nil)
	fmt.Printf("%d%%\n", 50)
}
