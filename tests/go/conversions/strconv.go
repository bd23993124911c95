// Numbers to text and back.
// expect: 42 -7 ff
// expect: 123 <nil>
// expect: strconv.Atoi: parsing "12x": invalid syntax
// expect: true 2.5
// expect: "a\n"
package main

import (
	"fmt"
	"strconv"
)

func main() {
	fmt.Println(strconv.Itoa(42), strconv.Itoa(-7), strconv.FormatInt(255, 16))
	n, err := strconv.Atoi("123")
	fmt.Println(n, err)
	_, err = strconv.Atoi("12x")
	fmt.Println(err)
	b, _ := strconv.ParseBool("true")
	f, _ := strconv.ParseFloat("2.5", 64)
	fmt.Println(b, f)
	fmt.Println(strconv.Quote("a\n"))
}
