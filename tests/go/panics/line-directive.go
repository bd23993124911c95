// A line directive says where code comes from, in traces too.
// exit: 2
// stderr-contains: panic: generated
// stderr-contains: template.y:101
package main

func main() {
//line template.y:100
	var text = "generated"
	panic(text)
}
