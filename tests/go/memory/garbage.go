// Far more is allocated than there could be room for at once.
// expect: 2000000
// expect: 1000 kept 999
package main

import "fmt"

type node struct {
	next *node
	pad  [16]int
}

func main() {
	n := 0
	for i := 0; i < 2000; i++ {
		var head *node
		for k := 0; k < 1000; k++ {
			head = &node{next: head}
		}
		for ; head != nil; head = head.next {
			n++
		}
	}
	fmt.Println(n)
	kept := map[int]*node{}
	for i := 0; i < 1000; i++ {
		kept[i] = &node{}
		kept[i].pad[3] = i
		_ = make([]byte, 10000)
	}
	fmt.Println(len(kept), "kept", kept[999].pad[3])
}
