// Packages of one module: initialised once each, imported ones first; every way to import.
// expect: init stock
// expect: init till
// expect: init main [apple pear]
// expect: again main
// expect: main.Item till.Item stock.List
// expect: false true
// expect: 3 3 3 one version before 1.22
// expect: open sesame
// expect: deep
// expect: linux
// stderr-contains: panic: out of stock
// stderr-contains: example.com/shop/stock.(*List).Take(
// stderr-contains: stock/stock.go:22
// exit: 2
package main

import (
	"fmt"

	"example.com/shop/internal/vault"
	_ "example.com/shop/log"
	. "example.com/shop/stock"
	money "example.com/shop/till"
	"example.com/shop/util/odd-name"
)

type Item struct{ Price int }

var names = load()

func init() { fmt.Println("init main", names) }
func init() { fmt.Println("again main") }

func main() {
	var x any = money.Item{Price: 3}
	fmt.Printf("%T %T %T\n", Item{}, x, List{})
	_, isOurs := x.(Item)
	_, isTheirs := x.(money.Item)
	fmt.Println(isOurs, isTheirs)
	var after []func()
	for i := 0; i < 3; i++ {
		after = append(after, func() { fmt.Print(i, " ") })
	}
	for _, f := range after {
		f()
	}
	fmt.Println("one version before 1.22")
	fmt.Println(vault.Open())
	fmt.Println(deeper.Name)
	fmt.Println(system)
	list := List{}
	list.Take("plum")
}
