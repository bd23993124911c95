// Signals arrive on channels, in Go's names; Stop, Ignore and Reset undo it.
// expect: interrupt
// expect: user defined signal 1
// expect: 2 2
// expect: context canceled
// expect: signal.NotifyContext(context.Background, [terminated])
// expect: true false
// expect: true os: process already finished
// expect: terminated signal 77
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func send(sig os.Signal) {
	p, err := os.FindProcess(os.Getpid())
	if err == nil {
		err = p.Signal(sig)
	}
	if err != nil {
		fmt.Println(err)
	}
}

func main() {
	c := make(chan os.Signal, 4)
	signal.Notify(c, os.Interrupt, syscall.SIGUSR1)
	send(os.Interrupt)
	fmt.Println(<-c)
	send(syscall.SIGUSR1)
	fmt.Println(<-c)

	other := make(chan os.Signal, 4)
	signal.Notify(other, syscall.SIGUSR1)
	send(syscall.SIGUSR1)
	<-c
	<-other
	signal.Stop(c)
	send(syscall.SIGUSR1)
	<-other
	signal.Ignore(syscall.SIGINT)
	send(os.Interrupt)
	fmt.Println(len(c)+2, len(other)+2)

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	send(syscall.SIGTERM)
	<-ctx.Done()
	fmt.Println(ctx.Err())
	fmt.Println(ctx)
	stop()

	fmt.Println(signal.Ignored(syscall.SIGINT), signal.Ignored(syscall.SIGHUP))
	p, err := os.FindProcess(1 << 30)
	fmt.Println(err == nil, p.Signal(syscall.Signal(0)))
	fmt.Println(syscall.SIGTERM, syscall.Signal(77))
}
