// Following an address where nothing is ends the program, with what it printed before.
// expect: before
// exit: 2
// stderr-contains: unexpected fault address 0xdeadbeef000
// stderr-contains: fatal error: fault
// stderr-contains: [signal SIGSEGV: segmentation violation code=0x1 addr=0xdeadbeef000 pc=0x
package main

import (
	"fmt"
	"unsafe"
)

func main() {
	fmt.Println("before")
	address := uintptr(0xdeadbeef000)
	fmt.Println(*(*int)(unsafe.Pointer(address)))
}
