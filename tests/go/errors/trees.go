// Errors that wrap several, As and Is of their own, and Join.
// expect: both: first: code 7 and file does not exist
// expect: true true false <nil>
// expect: true 7 true
// expect: first: code 7
// expect: EOF true
// expect: open /no/such/file: no such file or directory true
// expect: errors: target cannot be nil
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
)

type coded struct{ code int }

func (c *coded) Error() string        { return fmt.Sprint("code ", c.code) }
func (c *coded) Is(target error) bool { return target == io.EOF }

func main() {
	first := fmt.Errorf("first: %w", &coded{7})
	both := fmt.Errorf("both: %w and %w", first, os.ErrNotExist)
	fmt.Println(both)
	fmt.Println(errors.Is(both, io.EOF), errors.Is(both, os.ErrNotExist), errors.Is(both, os.ErrExist), errors.Unwrap(both))
	var c *coded
	fmt.Println(errors.As(both, &c), c.code, errors.Unwrap(first) == c)
	joined := errors.Join(nil, first, io.EOF)
	fmt.Println(joined, errors.Join(nil, nil) == nil)
	_, err := os.Open("/no/such/file")
	fmt.Println(err, errors.Is(err, os.ErrNotExist))
	defer func() { fmt.Println(recover()) }()
	errors.As(first, nil)
}
