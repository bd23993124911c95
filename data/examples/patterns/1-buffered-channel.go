// Buffered channel
package main

import (
	"fmt"
	"time"
)

func main() {
	// Three letters fit in before anyone has to read one.
	letters := make(chan string, 3)
	done := make(chan bool)

	go func() {
		for letter := range letters {
			fmt.Println("read", letter)
			time.Sleep(20 * time.Millisecond)
		}
		done <- true
	}()

	for _, letter := range []string{"a", "b", "c", "d", "e", "f"} {
		letters <- letter
		fmt.Println("posted", letter)
	}
	close(letters)
	<-done
}
