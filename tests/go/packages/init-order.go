// Package variables are initialised by dependency, then init, then main.
// expect: b then a
// expect: init 1
// expect: init 2
// expect: main 3 2
package main

import "fmt"

var a = b + 1
var b = say("b", 2)

func say(name string, n int) int {
	fmt.Print(name, " then a\n")
	return n
}

func init() { fmt.Println("init 1") }
func init() { fmt.Println("init 2") }

func main() { fmt.Println("main", a, b) }
