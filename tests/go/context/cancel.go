// Cancelling goes down, not up; deadlines and causes; values.
// expect: context.Background.WithValue(k, v).WithCancel v <nil>
// expect: context canceled <nil>
// expect: context canceled context canceled context canceled
// expect: context deadline exceeded true
// expect: context canceled enough
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

func main() {
	root, cancelRoot := context.WithCancel(context.WithValue(context.Background(), "k", "v"))
	child, cancelChild := context.WithCancel(root)
	fmt.Println(root, child.Value("k"), child.Err())
	cancelChild()
	fmt.Println(child.Err(), root.Err())

	var wg sync.WaitGroup
	results := make(chan string, 3)
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-root.Done()
			results <- root.Err().Error()
		}()
	}
	cancelRoot()
	wg.Wait()
	fmt.Println(<-results, <-results, <-results)

	timed, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	<-timed.Done()
	fmt.Println(timed.Err(), errors.Is(timed.Err(), context.DeadlineExceeded))

	caused, cancelCause := context.WithCancelCause(context.Background())
	cancelCause(errors.New("enough"))
	fmt.Println(caused.Err(), context.Cause(caused))
}
