// Tasks, regions and logs go where a trace is written, and change nothing else.
// expect: <nil> true
// expect: true
// expect: in a region
// expect: inner then outer
// expect: worker done
package main

import (
	"context"
	"fmt"
	"io"
	"runtime/trace"
)

func main() {
	fmt.Println(trace.Start(io.Discard), trace.Start(io.Discard) != nil)
	fmt.Println(trace.IsEnabled())
	ctx, task := trace.NewTask(context.Background(), "breakfast")
	trace.WithRegion(ctx, "coffee", func() {
		fmt.Println("in a region")
		trace.Log(ctx, "strength", "strong")
	})
	outer := trace.StartRegion(ctx, "outer")
	inner := trace.StartRegion(context.Background(), "inner")
	inner.End()
	outer.End()
	fmt.Println("inner then outer")

	done := make(chan string)
	go func() {
		defer trace.StartRegion(ctx, "worker").End()
		trace.Logf(ctx, "", "%d of %d", 1, 2)
		done <- "worker done"
	}()
	fmt.Println(<-done)
	task.End()
	trace.Stop()
}
