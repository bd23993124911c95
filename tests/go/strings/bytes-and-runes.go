// A string is bytes; range and []rune see code points.
// expect: 9 195
// expect: 5
// expect: é true
// expect: [104 105]
// expect: 世界
// expect: abc true true
// expect: 65533 1
package main

import "fmt"

func main() {
	s := "né 世界"
	fmt.Println(len(s)-1, s[1])
	n := 0
	for range s {
		n++
	}
	fmt.Println(n)
	r := []rune(s)
	fmt.Println(string(r[1]), len(r) == n)
	fmt.Println([]byte("hi"))
	fmt.Println(string(r[3:]))
	b := []byte{'a', 'b', 'c'}
	t := string(b)
	b[0] = 'X'
	fmt.Println(t, "a" < "b", "ab" < "abc")
	for i, bad := range "a\xff" {
		if i == 1 {
			fmt.Println(bad, i)
		}
	}
}
