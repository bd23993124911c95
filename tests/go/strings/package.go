// The strings package's everyday functions.
// expect: true false 2
// expect: [a b c] a-b-c
// expect: GO go
// expect: [x] true true
// expect: b.b.b. ababab
// expect: [one two three]
// expect: x1,x2
package main

import (
	"fmt"
	"strings"
)

func main() {
	fmt.Println(strings.Contains("seafood", "foo"), strings.Contains("a", "b"), strings.Index("chicken", "ick"))
	parts := strings.Split("a,b,c", ",")
	fmt.Println(parts, strings.Join(parts, "-"))
	fmt.Println(strings.ToUpper("go"), strings.ToLower("GO"))
	fmt.Println("["+strings.TrimSpace(" x\n")+"]", strings.HasPrefix("golang", "go"), strings.HasSuffix("golang", "ng"))
	fmt.Println(strings.Replace("a.a.a.", "a", "b", -1), strings.Repeat("ab", 3))
	fmt.Println(strings.Fields(" one  two three "))
	var b strings.Builder
	for i := 1; i <= 2; i++ {
		if i > 1 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "x%d", i)
	}
	fmt.Println(b.String())
}
