// Ranging over functions: every way out of the body.
//
// expect: 10
// expect: deferred 2
// expect: deferred 1
// expect: deferred 0
// expect: 102 <nil>
// expect: deferred 4
// expect: deferred 3
// expect: deferred 2
// expect: deferred 1
// expect: deferred 0
// expect: 99 none
// expect: 0 0 a
// expect: 1 0 a
// expect: 2 0 a
// expect: 2 1 b
// expect: c2
// expect: runtime error: range function continued iteration after function for loop body returned false
// expect: done

package main

import "fmt"

func seq(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func pairs(m []string) func(func(int, string) bool) {
	return func(yield func(int, string) bool) {
		for i, s := range m {
			if !yield(i, s) {
				return
			}
		}
	}
}

func find(n int) (r int, err error) {
	defer func() { r += 100 }()
	for i := range seq(10) {
		defer fmt.Println("deferred", i)
		if i == n {
			return i, nil
		}
		if i > 3 {
			break
		}
	}
	return -1, fmt.Errorf("none")
}

func nested() string {
outer:
	for i := range seq(5) {
		for j, s := range pairs([]string{"a", "b", "c"}) {
			if j == 1 && i < 2 {
				continue outer
			}
			if i == 3 {
				break outer
			}
			if i == 2 && j == 2 {
				return s + fmt.Sprint(i)
			}
			fmt.Println(i, j, s)
		}
	}
	return "end"
}

func bad(yield func(int) bool) {
	yield(1)
	yield(2)
}

func main() {
	sum := 0
	for i := range seq(5) {
		sum += i
	}
	fmt.Println(sum)
	fmt.Println(find(2))
	fmt.Println(find(20))
	fmt.Println(nested())
	func() {
		defer func() { fmt.Println(recover()) }()
		for range bad {
			break
		}
	}()
	for i := range 3 {
		for range seq(2) {
			if i == 1 {
				goto done
			}
		}
	}
done:
	fmt.Println("done")
}
