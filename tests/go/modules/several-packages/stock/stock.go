// Package stock is imported by main and by till.
package stock

import "fmt"

type List struct{ items []string }

var all = List{items: []string{"apple", "pear"}}

func init() { fmt.Println("init stock") }

func Names() []string { return all.items }

// Take panics: nothing is left.
//
// The line of the panic
// is named in main.go.
//
//go:noinline
func (l *List) Take(name string) {
	for len(l.items) == 0 {
		panic("out of " + "stock")
	}
}
