// Concatenation, raw strings, escapes, comparison and byte indexing.
// expect: 0123456789
// expect: a\n|b
// expect: tab	quote" A é 3
// expect: true false true
// expect: olleh
package main

import "fmt"

func main() {
	s := ""
	for i := 0; i < 10; i++ {
		s += string(rune('0' + i))
	}
	fmt.Println(s)
	fmt.Println(`a\n|b`)
	fmt.Println("tab\tquote\" \x41 \u00e9", len("\\'\""))
	fmt.Println("apple" < "banana", "Z" > "a", "" == "")
	r := ""
	for i := len("hello") - 1; i >= 0; i-- {
		r += "hello"[i : i+1]
	}
	fmt.Println(r)
}
