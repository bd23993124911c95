// Strings: bytes looked at, compared, joined, built.
// ops: 12000000
package main

import (
	"fmt"
	"strings"
)

func main() {
	var b strings.Builder
	for i := 0; i < 1000000; i++ {
		b.WriteByte(byte('a' + i%26))
		if i%7 == 0 {
			b.WriteString(" ")
		}
	}
	text := b.String()
	words, vowels := 0, 0
	for round := 0; round < 8; round++ {
		inside := false
		for i := 0; i < len(text); i++ {
			c := text[i]
			if c == ' ' {
				inside = false
			} else if !inside {
				inside = true
				words++
			}
			if c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' {
				vowels++
			}
		}
	}
	joined := 0
	for i := 0; i < 1000000; i++ {
		s := text[i:i+5] + "-" + text[i+1:i+4]
		if s < "m" {
			joined += len(s)
		}
	}
	fmt.Println(words, vowels, joined)
}
