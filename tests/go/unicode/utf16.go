// Runes become words of 16 bits and come back; halves of pairs do not.
//
// expect: [61 e9 8a9e d83d de00 dbff dfff] "aé語😀\U0010ffff"
// expect: [fffd d7ff fffd fffd e000 ffff d800 dc00 fffd]
// expect: [fffd 78 fffd fffd 1f600 fffd fffd fffd fffd]
// expect: [] 0
// expect: -1 -1 false fffd fffd fffd [1 fffd]
// expect: 61 1 false fffd fffd fffd [1 61]
// expect: d7ff 1 false fffd fffd fffd [1 d7ff]
// expect: d800 -1 true fffd fffd fffd [1 fffd]
// expect: dbff -1 true fffd fffd fffd [1 fffd]
// expect: dc00 -1 true fffd fffd fffd [1 fffd]
// expect: dfff -1 true fffd fffd fffd [1 fffd]
// expect: e000 1 false fffd fffd fffd [1 e000]
// expect: ffff 1 false fffd fffd fffd [1 ffff]
// expect: 10000 2 false d800 dc00 10000 [1 d800 dc00]
// expect: 10ffff 2 false dbff dfff 10ffff [1 dbff dfff]
// expect: 110000 -1 false fffd fffd fffd [1 fffd]
// expect: fffd fffd 10001
// expect: true

package main

import (
	"fmt"
	"unicode/utf16"
)

func main() {
	runes := []rune("aé語😀\U0010FFFF")
	words := utf16.Encode(runes)
	fmt.Printf("%x %q\n", words, string(utf16.Decode(words)))
	fmt.Printf("%x\n", utf16.Encode([]rune{-1, 0xD7FF, 0xD800, 0xDFFF, 0xE000, 0xFFFF, 0x10000, 0x110000}))
	fmt.Printf("%x\n", utf16.Decode([]uint16{0xD83D, 'x', 0xDE00, 0xD83D, 0xD83D, 0xDE00, 0xFFFD, 0xDE00, 0xD83D, 0xD800}))
	fmt.Println(utf16.Decode(nil), len(utf16.Encode(nil)))
	for _, r := range []rune{-1, 'a', 0xD7FF, 0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF, 0x110000} {
		r1, r2 := utf16.EncodeRune(r)
		fmt.Printf("%x %d %v %x %x %x %x\n", r, utf16.RuneLen(r), utf16.IsSurrogate(r), r1, r2,
			utf16.DecodeRune(r1, r2), utf16.AppendRune([]uint16{1}, r))
	}
	fmt.Printf("%x %x %x\n", utf16.DecodeRune(0xDC00, 0xD800), utf16.DecodeRune(0xD800, 0xE000), utf16.DecodeRune(0xD800, 0xDC01))
	var all []rune
	for r := rune(0); r <= 0x10FFFF; r += 97 {
		if !utf16.IsSurrogate(r) {
			all = append(all, r)
		}
	}
	fmt.Println(string(utf16.Decode(utf16.Encode(all))) == string(all))
}
