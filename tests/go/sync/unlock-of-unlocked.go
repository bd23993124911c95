// It cannot be recovered.
// stderr-contains: fatal error: sync: unlock of unlocked mutex
// stderr-contains: goroutine 1
// exit: 2
package main

import "sync"

func main() {
	defer func() { recover() }()
	var m sync.Mutex
	m.Unlock()
}
