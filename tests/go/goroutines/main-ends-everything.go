// When main returns the program is over, whatever else still runs.
// expect: main is done
package main

import "fmt"

func main() {
	for i := 0; i < 4; i++ {
		go func() {
			for {
			}
		}()
	}
	go func() { select {} }()
	fmt.Println("main is done")
}
