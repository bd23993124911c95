// Leak
package main

import (
	"fmt"
	"time"
)

func search(where string, takes time.Duration, found chan<- string) {
	time.Sleep(takes)
	found <- where // only the first one is ever received
}

func main() {
	found := make(chan string)
	go search("attic", 30*time.Millisecond, found)
	go search("cellar", 10*time.Millisecond, found)
	go search("garden", 20*time.Millisecond, found)

	fmt.Println("found in the", <-found)
	time.Sleep(50 * time.Millisecond)
	fmt.Println("two searchers wait for ever")
}
