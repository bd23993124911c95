// Packages of other modules: copied into vendor, or replaced by a folder.
// expect: far near
package main

import (
	"fmt"

	"example.com/far/lib"
	"example.com/near"
)

func main() { fmt.Println(lib.Name, near.Name) }
