// Stages stop when their context is cancelled, with a cause.
// expect: 1
// expect: 16
// expect: 81
// expect: context canceled big enough ann
// expect: true
// expect: context.Background.WithValue(main.key, ann).WithCancel
// expect: context canceled
package main

import (
	"context"
	"errors"
	"fmt"
)

func gen(ctx context.Context, nums ...int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for _, n := range nums {
			select {
			case out <- n:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}
func sq(ctx context.Context, in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := range in {
			select {
			case out <- n * n:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

type key string

func main() {
	ctx, cancel := context.WithCancelCause(context.WithValue(context.Background(), key("user"), "ann"))
	for v := range sq(ctx, sq(ctx, gen(ctx, 1, 2, 3, 4))) {
		fmt.Println(v)
		if v > 80 {
			cancel(errors.New("big enough"))
			break
		}
	}
	<-ctx.Done()
	fmt.Println(ctx.Err(), context.Cause(ctx), ctx.Value(key("user")))
	fmt.Println(errors.Is(ctx.Err(), context.Canceled))

	fmt.Println(ctx)
	c2, cf := context.WithTimeout(ctx, 0)
	defer cf()
	fmt.Println(c2.Err())
}
