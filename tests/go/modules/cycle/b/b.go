package b

import "example.com/m/a"

func F() { a.F() }
