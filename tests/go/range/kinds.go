// range over a slice, an array, a string, a map, a channel and an integer.
// expect: 0:10 1:20
// expect: 0 1 2
// expect: 0:a 1:é 3:世
// expect: 6
// expect: 1 2 3
// expect: 0 1 2
// expect: 2 times
package main

import "fmt"

func main() {
	for i, v := range []int{10, 20} {
		if i > 0 {
			fmt.Print(" ")
		}
		fmt.Printf("%d:%d", i, v)
	}
	fmt.Println()
	for i := range [3]string{} {
		fmt.Print(spaced(i))
	}
	fmt.Println()
	for i, r := range "aé世" {
		fmt.Print(gap(i), i, ":", string(r))
	}
	fmt.Println()
	sum := 0
	for k, v := range map[int]int{1: 1, 2: 2} {
		sum += k + v
	}
	fmt.Println(sum)
	ch := make(chan int, 3)
	for i := 1; i <= 3; i++ {
		ch <- i
	}
	close(ch)
	for v := range ch {
		fmt.Print(gap(v-1), v)
	}
	fmt.Println()
	for i := range 3 {
		fmt.Print(spaced(i))
	}
	fmt.Println()
	n := 0
	for range [2]int{} {
		n++
	}
	fmt.Println(n, "times")
}

func gap(i int) string {
	if i > 0 {
		return " "
	}
	return ""
}

func spaced(i int) string { return gap(i) + fmt.Sprint(i) }
