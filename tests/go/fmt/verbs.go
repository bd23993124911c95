// Printf's everyday verbs, widths and flags.
// expect: 42|   42|42   |00042|+42
// expect: 101010 52 2a 2A 0x2a
// expect: 3.141593 3.14     3.1 3.141593e+00
// expect: go|   go|go   |"go"
// expect: true A 'A' U+0041
// expect: int string []int map[string]bool
// expect: 100% 7 x
// expect: 6869 [1 2] [a b]
package main

import "fmt"

func main() {
	fmt.Printf("%d|%5d|%-5d|%05d|%+d\n", 42, 42, 42, 42, 42)
	fmt.Printf("%b %o %x %X %#x\n", 42, 42, 42, 42, 42)
	pi := 3.14159265
	fmt.Printf("%f %.2f %7.1f %e\n", pi, pi, pi, pi)
	fmt.Printf("%s|%5s|%-5s|%q\n", "go", "go", "go", "go")
	fmt.Printf("%t %c %q %U\n", true, 'A', 'A', 'A')
	fmt.Printf("%T %T %T %T\n", 1, "", []int{}, map[string]bool{})
	fmt.Printf("100%% %v %v\n", 7, "x")
	fmt.Printf("%x %v %v\n", "hi", []int{1, 2}, []string{"a", "b"})
}
