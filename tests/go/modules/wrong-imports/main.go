// What cannot be imported: programs, other modules' internal packages, what is not there.
// compile-error
// stderr-contains: main.go:10:2: import "example.com/m/tool" is a program, not an importable package
// stderr-contains: main.go:11:2: no required module provides package example.com/other/thing
// stderr-contains: main.go:12:2: no required module provides package example.com/m/nowhere
// exit: 1
package main

import (
	"example.com/m/tool"
	"example.com/other/thing"
	"example.com/m/nowhere"
)

func main() {
	tool.F()
	thing.F()
	nowhere.F()
}
