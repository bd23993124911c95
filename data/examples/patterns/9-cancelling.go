// Cancelling: context
package main

import (
	"context"
	"fmt"
	"sync"
	"time"
)

func dig(ctx context.Context, where string, found chan<- string, effort time.Duration) {
	select {
	case <-time.After(effort):
		select {
		case found <- where:
		case <-ctx.Done(): // somebody else was a little faster
		}
	case <-ctx.Done():
		fmt.Println("stop digging at", where)
	}
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	found := make(chan string)
	var diggers sync.WaitGroup

	efforts := map[string]time.Duration{
		"oak":  2 * time.Second,
		"well": time.Second,
		"wall": 10 * time.Millisecond,
	}
	for where, effort := range efforts {
		diggers.Add(1)
		go func(where string, effort time.Duration) {
			defer diggers.Done()
			dig(ctx, where, found, effort)
		}(where, effort)
	}

	fmt.Println("treasure at", <-found)
	cancel() // closes ctx.Done(): all who wait for it wake at once
	diggers.Wait()
}
