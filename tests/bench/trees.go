// Binary trees: small objects that come and go.
// ops: 5242840
package main

import "fmt"

type node struct {
	left, right *node
}

func build(depth int) *node {
	if depth == 0 {
		return &node{}
	}
	return &node{build(depth - 1), build(depth - 1)}
}

func (n *node) count() int {
	if n.left == nil {
		return 1
	}
	return 1 + n.left.count() + n.right.count()
}

func main() {
	kept := build(16)
	total := 0
	for round := 0; round < 40; round++ {
		total += build(15).count()
	}
	fmt.Println(total, kept.count())
}
