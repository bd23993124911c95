// What the packages offered share among themselves is not for programs.
//
// compile-error
// exit: 1
// stderr-contains: 9:8: package internal/radix is not in std
package main

import "fmt"
import "internal/radix"

func main() { fmt.Println(radix.New) }
