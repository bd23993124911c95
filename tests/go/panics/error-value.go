// An error's own text is shown.
// exit: 2
// stderr-contains: panic: disk on fire
package main

import "errors"

func main() { panic(errors.New("disk on fire")) }
