// It cannot be recovered.
// stderr-contains: fatal error: sync: Unlock of unlocked RWMutex
// stderr-contains: goroutine 1
// exit: 2
package main

import "sync"

func main() {
	defer func() { recover() }()
	var m sync.RWMutex
	m.Unlock()
}
