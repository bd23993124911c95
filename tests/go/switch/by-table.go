// Switches with many constant cases: close together, far apart, on both ends of a type, strings
// that differ in length or in one byte; and types. Each finds its case, and no other value does.
// expect: map[fifth:2 first:1 none:250 second:2 sixth:1]
// expect: [1 0 0 5 0 0 4 2 0 0 3]
// expect: [1 2 3 0 4 4 0 5 0 6 7 0 0]
// expect: int 2
// expect: string s
// expect: nil
// expect: main.number
// expect: []int
// expect: pointer to 9
// expect: pair 3
// expect: other 2.5
// expect: other [z]
// expect: 1 2 1 4 1 1 0
// expect: right 40001 1
// expect: after 1
package main

import "fmt"

func dense(x int8) string {
	switch x {
	case -128:
		return "first"
	case -127, -126:
		return "second"
	case -124:
		fallthrough
	case -123:
		return "fifth"
	default:
		return "none"
	case -122:
		return "sixth"
	}
}

func wide(x uint64) int {
	switch x {
	case 0:
		return 1
	case 1 << 63:
		return 2
	case 1<<64 - 1:
		return 3
	case 1<<63 - 1:
		return 4
	case 77:
		return 5
	}
	return 0
}

func text(s string) int {
	switch s {
	case "":
		return 1
	case "a":
		return 2
	case "b":
		return 3
	case "ab", "ba":
		return 4
	case "a\x00":
		return 5
	case "the longest of them":
		return 6
	case "the longest of then":
		return 7
	}
	return 0
}

type number int

type pair struct{ a, b int }

func kind(x any) string {
	switch x := x.(type) {
	case int:
		return fmt.Sprint("int ", x+1)
	case string:
		return "string " + x
	case nil:
		return "nil"
	case number, []int:
		return fmt.Sprintf("%T", x)
	case *int:
		return fmt.Sprint("pointer to ", *x)
	case pair:
		return fmt.Sprint("pair ", x.a+x.b)
	default:
		return fmt.Sprintf("other %v", x)
	}
}

// In one instance two of the types are the same.
func generic[T any](x any) int {
	switch x.(type) {
	case T:
		return 1
	case int:
		return 2
	case string:
		return 3
	case bool:
		return 4
	case float64:
		return 5
	}
	return 0
}

// evaluated counts how often a tag is.
var evaluated int

func tag() int {
	evaluated++
	return 40000
}

func main() {
	counts := map[string]int{}
	for x := -128; x < 128; x++ {
		counts[dense(int8(x))]++
	}
	fmt.Println(counts)
	var found []int
	for _, x := range []uint64{0, 1, 76, 77, 78, 1<<63 - 2, 1<<63 - 1, 1 << 63, 1<<63 + 1, 1<<64 - 2, 1<<64 - 1} {
		found = append(found, wide(x))
	}
	fmt.Println(found)
	found = nil
	for _, s := range []string{"", "a", "b", "c", "ab", "ba", "aa", "a\x00", "\x00a", "the longest of them",
		"the longest of then", "the longest of theo", "the longest of them!"} {
		found = append(found, text(s))
	}
	fmt.Println(found)
	n := 9
	for _, x := range []any{1, "s", nil, number(3), []int{1}, &n, pair{1, 2}, 2.5, []string{"z"}} {
		fmt.Println(kind(x))
	}
	fmt.Println(generic[int](1), generic[string](1), generic[string]("s"), generic[error](true), generic[error](fmt.Errorf("e")),
		generic[any](1.5), generic[uint](uint8(1)))
	switch x := tag(); x {
	case 1, 20, 300, 5000:
		fmt.Println("wrong")
	case 40000:
		x++
		fmt.Println("right", x, evaluated)
	}
loop:
	for i := 0; ; i++ {
		switch i {
		case 0, 2, 4:
			continue
		case 1:
			break
		case 3:
			continue loop
		case 5:
			break loop
		}
		fmt.Println("after", i)
	}
}
