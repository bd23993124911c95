// Errors are values; wrapped ones can be found again.
// expect: read config: not found
// expect: true
// expect: code 7
// expect: <nil>
package main

import (
	"errors"
	"fmt"
)

var errNotFound = errors.New("not found")

type codeError struct{ code int }

func (e *codeError) Error() string { return fmt.Sprint("code ", e.code) }

func read() error { return fmt.Errorf("read %s: %w", "config", errNotFound) }
func call() error { return fmt.Errorf("call: %w", &codeError{7}) }

func main() {
	err := read()
	fmt.Println(err)
	fmt.Println(errors.Is(err, errNotFound))
	var ce *codeError
	if errors.As(call(), &ce) {
		fmt.Println(ce)
	}
	fmt.Println(errors.Unwrap(errNotFound))
}
