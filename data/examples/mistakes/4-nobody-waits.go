// Nobody waits
package main

import (
	"fmt"
	"time"
)

func save(file string) {
	time.Sleep(10 * time.Millisecond)
	fmt.Println("saved", file)
}

func main() {
	go save("letter")
	go save("picture")
	fmt.Println("goodbye")
	// When main returns the program is over, whatever the others still do.
}
