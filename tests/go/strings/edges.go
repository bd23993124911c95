// Empty separators, overlaps, characters of several bytes.
// expect: ["h" "é" "y"] ["a" "b,c"] ["a," "b"]
// expect: 1 0 5 2
// expect: -h-é-y- bbaa xx
// expect: 111ZbZ a&lt;b
// expect: STRAßE É true Hello WOrld
// expect: 4 3 1 -1
// expect: ["a" "b" "c"] "hixx" "ab"
// expect: key value=more true
// expect: BNNÉ
package main

import (
	"fmt"
	"strings"
	"unicode"
)

func main() {
	fmt.Printf("%q %q %q\n", strings.Split("héy", ""), strings.SplitN("a,b,c", ",", 2), strings.SplitAfter("a,b", ","))
	fmt.Println(len(strings.Split("", ",")), len(strings.Split("", "")), strings.Count("five", ""), strings.Count("aaaa", "aa"))
	fmt.Println(strings.Replace("héy", "", "-", -1), strings.Replace("aaaa", "a", "b", 2), strings.ReplaceAll("abab", "ab", "x"))
	fmt.Println(strings.NewReplacer("a", "1", "aa", "2", "", "Z").Replace("aaab"), strings.NewReplacer("<", "&lt;").Replace("a<b"))
	fmt.Println(strings.ToUpper("straße é"), strings.EqualFold("ΣΑΣ", "σας"), strings.Title("hello wOrld"))
	fmt.Println(strings.IndexAny("golang", "ny"), strings.LastIndex("go gopher", "go"), strings.IndexFunc("Hello", unicode.IsLower), strings.IndexRune("chicken", 'é'))
	fmt.Printf("%q %q %q\n", strings.Fields("  a b\u00a0c\n"), strings.TrimLeft("xxhixx", "x"), strings.TrimFunc("12ab34", unicode.IsDigit))
	before, after, found := strings.Cut("key=value=more", "=")
	fmt.Println(before, after, found)
	fmt.Println(strings.Map(func(r rune) rune {
		if r == 'a' {
			return -1
		}
		return unicode.ToUpper(r)
	}, "banané"))
}
