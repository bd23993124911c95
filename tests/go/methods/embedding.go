// Fields and methods of an embedded type are promoted; the outer one wins.
// expect: Rex woof
// expect: animal Rex
// expect: loud WOOF Rex
package main

import "fmt"

type animal struct{ name string }

func (a animal) describe() string { return "animal " + a.name }
func (a *animal) rename(s string) { a.name = s }

type dog struct {
	animal
	sound string
}

type loudDog struct{ *dog }

func (l loudDog) describe() string { return "loud WOOF " + l.name }

func main() {
	d := dog{animal{"?"}, "woof"}
	d.rename("Rex")
	fmt.Println(d.name, d.sound)
	fmt.Println(d.describe())
	fmt.Println(loudDog{&d}.describe())
}
